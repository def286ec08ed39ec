"""The drawer: what a click on a city, a region or a row opens, down to the source's page."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
import numpy as np
import pandas as pd
from dash import Dash, Input, Output, dcc, html
from numpy.typing import NDArray

from dashboard.claims import find_wide_claims, order_claims, say_claim
from dashboard.desk import Desk
from dashboard.events import RULES, find_event, say_event
from dashboard.live import Live
from dashboard.opened import Opened, find_opened
from dashboard.panels import event_desk
from dashboard.panels.event_card import link_event, show_decided, show_events, show_groups
from dashboard.panels.event_desk import list_others
from dashboard.panels.report_card import show_report
from dashboard.rejoining import find_decided
from dashboard.services import Services
from dashboard.state import OPENING, REJOINED, VIEW, ViewState, read_query
from geodata.errors import StoreError
from geodata.joining import Joining
from geodata.saying import say_count

DRAWER: Final = "drawer"
TITLE: Final = "details-title"
BODY: Final = "details"

MOST_REPORTS: Final = 100


def layout() -> Any:
    """Build the closed drawer."""
    return dmc.Drawer(
        [
            html.Div(id=BODY),
            event_desk.layout(),
            dcc.Store(id=OPENING),
            dcc.Store(id=REJOINED),
        ],
        id=DRAWER,
        opened=False,
        position="right",
        size=420,
        withOverlay=False,
        lockScroll=False,
        trapFocus=False,
        closeOnClickOutside=False,
        closeButtonProps={"aria-label": "Close details"},
        classNames={"content": "drawer-content", "inner": "drawer-inner"},
        transitionProps={"duration": 120},
        title=html.Div(id=TITLE),
    )


def show(view: ViewState, services: Services, desk: Desk | None = None) -> tuple[Any, Any]:
    """Build the drawer's title and body for a view.

    Parameters
    ----------
    view
        Says what is opened.
    services
        Of the atlas.
    desk
        Knows what people decided about events; without one that isn't told.
    """
    if view.opened == "claims":
        return show_claims(services)
    opened = find_opened(view, services)
    selected = opened.here
    if opened.is_filtered:
        selected = selected & services.count(view.selection).selected
    rows = services.atlas.reports[selected].sort_values(
        ["date_start", "report_id"], ascending=[False, True], kind="stable"
    )
    title = [
        html.Div(opened.title, className="details-title"),
        html.Div(opened.subtitle, className="muted"),
    ]
    kind = view.opened.partition(":")[0]
    if kind == "event" and len(rows):
        return title, _show_event(rows, services, desk)
    said = _say_how_many(opened, selected, rows["event_id"].nunique())
    body: list[Any] = [html.P(said, className="muted")] if said else []
    if kind == "report":
        return title, [*body, *_show_report(rows, services)]
    body.append(html.Ol(list(show_events(rows.head(MOST_REPORTS), services)), className="reports"))
    if len(rows) > MOST_REPORTS:
        body.append(
            html.P(
                f"The newest {MOST_REPORTS} of {len(rows):,} are listed; the table has all.",
                className="muted",
            )
        )
    return title, body


def _show_event(rows: pd.DataFrame, services: Services, desk: Desk | None) -> list[Any]:
    may_write = desk is not None and desk.may_write
    head = say_event(rows, services) or "One report tells of this event"
    return [
        html.P(html.Strong(head)),
        html.P("Their figures stand side by side and are never added up.", className="muted"),
        show_decided(_find_decided(rows, desk), may_write=may_write),
        *show_groups(rows, services, can_split=may_write and len(rows) > 1),
        html.Details([html.Summary("How reports become events"), html.P(RULES)], className="rules"),
    ]


def _find_decided(rows: pd.DataFrame, desk: Desk | None) -> tuple[Joining, ...]:
    try:
        return find_decided(rows["report_id"], desk) if desk else ()
    except StoreError:  # the desk tells it; the event is whole without it
        return ()


def _show_report(rows: pd.DataFrame, services: Services) -> list[Any]:
    """Build a report, and after it the others that tell of its event."""
    parts: list[Any] = []
    for row in rows.to_dict(orient="records"):
        event = find_event(row["event_id"], services)
        others = event[event["report_id"] != row["report_id"]]
        parts.append(html.Ol(show_report(row, services, link_event(event)), className="reports"))
        if len(others):
            parts += [
                html.H3(say_event(event, services), className="event-head"),
                *show_groups(others, services),
            ]
    return parts


def show_claims(services: Services) -> tuple[Any, Any]:
    """Build the drawer of the claims that belong to no single report, grouped by metric."""
    claims = find_wide_claims(services.atlas.claims)
    title = [
        html.Div("Figures of wider scope", className="details-title"),
        html.Div("Each is one claimant's; they are never merged or added up", className="muted"),
    ]
    body: list[Any] = []
    for metric, group in claims.groupby("metric", sort=True):
        items = [
            html.Li(say_claim(row, services), className="report", dir="auto")
            for row in order_claims(group).to_dict(orient="records")
        ]
        body += [html.H3(f"{metric} · {len(group):,}"), html.Ul(items, className="reports")]
    return title, body


def _say_how_many(opened: Opened, selected: NDArray[np.bool_], n_events: int) -> str:
    n_here, n_selected = int(opened.here.sum()), int(selected.sum())
    if n_here == 0:
        return "No report here in this atlas."
    if not opened.is_filtered:
        return ""
    if n_selected == 0:
        return f"None of the {say_count(n_here, 'report')} here passes the filters."
    of_events = f"of {say_count(n_events, 'event')}, newest first."
    if n_selected == n_here:
        return f"{say_count(n_here, 'report')} {of_events}"
    return f"{n_selected:,} of {say_count(n_here, 'report')} here pass the filters, {of_events}"


def show_foot(view: ViewState, services: Services, desk: Desk) -> tuple[bool, list[dict[str, str]]]:
    """Return whether the foot is hidden, and the events that the shown one may be united with."""
    if not desk.may_write or not view.opened.startswith("event:"):
        return True, []
    rows = services.atlas.reports[find_opened(view, services).here]
    return rows.empty, list_others(rows["event_id"].iloc[0], services) if len(rows) else []


def callbacks(app: Dash, live: Live, desk: Desk) -> None:
    """Fill the drawer for each view that has something open, and after each decision on events."""

    @app.callback(
        Output(TITLE, "children"),
        Output(BODY, "children"),
        Output(event_desk.FOOT, "hidden"),
        Output(event_desk.OTHER, "data"),
        Output(event_desk.OTHER, "value"),
        Input(VIEW, "data"),
        Input(REJOINED, "data"),
        prevent_initial_call=True,
    )
    def _show(query: str, _n_done: int | None) -> Any:
        view = read_query(query)[0]
        if not view.opened:
            return "", "", True, [], None
        services = live.current
        return *show(view, services, desk), *show_foot(view, services, desk), None

    event_desk.callbacks(app, desk)
