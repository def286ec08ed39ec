"""Search the gazetteer for what a person types: whole names, beginnings of names, misspelt names.

In: text in any script. Out: candidates with reasons. Unlike the geocoder it doesn't judge which of
them is meant.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter
from typing import Final, NamedTuple

import numpy as np

from geodata.candidates import describe_hit
from geodata.contexts import Hit
from geodata.country_names import find_territories
from geodata.fuzzy import find_alike
from geodata.gazetteer import Gazetteer
from geodata.hits import make_area_hit, make_city_hit
from geodata.names import EVIDENCE_BITS, EVIDENCE_MASK, MAX_LENGTH, Evidence, fold, key, split_parts
from geodata.readings import readings
from geodata.reasons import HOW_FOUND
from geodata.rivals import order
from geodata.types import Candidate, PlacePrecision

_WEIGHTS: Final = np.array([1.0, 0.2, 0.1, 0.1, 0, 0, 0, 0])
"""What a resident counts for by evidence where the largest of many places are sought."""

_N_LARGEST: Final = 100
"""Of the places with a name that begins so, as many are described."""

_AREAS: Final = {PlacePrecision.COUNTRY: "country", PlacePrecision.ADMIN1: "region"}
_LETTERS: Final = ("no letter", "one letter", "two letters")


class _Found(NamedTuple):
    hit: Hit
    likeness: float  # 0 to 1: how much of the name is in the text
    reason: str


def search_places(
    gazetteer: Gazetteer, text: str, *, country: str | None = None, limit: int = 10
) -> tuple[Candidate, ...]:
    """Return places, regions and countries that a text may name.

    Those of this very name come first, then those whose name begins so, then those whose name
    differs by a letter or two; in the first two, countries and big cities first, then all by
    residents. Of "Paris, Texas", of which nothing is the name, "Paris" is searched.

    Parameters
    ----------
    gazetteer
        An opened gazetteer.
    text
        As typed, in any script.
    country
        ISO code or name of the country in which, with its territories, to search. One that isn't
        known is passed over.
    limit
        The most to return.

    Returns
    -------
    tuple of Candidate
        Each once. The score is how much of its name was typed. Nothing if the text has no letter
        or digit, or is too long for a name.
    """
    if len(text) > MAX_LENGTH or not key(text):
        return ()
    allowed = _read_country(gazetteer, country)
    found: dict[int | str, _Found] = {}
    for stage in (_find_whole, _find_beginning, _find_misspelt):
        for each in stage(gazetteer, text, allowed):
            if not allowed or each.hit.country in allowed:
                found.setdefault(each.hit.ref, each)
        if len(found) >= limit:
            break
    parts = split_parts(text)
    if not found and len(parts) > 1:
        return search_places(gazetteer, parts[0], country=country or parts[-1], limit=limit)
    return tuple(
        describe_hit(hit, gazetteer, score=round(likeness, 3))._replace(reasons=(reason,))
        for hit, likeness, reason in list(found.values())[: max(limit, 0)]
    )


def _read_country(gazetteer: Gazetteer, country: str | None) -> frozenset[str]:
    codes = gazetteer.find_countries(country) if country else ()
    return frozenset(codes) | find_territories(codes)


def _find_whole(gazetteer: Gazetteer, text: str, allowed: frozenset[str]) -> list[_Found]:
    """Return what has this name or code, also without a word such as "City" or "Province"."""
    only = next(iter(allowed)) if len(allowed) == 1 else None
    readable = list(readings(fold(text), is_capitals=text.isupper()))
    may_be_code = readable[0].may_be_code  # else "sa" is the beginning of something
    regions = gazetteer.find_admin1s(text, only) if may_be_code else ()
    found = []
    for code in (*gazetteer.find_countries(text), *regions):
        hit = make_area_hit(gazetteer, code)
        found.append(_Found(hit, 1.0, f"Name or code of a {_AREAS[hit.precision]}"))
    for reading in readable:
        for posting in () if reading.is_region else gazetteer.postings(reading.key):
            hit = make_city_hit(gazetteer, posting)
            evidence = max(hit.evidence, Evidence.REDUCED) if reading.is_reduced else hit.evidence
            if may_be_code or evidence is not Evidence.WEAK:
                found.append(_Found(hit._replace(evidence=evidence), 1.0, HOW_FOUND[evidence]))
    return sorted(found, key=_rank)


def _find_beginning(gazetteer: Gazetteer, text: str, allowed: frozenset[str]) -> list[_Found]:
    """Return what has a name that begins so."""
    typed, found = key(text), []
    for name_key, codes in gazetteer.area_keys.items():
        for code in codes if name_key.startswith(typed) else ():
            hit = make_area_hit(gazetteer, code)
            reason = f"A name of this {_AREAS[hit.precision]} begins so"
            found.append(_Found(hit, len(typed) / len(name_key), reason))
    for posting, name_key in _largest_beginning(gazetteer, typed, allowed):
        hit = make_city_hit(gazetteer, posting)
        reason = f"{_which_name(hit.evidence)} begins so"
        found.append(_Found(hit, len(typed) / len(name_key), reason))
    return sorted(found, key=_rank)


def _largest_beginning(
    gazetteer: Gazetteer, typed: str, allowed: frozenset[str]
) -> Iterator[tuple[int, str]]:
    """Yield the postings of the largest places with a proper name that begins so, and the name.

    A beginning of two letters has up to 30,000 postings: they are weighed in numpy.
    """
    index = gazetteer.name_index
    columns = index.columns
    start, stop = index.range(typed)
    first, last = columns.posting_starts[start], columns.posting_starts[stop]
    postings = columns.postings[first:last]
    residents = gazetteer.population[postings >> EVIDENCE_BITS]
    weights = (residents + 1) * _WEIGHTS[postings & EVIDENCE_MASK]
    seen: set[int] = set()
    for position in np.argsort(-weights, kind="stable").tolist():
        posting = postings.item(position)
        row = posting >> EVIDENCE_BITS
        if len(seen) == _N_LARGEST or not weights[position]:
            return
        if row not in seen and (not allowed or gazetteer.country_of(row) in allowed):
            seen.add(row)
            yield posting, index.key(bisect_right(columns.posting_starts, first + position) - 1)


def _find_misspelt(gazetteer: Gazetteer, text: str, allowed: frozenset[str]) -> list[_Found]:
    """Return what has a name that differs by a letter or two, the nearest first."""
    typed = key(text)
    near: list[tuple[int, _Found]] = []
    for posting, distance, name_key in gazetteer.fuzzy.find(typed, allowed):
        hit = make_city_hit(gazetteer, posting)
        reason = f"{_which_name(hit.evidence)} differs by {_LETTERS[distance]}"
        likeness = 1 - distance / max(len(typed), len(name_key))
        near.append((distance, _Found(hit, likeness, reason)))
    for name_key, distance in find_alike(typed, list(gazetteer.area_keys)):
        for code in gazetteer.area_keys[name_key]:
            hit = make_area_hit(gazetteer, code)
            reason = f"A name of this {_AREAS[hit.precision]} differs by {_LETTERS[distance]}"
            likeness = 1 - distance / max(len(typed), len(name_key))
            near.append((distance, _Found(hit, likeness, reason)))
    near.sort(key=itemgetter(0))
    return [found for _, found in near]


def _which_name(evidence: Evidence) -> str:
    return "Its main name" if evidence is Evidence.MAIN else "Another of its names"


def _rank(found: _Found) -> tuple[bool, float]:
    return order(found.hit)
