"""Where the map looks: the camera that fits a set of places. Pure web-mercator arithmetic."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from dashboard.marks import Camera
from dashboard.state import MAX_ZOOM, Position

TILE: Final = 512.0
"""Pixels across the world at zoom 0, as in MapLibre."""

_WORLD: Final = Position(lon=10.0, lat=25.0, zoom=1.0)
_CLOSEST: Final = 7.0  # a single town is shown with its surroundings


def place_camera(position: Position, *, width: int, height: int) -> Camera:
    """Return the camera at a position, for a map area of so many pixels."""
    return Camera(
        lon=position.lon, lat=position.lat, zoom=position.zoom, width=width, height=height
    )


def fit_camera(
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
    *,
    width: int,
    height: int,
    margin: float = 48.0,
    closest: float = _CLOSEST,
) -> Camera:
    """Return the closest camera that shows all points, with a margin.

    Parameters
    ----------
    lon, lat
        Degrees, shape ``(n,)``. Without points the world is shown. Points on both sides of the
        date line are fitted across it when that is closer.
    width, height
        Of the map area, pixels.
    margin
        Kept free on every side, pixels; less on a map too small for it.
    closest
        The most to zoom in.
    """
    if not len(lon):
        zoom = max(0.0, float(np.log2(width / TILE)) - 0.15)
        return place_camera(
            Position(lon=_WORLD.lon, lat=_WORLD.lat, zoom=round(min(zoom, 2.0), 2)),
            width=width,
            height=height,
        )
    x, y = _shortest_span(mercator_x(lon)), mercator_y(lat)
    margin = min(margin, width / 6, height / 6)
    span_x, span_y = max(np.ptp(x), 1e-9), max(np.ptp(y), 1e-9)
    zoom = np.log2(min((width - 2 * margin) / span_x, (height - 2 * margin) / span_y) / TILE)
    middle_x, middle_y = (x.max() + x.min()) / 2, (y.max() + y.min()) / 2
    middle_lat = np.degrees(2 * np.arctan(np.exp((0.5 - middle_y) * 2 * np.pi)) - np.pi / 2)
    return Camera(
        lon=round(float((middle_x * 360 - 180 + 180) % 360 - 180), 4),
        lat=round(float(middle_lat), 4),
        zoom=round(float(np.clip(zoom, 0.0, min(closest, MAX_ZOOM))), 2),
        width=width,
        height=height,
    )


def mercator_x(lon: NDArray[np.float64]) -> NDArray[np.float64]:
    """Project longitudes to 0 (west end of the world) to 1 (east end)."""
    return (np.asarray(lon) + 180.0) / 360.0


def mercator_y(lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Project latitudes to 0 (north end of the square world) to 1 (south end)."""
    sine: NDArray[np.float64] = np.sin(np.radians(np.clip(lat, -85.0511, 85.0511)))
    y: NDArray[np.float64] = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    return y


def _shortest_span(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Shift points by whole worlds so that they lie as close together as possible."""
    ordered = np.sort(x)
    gaps = np.diff(ordered, append=ordered[0] + 1.0)
    widest = int(np.argmax(gaps))
    if widest == len(ordered) - 1:
        return x
    return np.where(x <= ordered[widest], x + 1.0, x)
