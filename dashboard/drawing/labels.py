"""Names by their marks, each where it hides nothing, or nowhere. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.drawing.boxes import Box
from dashboard.drawing.marks import Circles
from dashboard.drawing.markup import element
from dashboard.drawing.projection import Projection
from dashboard.drawing.typesetting import text_element, text_width
from dashboard.marks import Label
from dashboard.palette import Palette

_GAP: Final = 4.0  # between a mark and its name, pixels
_INSET: Final = 4.0  # between a name and the edge of the map, pixels
_BASELINE: Final = 0.24  # below the middle of a name's box, letter sizes
_ASLANT: Final = 0.72  # of the way right or left, and up or down, for a name that stands aslant
_SPILL: Final = 1.25  # how much wider than its region a name may be


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLabel:
    """A label that found its place, in pixels of the map area."""

    label: Label
    x: float  # of the anchor
    baseline: float
    anchor: str  # start, middle or end, as SVG's text-anchor
    box: Box


def place_labels(
    labels: Sequence[Label],
    projection: Projection,
    *,
    circles: Circles | None,
    taken: Sequence[Box],
) -> tuple[PlacedLabel, ...]:
    """Give labels their places, the first ones first.

    A label stands right, left, above, below or aslant of its mark, or on its middle when the mark
    has no size. It never overlaps another label or a taken box, nor leaves the map. The first place
    that hides no circle is taken, else the first that hides only rims of circles smaller than its
    own: over the middle of another circle it would seem to be that circle's name.

    Parameters
    ----------
    labels
        Most important first.
    projection
        Of the map area.
    circles
        The bubbles in view; None when regions are drawn.
    taken
        Where legend and scale bar are.

    Returns
    -------
    tuple of PlacedLabel
        Those that found a place, in the same order.
    """
    placed: list[PlacedLabel] = []
    boxes = list(taken)
    for label in labels:
        free = [
            candidate
            for candidate in _candidates(label, projection)
            if candidate.box.inside(projection.width, projection.height, inset=_INSET)
            and not any(candidate.box.overlaps(box) for box in boxes)
        ]
        ranks = [_rank(candidate, circles) for candidate in free]
        best = min(ranks, default=None)
        if best is not None and best < 2:
            placed.append(free[ranks.index(best)])
            boxes.append(placed[-1].box)
    return tuple(placed)


def keep_fitting(
    labels: Sequence[Label], regions: NDArray[np.object_], projection: Projection
) -> tuple[Label, ...]:
    """Return the labels that are not much wider than the region in which they stand.

    Parameters
    ----------
    labels
        One for a region, at a point within it.
    regions
        Polygons, lon/lat degrees, shape ``(n,)``; a label outside all of them is kept.
    projection
        Of the map area.
    """
    points = shapely.points([(label.lon, label.lat) for label in labels])
    inside, region = shapely.STRtree(regions).query(points, predicate="within")
    west, _, east, _ = shapely.bounds(regions[region]).T
    room = np.full(len(labels), np.inf)
    room[inside] = (projection.x(east) - projection.x(west)) * _SPILL
    return tuple(
        label
        for label, width in zip(labels, room, strict=True)
        if text_width(label.text, label.size) <= width
    )


def draw_labels(placed: Sequence[PlacedLabel], palette: Palette) -> str:
    """Draw labels with a halo that sets them off from what is beneath."""
    texts = (
        text_element(
            item.label.text,
            x=item.x,
            y=item.baseline,
            text_anchor=item.anchor,
            font_size=item.label.size,
        )
        for item in placed
    )
    return element(
        "g",
        *texts,
        class_="labels",
        fill=palette.text,
        stroke=palette.halo,
        stroke_width=2.6,
        stroke_linejoin="round",
        paint_order="stroke",
    )


def _candidates(label: Label, projection: Projection) -> Iterator[PlacedLabel]:
    x = float(projection.nearest_copy(projection.x(np.array(label.lon))))
    y = float(projection.y(np.array(label.lat)))
    width = text_width(label.text, label.size)
    if label.offset <= 0:
        yield _placed(label, x, y, "middle", width)
        return
    beside = label.offset + _GAP
    above = beside + label.size / 2
    yield _placed(label, x + beside, y, "start", width)
    yield _placed(label, x - beside, y, "end", width)
    yield _placed(label, x, y - above, "middle", width)
    yield _placed(label, x, y + above, "middle", width)
    for side, anchor in ((1, "start"), (-1, "end")):
        for height in (-1, 1):
            aslant = x + side * beside * _ASLANT, y + height * above * _ASLANT
            yield _placed(label, *aslant, anchor, width)


def _placed(label: Label, x: float, middle: float, anchor: str, width: float) -> PlacedLabel:
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    half = label.size / 2
    return PlacedLabel(
        label=label,
        x=x,
        baseline=middle + _BASELINE * label.size,
        anchor=anchor,
        box=Box(left=left, top=middle - half, right=left + width, bottom=middle + half),
    )


def _rank(candidate: PlacedLabel, circles: Circles | None) -> int:
    """Return 0 if no circle is hidden, 1 if only the rims of smaller ones than its own, else 2."""
    if circles is None:
        return 0
    hidden = circles.hidden_by(candidate.box)
    if not hidden.any():
        return 0
    rims_only = not candidate.box.holds(circles.x, circles.y).any()
    return 1 if rims_only and circles.radius[hidden].max() < candidate.label.offset else 2
