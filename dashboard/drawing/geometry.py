"""Polygons in degrees in, SVG path text in pixels of the map area out. Pure, column-wise.

Everything happens to all geometries at once: project, clip to the map area, drop points that
can't be seen, write.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.drawing.projection import Projection

Geometries = NDArray[np.object_]

TOLERANCE: Final = 0.3
"""How far a line may stray from its true course, pixels."""

_MARGIN: Final = 8.0  # clip so far outside the map area that the cut edges stay out of sight
_SEAM: Final = 1e-5  # share of the world at its edges where no outline is drawn
_PER_PIXEL: Final = 10  # steps to which coordinates are snapped
_LINE, _POLYGON = 1, 3  # GEOS type codes


def area_paths(geometries: Geometries, projection: Projection) -> list[str]:
    """Write polygons as closed paths, to be filled.

    Parameters
    ----------
    geometries
        Polygons and multipolygons, lon/lat degrees, shape ``(n,)``.
    projection
        Of the map area.

    Returns
    -------
    list of str
        The text for ``d`` of each, in the same order, with every copy of the world in view;
        empty where nothing is in view.
    """
    return _paths(_project(geometries, projection), projection, inset=-_MARGIN)


def outline_paths(geometries: Geometries, projection: Projection) -> list[str]:
    """Write the outlines of polygons as open paths, to be stroked.

    They leave out the edges along ±180° and along the ends of the mercator world: those are
    where the data was cut, not borders. Parameters and return as in `area_paths`.
    """
    lines = shapely.boundary(_project(geometries, projection))
    return _paths(lines, projection, inset=_SEAM * projection.world)


def _project(geometries: Geometries, projection: Projection) -> Geometries:
    def to_pixels(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack([projection.x(lonlat[:, 0]), projection.y(lonlat[:, 1])])

    projected: Geometries = shapely.transform(geometries, to_pixels)
    return projected


def _paths(projected: Geometries, projection: Projection, *, inset: float) -> list[str]:
    """Write what each copy of the world shows; ``inset`` keeps off the world's edges, pixels."""
    text = [""] * len(projected)
    world, left, top = projection.world, projection.left, projection.top
    for copy in projection.copies():
        shift = copy * world
        clipped = shapely.clip_by_rect(
            projected,
            max(-_MARGIN - shift, inset - left),
            max(-_MARGIN, inset - top),
            min(projection.width + _MARGIN - shift, world - inset - left),
            min(projection.height + _MARGIN, world - inset - top),
        )
        simplified = shapely.simplify(clipped, TOLERANCE, preserve_topology=False)
        # What is in view is drawn, if only as a speck: a filled region is never lost.
        simplified = np.where(shapely.is_empty(simplified), clipped, simplified)
        for index, piece in _subpaths(simplified, shift):
            text[index] += piece
    return text


def _subpaths(geometries: Geometries, shift: float) -> list[tuple[int, str]]:
    """Write each ring or line with the index of the geometry that it belongs to."""
    parts, owner = shapely.get_parts(geometries, return_index=True)
    kind = shapely.get_type_id(parts)
    rings, part = shapely.get_rings(parts[kind == _POLYGON], return_index=True)
    lines = parts[kind == _LINE]
    pieces = _write(rings, shift, end="Z") + _write(lines, shift, end="")
    owners = [*owner[kind == _POLYGON][part], *owner[kind == _LINE]]
    return list(zip(owners, pieces, strict=True))


def _write(lines: Geometries, shift: float, *, end: str) -> list[str]:
    """Write lines as subpaths, without points that fall on the one before after snapping."""
    points, index = shapely.get_coordinates(lines, return_index=True)
    steps = np.rint((points + np.array([shift, 0.0])) * _PER_PIXEL)
    new_line = np.diff(index, prepend=-1) != 0
    kept = new_line | np.any(np.diff(steps, axis=0, prepend=np.nan) != 0, axis=1)
    numbers = (steps[kept] / _PER_PIXEL).ravel().tolist()
    starts = 2 * np.searchsorted(index[kept], np.arange(len(lines) + 1))
    return [
        f"M{' '.join(map(str, numbers[start:stop]))}{end}".replace(".0", "")
        for start, stop in pairwise(starts.tolist())
    ]
