"""Judge which of several possible places a name means; pure: hits and contexts in, verdict out.

``certain`` is only said when the name's evidence, its context and its rivals all allow it. The
thresholds were set on held-out places: when a place is missing from the gazetteer, another of the
same name must not take its place (see `LEAST_POPULATION`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from geodata.contexts import Context, Hit, Scope, distance_km
from geodata.names import Evidence
from geodata.types import MatchStatus, PlacePrecision

DUPLICATE_KM: Final = 8.0
"""GeoNames holds some towns twice, a few km apart (Kashan, Fardis, Nasimshahr): one place here."""

DOMINANCE: Final = 0.9
"""Share of the residents of all its namesakes from which the largest place is meant."""

N_CANDIDATES: Final = 10


LEAST_POPULATION: Final = {
    Evidence.MAIN: (100_000, 15_000, 5_000),
    Evidence.ALTERNATE: (100_000, 15_000, 5_000),
    Evidence.REDUCED: (None, 100_000, 5_000),
    Evidence.SOUND: (None, 100_000, 5_000),
    Evidence.CONSONANT: (None, None, 15_000),
    Evidence.LOOSE: (None, None, None),
    Evidence.WEAK: (None, None, None),
}
"""Residents from which a place may be certain, by scope; None: never.

Measured by hiding places one by one and asking for their names: with these floors another place
is taken for the hidden one in 1.4 % (world), 2.4 % (country) and 1.0 % (region; 1.6 % in Iran) of
8,000 names; without them in 13, 10 and 4 %.
"""

_PRIOR: Final = {
    Evidence.MAIN: 1.0,
    Evidence.ALTERNATE: 0.2,
    Evidence.REDUCED: 0.1,
    Evidence.SOUND: 0.1,
    Evidence.CONSONANT: 0.05,
    Evidence.LOOSE: 0.03,
    Evidence.WEAK: 0.02,
}
_BASE_SCORE: Final = {
    Evidence.MAIN: 1.0,
    Evidence.ALTERNATE: 0.98,
    Evidence.REDUCED: 0.92,
    Evidence.SOUND: 0.9,
    Evidence.CONSONANT: 0.86,
    Evidence.LOOSE: 0.7,
    Evidence.WEAK: 0.5,
}
_UNKNOWN_RESIDENTS: Final = 200  # stands in for a population that GeoNames doesn't give
_BIG_CITY: Final = 100_000

DOUBTFUL_SCORE: Final = 0.69
"""The most that a doubtful place may score; a certain one has at least 0.8 x 0.86."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A hit with what speaks for and against it."""

    hit: Hit
    score: float  # 0 to 1
    conflicts: tuple[str, ...]  # labels of the contexts that it contradicts


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a name means in its contexts."""

    status: MatchStatus
    ranked: tuple[Ranked, ...]  # best first, at most N_CANDIDATES
    reasons: tuple[str, ...]


def judge(hits: list[Hit], contexts: Sequence[Context], doubts: Sequence[str] = ()) -> Verdict:
    """Rank hits in their contexts and say how sure the best one is.

    Parameters
    ----------
    hits
        All places that one key led to.
    contexts
        All must agree for a certain answer. A place in another country than a context says is
        no answer at all; one in another region is doubtful.
    doubts
        What already speaks against a certain answer, in words.
    """
    at_home = [hit for hit in hits if all(c.allows_country(hit.country) for c in contexts)]
    if not at_home:
        return _nothing(hits, contexts)
    agreeing = [hit for hit in at_home if all(context.agrees(hit) for context in contexts)]
    pool = _without_duplicates(agreeing + _overshadowing(agreeing, at_home))
    pool = _without_covering_regions(pool)
    total = sum(map(_mass, pool))
    ranked = _ranked(sorted(pool, key=_order), contexts, total)
    best, share = ranked[0], _mass(ranked[0].hit) / total
    scope = max((context.scope for context in contexts), default=Scope.WORLD)
    doubts = (*doubts, *_doubts(best, pool, share, scope))
    if doubts:
        ranked = [replace(item, score=round(item.score * DOUBTFUL_SCORE, 3)) for item in ranked]
    return Verdict(
        status=MatchStatus.DOUBTFUL if doubts else MatchStatus.CERTAIN,
        ranked=tuple(ranked[:N_CANDIDATES]),
        reasons=(*doubts, *_supports(best, pool, share, contexts)),
    )


def _nothing(hits: list[Hit], contexts: Sequence[Context]) -> Verdict:
    given = " and ".join(context.label for context in contexts)
    reason = (
        f"Places of this name are known, but none in {given}"
        if hits
        else "No place of this name is in the gazetteer"
    )
    ranked = _ranked(sorted(hits, key=_order), contexts, total=sum(map(_mass, hits)))
    return Verdict(status=MatchStatus.NONE, ranked=tuple(ranked[:N_CANDIDATES]), reasons=(reason,))


def _mass(hit: Hit) -> float:
    return (hit.population + _UNKNOWN_RESIDENTS) * _PRIOR[hit.evidence]


def _order(hit: Hit) -> tuple[bool, float]:
    """Put countries and big cities first, then by residents; equal ones stay in their order."""
    big = hit.precision is PlacePrecision.COUNTRY or (
        hit.precision is PlacePrecision.CITY
        and hit.population >= _BIG_CITY
        and hit.evidence < Evidence.LOOSE
    )
    return not big, -_mass(hit)


def _overshadowing(agreeing: list[Hit], at_home: list[Hit]) -> list[Hit]:
    """Return the places elsewhere that compete although the context speaks against them.

    All, if none agrees with it; else those of which this is the main name and which dwarf a
    place that merely bears it too: "Karaj" in Tehran is hardly Qods, whose other name it is.
    """
    if not agreeing:
        return at_home
    best = min(agreeing, key=_order)
    if best.evidence is Evidence.MAIN:
        return []
    return [
        hit
        for hit in at_home
        if hit.evidence is Evidence.MAIN and hit not in agreeing and _dwarfs(hit, best)
    ]


def _dwarfs(hit: Hit, other: Hit) -> bool:
    return _mass(hit) * (1 - DOMINANCE) >= _mass(other) * DOMINANCE


def _without_duplicates(hits: list[Hit]) -> list[Hit]:
    """Drop a place that stands beside a larger one of the same name."""
    if len(hits) == 1:
        return hits
    kept: list[Hit] = []
    for hit in sorted(hits, key=_order):
        if hit.precision is not PlacePrecision.CITY or not any(
            other.precision is PlacePrecision.CITY
            and distance_km(hit.lon, hit.lat, other.lon, other.lat) <= DUPLICATE_KM
            for other in kept
        ):
            kept.append(hit)
    return kept


def _without_covering_regions(hits: list[Hit]) -> list[Hit]:
    """Drop a region that is named after a city: "Tehran" is the city.

    The city lies in it and has a tenth of its people, or has more people than it: Moscow and
    Kyiv are not in the regions that are named after them.
    """
    if len(hits) == 1:
        return hits
    cities = [hit for hit in hits if _is_named_city(hit)]
    return [
        hit
        for hit in hits
        if hit.precision is not PlacePrecision.ADMIN1
        or not any(_gives_name(city, hit) for city in cities)
    ]


def _gives_name(city: Hit, region: Hit) -> bool:
    if city.admin1 == region.admin1:
        return city.population > region.population * (1 - DOMINANCE)
    return city.country == region.country and city.population > region.population


def _is_named_city(hit: Hit) -> bool:
    return hit.precision is PlacePrecision.CITY and hit.evidence <= Evidence.ALTERNATE


def _ranked(hits: list[Hit], contexts: Sequence[Context], total: float) -> list[Ranked]:
    """Score hits in their order; one lower in it never has the higher score."""
    conflicts = [
        tuple(context.label for context in contexts if not context.agrees(hit)) for hit in hits
    ]
    scores = accumulate(
        (
            _BASE_SCORE[hit.evidence] * (0.8 + 0.2 * _mass(hit) / total) * 0.5 ** len(against)
            for hit, against in zip(hits, conflicts, strict=True)
        ),
        min,
    )
    return [
        Ranked(hit=hit, score=round(score, 3), conflicts=against)
        for hit, score, against in zip(hits, scores, conflicts, strict=True)
    ]


def _doubts(best: Ranked, pool: list[Hit], share: float, scope: Scope) -> list[str]:
    hit, doubts = best.hit, []
    if best.conflicts:
        doubts.append(f"The place known by this name isn't in {' or '.join(best.conflicts)}")
    if share < DOMINANCE:
        doubts.append(_shared(pool, share))
    elif _contested(hit, pool):
        doubts.append("A region or country and a city have this name")
    least = LEAST_POPULATION[hit.evidence][scope]
    if hit.precision is PlacePrecision.CITY and (least is None or hit.population < least):
        doubts.append(_TOO_LOOSE if hit.evidence > Evidence.ALTERNATE else _TOO_SMALL[scope])
    return doubts


def _contested(hit: Hit, pool: list[Hit]) -> bool:
    """Say whether a city and a region (or its own country) compete, whatever their sizes."""
    if hit.precision is PlacePrecision.CITY:
        return any(other.precision is not PlacePrecision.CITY for other in pool)
    floor = LEAST_POPULATION[Evidence.MAIN][Scope.REGION]
    rivals = [other for other in pool if _is_named_city(other) and other.population >= (floor or 0)]
    if hit.precision is PlacePrecision.COUNTRY:
        rivals = [other for other in rivals if other.country == hit.country]
    return bool(rivals)


_TOO_LOOSE: Final = "Only found by a loose spelling"
_TOO_SMALL: Final = {
    Scope.WORLD: "A small place: without a country another of this name may be meant",
    Scope.COUNTRY: "A small place: without a region another of this name may be meant",
    Scope.REGION: "So small that another of this name, missing here, may be meant",
}
HOW_FOUND: Final = {
    Evidence.MAIN: "Found by its main name",
    Evidence.ALTERNATE: "Found by another of its names",
    Evidence.REDUCED: "Found by its name without a word such as city or port",
    Evidence.SOUND: "Found by the sound of its name",
    Evidence.CONSONANT: "Found by the consonants of its name",
    Evidence.LOOSE: "Found by a spelling somewhat like one of its names",
    Evidence.WEAK: "Found by a rough transliteration or code",
}


def _shared(pool: list[Hit], share: float) -> str:
    percent = "over 99%" if 0.99 < share < 1 else f"{share:.0%}"
    return f"{len(pool)} places share this name; this one has {percent} of their residents"


def _supports(
    best: Ranked, pool: list[Hit], share: float, contexts: Sequence[Context]
) -> list[str]:
    where = ", ".join(context.label for context in reversed(contexts)) or "the gazetteer"
    supports = []
    if best.hit.precision is PlacePrecision.COUNTRY:
        supports.append("Name of a country")
    elif best.hit.precision is PlacePrecision.ADMIN1:
        supports.append("Name of a region")
    elif len(pool) == 1 and not best.conflicts:
        same = (
            "of this name" if best.hit.evidence <= Evidence.ALTERNATE else "with a name like this"
        )
        supports.append(f"Only place {same} in {where}")
    elif len(pool) > 1 and share >= DOMINANCE:
        supports.append(_shared(pool, share))
    if best.hit.evidence > Evidence.MAIN:
        supports.append(HOW_FOUND[best.hit.evidence])
    return supports
