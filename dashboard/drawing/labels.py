"""Names by their marks, each where it hides nothing, or nowhere. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.drawing.boxes import Box
from dashboard.drawing.marks import Circles
from dashboard.drawing.markup import element
from dashboard.drawing.projection import Projection
from dashboard.drawing.typesetting import text_element, text_width
from dashboard.marks import Label
from dashboard.palette import Palette

_GAP: Final = 3.0  # between a mark and its name, pixels
_INSET: Final = 4.0  # between a name and the edge of the map, pixels
_ASCENT, _DESCENT = 0.74, 0.26  # of a name's box above and below its baseline, letter sizes


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

    A label stands right, left, above or below its mark, or on its middle when the mark has no
    size. It never overlaps another label or a taken box, nor leaves the map. The first place that
    hides no other circle is taken, else the first that hides only smaller circles than its own.

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
    middle = y + (_ASCENT - _DESCENT) / 2 * label.size
    if label.offset <= 0:
        yield _placed(label, x, middle, "middle", width)
        return
    beside = label.offset + _GAP
    yield _placed(label, x + beside, middle, "start", width)
    yield _placed(label, x - beside, middle, "end", width)
    yield _placed(label, x, y - beside - _DESCENT * label.size, "middle", width)
    yield _placed(label, x, y + beside + _ASCENT * label.size, "middle", width)


def _placed(label: Label, x: float, baseline: float, anchor: str, width: float) -> PlacedLabel:
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    box = Box(
        left=left,
        top=baseline - _ASCENT * label.size,
        right=left + width,
        bottom=baseline + _DESCENT * label.size,
    )
    return PlacedLabel(label=label, x=x, baseline=baseline, anchor=anchor, box=box)


def _rank(candidate: PlacedLabel, circles: Circles | None) -> int:
    """Return 0 for a place that hides no circle, 1 for smaller ones than its own, else 2."""
    if circles is None:
        return 0
    hidden = circles.radius[circles.hidden_by(candidate.box)]
    if not hidden.size:
        return 0
    return 1 if hidden.max() < candidate.label.offset else 2
