"""The parts of a Scene: frozen, resolved, ready to be drawn by any renderer.

Whatever decides where a mark is, how large, in what colour and in what order has been decided
before these values are made. A renderer only draws: `dashboard.figures` for the browser,
`dashboard.drawing` for SVG, PNG and PDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dashboard.palette import Palette

MOST_LABELS: Final = 60
"""Of one Scene."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """A web-mercator view. The world is ``512 * 2**zoom`` pixels wide, as in MapLibre."""

    lon: float  # centre, degrees
    lat: float
    zoom: float
    width: int  # of the map area, CSS pixels
    height: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bubbles:
    """One circle a place, largest first, so that small ones are drawn on top.

    Arrays have shape ``(n,)`` and the same order.
    """

    place_id: NDArray[np.int64]
    lon: NDArray[np.float64]  # degrees
    lat: NDArray[np.float64]
    radius: NDArray[np.float64]  # pixels at every zoom
    value: NDArray[np.int64]  # number of reports
    name: tuple[str, ...]
    detail: tuple[str, ...]  # second line of the hover: reports, region and country
    fill: tuple[str, ...]  # #rrggbb
    outline: tuple[str, ...]
    outline_width: NDArray[np.float64]  # pixels, centred on the radius
    opacity: float  # of the fill


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Areas:
    """Hatched regions under the bubbles: reports of which no more is known than the region.

    Sequences have length ``n`` and the same order.
    """

    region_id: tuple[str, ...]
    lon: NDArray[np.float64]  # of a point inside, degrees; nothing is drawn there
    lat: NDArray[np.float64]
    count: NDArray[np.int64]  # number of reports
    name: tuple[str, ...]
    detail: tuple[str, ...]  # second line of the hover
    colour: str  # of hatch and outline, #rrggbb
    opacity: float  # of the tint under the hatch
    outline_width: float  # pixels


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Regions:
    """Filled regions (choropleth). Sequences have length ``n`` and the same order."""

    region_id: tuple[str, ...]
    lon: NDArray[np.float64]  # of a point inside, degrees
    lat: NDArray[np.float64]
    fill: tuple[str, ...]  # #rrggbb; the palette's no_data where the value is NaN
    value: NDArray[np.float64]  # what the fill shows; NaN where there is none
    count: NDArray[np.int64]  # number of reports behind it
    name: tuple[str, ...]
    detail: tuple[str, ...]  # second line of the hover
    opacity: float
    outline: str
    outline_width: float  # pixels


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name by a mark. Labels come in order of importance; a renderer may leave out the last."""

    text: str
    lon: float  # of the mark, degrees
    lat: float
    offset: float  # pixels from the mark's centre to its edge
    size: float  # of the letters, pixels


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeKey:
    """One circle of the nested-circle legend."""

    value: int
    radius: float  # pixels


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassKey:
    """One swatch of the class legend."""

    text: str  # "0.4 to 1.2" or "no population figure"
    fill: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkKey:
    """One mark of the legend of bubbles: how closely the place is known."""

    text: str  # "only near the place"
    fill: str  # #rrggbb
    outline: str
    outline_width: float  # pixels
    is_hatch: bool = False  # a hatched area instead of a disc


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """What the marks mean: sizes with marks, or classes; the others are empty."""

    title: str
    note: str  # a denominator with its year, or nothing
    sizes: tuple[SizeKey, ...]  # smallest first
    classes: tuple[ClassKey, ...]  # lowest first, "no figure" last
    marks: tuple[MarkKey, ...] = ()  # most closely known first


@dataclass(frozen=True, slots=True, kw_only=True)
class TrayItem:
    """Reports that have no dot, of one region or country or of none."""

    name: str
    count: int
    opens: str  # what lists them, as a view's ``opened``


@dataclass(frozen=True, slots=True, kw_only=True)
class TrayGroup:
    """Reports that have no dot for one reason."""

    words: str  # after a number: "known only to a region"
    items: tuple[TrayItem, ...]  # most reports first

    @property
    def count(self) -> int:
        """The number of reports of all items."""
        return sum(item.count for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tray:
    """How many reports have a mark of their own, and what became of all others.

    What is drawn and the groups add up to what is selected.
    """

    n_drawn: int  # in bubbles, or in filled regions
    drawn_words: str  # after that number: "at places"
    groups: tuple[TrayGroup, ...]  # none is empty

    @property
    def sentence(self) -> str:
        """All numbers in words: "436 at places, 33 known only to a region"."""
        parts = [f"{self.n_drawn:,} {self.drawn_words}"]
        return ", ".join(parts + [f"{group.count:,} {group.words}" for group in self.groups])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """The one description of a picture. The same Scene gives the same picture everywhere."""

    title: str
    filter_sentence: str  # what was selected, in words
    count_sentence: str  # "412 of 485 reports · 61 unlocated"
    summary: str  # one or two sentences: the picture's alternative text
    camera: Camera
    palette: Palette
    region_countries: tuple[str, ...]  # ISO codes of countries whose admin-1 borders are drawn
    areas: Areas | None  # under bubbles only
    bubbles: Bubbles | None  # exactly one of bubbles and regions is set
    regions: Regions | None
    labels: tuple[Label, ...]
    legend: Legend
    tray: Tray
    sources: str  # who reported, in short
    attribution: str  # gazetteer and boundary credits with licences

    @property
    def tray_sentence(self) -> str:
        """Where the reports are that have no mark of their own; nothing if all have one."""
        return f"{self.tray.sentence}." if self.tray.groups else ""
