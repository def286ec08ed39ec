"""Reports that have no dot: hatched areas of regions, and a tray of all that a layer can't draw.

Pure: counts become marks and groups that add up to what is selected; none is left out.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.marks import Areas, Tray, TrayGroup, TrayItem
from dashboard.palette import Palette
from dashboard.services import Services
from dashboard.state import ViewState
from geodata.aggregate import Counts
from geodata.coding import NOT_STATED
from geodata.saying import say_count


def build_areas(counts: Counts, services: Services, palette: Palette) -> Areas:
    """Hatch each region that is all that is known of some reports."""
    labels = services.columns.facets["regions"].labels
    known = {label: int(n) for label, n in zip(labels, counts.in_regions, strict=True) if n}
    admin1 = services.admin1.subset(np.isin(services.admin1.id.astype(str), [*known]))
    ids = tuple(str(region) for region in admin1.id)
    inside = shapely.point_on_surface(admin1.geometry)
    return Areas(
        region_id=ids,
        lon=shapely.get_x(inside),
        lat=shapely.get_y(inside),
        count=np.array([known[region] for region in ids], dtype=np.int64),
        name=tuple(str(name) for name in admin1.name),
        detail=tuple(f"{say_count(known[region], 'report')} known only to it" for region in ids),
        colour=palette.bubble,
        opacity=0.12,
        outline_width=0.8,
    )


def build_tray(view: ViewState, counts: Counts, services: Services) -> Tray:
    """Count what a layer draws, and group what it doesn't."""
    countries = _list_items("countries", "country", counts.in_countries, services)
    nowhere = [TrayItem(name="No place", count=counts.n_nowhere, opens="nowhere")]
    groups = [("known only to a country", countries), ("of no known place", nowhere)]
    if view.layer == "bubbles":
        n_drawn, words = int(counts.at_places.sum()), "at places"
        regions = _list_items("regions", "within", counts.in_regions, services)
        groups = [("known only to a region", regions), *groups]
    else:
        labels = services.columns.facets["regions"].labels
        in_none = int(counts.by_region[labels.index(NOT_STATED)]) if NOT_STATED in labels else 0
        n_drawn, words = counts.n_selected - in_none, "in regions"
        n_places = in_none - int(counts.in_countries.sum()) - counts.n_nowhere
        apart = [TrayItem(name="Places in no region", count=n_places, opens="unlocated")]
        groups = [*groups, ("at places in no region", apart)]
    return Tray(n_drawn=n_drawn, drawn_words=words, groups=_keep_filled(groups))


def _list_items(
    facet: str, kind: str, counts: NDArray[np.int64], services: Services
) -> list[TrayItem]:
    labels = services.columns.facets[facet].labels
    items = [
        TrayItem(name=services.name_of(facet, label), count=int(n), opens=f"{kind}:{label}")
        for label, n in zip(labels, counts, strict=True)
        if n
    ]
    return sorted(items, key=lambda item: (-item.count, item.name))


def _keep_filled(groups: Iterable[tuple[str, list[TrayItem]]]) -> tuple[TrayGroup, ...]:
    filled = ((words, tuple(item for item in items if item.count)) for words, items in groups)
    return tuple(TrayGroup(words=words, items=items) for words, items in filled if items)
