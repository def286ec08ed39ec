"""Describe the places that reports lie in, each joined with its region once.

In: ids of the gazetteer and points that people set. Out: the table of places. Pure but for the
gazetteer that it is handed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from geodata.gazetteer import Gazetteer
from geodata.reference import Reference
from geodata.tables import PLACES, find_point


class Point(NamedTuple):
    """A position that a person set by hand."""

    place_id: int  # as `geodata.tables.make_point_id` makes it
    name: str
    country: str | None  # that the person named; helps where a coast is drawn too coarsely


def describe_places(
    place_ids: Collection[int], points: Iterable[Point], reference: Reference
) -> pd.DataFrame:
    """Return the table of places, ordered by id.

    Parameters
    ----------
    place_ids
        GeoNames ids; one that the gazetteer doesn't have is left out.
    points
        Of points with one id the first is taken.
    reference
        What places are looked up in.
    """
    own: dict[int, Point] = {}
    for point in points:
        own.setdefault(point.place_id, point)
    rows = [
        *(_describe_point(own[place_id]) for place_id in sorted(own)),
        *_describe_known(place_ids, reference.gazetteer),
    ]
    located = reference.locator.locate(
        [row["lon"] for row in rows],
        [row["lat"] for row in rows],
        [row["country"] for row in rows],
        [row["admin1"] for row in rows],
    )
    admin1 = reference.admin1
    for row, region, basis, distance_km in zip(
        rows, located.region, located.basis, located.distance_km, strict=True
    ):
        is_found = region >= 0
        if is_found and row["place_id"] < 0:
            row["country"] = admin1.country[region] or row["country"]
        row |= {
            "country_name": _name_country(row["country"], reference.gazetteer),
            "region_id": admin1.id[region] if is_found else None,
            "region_name": admin1.name[region] if is_found else None,
            "region_basis": str(basis),
            "region_distance_km": distance_km,
        }
    return pd.DataFrame(rows, columns=PLACES.names)


def _describe_point(point: Point) -> dict[str, Any]:
    lon, lat = find_point(point.place_id)
    return {
        "place_id": point.place_id,
        "name": point.name,
        "name_fa": None,
        "country": point.country,
        "admin1": None,
        "lon": lon,
        "lat": lat,
        "population": None,
    }


def _describe_known(place_ids: Collection[int], gazetteer: Gazetteer) -> list[dict[str, Any]]:
    rows = np.flatnonzero(np.isin(gazetteer.geonames_id, list(place_ids)))
    rows = rows[np.argsort(gazetteer.geonames_id[rows])]
    return [
        {
            "place_id": place.geonames_id,
            "name": place.name,
            "name_fa": place.name_fa,
            "country": place.country,
            "admin1": place.admin1,
            "lon": place.lon,
            "lat": place.lat,
            "population": place.population or None,
        }
        for place in map(gazetteer.place, rows.tolist())
    ]


def _name_country(code: str | None, gazetteer: Gazetteer) -> str | None:
    country = gazetteer.country(code) if code else None
    return country.name if country else code
