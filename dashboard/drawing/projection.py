"""Web mercator as MapLibre has it: degrees in, pixels of the map area out. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dashboard.camera import TILE, mercator_x, mercator_y
from dashboard.marks import Camera

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
        return mercator_x(lon) * self.world - self.left

    def y(self, lat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return pixels from the map area's top edge."""
        return mercator_y(lat) * self.world - self.top

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
        left=float(mercator_x(np.array(camera.lon))) * world - camera.width / 2,
        top=float(mercator_y(np.array(camera.lat))) * world - camera.height / 2,
        width=camera.width,
        height=camera.height,
    )
