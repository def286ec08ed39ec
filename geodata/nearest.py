"""Which populated place a point lies at: points in, GeoNames ids out. Pure but for the gazetteer.

A point far from every place gets none: it is never moved further than `NEAREST_KM`.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodata.contexts import distance_km
from geodata.gazetteer import Gazetteer
from geodata.locating import NEAREST_KM, draw_reach
from geodata.names import key

_CHUNK: Final = 5_000  # points whose neighbours are held at once


def find_cities(points: pd.DataFrame, gazetteer: Gazetteer) -> dict[int, int]:
    """Return the place of each point, by their ids.

    The nearest place that has the point's name comes first, then the nearest of its country, then
    the nearest of all; of two as near, the one with the smaller id.

    Parameters
    ----------
    points
        Rows of a table of places.
    gazetteer
        What they may lie at.
    """
    tree = shapely.STRtree(shapely.points(gazetteer.lon_lat))
    found: dict[int, int] = {}
    for start in range(0, len(points), _CHUNK):
        some = points.iloc[start : start + _CHUNK]
        rows = some[["place_id", "name", "country", "lon", "lat"]].itertuples(index=False)
        near = _find_near(some[["lon", "lat"]].to_numpy(float), tree)
        for number, (place_id, name, country, lon, lat) in enumerate(rows):
            own = set(gazetteer.find(key(name)).tolist())
            ranked = []
            for row in near.get(number, ()):
                code, _, city_lon, city_lat, _ = gazetteer.record(row)
                away_km = distance_km(lon, lat, city_lon, city_lat)
                if away_km <= NEAREST_KM:
                    city = int(gazetteer.geonames_id[row])
                    ranked.append((row not in own, code != country, away_km, city))
            if ranked:
                found[int(place_id)] = min(ranked)[-1]
    return found


def _find_near(points: NDArray[np.float64], tree: shapely.STRtree) -> dict[int, list[int]]:
    """Return the rows of the places in a box around each point, by the point's number."""
    near: dict[int, list[int]] = {}
    for boxes in draw_reach(points):
        for number, row in tree.query(boxes).T.tolist():
            near.setdefault(number, []).append(row)
    return near
