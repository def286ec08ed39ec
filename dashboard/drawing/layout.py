"""How a picture's area is shared out between its texts and its map. Pure; draws nothing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from dashboard.drawing.legend import compose_class_legend
from dashboard.drawing.typesetting import wrap_text
from dashboard.marks import Scene

MARGIN: Final = 20
"""Between the picture's edge and all that is in it, pixels."""

LEAST_MAP_HEIGHT: Final = 100
"""Below this a map says nothing: where the rest leaves less, the picture gets taller, pixels."""

HEADER: Final = ("title", "filter_sentence", "count_sentence", "tray_sentence")
FOOTER: Final = ("sources", "attribution")
"""The texts of a Scene above and below the map, by field, in order."""

_GAP: Final = 12  # between the parts, pixels

# Letter size and line height by field, pixels, for pictures of at least so many pixels across.
_TYPE: Final[Mapping[int, Mapping[str, tuple[float, float]]]] = MappingProxyType(
    {
        900: {
            "title": (24, 31),
            "filter_sentence": (14.5, 21),
            "count_sentence": (13, 19),
            "tray_sentence": (13, 19),
            "sources": (11, 16),
            "attribution": (10, 14.5),
        },
        620: {
            "title": (20, 27),
            "filter_sentence": (13, 18.5),
            "count_sentence": (12, 17),
            "tray_sentence": (12, 17),
            "sources": (10.5, 15),
            "attribution": (9.5, 13.5),
        },
        0: {
            "title": (17, 23),
            "filter_sentence": (12, 16.5),
            "count_sentence": (11, 15.5),
            "tray_sentence": (11, 15.5),
            "sources": (10, 13.5),
            "attribution": (9.5, 13),
        },
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect:
    """A rectangle in pixels from the picture's top left corner."""

    x: int
    y: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        """Of its lower edge, pixels from the picture's top."""
        return self.y + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One text of a Scene, broken into lines."""

    field: str  # of the Scene
    lines: tuple[str, ...]
    size: float  # of the letters, pixels
    leading: float  # from line to line, pixels

    @property
    def height(self) -> float:
        """Of all its lines, pixels."""
        return len(self.lines) * self.leading


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the parts of a picture are, from top to bottom; all have the same left and right."""

    width: int  # of the picture, pixels
    height: int
    header: Rect
    legend: Rect | None  # of classes; a legend of sizes lies on the map
    map: Rect
    footer: Rect


def layout_for(width: int, height: int, scene: Scene) -> Layout:
    """Share out a picture of a wanted size.

    Parameters
    ----------
    width, height
        Of the whole picture, pixels.
    scene
        Whose texts and classes will be in the picture. Its camera is not looked at: the Scene that
        is drawn takes a camera of the ``map`` rectangle's size.

    Returns
    -------
    Layout
        Taller than wanted only where the rest leaves less than ``LEAST_MAP_HEIGHT`` for the map.
    """
    around = _stack(width, 0, scene).height
    return _stack(width, max(height - around, LEAST_MAP_HEIGHT), scene)


def layout_of(scene: Scene) -> Layout:
    """Return the layout of a Scene's picture: its map area as it is, and the rest around it."""
    return _stack(scene.camera.width + 2 * MARGIN, scene.camera.height, scene)


def set_texts(scene: Scene, fields: tuple[str, ...], width: int) -> tuple[Paragraph, ...]:
    """Break texts of a Scene into lines for a picture of some width; empty texts are left out."""
    paragraphs = []
    for field in fields:
        size, leading = _type_sizes(width)[field]
        lines = wrap_text(getattr(scene, field), size, width - 2 * MARGIN)
        if lines:
            paragraphs.append(Paragraph(field=field, lines=lines, size=size, leading=leading))
    return tuple(paragraphs)


def _stack(width: int, map_height: int, scene: Scene) -> Layout:
    inner = width - 2 * MARGIN
    header = Rect(x=MARGIN, y=MARGIN, width=inner, height=_text_height(width, HEADER, scene))
    legend, bottom = None, header.bottom
    if scene.legend.classes:
        rows = compose_class_legend(scene.legend, scene.palette, inner)
        legend = Rect(x=MARGIN, y=bottom + _GAP, width=inner, height=math.ceil(rows.height))
        bottom = legend.bottom
    area = Rect(x=MARGIN, y=bottom + _GAP, width=inner, height=map_height)
    footer = Rect(
        x=MARGIN,
        y=area.bottom + _GAP,
        width=inner,
        height=_text_height(width, FOOTER, scene),
    )
    return Layout(
        width=width,
        height=footer.bottom + MARGIN,
        header=header,
        legend=legend,
        map=area,
        footer=footer,
    )


def _text_height(width: int, fields: tuple[str, ...], scene: Scene) -> int:
    return math.ceil(sum(paragraph.height for paragraph in set_texts(scene, fields, width)))


def _type_sizes(width: int) -> Mapping[str, tuple[float, float]]:
    return next(sizes for least, sizes in _TYPE.items() if width >= least)
