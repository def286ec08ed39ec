"""A place that a row brings with it, because an atlas that was exported had put it there.

In: what the row says of it. Out: one text to store and back, and why it can't hold, if it can't.
Pure but for the gazetteer that it is handed; it never moves anything to a better place.
"""

from __future__ import annotations

import json
from collections.abc import Container
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

from geodata.gazetteer import Gazetteer
from geodata.tables import find_point
from geodata.types import LOCATED, MatchStatus, PlacePrecision

NEAR_DEGREES: Final = 1e-4
"""How far a position may lie from the place's own: ten metres, for formats that round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Where a row of an exported atlas was put, as its cells say."""

    place_id: int | None  # as in the table of places; None for a row on no place
    name: str  # of the place; empty for none
    lon: float | None  # degrees, WGS 84; None for a row on no place
    lat: float | None
    country: str | None  # ISO 3166-1 alpha-2
    region_id: str | None  # of the admin-1 boundaries
    place_precision: str  # a PlacePrecision
    geo_status: str  # a MatchStatus
    geo_score: float  # 0 to 1
    geo_reason: str  # in words

    @property
    def is_located(self) -> bool:
        """Whether it is on a place of the map."""
        return self.place_precision in LOCATED


def to_json(brought: Brought) -> str:
    """Write it as one line; `from_json` is the exact inverse."""
    return json.dumps(list(asdict(brought).values()), ensure_ascii=False)


def from_json(text: str) -> Brought:
    """Read what `to_json` wrote."""
    values: list[Any] = json.loads(text)
    names = [field.name for field in fields(Brought)]
    return Brought(**dict(zip(names, values, strict=True)))


def find_fault(brought: Brought, gazetteer: Gazetteer, region_ids: Container[str]) -> str:
    """Say why a row can't stay where it was.

    Parameters
    ----------
    brought
        Where it was.
    gazetteer
        Must have its place and country.
    region_ids
        Of the admin-1 boundaries, which must have its region.

    Returns
    -------
    str
        Empty if nothing is wrong.
    """
    if brought.place_precision not in set(PlacePrecision):
        return f"{brought.place_precision!r} is no precision of a place"
    if brought.geo_status not in set(MatchStatus) or not 0 <= brought.geo_score <= 1:
        return "geo_status and geo_score are none that an export writes"
    if brought.is_located != (brought.place_id is not None):
        return "place_id and place_precision contradict each other"
    if brought.country and gazetteer.country(brought.country) is None:
        return f"the gazetteer knows no country {brought.country!r}"
    if brought.region_id and brought.region_id not in region_ids:
        return f"the boundaries have no region {brought.region_id!r}"
    return _find_place_fault(brought, gazetteer) if brought.place_id is not None else ""


def _find_place_fault(brought: Brought, gazetteer: Gazetteer) -> str:
    if brought.lon is None or brought.lat is None or brought.place_id is None:
        return "the place has no position"
    if brought.place_id < 0:
        lon, lat = find_point(brought.place_id)
        is_known = -180 <= lon <= 180 and -90 <= lat <= 90
    else:
        row = gazetteer.row_of(brought.place_id)
        if row is None:
            return f"the gazetteer has no place {brought.place_id}"
        place = gazetteer.place(row)
        lon, lat, is_known = place.lon, place.lat, place.country == brought.country
    is_there = abs(lon - brought.lon) <= NEAR_DEGREES and abs(lat - brought.lat) <= NEAR_DEGREES
    if not (is_known and is_there):
        return f"the place {brought.place_id} lies elsewhere than the row says"
    return ""
