"""Events in words and in groups: how many reports tell of one, by which sources, what is near.

Pure. Reports of one event stand beside one another; nothing of them is merged or added up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import pandas as pd

from dashboard.services import Services
from dashboard.words import begin, say_days, say_text
from geodata.events import PREFIX
from geodata.joining import Joining, Verdict
from geodata.saying import say_count

NOT_STATED: Final = "kind not stated"

MOST_NEIGHBOURS: Final = 50

RULES: Final = (
    "Reports of one exact day, on one place of the map and of one kind, are one event. A report of "
    "several days joins the one event that its days hold, and stands alone if they hold several or "
    "none. Reports of a province or country stand alone. Rows that share an event key in their "
    "file are one event; in a dataset of events each other row is one. What people decide comes "
    "last, and can be undone."
)
"""How reports become events, as `geodata.clustering` does it."""


def find_event(event_id: str, services: Services) -> pd.DataFrame:
    """Return all reports of an event, whatever the filters."""
    reports = services.atlas.reports
    return reports[reports["event_id"] == event_id]


def find_events(event_ids: pd.Series, services: Services) -> dict[str, pd.DataFrame]:
    """Return all reports of each of some events, looked up at once."""
    reports = services.atlas.reports
    found = reports[reports["event_id"].isin(event_ids.unique())]
    return {str(event_id): group for event_id, group in found.groupby("event_id", sort=False)}


def group_by_source(
    reports: pd.DataFrame, services: Services
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield each kind of source with its reports, in the order in which the reports come."""
    kinds = _find_kinds(reports, services).fillna(NOT_STATED)
    for kind, group in reports.groupby(kinds, sort=False):
        yield str(kind), group


def say_event(reports: pd.DataFrame, services: Services) -> str:
    """Write "3 reports of one event, by 2 kinds of source"; a lone report has no such sentence."""
    if len(reports) < 2:
        return ""
    n_kinds = _find_kinds(reports, services).nunique()
    by = f", by {say_count(n_kinds, 'kind')} of source" if n_kinds else ""
    return f"{say_count(len(reports), 'report')} of one event{by}"


def find_neighbours(event_id: str, services: Services) -> list[tuple[str, str]]:
    """Return what an event may be united with, nearest in time first: a report's id and words.

    Those of its place; of an event without one, those of its region, else of its country.
    """
    events = services.atlas.events
    own = events[events["event_id"] == event_id].iloc[0]
    area = next((name for name in ("place_id", "region_id", "country") if pd.notna(own[name])), "")
    if not area:
        return []
    near = events[(events[area] == own[area]).fillna(False) & (events["event_id"] != event_id)]
    days = (near["date_start"] - own["date_start"]).abs()
    order = np.lexsort([near["event_id"], days])[:MOST_NEIGHBOURS]
    rows = near.iloc[order].to_dict(orient="records")
    return [(row["event_id"].removeprefix(PREFIX), _say_neighbour(row)) for row in rows]


def say_joining(joining: Joining) -> str:
    """Write what a person decided about reports."""
    ids = ", ".join(joining.what.reports)
    said = "are one event" if joining.after is Verdict.TOGETHER else "taken out of its event"
    if joining.after is Verdict.APART and len(joining.what.reports) > 1:
        said = "taken out of their event"
    why = f": {joining.why}" if joining.why else ""
    return f"{ids} {said}, says {joining.who or 'nobody named'} on {joining.when:%-d %B %Y}{why}"


def _say_neighbour(event: dict[Any, Any]) -> str:
    days = say_days(event["date_start"].date(), event["date_stop"].date())
    title = say_text(event["title"]) or begin(say_text(event["kind"]))
    return f"{days} · {title} · {say_count(event['n_reports'], 'report')}"


def _find_kinds(reports: pd.DataFrame, services: Services) -> pd.Series:
    named = services.atlas.sources.set_index("source_id")["kind"]
    return reports["source_id"].map(named)
