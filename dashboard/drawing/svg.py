"""A Scene and its base map in, one SVG document out. Pure.

The document has no script, no raster image and nothing that is loaded from elsewhere; the same
Scene gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from dashboard.drawing.base import BaseMap, draw_borders, draw_land
from dashboard.drawing.boxes import Box, Piece
from dashboard.drawing.furniture import compose_scale_bar, draw_footer, draw_header
from dashboard.drawing.labels import draw_labels, keep_fitting, place_labels
from dashboard.drawing.layout import Layout, layout_of
from dashboard.drawing.legend import compose_size_legend
from dashboard.drawing.marks import (
    Circles,
    draw_areas,
    draw_bubbles,
    draw_hatches,
    draw_region_outlines,
    draw_regions,
    find_circles,
    find_geometries,
)
from dashboard.drawing.markup import element, escape_text
from dashboard.drawing.projection import Projection, projection_of
from dashboard.marks import Scene

FONT: Final = "Vazirmatn, sans-serif"

_CLIP: Final = "map-area"
_INSET: Final = 12.0  # between the map's edge and legend or scale bar, pixels


def draw_svg(scene: Scene, base: BaseMap) -> str:
    """Draw a Scene.

    Parameters
    ----------
    scene
        Its camera has the size of the map area; the picture is larger by its texts, as
        `dashboard.drawing.layout.layout_of` says.
    base
        Boundaries at the drawing level.

    Raises
    ------
    DataError
        If a region of the Scene is not in the base map.
    """
    layout = layout_of(scene)
    return _document(
        layout,
        element("title", escape_text(scene.title), id="title"),
        element("desc", escape_text(scene.summary), id="summary"),
        element("defs", _draw_clip(layout), draw_hatches(scene.palette)),
        element("rect", width=layout.width, height=layout.height, fill=scene.palette.paper),
        element(
            "g",
            *_draw_map(scene, base),
            class_="map",
            transform=f"translate({layout.map.x} {layout.map.y})",
            clip_path=f"url(#{_CLIP})",
        ),
        element("g", draw_header(scene, layout), class_="header"),
        element("g", draw_footer(scene, layout), class_="footer"),
    )


def _draw_map(scene: Scene, base: BaseMap) -> list[str]:
    """Draw what is clipped to the map area, in its pixels, from the bottom up."""
    projection = projection_of(scene.camera)
    layers = [draw_land(scene, base, projection)]
    circles: Circles | None = None
    if scene.regions is not None:
        layers.append(draw_regions(scene.regions, base, projection))
    if scene.areas is not None and scene.areas.region_id:
        layers.append(draw_areas(scene.areas, base, projection))
    layers.append(draw_borders(scene, base, projection))
    if scene.regions is not None:
        layers.append(draw_region_outlines(scene.regions, base, projection))
    if scene.bubbles is not None:
        circles = find_circles(scene.bubbles, projection)
        layers.append(draw_bubbles(scene.bubbles, circles))
    furniture, taken = _furnish(scene, projection, circles)
    labels = scene.labels
    if scene.regions is not None and labels:
        labels = keep_fitting(labels, find_geometries(scene.regions, base), projection)
    placed = place_labels(labels, projection, circles=circles, taken=taken)
    return [*layers, draw_labels(placed, scene.palette), *furniture]


def _furnish(
    scene: Scene, projection: Projection, circles: Circles | None
) -> tuple[list[str], list[Box]]:
    """Draw a legend of sizes and the scale bar; return them and where they are."""
    drawn: list[str] = []
    taken: list[Box] = []
    if scene.legend.sizes or scene.legend.marks:
        legend = compose_size_legend(scene.legend, scene.palette)
        taken.append(_choose(_corners(legend, projection), circles, taken))
        drawn.append(_place(legend, taken[-1], "legend"))
    scale_bar = compose_scale_bar(
        scene.camera, projection, scene.palette, most_width=min(projection.width / 4, 120)
    )
    lower_left, lower_right, *upper = _corners(scale_bar, projection)
    taken.append(_choose((lower_right, lower_left, *upper), circles, taken))
    drawn.append(_place(scale_bar, taken[-1], "scale-bar"))
    return drawn, taken


def _choose(boxes: Sequence[Box], circles: Circles | None, taken: Sequence[Box]) -> Box:
    """Return the first of the free boxes that hide the least area of circles."""

    def cost(box: Box) -> float:
        if any(box.overlaps(other) for other in taken):
            return np.inf
        return (
            0.0 if circles is None else float(np.sum(circles.radius[circles.hidden_by(box)] ** 2))
        )

    return min(boxes, key=cost)


def _corners(piece: Piece, projection: Projection) -> tuple[Box, ...]:
    """Return where a piece would lie in the corners of the map area, the best liked first."""
    left, right = _INSET, projection.width - _INSET - piece.width
    top, bottom = _INSET, projection.height - _INSET - piece.height
    corners = ((left, bottom), (right, bottom), (right, top), (left, top))
    return tuple(
        Box(left=x, top=y, right=x + piece.width, bottom=y + piece.height) for x, y in corners
    )


def _place(piece: Piece, box: Box, name: str) -> str:
    move = f"translate({box.left:.1f} {box.top:.1f})"
    return element("g", piece.markup, class_=name, transform=move)


def _draw_clip(layout: Layout) -> str:
    area = element("rect", width=layout.map.width, height=layout.map.height)
    return element("clipPath", area, id=_CLIP)


def _document(layout: Layout, *parts: str) -> str:
    return element(
        "svg",
        *(f"\n{part}" for part in parts),
        "\n",
        xmlns="http://www.w3.org/2000/svg",
        width=layout.width,
        height=layout.height,
        viewBox=f"0 0 {layout.width} {layout.height}",
        font_family=FONT,
        role="img",
        aria_labelledby="title summary",
    )
