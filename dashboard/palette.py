"""The colours of a picture, light and dark; one place, so that screen and snapshot agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours as ``#rrggbb``."""

    name: str
    paper: str  # behind title, legend and notes
    text: str
    muted: str  # secondary text; at least 4.5:1 on paper
    water: str
    land: str
    border: str  # between countries
    region_border: str  # between admin-1 regions
    bubble: str  # fill
    bubble_outline: str
    halo: str  # around labels on the map
    accent: str  # what is selected
    no_data: str  # a region without a figure: not zero
    classes: tuple[str, ...]  # five, low to high, readable in grey and to colour-blind readers


# Sequential classes: ColorBrewer's Purples (Brewer, colorbrewer2.org) without its ends, which would
# pass for paper; more is darker on light paper and lighter on dark.
_PURPLES: Final = ("#dadaeb", "#bcbddc", "#9e9ac8", "#756bb1", "#54278f")
_PURPLES_ON_DARK: Final = ("#6a51a3", "#807dba", "#9e9ac8", "#bcbddc", "#dadaeb")

LIGHT: Final = Palette(
    name="light",
    paper="#ffffff",
    text="#1c2733",
    muted="#5a6673",
    water="#dbe5ec",
    land="#f8f6f1",
    border="#a9b1b8",
    region_border="#cfd3d5",
    bubble="#0b6e99",
    bubble_outline="#ffffff",
    halo="#ffffff",
    accent="#b3470f",
    no_data="#e4e4e0",
    classes=_PURPLES,
)

DARK: Final = Palette(
    name="dark",
    paper="#161b21",
    text="#e8ecef",
    muted="#9eabb6",
    water="#11171d",
    land="#242c34",
    border="#566370",
    region_border="#3b4650",
    bubble="#58b4dd",
    bubble_outline="#0f151b",
    halo="#161b21",
    accent="#f2a65a",
    no_data="#2d353d",
    classes=_PURPLES_ON_DARK,
)

PALETTES: Final[Mapping[str, Palette]] = MappingProxyType({"light": LIGHT, "dark": DARK})
