"""The foot of the drawer where an event is shown: unite it with another one, apply, and say why."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
from dash import ALL, Dash, Input, Output, State, ctx, html, no_update

from dashboard.desk import Desk
from dashboard.events import find_neighbours
from dashboard.panels.event_card import GOTO, TAKE_APART, TAKE_BACK
from dashboard.rejoining import bring_together, take_apart, take_back
from dashboard.services import Services
from dashboard.state import APPLY_EVENTS, OPENING, REJOINED, VIEW, read_query
from geodata.errors import AtlasError

FOOT: Final = "event-foot"
OTHER: Final = "event-other"
UNITE: Final = "event-unite"
REASON: Final = "event-reason"
SAID: Final = "event-said"


def layout() -> Any:
    """Build the foot, hidden until an event is shown on a page that may decide."""
    return html.Div(
        [
            html.H3("Is it one event?", className="foot-title"),
            dmc.Select(
                id=OTHER, label="Unite with", placeholder="An event nearby", searchable=True,
                clearable=True, size="xs", data=[],
            ),
            dmc.TextInput(id=REASON, label="Why", size="xs", value=""),
            html.Div(
                [
                    dmc.Button("Unite", id=UNITE, size="compact-sm", variant="default"),
                    dmc.Button(
                        "Apply decisions", id=APPLY_EVENTS, size="compact-sm", variant="default"
                    ),
                ],
                className="foot-buttons",
            ),
            html.P(id=SAID, className="small", role="status"),
        ],
        id=FOOT,
        hidden=True,
    )  # fmt: skip


def list_others(event_id: str, services: Services) -> list[dict[str, str]]:
    """Return the events that one may be united with, as the select has them."""
    return [
        {"value": report_id, "label": f"{words} · {report_id}"}
        for report_id, words in find_neighbours(event_id, services)
    ]


def act(kind: str, what: list[str], why: str, desk: Desk) -> str:
    """Carry out what a button says; return what to say of it, trouble as well."""
    try:
        if kind == TAKE_APART:
            return take_apart(what[0], desk, why=why)
        if kind == TAKE_BACK:
            return take_back(what, desk)
        return bring_together(what, desk, why=why)
    except AtlasError as error:
        return str(error)


def callbacks(app: Dash, desk: Desk) -> None:
    """Show an event that is asked for; carry out what is decided of it."""

    @app.callback(
        Output(OPENING, "data"),
        Input({"type": GOTO, "what": ALL}, "n_clicks"),
        prevent_initial_call=True,
    )
    def _goto(_clicks: list[int | None]) -> Any:
        # Buttons that only just appeared say nothing.
        if not ctx.triggered[0]["value"]:
            return no_update
        return {"id": ctx.triggered_id["what"]}

    @app.callback(
        Output(REJOINED, "data"),
        Output(SAID, "children"),
        Output(REASON, "value"),
        Input({"type": TAKE_APART, "what": ALL}, "n_clicks"),
        Input({"type": TAKE_BACK, "what": ALL}, "n_clicks"),
        Input(UNITE, "n_clicks"),
        State(OTHER, "value"),
        State(REASON, "value"),
        State(VIEW, "data"),
        State(REJOINED, "data"),
        prevent_initial_call=True,
    )
    def _act(
        _apart: list[int | None],
        _back: list[int | None],
        _unite: int | None,
        other: str | None,
        why: str | None,
        query: str,
        n_done: int | None,
    ) -> Any:
        if not ctx.triggered[0]["value"]:
            return no_update, no_update, no_update
        asked = ctx.triggered_id
        if asked == UNITE:
            own = read_query(query)[0].opened.partition(":")[2]
            if not other:
                return no_update, "Choose an event to unite this one with.", no_update
            kind, what = UNITE, [own, other]
        else:
            kind, what = asked["type"], asked["what"].split("\n")
        return (n_done or 0) + 1, act(kind, what, why or "", desk), ""
