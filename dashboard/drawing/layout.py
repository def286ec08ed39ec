"""How a picture's area is shared out between its texts and its map. Pure; draws nothing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from dashboard.drawing.markup import clean_text
from dashboard.drawing.typesetting import wrap_text
from dashboard.marks import Scene

MARGIN: Final = 20
"""Between the picture's edge and all that is in it, pixels."""

LEAST_MAP_HEIGHT: Final = 120
"""Below this a map says nothing: texts that leave less make the picture taller, pixels."""

HEADER: Final = ("title", "filter_sentence", "count_sentence")
FOOTER: Final = ("sources", "attribution")
"""The texts of a Scene above and below the map, by field, in order."""

_GAP: Final = 12  # between a text block and the map

# Letter size and line height by field, pixels, for pictures of at least so many pixels across.
_TYPE: Final[Mapping[int, Mapping[str, tuple[float, float]]]] = MappingProxyType(
    {
        900: {
            "title": (24, 31),
            "filter_sentence": (14.5, 21),
            "count_sentence": (13, 19),
            "sources": (11, 16),
            "attribution": (10, 14.5),
        },
        620: {
            "title": (20, 27),
            "filter_sentence": (13, 18.5),
            "count_sentence": (12, 17),
            "sources": (10.5, 15),
            "attribution": (9.5, 13.5),
        },
        0: {
            "title": (17, 23),
            "filter_sentence": (12, 16.5),
            "count_sentence": (11, 15.5),
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
    """Where the parts of a picture are. The three rectangles have the same left and right."""

    width: int  # of the picture, pixels
    height: int
    header: Rect
    map: Rect
    footer: Rect


def layout_for(width: int, height: int, scene: Scene | None = None) -> Layout:
    """Share out a picture of a wanted size.

    Give the Scene whose texts will be in the picture; its camera is not looked at. Then make the
    Scene that is drawn with a camera of the ``map`` rectangle's size.

    Parameters
    ----------
    width, height
        Of the whole picture, pixels.
    scene
        None takes each text for one line; should it need more, the picture gets taller by them.

    Returns
    -------
    Layout
        Taller than wanted only where the texts leave less than ``LEAST_MAP_HEIGHT`` for the map.
    """
    header, footer = _heights(width, scene)
    return _stack(width, header, max(height - header - footer, LEAST_MAP_HEIGHT), footer)


def layout_of(scene: Scene) -> Layout:
    """Return the layout of a Scene's picture: its map area as it is, and its texts around it."""
    width = scene.camera.width + 2 * MARGIN
    header, footer = _heights(width, scene)
    return _stack(width, header, scene.camera.height, footer)


def set_texts(scene: Scene, fields: tuple[str, ...], width: int) -> tuple[Paragraph, ...]:
    """Break texts of a Scene into lines for a picture of some width; empty texts are left out."""
    paragraphs = []
    for field in fields:
        size, leading = _type_sizes(width)[field]
        lines = wrap_text(clean_text(getattr(scene, field)), size, width - 2 * MARGIN)
        if lines:
            paragraphs.append(Paragraph(field=field, lines=lines, size=size, leading=leading))
    return tuple(paragraphs)


def _heights(width: int, scene: Scene | None) -> tuple[int, int]:
    """Return the heights of header and footer without the margins at the picture's edge."""
    heights = []
    for fields in (HEADER, FOOTER):
        if scene is None:
            texts = sum(_type_sizes(width)[field][1] for field in fields)
        else:
            texts = sum(paragraph.height for paragraph in set_texts(scene, fields, width))
        heights.append(math.ceil(texts) + _GAP + MARGIN)
    return heights[0], heights[1]


def _stack(width: int, header: int, map_height: int, footer: int) -> Layout:
    inner = width - 2 * MARGIN
    text_height = header - MARGIN - _GAP
    map_bottom = header + map_height
    return Layout(
        width=width,
        height=map_bottom + footer,
        header=Rect(x=MARGIN, y=MARGIN, width=inner, height=text_height),
        map=Rect(x=MARGIN, y=header, width=inner, height=map_height),
        footer=Rect(x=MARGIN, y=map_bottom + _GAP, width=inner, height=footer - MARGIN - _GAP),
    )


def _type_sizes(width: int) -> Mapping[str, tuple[float, float]]:
    return next(sizes for least, sizes in _TYPE.items() if width >= least)
