"""The timeline under the map: a histogram by day whose brush selects dates."""

from __future__ import annotations

from typing import Any, Final

from dash import Dash, Input, Output, dcc, html

from dashboard.figures.timeline import build_timeline
from dashboard.palette import PALETTES
from dashboard.services import Services
from dashboard.state import VIEW, ViewState, read_query

TIMELINE: Final = "timeline"

_NAME: Final[Any] = {"aria-label": "Timeline"}

_GRAPH_CONFIG: Final[Any] = {"displayModeBar": False, "responsive": True}


def layout() -> Any:
    """Build the timeline's area; the figure comes with the first view."""
    return html.Div(
        [
            html.Div(
                [
                    html.Span("Reports by first day"),
                    html.Span([html.I(className="key-exact"), "day given"]),
                    html.Span([html.I(className="key-ranged"), "range begins"]),
                    html.Span("drag to select, double-click to clear", className="hint"),
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


def refresh(view: ViewState, services: Services) -> dict[str, Any]:
    """Return the timeline of a view."""
    days = services.count(view.selection).days
    return build_timeline(days, view.selection, PALETTES[view.theme])


def callbacks(app: Dash, services: Services) -> None:
    """Draw the timeline for each view."""

    @app.callback(Output(TIMELINE, "figure"), Input(VIEW, "data"), prevent_initial_call=True)
    def _refresh(query: str) -> dict[str, Any]:
        return refresh(read_query(query)[0], services)
