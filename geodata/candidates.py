"""Describe what a name led to as the values that callers get; names are looked up, none judged."""

from __future__ import annotations

from typing import Final

from geodata.contexts import Hit
from geodata.gazetteer import Gazetteer
from geodata.reasons import HOW_FOUND
from geodata.types import Candidate

_FOUND: Final = tuple((reason,) for reason in HOW_FOUND)

_new_tuple: Final = tuple.__new__  # half the time of calling the class


def describe_hit(
    hit: Hit, gazetteer: Gazetteer, score: float, conflicts: tuple[str, ...] = ()
) -> Candidate:
    """Return a hit as a candidate.

    Parameters
    ----------
    hit
        A place, region or country of the gazetteer.
    gazetteer
        Where its names are looked up.
    score
        0 to 1.
    conflicts
        Labels of the contexts that it contradicts.
    """
    region = gazetteer.admin1(hit.admin1) if hit.admin1 else None
    reasons: tuple[str, ...] = _FOUND[hit.evidence]
    if conflicts:
        reasons = (*reasons, *(f"Not in {label}" for label in conflicts))
    if isinstance(hit.ref, int):
        geonames_id, name = gazetteer.identity(hit.ref)
        lon: float | None = hit.lon
        lat: float | None = hit.lat
    else:
        found = gazetteer.admin1(hit.ref) or gazetteer.country(hit.ref)
        geonames_id, name = (found.geonames_id, found.name) if found else (0, hit.ref)
        lon = lat = None
    values = (
        geonames_id,
        name,
        hit.precision,
        hit.country,
        hit.admin1,
        region.name if region else None,
        lon,
        lat,
        hit.population,
        score,
        reasons,
    )
    return _new_tuple(Candidate, values)
