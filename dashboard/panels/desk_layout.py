"""The page of the desk before any name is on it: list, fields, buttons, map and questions."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
from dash import dcc, html

from dashboard.desk import READ_ONLY, Desk
from dashboard.panels.desk_form import (
    build_actions,
    build_search,
    key_button,
    plain_button,
    text_field,
)
from dashboard.panels.desk_list import show_keys
from dashboard.waiting import SHOWS

DESK: Final = "desk"
ACT: Final = "desk-act"
"""dcc.Store: what a person did last; assets/desk.js writes it."""
NOW: Final = "desk-now"
"""dcc.Store: what the desk shows, a `Sight` as JSON, and the last `APPLIED` that it told of."""
SHOW: Final = "desk-show"
FIND: Final = "desk-find"
LISTED: Final = "desk-listed"
LIST: Final = "desk-list"
SAID: Final = "desk-said"
HEAD: Final = "desk-head"
OFFERS: Final = "desk-offers"
MAP: Final = "desk-map"
EXAMPLES: Final = "desk-examples"
WORK: Final = "desk-work"
WHO: Final = "desk-who"
UNDO: Final = "desk-undo"
APPLY: Final = "desk-apply"
APPLYING: Final = "desk-applying"
BULK: Final = "desk-bulk"
BULK_BODY: Final = "desk-bulk-body"
KEY_LIST: Final = "desk-keys"

_WAYS: Final = [{"value": show, "label": words} for show, words in SHOWS.items()]
_WHICH: Final[Any] = {"aria-label": "Which names"}
_MODAL: Final[Any] = {
    "className": "desk-modal",
    "transitionProps": {"duration": 0},
    "closeButtonProps": {"aria-label": "Close"},
}
_NAME: Final[Any] = {"aria-label": "Geocode desk"}
_GRAPH_CONFIG: Final[Any] = {
    "displayModeBar": False,
    "scrollZoom": True,
    "doubleClick": False,
    "responsive": True,
}


def layout(desk: Desk) -> Any:
    """Build the desk without its names: they come when its tab is first opened."""
    return html.Section(
        [
            dcc.Store(id=ACT),
            dcc.Store(id=NOW),
            html.Div(_build_list_pane(desk), className="desk-list-pane"),
            html.Div(_build_name_pane(desk), className="desk-name-pane"),
            _build_bulk(),
            dmc.Modal(show_keys(), id=KEY_LIST, title="Keys of the desk", **_MODAL),
        ],
        id=DESK,
        className="desk" if desk.may_write else "desk is-read-only",
        **_NAME,
    )


def _build_list_pane(desk: Desk) -> list[Any]:
    listbox: Any = {"aria-label": "Names", "aria-multiselectable": "true"}
    return [
        html.P(READ_ONLY, className="desk-read-only", hidden=desk.may_write),
        dmc.SegmentedControl(
            id=SHOW, data=_WAYS, value="waiting", size="xs", fullWidth=True, **_WHICH
        ),
        text_field(FIND, "Find a name", do="focus-find", debounce=200),
        html.Div(id=LISTED, className="muted small"),
        html.Div(id=LIST, role="listbox", tabIndex=0, className="desk-list", **listbox),
        html.Div(
            [
                key_button("undo", "Undo", id=UNDO, disabled=True),
                key_button("tick", "Tick"),
                key_button("ask-bulk", "Accept many"),
                key_button("apply", say_apply(0), id=APPLY),
                text_field(
                    WHO,
                    "Decided by",
                    value=desk.login,
                    persistence=True,
                    persistence_type="local",
                ),
            ],
            className="desk-foot",
            hidden=not desk.may_write,
        ),
    ]


def _build_name_pane(desk: Desk) -> list[Any]:
    back = plain_button("back", "← Names")
    graph = dcc.Graph(
        id=MAP,
        config=_GRAPH_CONFIG,
        responsive=True,
        className="map",
        figure={"data": [], "layout": {"xaxis": {"visible": False}}},
    )
    return [
        html.Div(
            [
                html.Div(back, className="desk-back"),
                html.Div(id=SAID, className="desk-said", role="status"),
                html.Div(id=APPLYING, className="desk-said", role="status"),
                html.Div(
                    [
                        key_button("previous", "Previous"),
                        key_button("next", "Skip"),
                        key_button("keys", "Keys"),
                    ],
                    className="desk-moves",
                ),
            ],
            className="desk-strip",
        ),
        html.Div(html.P("Opening the gazetteer …", className="muted"), id=HEAD),
        html.Div(
            [
                html.Div([build_search(), html.Div(id=OFFERS)]),
                html.Div(
                    [
                        html.Div(graph, className="desk-map"),
                        html.Div(build_actions(), hidden=not desk.may_write),
                        html.Div(id=EXAMPLES, className="desk-examples"),
                    ]
                ),
            ],
            id=WORK,
            className="desk-work",
            hidden=True,
        ),
    ]


def _build_bulk() -> Any:
    words = ["Accept their first candidates ", html.Kbd("Enter")]
    keys = {"aria-keyshortcuts": "Enter", "className": "key-button is-main"}
    return dmc.Modal(
        [html.Div(id=BULK_BODY), plain_button("bulk", words, **keys)],
        id=BULK,
        title="Accept many at once",
        **_MODAL,
    )


def say_apply(n_pending: int) -> str:
    """Write on a button that, and how many, decisions are applied."""
    return f"Apply {n_pending:,} to the atlas" if n_pending else "Apply to the atlas"
