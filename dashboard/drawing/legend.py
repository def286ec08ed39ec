"""The legend: nested circles or class swatches in a light box in a corner of the map. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.drawing.marks import HATCH
from dashboard.drawing.markup import element, escape_text
from dashboard.drawing.typesetting import text_width, wrap_text
from dashboard.marks import Bubbles, Legend, SizeKey
from dashboard.palette import Palette

PADDING: Final = 10.0
"""Between the legend's frame and what is in it, pixels."""

_TITLE, _KEY, _NOTE = 11.5, 11.0, 9.5  # letter sizes
_LEADING: Final = 1.4  # line height, letter sizes
_SWATCH: Final = (18.0, 12.0)
_ROW: Final = 18.0
_LEADER: Final = 10.0  # from the largest circle's edge to the values


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Something drawn from its own top left corner."""

    markup: str
    width: float  # pixels
    height: float


def compose_legend(
    legend: Legend, palette: Palette, bubbles: Bubbles | None, *, most_width: float
) -> Piece:
    """Draw a legend in its frame.

    Parameters
    ----------
    legend, palette
        What the marks mean, and the colours of text and frame.
    bubbles
        Whose fill and outline the circles take; None for classes.
    most_width
        Pixels that it may take; texts break so as to keep to it.
    """
    inner = most_width - 2 * PADDING
    parts = [_compose_text(legend.title, palette.text, _TITLE, inner, weight="600")]
    if legend.sizes and bubbles is not None:
        parts.append(_compose_circles(legend.sizes, bubbles, palette))
    if legend.classes:
        parts.append(_compose_swatches(legend, palette, inner))
    if legend.note:
        parts.append(_compose_text(legend.note, palette.muted, _NOTE, inner, weight="400"))
    return _frame(_stack(parts, gap=6.0), palette)


def _compose_circles(sizes: Sequence[SizeKey], bubbles: Bubbles, palette: Palette) -> Piece:
    """Draw circles that touch at the bottom, each with a line to its value."""
    most = max(size.radius for size in sizes)
    bottom = max(2 * most, len(sizes) * _KEY * 1.25) + _KEY / 2
    value_x = 2 * most + _LEADER
    markup: list[str] = []
    lowest = bottom
    for size in sorted(sizes, key=lambda size: size.radius):
        top = bottom - 2 * size.radius
        lowest = value_y = min(top, lowest - (_KEY * 1.25 if markup else 0.0))
        circle = element(
            "circle",
            cx=most,
            cy=bottom - size.radius,
            r=size.radius,
            fill=bubbles.fill,
            fill_opacity=0.16,
            stroke=bubbles.fill,
            stroke_width=1,
        )
        leader = element(
            "path",
            d=f"M{most:.1f} {top:.1f}L{value_x - 4:.1f} {value_y:.1f}",
            fill="none",
            stroke=palette.muted,
            stroke_width=0.6,
        )
        text = f"{size.value:,}"
        markup.append(circle + leader + _write(text, value_x, value_y + _KEY * 0.34, palette.text))
    values = max(text_width(f"{size.value:,}", _KEY) for size in sizes)
    return Piece(markup="".join(markup), width=value_x + values, height=bottom + 1)


def _compose_swatches(legend: Legend, palette: Palette, width: float) -> Piece:
    """Draw one swatch a class, lowest on top; one without figures is hatched as on the map."""
    text_x = _SWATCH[0] + 7
    markup: list[str] = []
    y = widest = 0.0
    for key in legend.classes:
        lines = wrap_text(key.text, _KEY, width - text_x) or ("",)
        markup.append(_draw_swatch(key.fill, y, palette))
        if key.fill == palette.no_data:
            markup.append(_draw_swatch(f"url(#{HATCH})", y, palette))
        for i, line in enumerate(lines):
            baseline = y + _ROW / 2 + _KEY * (0.34 + i * _LEADING)
            markup.append(_write(line, text_x, baseline, palette.text))
            widest = max(widest, text_width(line, _KEY))
        y += _ROW + (len(lines) - 1) * _KEY * _LEADING
    return Piece(markup="".join(markup), width=text_x + widest, height=y)


def _draw_swatch(fill: str, y: float, palette: Palette) -> str:
    width, height = _SWATCH
    return element(
        "rect",
        y=y + (_ROW - height) / 2,
        width=width,
        height=height,
        fill=fill,
        stroke=palette.border,
        stroke_width=0.6,
    )


def _compose_text(text: str, colour: str, size: float, width: float, *, weight: str) -> Piece:
    lines = wrap_text(text, size, width)
    leading = size * _LEADING
    markup = "".join(
        _write(line, 0.0, i * leading + size, colour, size=size, weight=weight)
        for i, line in enumerate(lines)
    )
    widest = max((text_width(line, size) for line in lines), default=0.0)
    return Piece(markup=markup, width=widest, height=len(lines) * leading)


def _stack(parts: Sequence[Piece], *, gap: float) -> Piece:
    y = 0.0
    markup: list[str] = []
    for part in parts:
        markup.append(element("g", part.markup, transform=f"translate(0 {y:.1f})"))
        y += part.height + gap
    return Piece(markup="".join(markup), width=max(part.width for part in parts), height=y - gap)


def _frame(piece: Piece, palette: Palette) -> Piece:
    width, height = piece.width + 2 * PADDING, piece.height + 2 * PADDING
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
    inside = element("g", piece.markup, transform=f"translate({PADDING:g} {PADDING:g})")
    return Piece(markup=frame + inside, width=width, height=height)


def _write(
    text: str, x: float, y: float, colour: str, *, size: float = _KEY, weight: str = "400"
) -> str:
    return element(
        "text", escape_text(text), x=x, y=y, fill=colour, font_size=size, font_weight=weight
    )
