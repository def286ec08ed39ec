"""The timeline under the map: columns and a band whose brush and bars select dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html

from dashboard.figures.bins import bin_days, find_window, say_earlier, say_later
from dashboard.figures.timeline import build_timeline
from dashboard.live import Live
from dashboard.palette import PALETTES
from dashboard.services import Services
from dashboard.state import VIEW, ViewState, read_query

TIMELINE: Final = "timeline"
TITLE: Final = "timeline-title"
EXACT: Final = "timeline-exact"
RANGED: Final = "timeline-ranged"
EARLIER: Final = "earlier"
LATER: Final = "later"
PICKED: Final = "picked"
"""dcc.Store: the days that a click picked, ``{"start", "last", "at"}``; None is an open end."""

_NAME: Final[Any] = {"aria-label": "Timeline"}

_GRAPH_CONFIG: Final[Any] = {"displayModeBar": False, "responsive": True}


def layout() -> Any:
    """Build the timeline's area; the figure comes with the first view."""
    return html.Div(
        [
            dcc.Store(id=PICKED),
            html.Div(
                [
                    html.Span(id=TITLE),
                    html.Span([html.I(className="key-exact"), html.Span(id=EXACT)]),
                    html.Span([html.I(className="key-ranged"), html.Span(id=RANGED)]),
                    html.Span("click or drag to select, double-click to clear", className="hint"),
                    html.Span([_edge(EARLIER), _edge(LATER)], className="edges"),
                ],
                className="timeline-title",
            ),
            dcc.Graph(
                id=TIMELINE,
                config=_GRAPH_CONFIG,
                responsive=True,
                className="timeline-graph",
                figure={"data": [], "layout": {"xaxis": {"visible": False}}},
            ),
        ],
        className="timeline",
        role="region",
        **_NAME,
    )


def _edge(name: str) -> Any:
    return html.Button(id=name, className="link", type="button", hidden=True)


def refresh(view: ViewState, services: Services) -> tuple[Any, ...]:
    """Return a view's timeline with its title, its two keys, and what lies beyond on either side.

    Each side is a button's children, the day that it reaches to, and whether it is hidden.
    """
    days = services.count(view.selection).days
    bins = bin_days(days, find_window(services.totals.days, view.selection))
    return (
        build_timeline(bins, view.selection, PALETTES[view.theme]),
        f"Reports by {bins.step}",
        f"{bins.n_exact:,} with the day given",
        [
            f"{bins.n_ranged:,} with a range",
            html.Span(" of days, drawn over all of them", className="hint"),
        ],
        *_show_edge(say_earlier(bins), bins.last_earlier),
        *_show_edge((*say_later(bins), " →"), bins.first_later),
    )


def _show_edge(words: Sequence[str], day: date | None) -> tuple[Any, str, bool]:
    """Return a button's children, value and whether it is hidden; a phone has room for a count."""
    count, when, *arrow = words
    return [count, html.Span(when, className="when"), *arrow], str(day or ""), day is None


def callbacks(app: Dash, live: Live) -> None:
    """Draw the timeline for each view; say which days a click picks."""

    @app.callback(
        Output(TIMELINE, "figure"),
        Output(TITLE, "children"),
        Output(EXACT, "children"),
        Output(RANGED, "children"),
        *(Output(EARLIER, prop) for prop in ("children", "value", "hidden")),
        *(Output(LATER, prop) for prop in ("children", "value", "hidden")),
        Input(VIEW, "data"),
        prevent_initial_call=True,
    )
    def _refresh(query: str) -> tuple[Any, ...]:
        return refresh(read_query(query)[0], live.current)

    app.clientside_callback(
        ClientsideFunction("timeline", "pickDays"),
        Output(PICKED, "data"),
        Output(TIMELINE, "clickData"),
        Input(TIMELINE, "clickData"),
        Input(EARLIER, "n_clicks"),
        Input(LATER, "n_clicks"),
        State(EARLIER, "value"),
        State(LATER, "value"),
        prevent_initial_call=True,
    )
