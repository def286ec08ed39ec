"""Rectangles: where they are, what they overlap, what is drawn in them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Something drawn from its own top left corner, to be put in its place."""

    markup: str
    width: float  # pixels
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in pixels of the map area."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Return whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, width: float, height: float, *, inset: float) -> bool:
        """Return whether it lies in an area of this size and keeps off its edges."""
        return (
            self.left >= inset
            and self.top >= inset
            and self.right <= width - inset
            and self.bottom <= height - inset
        )

    def holds(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which points lie in it; arrays of shape ``(n,)``, pixels of the map area."""
        return (self.left < x) & (x < self.right) & (self.top < y) & (y < self.bottom)
