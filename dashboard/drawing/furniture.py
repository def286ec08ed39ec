"""What stands around the map and on it besides marks: texts and the scale bar. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dashboard.drawing.boxes import Piece
from dashboard.drawing.layout import FOOTER, HEADER, Layout, Rect, set_texts
from dashboard.drawing.legend import compose_class_legend
from dashboard.drawing.markup import element
from dashboard.drawing.projection import Projection
from dashboard.drawing.typesetting import text_element, text_width
from dashboard.marks import Camera, Scene
from dashboard.palette import Palette

_STRONG: Final = frozenset({"title"})
_COLOUR: Final[Mapping[str, str]] = MappingProxyType({"title": "text", "filter_sentence": "text"})
"""Fields of the palette; other texts are muted."""

_WIDE_VIEW: Final = 4.0  # zoom below which the scale differs visibly from north to south
_SCALE_SIZE: Final = 10.0  # of the scale bar's letters, pixels


def draw_header(scene: Scene, layout: Layout) -> str:
    """Draw title, filter sentence, count and the classes' legend above the map."""
    texts = _draw_texts(scene, HEADER, layout.header, layout.width)
    if layout.legend is None:
        return texts
    legend = compose_class_legend(scene.legend, scene.palette, layout.legend.width)
    move = f"translate({layout.legend.x} {layout.legend.y})"
    return texts + element("g", legend.markup, class_="legend", transform=move)


def draw_footer(scene: Scene, layout: Layout) -> str:
    """Draw sources and attribution below the map."""
    return _draw_texts(scene, FOOTER, layout.footer, layout.width)


def nice_length(most_km: float) -> float:
    """Return the largest of 1, 2, 5, 10, 20, 50 … (and 0.5, 0.2 …) that is not above a length."""
    power = 10.0 ** math.floor(math.log10(most_km))
    step = max(step for step in (1, 2, 5) if step * power <= most_km * (1 + 1e-9))
    return float(f"{step * power:.6g}")


def compose_scale_bar(
    camera: Camera, projection: Projection, palette: Palette, *, most_width: float
) -> Piece:
    """Draw a scale bar that holds at the latitude of the map's centre."""
    km_per_pixel = projection.km_per_pixel(camera.lat)
    length = nice_length(most_width * km_per_pixel)
    bar = length / km_per_pixel
    text = f"{length:,g} km"
    if camera.zoom < _WIDE_VIEW:
        text += f" at {abs(camera.lat):.0f}° {'N' if camera.lat >= 0 else 'S'}"
    line = f"M0.5 {_SCALE_SIZE + 4:g}v5h{bar:.1f}v-5"
    halo = element(
        "path", d=line, fill="none", stroke=palette.halo, stroke_width=3.4, stroke_opacity=0.8
    )
    ink = element("path", d=line, fill="none", stroke=palette.muted, stroke_width=1.2)
    label = text_element(
        text,
        x=0.5,
        y=_SCALE_SIZE,
        font_size=_SCALE_SIZE,
        fill=palette.muted,
        stroke=palette.halo,
        stroke_width=2.6,
        stroke_linejoin="round",
        paint_order="stroke",
    )
    return Piece(
        markup=halo + ink + label,
        width=max(bar + 1, text_width(text, _SCALE_SIZE)),
        height=_SCALE_SIZE + 10,
    )


def _draw_texts(scene: Scene, fields: tuple[str, ...], area: Rect, width: int) -> str:
    texts, y = [], float(area.y)
    for paragraph in set_texts(scene, fields, width):
        strong = paragraph.field in _STRONG
        for line in paragraph.lines:
            baseline = y + (paragraph.leading + 0.7 * paragraph.size) / 2
            texts.append(
                text_element(
                    line,
                    class_=paragraph.field.replace("_", "-"),
                    x=area.x,
                    y=baseline,
                    font_size=paragraph.size,
                    font_weight="600" if strong else None,
                    fill=getattr(scene.palette, _COLOUR.get(paragraph.field, "muted")),
                )
            )
            y += paragraph.leading
    return "".join(texts)
