"""The map beneath the marks: water, land and borders, as SVG. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.drawing.geometry import area_paths, outline_paths
from dashboard.drawing.markup import element
from dashboard.drawing.projection import Projection
from dashboard.marks import Scene
from geodata.boundaries import RegionSet

_SEAL: Final = 0.6  # stroke in the colour of the fill that hides the seam between two areas, pixels

_BORDER: Final = 0.9  # of a country, pixels
_WORLD_VIEW: Final = 3.0  # zoom below which borders and coasts crowd, and are drawn finer


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BaseMap:
    """The boundaries that a picture is drawn from, at the drawing level."""

    countries: RegionSet  # of the world
    admin1: RegionSet  # of the Scene's region_countries, and every region that may be filled


def draw_land(scene: Scene, base: BaseMap, projection: Projection) -> str:
    """Draw water over the whole map area, and the countries on it, without borders."""
    palette = scene.palette
    water = element(
        "rect", class_="water", width=projection.width, height=projection.height, fill=palette.water
    )
    paths = area_paths(base.countries.geometry, projection)
    land = element(
        "g",
        *(element("path", d=path) for path in paths if path),
        class_="land",
        fill=palette.land,
        fill_rule="evenodd",
        stroke=palette.land,
        stroke_width=_SEAL,
    )
    return water + land


def draw_borders(scene: Scene, base: BaseMap, projection: Projection) -> str:
    """Draw the borders of regions in the Scene's region countries, then those of all countries."""
    palette = scene.palette
    width = _BORDER if scene.camera.zoom >= _WORLD_VIEW else _BORDER * 0.7
    shown = np.isin(base.admin1.country.astype(str), scene.region_countries)
    regions = element(
        "path",
        class_="region-borders",
        d="".join(outline_paths(base.admin1.geometry[shown], projection)),
        fill="none",
        stroke=palette.region_border,
        stroke_width=0.9 * width,
        stroke_linejoin="round",
    )
    countries = element(
        "path",
        class_="country-borders",
        d="".join(outline_paths(base.countries.geometry, projection)),
        fill="none",
        stroke=palette.border,
        stroke_width=width,
        stroke_linejoin="round",
    )
    return regions + countries
