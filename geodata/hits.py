"""Turn readings of a name into hits and contexts by looking them up in a gazetteer.

It neither weighs hits against one another nor words any answer.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import compress
from math import cos, radians
from typing import Final

import numpy as np

from geodata.contexts import KM_A_DEGREE, Context, Given, Hit, Point
from geodata.country_names import find_territories
from geodata.gazetteer import Gazetteer
from geodata.misspellings import find_likely
from geodata.names import EVIDENCE_BITS, EVIDENCE_MASK, Evidence, fold
from geodata.readings import Reading
from geodata.regions import Holder
from geodata.spellings import CONSONANT_MARK, PART_MARK, SOUND_MARK, count_consonants, spelling_keys
from geodata.types import ADMIN1, CITY, COUNTRY

_EVIDENCE: Final = tuple(Evidence)
_new_tuple: Final = tuple.__new__  # half the time of calling the class
_MANY: Final = 16  # places from which it pays to look at the country first
_LEAST_CONSONANTS: Final = 3
_ENOUGH_CONSONANTS: Final = 4
LEAST_CONTEXT_POPULATION: Final = 15_000
_N_CONTEXT_PLACES: Final = 8
_NEIGHBOUR_SHARE: Final = 0.2
_NEIGHBOUR_KM: Final = 25.0
"""A part or small neighbour of a city has at most this share of its residents and distance when
both are merely named together: Fardis and Karaj; not Karaj and Tehran, nor Siena and Florence."""
_BORDER_KM: Final = 50.0
_NEAR_KM: Final = 60.0  # when the city is given as the region


class HitFinder:
    """Looks names up as places, regions and countries, exactly or by loose spelling."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def exact_hits(self, reading: Reading, allowed: frozenset[str] | None = None) -> list[Hit]:
        """Return places, regions and countries with this very key.

        Places in other countries than those allowed are left out if there is one in these.
        """
        name_key = reading.key
        cities = [] if reading.is_region else self._cities(name_key, allowed)
        if reading.is_reduced:
            if allowed is not None:
                cities = [hit for hit in cities if hit.country in allowed] or cities
            # "Briceño town" is rather a Briceño than another place of which that is an old name
            best = min((hit.evidence for hit in cities), default=Evidence.REDUCED)
            reduced = _reduce(best, reading)
            return [hit._replace(evidence=reduced) for hit in cities if hit.evidence is best]
        if self._gazetteer.may_be_area(name_key):
            return cities + self._regions(reading, name_key)
        return cities

    def part_hits(self, reading: Reading) -> list[Hit]:
        """Return the places of which a name is a quarter or district."""
        return self._cities(PART_MARK + reading.key)

    def loose_hits(self, text: str) -> list[Hit]:
        """Return Iranian places of the same sound or consonants, each with its best evidence."""
        sounds, consonants = spelling_keys(text)
        hits = [hit for sound in sounds for hit in self._cities(SOUND_MARK + sound)]
        for bare in consonants:
            n_consonants = count_consonants(bare)
            if n_consonants >= _LEAST_CONSONANTS:
                # Persian letters left out are long vowels: more than half of a short name
                is_enough = n_consonants >= _ENOUGH_CONSONANTS and bare.isascii()
                least = Evidence.MAIN if is_enough else Evidence.LOOSE
                hits += [
                    hit._replace(evidence=max(hit.evidence, least))
                    for hit in self._cities(CONSONANT_MARK + bare)
                ]
        hits.sort(key=lambda hit: hit.evidence, reverse=True)
        return list({hit.ref: hit for hit in hits}.values())  # the last, the best, stays

    def misspelt_hits(self, reading: Reading, given: Given) -> tuple[list[Hit], list[Hit]]:
        """Return the places that a misspelt name likely means, and all of a similar name."""
        found = self._gazetteer.fuzzy.find(reading.key, given.allowed or ())
        near = [each for each in found if each.distance]
        hits = [
            make_city_hit(self._gazetteer, each.posting)._replace(evidence=Evidence.FUZZY)
            for each in near
        ]
        if given.region is not None:
            inside = [hit.admin1 == given.region for hit in hits]
            if any(inside):
                near, hits = list(compress(near, inside)), list(compress(hits, inside))
        return find_likely(reading.key, near, hits, given.scope), hits

    def is_by_border(self, hit: Hit, region: str) -> bool:
        """Say whether a city lies so near the places of a region that it may be counted to it."""
        lon, lat = self._gazetteer.positions_in(region)
        across = (lon - hit.lon) * cos(radians(hit.lat))
        return bool(np.any(np.hypot(across, lat - hit.lat) * KM_A_DEGREE <= _BORDER_KM))

    def region_hit(self, code: str) -> Hit:
        """Return a first-level region by its GeoNames code."""
        return make_area_hit(self._gazetteer, code)

    def country_context(self, text: str) -> Context | None:
        """Return a country by code or name as a context, or None if it isn't known.

        "Congo" is either of two. A name of no country but of just one region in the world, as
        Scotland, is that region.
        """
        codes = self._gazetteer.find_countries(text)
        if codes:
            countries = [self._gazetteer.country(code) for code in codes]
            label = countries[0].name if countries[0] and len(codes) == 1 else text
            return Context(
                label=label, countries=frozenset(codes), territories=find_territories(codes)
            )
        region = self._gazetteer.find_admin1(text)
        return replace(self._area(text, (Holder(region),)), is_country=True) if region else None

    def label_countries(self, codes: Collection[str]) -> str:
        """Return the English names of countries."""
        countries = map(self._gazetteer.country, sorted(codes))
        return " or ".join(country.name for country in countries if country)

    def region_context(self, text: str, countries: Collection[str]) -> Context | None:
        """Return a region, or else a bigger place, as a context within countries; or None.

        The name of the country itself, as of Puerto Rico, says nothing more.
        """
        only = next(iter(countries)) if len(countries) == 1 else None
        holders = self._gazetteer.find_holders(text, only)
        if holders:
            return self._area(text, holders)
        if countries and set(countries).issuperset(self._gazetteer.find_countries(text) or {""}):
            return Context(label=text, countries=frozenset(countries))
        points = self._points(fold(text), countries, share=1.0, reach_km=_NEAR_KM)
        return Context(label=text, points=points) if points else None

    def part_context(self, text: str, countries: Collection[str]) -> Context | None:
        """Return what a part of a name, as "Texas" in "Paris, Texas", may say of the rest."""
        reading = Reading(folded=fold(text), is_capitals=text.isupper())
        named = self._gazetteer.countries_of_key(reading.key) if reading.may_be_code else ()
        codes = self._region_codes(text, countries) if reading.may_be_code else ()
        points = self._points(
            reading.folded, countries, share=_NEIGHBOUR_SHARE, reach_km=_NEIGHBOUR_KM
        )
        if not (named or codes or points):
            return None
        return Context(
            label=text,
            countries=frozenset(named),
            territories=find_territories(named),
            admin1s=frozenset(codes),
            points=points,
        )

    def _region_codes(self, text: str, countries: Collection[str]) -> tuple[str, ...]:
        if len(countries) == 1:
            return self._gazetteer.find_now_or_once(text, next(iter(countries)))
        return self._gazetteer.find_admin1s(text)

    def _area(self, text: str, holders: tuple[Holder, ...]) -> Context:
        whole = [holder.code for holder in holders if not holder.reach_km]
        region = self._gazetteer.admin1(whole[0]) if len(holders) == len(whole) == 1 else None
        is_it = region and whole[0] in self._gazetteer.find_admin1s(text, whole[0][:2])
        areas = [
            Point(at.lon, at.lat, at.code[:2], at.code, float("inf"), at.reach_km)
            for at in holders
            if at.reach_km
        ]
        label = region.name if region and is_it else text
        return Context(label=label, admin1s=frozenset(whole), areas=tuple(areas))

    def _points(
        self, folded: str, countries: Collection[str], *, share: float, reach_km: float
    ) -> tuple[Point, ...]:
        return tuple(
            Point(hit.lon, hit.lat, hit.country, hit.admin1, hit.population * share, reach_km)
            for hit in self._cities(folded.replace(" ", ""))
            if hit.evidence <= Evidence.ALIEN
            and hit.population >= LEAST_CONTEXT_POPULATION
            and (not countries or hit.country in countries)
        )[:_N_CONTEXT_PLACES]

    def _cities(self, key: str, allowed: frozenset[str] | None = None) -> list[Hit]:
        """Return the places with a key, in the countries allowed if there are any."""
        gazetteer = self._gazetteer
        postings = gazetteer.postings(key)
        if allowed is not None and len(postings) > _MANY:
            country_of = gazetteer.country_of
            postings = [
                posting for posting in postings if country_of(posting >> EVIDENCE_BITS) in allowed
            ] or postings
        return [make_city_hit(gazetteer, posting) for posting in postings]

    def _regions(self, reading: Reading, name_key: str) -> list[Hit]:
        countries = () if reading.is_region else self._gazetteer.countries_of_key(name_key)
        # a region that is called "X City" is rather the city
        is_city = reading.folded.endswith(" city")
        admin1s = () if is_city else self._gazetteer.admin1s_of_key(name_key)
        if not (countries or admin1s) or not reading.may_be_code:
            return []
        return [make_area_hit(self._gazetteer, code) for code in (*countries, *admin1s)]


def _reduce(evidence: Evidence, reading: Reading) -> Evidence:
    """Return the evidence of a name that was asked for with a word more than it has.

    A name that itself lacks a word is only like it: Bandar Emam isn't Shahr-e Emam.
    """
    if evidence is Evidence.MAIN and reading.is_town:
        return Evidence.ALTERNATE
    if evidence is Evidence.REDUCED and not reading.is_town:
        return Evidence.LOOSE
    return max(evidence, Evidence.REDUCED)


def make_city_hit(gazetteer: Gazetteer, posting: int) -> Hit:
    """Return the place of a posting, with its evidence."""
    row = posting >> EVIDENCE_BITS
    values = (row, CITY, _EVIDENCE[posting & EVIDENCE_MASK], *gazetteer.record(row))
    return _new_tuple(Hit, values)


def make_area_hit(gazetteer: Gazetteer, code: str) -> Hit:
    """Return a region by its GeoNames code, or a country by its ISO code; it has no position."""
    region = gazetteer.admin1(code)
    area = region or gazetteer.country(code)
    return Hit(
        ref=code,
        precision=ADMIN1 if region else COUNTRY,
        evidence=Evidence.MAIN,
        country=code[:2],
        admin1=code if region else None,
        lon=float("nan"),
        lat=float("nan"),
        population=area.population if area else 0,
    )
