"""The layer of filled regions: counts become a choropleth with its legend and labels. Pure.

Classes come from the whole atlas, so that they stay while filters change.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.marks import MOST_LABELS, ClassKey, Label, Legend, Regions
from dashboard.palette import Palette
from dashboard.scales import class_breaks, classify, count_breaks
from dashboard.services import Services
from dashboard.state import ViewState
from dashboard.words import say_list, say_number
from geodata.aggregate import Counts
from geodata.saying import say_count

NO_FIGURE: Final = "no population figure"


def build_regions(
    view: ViewState, counts: Counts, services: Services, palette: Palette
) -> tuple[Regions, Legend]:
    """Fill every region of the focus countries, and any other region with reports."""
    admin1 = services.admin1
    count = _count_by_region(counts, services)
    total = _count_by_region(services.totals, services)
    ids = tuple(str(region) for region in admin1.id)
    residents = _residents(ids, services) if view.metric == "rate" else None
    if residents is not None and np.isnan(residents).all():
        residents = None  # there is nothing to divide by: counts say more than blanks
    as_rate = residents is not None
    value = _per_100_000(count, residents)
    totals = _per_100_000(total, residents)
    breaks = class_breaks(totals) if as_rate else count_breaks(totals)
    classes = classify(value, breaks)
    colours = _class_colours(palette, len(breaks))
    fill = tuple(
        palette.no_data if np.isnan(amount) else palette.land if found < 0 else colours[found]
        for amount, found in zip(value, classes, strict=True)
    )
    inside = shapely.point_on_surface(admin1.geometry)
    regions = Regions(
        region_id=ids,
        lon=shapely.get_x(inside),
        lat=shapely.get_y(inside),
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


def label_regions(regions: Regions) -> tuple[Label, ...]:
    """Name the regions with the most reports, each at a point inside it."""
    order = np.argsort(-regions.count, kind="stable")[:MOST_LABELS]
    return tuple(
        Label(
            text=regions.name[i],
            lon=float(regions.lon[i]),
            lat=float(regions.lat[i]),
            offset=0.0,
            size=11.0,
        )
        for i in order
        if regions.count[i] > 0
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
    steps = np.linspace(0, len(palette.classes) - 1, n).round().astype(int)
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
    lower = 0.0
    for bound, colour in zip(breaks, colours, strict=True):
        keys.append(ClassKey(text=_say_class(lower, bound, as_rate=as_rate), fill=colour))
        lower = bound
    if np.isnan(regions.value).any():
        keys.append(ClassKey(text=NO_FIGURE, fill=palette.no_data))
    if not as_rate:
        return Legend(
            title="Reports per region",
            note="not adjusted for population",
            sizes=(),
            classes=tuple(keys),
        )
    known = [services.population.get(region) for region in regions.region_id]
    sources = sorted({item.source for item in known if item is not None})
    note = f"residents: {say_list(sources)}" if sources else ""
    return Legend(title="Reports per 100,000 residents", note=note, sizes=(), classes=tuple(keys))


def _say_class(lower: float, bound: float, *, as_rate: bool) -> str:
    if as_rate:
        return f"over {say_number(lower)} to {say_number(bound)}"
    least = lower + 1
    return f"{bound:,.0f}" if least >= bound else f"{least:,.0f} to {bound:,.0f}"


def _say_region(n: int, amount: float, as_rate: bool) -> str:
    if not as_rate:
        return say_count(n, "report")
    if np.isnan(amount):
        return f"{say_count(n, 'report')}; {NO_FIGURE}"
    return f"{say_number(amount)} per 100,000 residents ({say_count(n, 'report')})"
