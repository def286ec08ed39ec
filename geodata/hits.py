"""Turn readings of a name into hits and contexts by looking them up in a gazetteer.

It neither weighs hits against one another nor words any answer.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from geodata.contexts import Context, Hit
from geodata.gazetteer import EVIDENCE_BITS, Gazetteer
from geodata.names import Evidence, Reading, fold
from geodata.spellings import CONSONANT_MARK, SOUND_MARK, count_consonants, spelling_keys
from geodata.types import PlacePrecision

_EVIDENCE: Final = tuple(Evidence)
_EVIDENCE_MASK: Final = (1 << EVIDENCE_BITS) - 1
_LEAST_CONSONANTS: Final = 3
_ENOUGH_CONSONANTS: Final = 4
_LEAST_CONTEXT_POPULATION: Final = 15_000
_N_CONTEXT_PLACES: Final = 8


class HitFinder:
    """Looks names up as places, regions and countries, exactly or by loose spelling."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def exact_hits(self, reading: Reading) -> list[Hit]:
        """Return places, regions and countries with this very key."""
        cities = [] if reading.is_region else self._cities(reading.key)
        if reading.is_reduced:
            return [hit._replace(evidence=max(hit.evidence, Evidence.REDUCED)) for hit in cities]
        return cities + self._regions(reading)

    def loose_hits(self, text: str) -> list[Hit]:
        """Return Iranian places of the same sound or consonants, each with its best evidence."""
        sounds, consonants = spelling_keys(text)
        hits = [hit for sound in sounds for hit in self._cities(SOUND_MARK + sound)]
        for bare in consonants:
            n_consonants = count_consonants(bare)
            if n_consonants >= _LEAST_CONSONANTS:
                least = Evidence.LOOSE if n_consonants < _ENOUGH_CONSONANTS else Evidence.MAIN
                hits += [
                    hit._replace(evidence=max(hit.evidence, least))
                    for hit in self._cities(CONSONANT_MARK + bare)
                ]
        hits.sort(key=lambda hit: hit.evidence, reverse=True)
        return list({hit.ref: hit for hit in hits}.values())  # the last, the best, stays

    def country_context(self, text: str) -> Context | None:
        """Return a country by code or name as a context, or None if it isn't known."""
        code = self._gazetteer.find_country(text)
        country = self._gazetteer.country(code) if code else None
        return Context(label=country.name, countries=frozenset({country.code})) if country else None

    def region_context(self, text: str, countries: Collection[str]) -> Context | None:
        """Return a region, or else a bigger place, as a context within countries; or None."""
        codes = self._region_codes(text, countries)
        if codes:
            return Context(label=self._region_label(text, codes), admin1s=frozenset(codes))
        points = self._points(fold(text), countries)
        return Context(label=text, points=points) if points else None

    def part_context(self, text: str, countries: Collection[str]) -> Context | None:
        """Return what a part of a name, as "Texas" in "Paris, Texas", may say of the rest."""
        reading = Reading(folded=fold(text), is_capitals=text.isupper())
        code = self._gazetteer.country_of_key(reading.key) if reading.may_be_code else None
        codes = self._region_codes(text, countries) if reading.may_be_code else ()
        points = self._points(reading.folded, countries)
        if not (code or codes or points):
            return None
        named = frozenset({code} if code else ())
        return Context(label=text, countries=named, admin1s=frozenset(codes), points=points)

    def _region_codes(self, text: str, countries: Collection[str]) -> tuple[str, ...]:
        only = next(iter(countries)) if len(countries) == 1 else None
        return self._gazetteer.find_admin1s(text, only)

    def _region_label(self, text: str, codes: tuple[str, ...]) -> str:
        region = self._gazetteer.admin1(codes[0])
        return region.name if region and len(codes) == 1 else text

    def _points(self, folded: str, countries: Collection[str]) -> tuple[tuple[float, float], ...]:
        return tuple(
            (hit.lon, hit.lat)
            for hit in self._cities(folded.replace(" ", ""))
            if hit.evidence <= Evidence.ALTERNATE
            and hit.population >= _LEAST_CONTEXT_POPULATION
            and (not countries or hit.country in countries)
        )[:_N_CONTEXT_PLACES]

    def _cities(self, key: str) -> list[Hit]:
        gazetteer = self._gazetteer
        hits = []
        for posting in gazetteer.postings(key):
            row = posting >> EVIDENCE_BITS
            country, admin1 = gazetteer.where(row)
            hits.append(
                Hit(
                    ref=row,
                    precision=PlacePrecision.CITY,
                    evidence=_EVIDENCE[posting & _EVIDENCE_MASK],
                    country=country,
                    admin1=admin1,
                    lon=gazetteer.lon.item(row),
                    lat=gazetteer.lat.item(row),
                    population=gazetteer.population.item(row),
                )
            )
        return hits

    def _regions(self, reading: Reading) -> list[Hit]:
        if not reading.may_be_code:
            return []
        hits = []
        code = None if reading.is_region else self._gazetteer.country_of_key(reading.key)
        if code and (country := self._gazetteer.country(code)):
            hits.append(_region_hit(code, PlacePrecision.COUNTRY, code, None, country.population))
        for code in self._gazetteer.admin1s_of_key(reading.key):
            if region := self._gazetteer.admin1(code):
                population = region.population
                hits.append(_region_hit(code, PlacePrecision.ADMIN1, code[:2], code, population))
        return hits


def _region_hit(
    ref: str, precision: PlacePrecision, country: str, admin1: str | None, population: int
) -> Hit:
    return Hit(
        ref=ref,
        precision=precision,
        evidence=Evidence.MAIN,
        country=country,
        admin1=admin1,
        lon=float("nan"),
        lat=float("nan"),
        population=population,
    )
