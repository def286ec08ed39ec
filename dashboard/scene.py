"""The read line: a ViewState and the opened atlas go in, one Scene comes out.

Everything that decides how a picture looks is decided here; nothing is drawn.
"""

from __future__ import annotations

import unicodedata

import numpy as np
from numpy.typing import NDArray

from dashboard.camera import fit_camera, place_camera
from dashboard.marks import (
    Bubbles,
    Camera,
    ClassKey,
    Label,
    Legend,
    Regions,
    Scene,
    SizeKey,
)
from dashboard.palette import PALETTES, Palette
from dashboard.scales import class_breaks, classify, pick_sizes, scale_radius
from dashboard.services import Services
from dashboard.state import ViewState
from dashboard.words import say_count, say_list, say_number, say_selection
from geodata.aggregate import NOT_STATED, Counts
from geodata.query import Selection

MOST_LABELS = 60


def build_scene(view: ViewState, services: Services, *, width: int, height: int) -> Scene:
    """Resolve a view into marks for a map area of ``width`` by ``height`` CSS pixels."""
    counts = services.count(view.selection)
    palette = PALETTES[view.theme]
    camera = find_camera(view, services, width=width, height=height)
    bubbles = regions = None
    if view.layer == "bubbles":
        bubbles, legend = _bubble_layer(counts, services, palette)
        labels = _bubble_labels(bubbles)
    else:
        regions, legend = _region_layer(view, counts, services, palette)
        labels = _region_labels(regions, services)
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
        bubbles=bubbles,
        regions=regions,
        labels=labels,
        legend=legend,
        sources=_say_sources(counts, services),
        attribution=services.attribution,
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
    shown = services.count(where).by_place > 0
    if where.is_everything and services.focus:
        shown &= np.isin(services.places.country, services.focus)
    return fit_camera(
        services.places.lon[shown], services.places.lat[shown], width=width, height=height
    )


def say_counts(view: ViewState, services: Services) -> str:
    """Write "412 of 485 reports · 61 unlocated"."""
    counts = services.count(view.selection)
    return f"{say_share(counts, services)} · {say_missing(view, counts, services)}"


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


def _bubble_layer(counts: Counts, services: Services, palette: Palette) -> tuple[Bubbles, Legend]:
    places = services.places
    shown = np.flatnonzero(counts.by_place)
    order = shown[np.lexsort((places.place_id[shown], -counts.by_place[shown]))]
    largest = int(services.totals.by_place.max(initial=0))
    sizes = pick_sizes(largest)
    bubbles = Bubbles(
        place_id=places.place_id[order],
        lon=places.lon[order],
        lat=places.lat[order],
        radius=scale_radius(counts.by_place[order], largest),
        value=counts.by_place[order],
        name=tuple(places.name[i] for i in order),
        detail=tuple(
            f"{say_count(int(counts.by_place[i]), 'report')} · {places.detail[i]}" for i in order
        ),
        fill=palette.bubble,
        outline=palette.bubble_outline,
        opacity=1.0,
        outline_width=1.0,
    )
    radii = scale_radius(np.array(sizes, dtype=np.int64), largest)
    legend = Legend(
        title="Reports per city",
        note="",
        sizes=tuple(
            SizeKey(value=value, radius=float(radius))
            for value, radius in zip(sizes, radii, strict=True)
        ),
        classes=(),
    )
    return bubbles, legend


def _bubble_labels(bubbles: Bubbles) -> tuple[Label, ...]:
    return tuple(
        Label(
            text=_without_loose_marks(bubbles.name[i]),
            lon=float(bubbles.lon[i]),
            lat=float(bubbles.lat[i]),
            offset=float(bubbles.radius[i]),
            size=13.0 if i < 5 else 11.0,
        )
        for i in range(min(len(bubbles.name), MOST_LABELS))
    )


def _region_layer(
    view: ViewState, counts: Counts, services: Services, palette: Palette
) -> tuple[Regions, Legend]:
    """Fill every region of the focus countries, and any other region with reports."""
    admin1 = services.admin1
    count = _count_by_region(counts, services)
    total = _count_by_region(services.totals, services)
    ids = tuple(str(region) for region in admin1.id)
    as_rate = view.metric == "rate"
    residents = _residents(ids, services) if as_rate else None
    value = _per_100_000(count, residents)
    breaks = class_breaks(_per_100_000(total, residents))
    classes = classify(value, breaks)
    colours = _class_colours(palette, len(breaks))
    fill = tuple(
        palette.no_data if np.isnan(amount) else palette.land if found < 0 else colours[found]
        for amount, found in zip(value, classes, strict=True)
    )
    regions = Regions(
        region_id=ids,
        fill=fill,
        value=value,
        count=count,
        name=tuple(str(name) for name in admin1.name),
        detail=tuple(
            _say_region(int(n), amount, as_rate) for n, amount in zip(count, value, strict=True)
        ),
        opacity=0.9,
        outline=palette.border,
        outline_width=0.8,
    )
    return regions, _class_legend(regions, breaks, colours, palette, services, as_rate=as_rate)


def _region_labels(regions: Regions, services: Services) -> tuple[Label, ...]:
    order = sorted(range(len(regions.name)), key=lambda i: (-regions.count[i], i))
    labels = []
    for i in order[:MOST_LABELS]:
        index = services.admin1.index_of(regions.region_id[i])
        if index is not None and regions.count[i] > 0:
            point = services.admin1.geometry[index].representative_point()
            labels.append(
                Label(text=regions.name[i], lon=point.x, lat=point.y, offset=0.0, size=11.0)
            )
    return tuple(labels)


def _without_loose_marks(name: str) -> str:
    """Drop the accents that no precomposed letter has: fonts draw them badly or not at all."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFC", name)
        if not "\u0300" <= letter <= "\u036f"
    )


def _count_by_region(counts: Counts, services: Services) -> NDArray[np.int64]:
    """Return counts aligned with the drawn admin-1 regions."""
    labels = services.columns.facets["regions"].labels
    known = {label: int(n) for label, n in zip(labels, counts.by_region, strict=True)}
    return np.array([known.get(str(region), 0) for region in services.admin1.id], dtype=np.int64)


def _residents(ids: tuple[str, ...], services: Services) -> NDArray[np.float64]:
    found = (services.population.get(region) for region in ids)
    return np.array([np.nan if item is None else item.value for item in found], dtype=float)


def _per_100_000(
    count: NDArray[np.int64], residents: NDArray[np.float64] | None
) -> NDArray[np.float64]:
    """Return rates, NaN where there is no denominator; counts when none is asked for."""
    if residents is None:
        return count.astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(residents > 0, count / residents * 100_000, np.nan)


def _class_colours(palette: Palette, n: int) -> tuple[str, ...]:
    """Spread fewer classes over the whole ramp."""
    steps = np.linspace(0, len(palette.classes) - 1, max(n, 1)).round().astype(int)
    return tuple(palette.classes[step] for step in steps)


def _class_legend(
    regions: Regions,
    breaks: tuple[float, ...],
    colours: tuple[str, ...],
    palette: Palette,
    services: Services,
    *,
    as_rate: bool,
) -> Legend:
    keys = [ClassKey(text="no reports", fill=palette.land)]
    lower = "0"
    for bound, colour in zip(breaks, colours, strict=False):
        keys.append(ClassKey(text=f"over {lower} to {say_number(bound)}", fill=colour))
        lower = say_number(bound)
    if np.isnan(regions.value).any():
        keys.append(ClassKey(text="no population figure", fill=palette.no_data))
    if not as_rate:
        return Legend(title="Reports per region", note="", sizes=(), classes=tuple(keys))
    known = [services.population.get(region) for region in regions.region_id]
    sources = sorted({item.source for item in known if item is not None})
    note = f"residents: {say_list(sources)}" if sources else ""
    return Legend(title="Reports per 100,000 residents", note=note, sizes=(), classes=tuple(keys))


def _say_region(n: int, amount: float, as_rate: bool) -> str:
    if not as_rate:
        return say_count(n, "report")
    if np.isnan(amount):
        return f"{say_count(n, 'report')}; no population figure"
    return f"{say_number(amount)} per 100,000 residents ({say_count(n, 'report')})"


def _summarise(
    filter_sentence: str, count_sentence: str, counts: Counts, services: Services
) -> str:
    order = np.argsort(-counts.by_place, kind="stable")[:3]
    top = [
        f"{services.places.name[i]} ({counts.by_place[i]:,})"
        for i in order
        if counts.by_place[i] > 0
    ]
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
