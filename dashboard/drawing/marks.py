"""A Scene's bubbles and filled regions as SVG, as the Scene has resolved them. Pure.

A mark that is drawn carries what it stands for: ``data-id``, ``data-value`` and, for a region,
``data-count``. Positions are pixels of the map area.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.drawing.base import BaseMap
from dashboard.drawing.boxes import Box
from dashboard.drawing.geometry import area_paths, outline_paths
from dashboard.drawing.markup import element
from dashboard.drawing.projection import Projection
from dashboard.marks import Areas, Bubbles, Regions
from dashboard.palette import Palette
from geodata.errors import DataError

HATCH = "no-data"
"""Id of the pattern over regions without a figure."""

AREA_HATCH = "region-only"
"""Id of the pattern over regions that are all that is known of some reports."""

_SEAL = 0.6  # as in the base map, pixels


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Circles:
    """Bubbles in view, in pixels of the map area; a bubble in two copies of the world is twice.

    Arrays have shape ``(n,)``, in the order of drawing.
    """

    index: NDArray[np.int64]  # into the Scene's bubbles
    x: NDArray[np.float64]  # pixels
    y: NDArray[np.float64]
    radius: NDArray[np.float64]

    def hidden_by(self, box: Box) -> NDArray[np.bool_]:
        """Return which circles a box would hide, wholly or in part."""
        away_x = np.maximum(np.maximum(box.left - self.x, self.x - box.right), 0.0)
        away_y = np.maximum(np.maximum(box.top - self.y, self.y - box.bottom), 0.0)
        hidden: NDArray[np.bool_] = np.hypot(away_x, away_y) < self.radius
        return hidden


def find_circles(bubbles: Bubbles, projection: Projection) -> Circles:
    """Return the bubbles of which anything is in view."""
    copies = projection.copies()
    shifts = np.arange(copies.start - 1, copies.stop + 1) * projection.world
    x = (projection.x(bubbles.lon)[:, None] + shifts).ravel()
    index = np.repeat(np.arange(len(bubbles.lon)), len(shifts))
    y, radius = projection.y(bubbles.lat)[index], bubbles.radius[index]
    reach = radius + bubbles.outline_width[index] / 2
    seen = (x > -reach) & (x < projection.width + reach)
    seen &= (y > -reach) & (y < projection.height + reach)
    return Circles(index=index[seen], x=x[seen], y=y[seen], radius=radius[seen])


def draw_bubbles(bubbles: Bubbles, circles: Circles) -> str:
    """Draw the circles in view."""
    marks = (
        element(
            "circle",
            class_="bubble",
            cx=x,
            cy=y,
            r=radius,
            data_id=str(bubbles.place_id[i]),
            data_value=str(bubbles.value[i]),
            fill=bubbles.fill[i],
            stroke=bubbles.outline[i],
            stroke_width=bubbles.outline_width[i],
        )
        for i, x, y, radius in zip(circles.index, circles.x, circles.y, circles.radius, strict=True)
    )
    return element("g", *marks, class_="bubbles", fill_opacity=bubbles.opacity)


def draw_areas(areas: Areas, base: BaseMap, projection: Projection) -> str:
    """Draw the hatched regions in view: a tint, the hatch over it, and an outline.

    Raises
    ------
    DataError
        If the base map lacks a region of the Scene.
    """
    geometries = find_geometries(areas, base)
    marks = []
    for i, path in enumerate(area_paths(geometries, projection)):
        if path:
            data = {"data_id": areas.region_id[i], "data_count": str(areas.count[i])}
            tint = element(
                "path",
                class_="area",
                d=path,
                fill=areas.colour,
                fill_opacity=areas.opacity,
                **data,
            )
            marks.append(tint)
            marks.append(element("path", class_="hatch", d=path, fill=f"url(#{AREA_HATCH})"))
    outline = element(
        "path",
        class_="area-outlines",
        d="".join(outline_paths(geometries, projection)),
        fill="none",
        stroke=areas.colour,
        stroke_width=areas.outline_width,
        stroke_opacity=0.6,
    )
    return element("g", *marks, outline, class_="areas", fill_rule="evenodd")


def find_geometries(regions: Regions | Areas, base: BaseMap) -> NDArray[np.object_]:
    """Return the polygons of the regions, in their order.

    Raises
    ------
    DataError
        If the base map lacks a region of the Scene: a figure would be lost without a word.
    """
    row_of = {str(region_id): row for row, region_id in enumerate(base.admin1.id)}
    lost = sorted(set(regions.region_id) - set(row_of))
    if lost:
        raise DataError(
            f"the base map has no geometry for the regions {lost!r}; every region of a Scene must "
            "be in BaseMap.admin1: load it with geodata.boundaries.load_admin1_drawing for their "
            "countries too"
        )
    return base.admin1.geometry[[row_of[region_id] for region_id in regions.region_id]]


def draw_regions(regions: Regions, base: BaseMap, projection: Projection) -> str:
    """Draw the fills of the regions in view.

    Raises
    ------
    DataError
        If the base map lacks a region of the Scene.
    """
    paths = area_paths(find_geometries(regions, base), projection)
    marks = []
    for i, path in enumerate(paths):
        if path:
            missing = bool(np.isnan(regions.value[i]))
            data = {
                "data_id": regions.region_id[i],
                "data_value": None if missing else repr(float(regions.value[i])),
                "data_count": str(regions.count[i]),
            }
            fill = regions.fill[i]
            marks.append(element("path", class_="region", d=path, fill=fill, stroke=fill, **data))
            if missing:
                marks.append(element("path", class_="hatch", d=path, fill=f"url(#{HATCH})"))
    return element(
        "g",
        *marks,
        class_="regions",
        opacity=regions.opacity,
        fill_rule="evenodd",
        stroke_width=_SEAL,
    )


def draw_region_outlines(regions: Regions, base: BaseMap, projection: Projection) -> str:
    """Draw the outlines of the filled regions, above all fills."""
    return element(
        "path",
        class_="region-outlines",
        d="".join(outline_paths(find_geometries(regions, base), projection)),
        fill="none",
        stroke=regions.outline,
        stroke_width=regions.outline_width,
        stroke_linejoin="round",
    )


def draw_hatches(palette: Palette) -> str:
    """Define the patterns that tell "no figure" from zero, and "in this region" from a place."""
    return _draw_hatch(HATCH, palette.muted, 0.5) + _draw_hatch(AREA_HATCH, palette.bubble, 0.75)


def _draw_hatch(name: str, colour: str, opacity: float) -> str:
    line = element("path", d="M0 0V6", stroke=colour, stroke_width=1.2, stroke_opacity=opacity)
    return element(
        "pattern",
        line,
        id=name,
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
