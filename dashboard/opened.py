"""What the drawer is about: an opened name becomes the rows that it stands for. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dashboard.services import Services
from dashboard.state import ViewState
from geodata.coding import NOT_STATED, Shown
from geodata.saying import say_count

_SHOWN: Final = {
    "within": Shown.REGION,
    "country": Shown.COUNTRY,
    "nowhere": Shown.NOWHERE,
}
"""What is opened → where its reports are shown."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Opened:
    """What the drawer is about."""

    title: str
    subtitle: str
    here: NDArray[np.bool_]  # shape (n reports,): all that belong to it, whatever the filters
    is_filtered: bool = True  # whether the filters say which of them are listed


def find_opened(view: ViewState, services: Services) -> Opened:
    """Resolve what a view has opened; something that is not there has no reports."""
    kind, _, name = view.opened.partition(":")
    if kind == "place":
        return Opened(
            title=services.name_of("places", name)
            if _has("places", name, services)
            else "No place",
            subtitle=_say_place(name, services),
            here=_rows_of("places", name, services),
        )
    if kind == "region":
        return Opened(
            title=services.name_of("regions", name),
            subtitle="Reports placed in this region or in a city of it",
            here=_rows_of("regions", name, services),
        )
    if kind in _SHOWN:
        return _open_shown(kind, name, services)
    if kind == "report":
        return Opened(
            title="Report",
            subtitle=name,
            here=(services.atlas.reports["report_id"] == name).to_numpy(bool),
            is_filtered=False,
        )
    if kind == "event":
        return _open_event(name, services)
    if view.layer == "regions":
        return Opened(
            title="Reports in no region",
            subtitle="No region is filled for these; each says why",
            here=_rows_of("regions", NOT_STATED, services),
        )
    return Opened(
        title="Unlocated reports",
        subtitle="No dot is drawn for these; each says why",
        here=services.columns.shown > Shown.NEAR,
    )


def _open_shown(kind: str, name: str, services: Services) -> Opened:
    """Resolve reports of which no more is known than a region or country, or not even that."""
    here = services.columns.shown == _SHOWN[kind]
    if kind == "nowhere":
        return Opened(
            title="No place",
            subtitle="Not even the country is known of these; each says why",
            here=np.asarray(here),
        )
    facet, word = ("regions", "region") if kind == "within" else ("countries", "country")
    return Opened(
        title=services.name_of(facet, name),
        subtitle=f"Of these no more is known than the {word}; each says why",
        here=here & _rows_of(facet, name, services),
    )


def _open_event(report_id: str, services: Services) -> Opened:
    """Resolve an event by any of its reports: its own id changes when reports join or leave it."""
    reports, events = services.atlas.reports, services.atlas.events
    event_ids = reports.loc[reports["report_id"] == report_id, "event_id"]
    event_id = event_ids.iloc[0] if len(event_ids) else ""
    found = events.loc[events["event_id"] == event_id]
    return Opened(
        title=found["title"].iloc[0] if len(found) else "No event",
        subtitle=f"Event of {say_count(found['n_reports'].iloc[0], 'report')}: "
        f"{found['basis'].iloc[0]}"
        if len(found)
        else f"No report in this atlas is {report_id!r}",
        here=(reports["event_id"] == event_id).to_numpy(bool),
        is_filtered=False,
    )


def _has(facet: str, value: str, services: Services) -> bool:
    return value != NOT_STATED and value in services.columns.facets[facet].labels


def _rows_of(facet: str, value: str, services: Services) -> NDArray[np.bool_]:
    coded = services.columns.facets[facet]
    if value not in coded.labels:
        return np.zeros(services.columns.n, dtype=bool)
    return np.asarray(coded.codes == coded.labels.index(value), dtype=bool)


def _say_place(name: str, services: Services) -> str:
    if not _has("places", name, services):
        return f"Nothing in this atlas lies at {name!r}"
    index = services.columns.facets["places"].labels.index(name)
    parts = (services.places.detail[index], services.places.name_fa[index])
    return " · ".join(part for part in parts if part)
