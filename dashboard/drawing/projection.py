"""Web mercator as MapLibre has it: degrees in, pixels of the map area out. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dashboard.marks import Camera

TILE: Final = 512.0
"""Pixels across the world at zoom 0, as in MapLibre."""

MOST_LAT: Final = 85.051129
"""Where the square world ends: atan(sinh(pi)) in degrees."""

EQUATOR_KM: Final = 40_075.016686
"""Equator of WGS 84, kilometres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """How one camera turns degrees into pixels of its map area, whose top left corner is 0, 0."""

    world: float  # pixels across the whole world
    left: float  # pixels from the world's west end to the map area
    top: float  # pixels from the world's north end to the map area
    width: int  # of the map area, pixels
    height: int

    def x(self, lon: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return pixels from the map area's left edge, in the first copy of the world."""
        return (np.asarray(lon) + 180.0) / 360.0 * self.world - self.left

    def y(self, lat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return pixels from the map area's top edge."""
        return _mercator(lat) * self.world - self.top

    def copies(self) -> range:
        """Return which copies of the world the map area shows; copy 0 holds lon -180 to 180."""
        first = np.floor(self.left / self.world)
        last = np.ceil((self.left + self.width) / self.world)
        return range(int(first), int(last))

    def nearest_copy(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Move pixels by whole worlds so that they lie as near to the centre as they can."""
        return x - np.round((x - self.width / 2) / self.world) * self.world

    def km_per_pixel(self, lat: float) -> float:
        """Return how many kilometres one pixel spans along a parallel."""
        return EQUATOR_KM * float(np.cos(np.radians(lat))) / self.world


def projection_of(camera: Camera) -> Projection:
    """Return the projection of a camera."""
    world = TILE * 2.0**camera.zoom
    return Projection(
        world=world,
        left=(camera.lon + 180.0) / 360.0 * world - camera.width / 2,
        top=float(_mercator(np.array(camera.lat))) * world - camera.height / 2,
        width=camera.width,
        height=camera.height,
    )


def _mercator(lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Project latitudes to 0 (north end) to 1 (south end); EPSG method 1024, sphere."""
    sine = np.sin(np.radians(np.clip(lat, -MOST_LAT, MOST_LAT)))
    mercator: NDArray[np.float64] = 0.5 - np.arctanh(sine) / (2 * np.pi)
    return mercator
