"""What the marks mean: nested circles for a corner of the map, or rows of swatches. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dashboard.drawing.boxes import Piece
from dashboard.drawing.marks import AREA_HATCH, HATCH
from dashboard.drawing.markup import element
from dashboard.drawing.typesetting import text_element, text_width, wrap_text
from dashboard.marks import ClassKey, Legend, MarkKey, SizeKey
from dashboard.palette import Palette

_TITLE, _KEY, _NOTE = 11.5, 11.0, 10.0  # letter sizes, pixels
_LEADING: Final = 16.0  # line height, pixels
_BASELINE: Final = 12.0  # below the top of a line, pixels
_GAP: Final = 6.0  # between title, keys and note in the box
_PADDING: Final = 10.0  # between the frame and what is in it
_WIDEST: Final = 190.0  # at which title and note break in the box
_SWATCH: Final = (18.0, 12.0)
_DISC: Final = 5.0  # radius, pixels
_ROW_GAP: Final = 16.0  # between the keys in a row
_LEADER: Final = 10.0  # from the largest circle's edge to the values


def compose_size_legend(legend: Legend, palette: Palette) -> Piece:
    """Draw nested circles with their values in a frame, and under them what kinds of marks say."""
    parts = [
        _compose_text(legend.title, palette.text, _TITLE, _WIDEST, weight="600"),
        *([_compose_circles(legend.sizes, palette)] if legend.sizes else []),
        *(_compose_mark(key, palette) for key in legend.marks),
        _compose_text(legend.note, palette.muted, _NOTE, _WIDEST),
    ]
    return _frame(_stack([part for part in parts if part.height > 0]), palette)


def compose_class_legend(legend: Legend, palette: Palette, width: float) -> Piece:
    """Draw title, swatches and note one after the other, in as many rows as the width needs.

    A class without figures is hatched as on the map.
    """
    parts = [
        _compose_text(legend.title, palette.text, _TITLE, width, weight="600"),
        *(_compose_swatch(key, palette, width) for key in legend.classes),
        _compose_text(legend.note, palette.muted, _NOTE, width),
    ]
    markup: list[str] = []
    x = y = row_height = 0.0
    for part in parts:
        if x > 0 and x + part.width > width:
            x, y, row_height = 0.0, y + row_height, 0.0
        if part.height > 0:
            markup.append(_move(part.markup, x, y))
            x += part.width + _ROW_GAP
            row_height = max(row_height, part.height)
    return Piece(markup="".join(markup), width=width, height=y + row_height)


def _compose_circles(sizes: Sequence[SizeKey], palette: Palette) -> Piece:
    """Draw circles that touch at the bottom, each with a line to its value."""
    most = max(size.radius for size in sizes)
    apart = _KEY * 1.25
    bottom = max(2 * most, len(sizes) * apart) + _KEY / 2
    value_x = 2 * most + _LEADER
    value_y = bottom + apart / 2
    markup: list[str] = []
    for size in sorted(sizes, key=lambda size: size.radius):
        top = bottom - 2 * size.radius
        value_y = min(top, value_y - apart)
        circle = element(
            "circle",
            cx=most,
            cy=bottom - size.radius,
            r=size.radius,
            fill=palette.bubble,
            fill_opacity=0.16,
            stroke=palette.bubble,
            stroke_width=1,
        )
        leader = element(
            "path",
            d=f"M{most:.1f} {top:.1f}L{value_x - 4:.1f} {value_y:.1f}",
            fill="none",
            stroke=palette.muted,
            stroke_width=0.6,
        )
        value = _write(f"{size.value:,}", value_x, value_y + _KEY * 0.34, palette.text)
        markup += [circle, leader, value]
    widest = max(text_width(f"{size.value:,}", _KEY) for size in sizes)
    return Piece(markup="".join(markup), width=value_x + widest, height=bottom + 1)


def _compose_mark(key: MarkKey, palette: Palette) -> Piece:
    """Draw a disc, or a hatched swatch, with its words."""
    if key.is_hatch:
        mark = _draw_swatch((key.fill, f"url(#{AREA_HATCH})"), key.outline, key.outline_width)
    else:
        mark = element(
            "circle",
            cx=_SWATCH[0] / 2,
            cy=_LEADING / 2,
            r=_DISC,
            fill=key.fill,
            stroke=key.outline,
            stroke_width=key.outline_width,
        )
    return _write_beside(mark, key.text, palette, _WIDEST)


def _compose_swatch(key: ClassKey, palette: Palette, width: float) -> Piece:
    fills = (key.fill, f"url(#{HATCH})") if key.fill == palette.no_data else (key.fill,)
    return _write_beside(_draw_swatch(fills, palette.border, 0.6), key.text, palette, width)


def _draw_swatch(fills: Sequence[str], outline: str, outline_width: float) -> str:
    """Draw a swatch once for each of its fills, the last one on top."""
    width, height = _SWATCH
    return "".join(
        element(
            "rect",
            y=(_LEADING - height) / 2,
            width=width,
            height=height,
            fill=fill,
            stroke=outline,
            stroke_width=outline_width,
        )
        for fill in fills
    )


def _write_beside(mark: str, words: str, palette: Palette, width: float) -> Piece:
    """Write words beside a mark as wide as a swatch; both have the width."""
    text_x = _SWATCH[0] + 6
    text = _compose_text(words, palette.text, _KEY, width - text_x)
    return Piece(
        markup=mark + _move(text.markup, text_x, 0.0),
        width=text_x + text.width,
        height=max(text.height, _LEADING),
    )


def _compose_text(
    text: str, colour: str, size: float, width: float, *, weight: str | None = None
) -> Piece:
    lines = wrap_text(text, size, width)
    markup = "".join(
        _write(line, 0.0, i * _LEADING + _BASELINE, colour, size=size, weight=weight)
        for i, line in enumerate(lines)
    )
    widest = max((text_width(line, size) for line in lines), default=0.0)
    return Piece(markup=markup, width=widest, height=len(lines) * _LEADING)


def _stack(parts: Sequence[Piece]) -> Piece:
    y = 0.0
    markup: list[str] = []
    for part in parts:
        markup.append(_move(part.markup, 0.0, y))
        y += part.height + _GAP
    return Piece(markup="".join(markup), width=max(part.width for part in parts), height=y - _GAP)


def _frame(piece: Piece, palette: Palette) -> Piece:
    width, height = piece.width + 2 * _PADDING, piece.height + 2 * _PADDING
    frame = element(
        "rect",
        width=width,
        height=height,
        rx=3,
        fill=palette.paper,
        fill_opacity=0.96,
        stroke=palette.region_border,
        stroke_width=0.8,
    )
    return Piece(markup=frame + _move(piece.markup, _PADDING, _PADDING), width=width, height=height)


def _move(markup: str, x: float, y: float) -> str:
    return element("g", markup, transform=f"translate({x:.1f} {y:.1f})")


def _write(
    text: str, x: float, y: float, colour: str, *, size: float = _KEY, weight: str | None = None
) -> str:
    return text_element(text, x=x, y=y, fill=colour, font_size=size, font_weight=weight)
