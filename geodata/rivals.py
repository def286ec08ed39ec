"""Choose and order the places that compete for a name in its contexts; pure.

It drops doubles and what the context rules out; how sure the first of the rest is, `matching`
says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geodata.contexts import Context, Given, Hit, Scope, distance_km
from geodata.names import Evidence, by_evidence
from geodata.types import ADMIN1, CITY, COUNTRY

DUPLICATE_KM: Final = 8.0
"""GeoNames holds some towns twice, a few km apart (Kashan, Nasimshahr): one place here. Two towns
on either side of a country's border (Rafah) or a region's (Kansas City) stay two."""

_MISPLACED_KM: Final = 4.0
"""Within which two of one name over a region's border are one still, if either has no figure of
residents. Of 49 such pairs up to 8 km apart, the seven without are one town of which a second
record has another region (Xambioá, Vizela, Ternate), all but Opobo, 6 km from its twin; nearly all
with one are two towns (Texarkana, Bristol)."""

_DUPLICATE_DEGREES: Final = 0.1  # of latitude: a little more than that

DOMINANCE: Final = 0.9
"""Share of the residents of all its namesakes from which the largest place is meant."""

CITY_STATE: Final = 0.75
"""Share of a country's residents from which its city of the same name is the country: Singapore,
Hong Kong, Macau, Monaco, Gibraltar, the Vatican; not Djibouti (0.65) or Luxembourg (0.13)."""

UNKNOWN_AT_MOST: Final = (50_000, 50_000, 10_000)
"""Residents that a place without a figure may have, by scope: GeoNames has none for Kensington in
London, and for a quarter more often than for the town of its name in the same region."""

_UNKNOWN_RESIDENTS: Final = 200  # what a place without a figure is ranked by
_BIG_CITY: Final = 100_000

_PRIOR: Final = by_evidence(
    {
        Evidence.MAIN: 1.0,
        Evidence.ALTERNATE: 0.2,
        Evidence.ALIEN: 0.035,
        Evidence.REDUCED: 0.1,
        Evidence.SOUND: 0.1,
        Evidence.CONSONANT: 0.05,
        Evidence.LOOSE: 0.03,
        Evidence.WEAK: 0.02,
        Evidence.FUZZY: 0.02,
    }
)
"""How far a name is trusted. One unlike the main name counts for least of the proper ones: Venice
is rather the city in Italy than Dayton, Saveh rather itself than Arak. Saigon still comes first."""

_MAY_BE_BIG: Final = tuple(
    evidence < Evidence.LOOSE and evidence is not Evidence.ALIEN for evidence in Evidence
)


def find_rivals(at_home: list[Hit], given: Given) -> list[Hit]:
    """Return the places that compete for a name, the likeliest first.

    Parameters
    ----------
    at_home
        Places in countries that the contexts allow.
    given
        What is said of where the place lies.
    """
    contexts = given.contexts
    agreeing = at_home
    if given.is_narrow:
        agreeing = [hit for hit in at_home if all(context.agrees(hit) for context in contexts)]
    is_only_near = not given.is_plain and _is_only_near(agreeing, contexts)
    if len(agreeing) < len(at_home):
        pool = agreeing + _overshadowing(agreeing, at_home, is_only_near=is_only_near)
    else:
        pool = agreeing
    pool = _without_duplicates(pool)
    if any(hit.precision is not CITY for hit in pool):
        pool = _without_city_states(_without_covering_regions(pool), contexts)
        pool = _with_city_before_its_region(pool)
    if not is_only_near:
        return pool
    near = {hit.ref for hit in agreeing}
    return sorted(pool, key=lambda hit: hit.ref not in near)


def mass(hit: Hit) -> float:
    """Return how much a place weighs among its namesakes: residents times trust in the name."""
    return (hit.population + _UNKNOWN_RESIDENTS) * _PRIOR[hit.evidence]


def greatest_mass(hit: Hit, scope: Scope) -> float:
    """Return the most that a place may weigh, which is more if its residents aren't known."""
    if hit.population or hit.precision is not CITY:
        return mass(hit)
    return UNKNOWN_AT_MOST[scope] * _PRIOR[hit.evidence]


def order(hit: Hit) -> tuple[bool, float]:
    """Put countries and big cities first, then by residents; equal ones stay in their order."""
    evidence = hit.evidence
    weight = (hit.population + _UNKNOWN_RESIDENTS) * _PRIOR[evidence]
    if hit.precision is CITY:
        is_big = hit.population >= _BIG_CITY and _MAY_BE_BIG[evidence]
        return not is_big, -weight
    return hit.precision is not COUNTRY, -weight


def is_named_city(hit: Hit) -> bool:
    """Say whether a hit is a city that bears the name itself."""
    return hit.precision is CITY and hit.evidence <= Evidence.ALIEN


def _overshadowing(agreeing: list[Hit], at_home: list[Hit], *, is_only_near: bool) -> list[Hit]:
    """Return the places elsewhere that compete although the context speaks against them.

    All, if none agrees with it. Else all that are larger than a place that agrees only by lying
    near a city that is named beside it. Else those of which this is the main name and which dwarf
    a place that merely bears it too: "Karaj" in Tehran is hardly Qods, whose other name it is.
    """
    if not agreeing:
        return at_home
    best = min(agreeing, key=order)
    elsewhere = [hit for hit in at_home if hit not in agreeing]
    if is_only_near:
        return [hit for hit in elsewhere if mass(hit) > mass(best)]
    if best.evidence is Evidence.MAIN:
        return []
    return [hit for hit in elsewhere if hit.evidence is Evidence.MAIN and _dwarfs(hit, best)]


def _is_only_near(agreeing: list[Hit], contexts: Sequence[Context]) -> bool:
    """Say whether the best place that agrees does so only by lying near another."""
    if not agreeing or not contexts:
        return False
    best = min(agreeing, key=order)
    return not all(context.covers(best) for context in contexts)


def _dwarfs(hit: Hit, other: Hit) -> bool:
    return mass(hit) * (1 - DOMINANCE) >= mass(other) * DOMINANCE


def _without_duplicates(hits: list[Hit]) -> list[Hit]:
    """Order hits; drop one that stands beside a larger one of the same name and is the same."""
    kept: list[Hit] = []
    cities: list[Hit] = []  # of those kept
    for hit in sorted(hits, key=order):
        if hit.precision is CITY:
            hit_lat, hit_country = hit.lat, hit.country
            for city in cities:
                if (
                    -_DUPLICATE_DEGREES <= city.lat - hit_lat <= _DUPLICATE_DEGREES
                    and city.country == hit_country
                    and _is_double(hit, city)
                ):
                    break
            else:
                kept.append(hit)
                cities.append(hit)
        else:
            kept.append(hit)
    return kept


def _is_double(hit: Hit, city: Hit) -> bool:
    """Say whether two cities of one name and country are one: its region may be given wrongly."""
    is_surely_two = hit.admin1 != city.admin1 and bool(hit.admin1 and city.admin1)
    if is_surely_two and hit.population and city.population:
        return False
    reach_km = _MISPLACED_KM if is_surely_two else DUPLICATE_KM
    return distance_km(hit.lon, hit.lat, city.lon, city.lat) <= reach_km


def _without_covering_regions(hits: list[Hit]) -> list[Hit]:
    """Drop a region that is named after a city: "Tehran" is the city.

    The city lies in it and has a tenth of its people, or has more people than it: Moscow and
    Kyiv are not in the regions that are named after them.
    """
    if len(hits) == 1:
        return hits
    cities = [hit for hit in hits if is_named_city(hit)]
    return [
        hit
        for hit in hits
        if hit.precision is not ADMIN1 or not any(_gives_name(city, hit) for city in cities)
    ]


def _with_city_before_its_region(hits: list[Hit]) -> list[Hit]:
    """Put a city in front of a region of its name that it lies in: Banjul in Banjul."""
    first = hits[0]
    if first.precision is not ADMIN1:
        return hits
    inside = [hit for hit in hits if is_named_city(hit) and hit.admin1 == first.admin1][:1]
    return inside + [hit for hit in hits if hit not in inside]


def _gives_name(city: Hit, region: Hit) -> bool:
    if city.admin1 == region.admin1:
        return city.population > region.population * (1 - DOMINANCE)
    return city.country == region.country and city.population > region.population


def _without_city_states(hits: list[Hit], contexts: Sequence[Context]) -> list[Hit]:
    """Drop a country that a context names as well and that is hardly more than its city."""
    if len(hits) == 1 or not contexts:
        return hits
    cities = [hit for hit in hits if is_named_city(hit)]
    return [
        hit
        for hit in hits
        if hit.precision is not COUNTRY
        or not any(hit.country in context.countries for context in contexts)
        or not any(
            city.country == hit.country and city.population >= hit.population * CITY_STATE
            for city in cities
        )
    ]
