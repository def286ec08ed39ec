"""Simplify, join and check polygons that share their lines; arrays in, arrays out, pure.

Coordinates are longitude and latitude in degrees. Used to build boundary files, never to serve.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

GRID: Final = 2.0**-14  # degrees (7 m): binary, so that coordinates compress well
KM_PER_DEGREE: Final = 111.195  # of a great circle on a sphere of 6,371 km


def simplify(coverage: NDArray[np.object_], km: float) -> NDArray[np.object_]:
    """Simplify polygons with their shared lines, so that neighbours still meet.

    A corner goes when the triangle that it makes with its neighbours is smaller than ``km``
    squared (Visvalingam and Whyatt 1993). It works in the cylindrical equal-area projection
    (y = sin of the latitude), where areas are true: in plain degrees, the Arctic would keep two
    to three times as many corners as its size on the ground deserves.

    Parameters
    ----------
    coverage : ndarray of polygons, shape (n,)
        Without overlaps; neighbours share their corners.
    km : float
        Tolerance.
    """
    projected = shapely.transform(coverage, _to_equal_area)
    simplified = shapely.coverage_simplify(projected, km / KM_PER_DEGREE)
    return np.asarray(shapely.transform(simplified, _from_equal_area))


def without_islets(
    area: shapely.Polygon | shapely.MultiPolygon, *, km2: float, share: float
) -> shapely.Polygon | shapely.MultiPolygon:
    """Leave out the parts that are smaller than ``km2`` and than a ``share`` of the whole."""
    parts = shapely.get_parts(area)
    size_km2 = shapely.area(shapely.transform(parts, _to_equal_area)) * KM_PER_DEGREE**2
    kept = parts[(size_km2 >= km2) | (size_km2 >= share * size_km2.sum())]
    return kept[0] if len(kept) == 1 else shapely.multipolygons(kept)


def faults(coverage: NDArray[np.object_]) -> list[str]:
    """Return in words what is wrong with polygons as a map: nothing, when they are sound."""
    rings = shapely.get_rings(shapely.get_parts(coverage))
    coordinates, ring = shapely.get_coordinates(rings, return_index=True)
    # Antarctica's lower edge runs along the pole itself, right across, and rightly so.
    within_ring = (np.diff(ring) == 0) & (coordinates[1:, 1] > -90.0)
    step = np.abs(np.diff(coordinates[:, 0]))[within_ring]
    tests = {
        "empty or invalid polygons": bool(
            (~shapely.is_valid(coverage) | shapely.is_empty(coverage)).any()
        ),
        "overlaps or unequal lines between neighbours": not shapely.coverage_is_valid(coverage),
        "lines across the whole map at the dateline": bool((step > 180.0).any()),
    }
    return [fault for fault, is_there in tests.items() if is_there]


def _to_equal_area(lon_lat: NDArray[np.float64]) -> NDArray[np.float64]:
    y = np.degrees(np.sin(np.radians(lon_lat[:, 1])))
    return np.column_stack([lon_lat[:, 0], y])


def _from_equal_area(x_y: NDArray[np.float64]) -> NDArray[np.float64]:
    lat = np.degrees(np.arcsin(np.clip(np.radians(x_y[:, 1]), -1.0, 1.0)))
    return np.round(np.column_stack([x_y[:, 0], lat]) / GRID) * GRID
