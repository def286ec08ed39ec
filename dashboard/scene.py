"""The read line: a ViewState and the opened atlas go in, one Scene comes out.

Everything that decides how a picture looks is decided here; nothing is drawn.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.bubbles import build_bubbles, label_bubbles
from dashboard.camera import fit_camera, place_camera
from dashboard.layers import build_regions, label_regions
from dashboard.marks import Camera, Scene
from dashboard.palette import PALETTES
from dashboard.services import Services
from dashboard.state import ViewState
from dashboard.tray import build_areas, build_tray
from dashboard.words import say_selection
from geodata.aggregate import Counts
from geodata.coding import NOT_STATED
from geodata.query import Selection
from geodata.saying import say_count

_HALF_WORLD: Final = 180.0  # degrees


def build_scene(view: ViewState, services: Services, *, width: int, height: int) -> Scene:
    """Resolve a view into marks for a map area of ``width`` by ``height`` CSS pixels."""
    counts = services.count(view.selection)
    palette = PALETTES[view.theme]
    camera = find_camera(view, services, width=width, height=height)
    areas = bubbles = regions = None
    if view.layer == "bubbles":
        bubbles, legend = build_bubbles(view, counts, services, palette)
        areas = build_areas(counts, services, palette)
        labels = label_bubbles(bubbles)
    else:
        regions, legend = build_regions(view, counts, services, palette)
        labels = label_regions(regions)
    filter_sentence = say_selection(view.selection, name_of=services.name_of)
    count_sentence = say_counts(view, services)
    return Scene(
        title=services.atlas.title,
        filter_sentence=filter_sentence,
        count_sentence=count_sentence,
        summary=_summarise(filter_sentence, count_sentence, counts, services),
        camera=camera,
        palette=palette,
        region_countries=services.focus,
        areas=areas,
        bubbles=bubbles,
        regions=regions,
        labels=labels,
        legend=legend,
        tray=build_tray(view, counts, services),
        sources=_say_sources(counts, services),
        attribution=f"{services.atlas.published} {services.attribution}".strip(),
    )


def find_camera(view: ViewState, services: Services, *, width: int, height: int) -> Camera:
    """Return where the view looks; without a position it fits the places that it is about.

    Filters by place, region and country move a map that has no position of its own; other filters
    leave it where it is, so that a map doesn't jump while someone questions it.
    """
    if view.position is not None:
        return place_camera(view.position, width=width, height=height)
    selection = view.selection
    where = Selection(
        countries=selection.countries, regions=selection.regions, places=selection.places
    )
    counts = services.count(where)
    countries = services.focus if where.is_everything else ()
    if view.layer == "regions":
        lon, lat = _find_corners(counts.by_region, countries, services)
    else:
        shown = counts.by_place > 0
        if countries:
            shown &= np.isin(services.places.country, countries)
        lon, lat = services.places.lon[shown], services.places.lat[shown]
        if not len(lon):
            lon, lat = _find_corners(counts.in_regions, countries, services)
    return fit_camera(lon, lat, width=width, height=height)


def _find_corners(
    by_region: NDArray[np.int64], countries: tuple[str, ...], services: Services
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the corners of the regions with reports, longitudes and latitudes.

    A region on both sides of the date line has no corners: it would stretch round the world.
    """
    labels = services.columns.facets["regions"].labels
    reported = [label for label, n in zip(labels, by_region, strict=True) if n and label]
    shown = np.isin(services.admin1.id.astype(str), reported)
    if countries:
        shown &= np.isin(services.admin1.country.astype(str), countries)
    west, south, east, north = shapely.bounds(services.admin1.geometry[shown]).reshape(-1, 4).T
    narrow = east - west < _HALF_WORLD
    return (
        np.concatenate([west[narrow], east[narrow]]),
        np.concatenate([south[narrow], north[narrow]]),
    )


def say_counts(view: ViewState, services: Services) -> str:
    """Write "412 of 485 reports · 61 unlocated"."""
    counts = services.count(view.selection)
    return f"{say_share(counts, services)} · {say_missing(view, counts, services)}"


def say_accounts(view: ViewState, services: Services) -> str:
    """Write "412 of 485 reports: 351 at places, 33 known only to a region, …"; they add up."""
    counts = services.count(view.selection)
    return f"{say_share(counts, services)}: {build_tray(view, counts, services).sentence}"


def say_share(counts: Counts, services: Services) -> str:
    """Write "412 of 485 reports"."""
    return f"{counts.n_selected:,} of {say_count(services.columns.n, 'report')}"


def say_missing(view: ViewState, counts: Counts, services: Services) -> str:
    """Write how many of the selected reports the layer doesn't draw, and why."""
    if view.layer == "bubbles":
        return f"{counts.n_unlocated:,} unlocated"
    labels = services.columns.facets["regions"].labels
    known = sum(int(n) for label, n in zip(labels, counts.by_region, strict=True) if label)
    return f"{counts.n_selected - known:,} in no region"


def _summarise(
    filter_sentence: str, count_sentence: str, counts: Counts, services: Services
) -> str:
    by_place = counts.by_place
    order = np.argsort(-by_place, kind="stable")[:3]
    top = [f"{services.places.name[i]} ({by_place[i]:,})" for i in order if by_place[i] > 0]
    most = f" Most reports: {', '.join(top)}." if top else ""
    return f"{filter_sentence} {count_sentence}.{most}"


def _say_sources(counts: Counts, services: Services) -> str:
    """Write how many reports each kind of source gave, most first."""
    coded = services.columns.facets["source_kinds"]
    tally = np.bincount(coded.codes[counts.selected], minlength=len(coded.labels))
    parts = [
        f"{'kind not stated' if coded.labels[i] == NOT_STATED else coded.labels[i]} ({tally[i]:,})"
        for i in np.argsort(-tally, kind="stable")
        if tally[i] > 0
    ]
    return f"Reported by {', '.join(parts)}" if parts else "No source in this selection"
