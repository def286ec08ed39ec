"""Squares of so many degrees that stand for the places in them. Pure but for the boundaries.

In: places. Out: squares as places at their centres. What is said of a square follows from it alone,
never from what lies in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geodata.locating import Basis
from geodata.reference import Reference
from geodata.tables import PLACES, find_point, make_point_ids


def find_squares(places: pd.DataFrame, degrees: float) -> dict[int, int]:
    """Return the id of the square that each place lies in, by the place's id.

    Squares are counted from the south-western corner of the map; the last ones before its edges
    may be narrower. The id is that of the centre, as of a point.
    """
    lon, lat = (
        np.array([_centre(degree, edge, degrees) for degree in places[axis].tolist()], float)
        for axis, edge in (("lon", 180), ("lat", 90))
    )
    squares = make_point_ids(lon, lat).tolist()
    return dict(zip(map(int, places["place_id"].tolist()), squares, strict=True))


def describe_squares(ids: Iterable[int], degrees: float, reference: Reference) -> pd.DataFrame:
    """Return squares as a table of places, ordered by id.

    The country and the region of a square are the only ones that it touches; one that touches
    several has none, so that nothing says in which part of it a report lies.
    """
    admin1 = reference.admin1
    tree = shapely.STRtree(admin1.geometry)
    rows = []
    for place_id in sorted(set(ids)):
        lon, lat = find_point(place_id)
        half = degrees / 2
        box = shapely.box(lon - half, lat - half, lon + half, lat + half)
        touched = tree.query(box, predicate="intersects")
        countries = {code for code in admin1.country[touched] if code}
        country = countries.pop() if len(countries) == 1 else None
        known = reference.gazetteer.country(country) if country else None
        rows.append(
            {
                "place_id": place_id,
                "name": _name(lon, lat, degrees),
                "country": country,
                "country_name": known.name if known else country,
                **_read_region(touched if country else touched[:0], reference),
                "lon": lon,
                "lat": lat,
            }
        )
    return pd.DataFrame(rows, columns=PLACES.names)


def _centre(degree: float, edge: int, degrees: float) -> float:
    """Return the middle of the step that holds a longitude or latitude."""
    last = math.ceil(2 * edge / degrees) - 1
    step = min(math.floor((degree + edge) / degrees), last)
    start = step * degrees - edge
    return (start + min(start + degrees, edge)) / 2


def _name(lon: float, lat: float, degrees: float) -> str:
    east, north = "E" if lon >= 0 else "W", "N" if lat >= 0 else "S"
    return f"Square of {degrees:g}° around {abs(lat):g}° {north}, {abs(lon):g}° {east}"


def _read_region(touched: np.ndarray[Any, Any], reference: Reference) -> dict[str, Any]:
    if len(touched) != 1:
        return {"region_basis": str(Basis.NONE)}
    admin1 = reference.admin1
    return {
        "region_id": admin1.id[touched[0]],
        "region_name": admin1.name[touched[0]],
        "region_basis": str(Basis.POLYGON),
        "region_distance_km": 0.0,
    }
