"""The page: header, filter rail, map over timeline, table, drawer."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from dashboard.desk import Desk
from dashboard.navigation import NOTICE
from dashboard.panels import (
    desk_layout,
    drawer,
    export,
    figures,
    filters,
    snapshot,
    table,
    timeline,
    upload,
)
from dashboard.panels import map as map_panel
from dashboard.panels.desk_list import show_tabs
from dashboard.services import Services
from dashboard.state import APPLIED, CAMERA, ROW, SORT, URL, VIEW, VIEWPORT
from dashboard.waiting import count_waiting
from geodata.errors import AtlasError

PROVIDER: Final = "provider"
SHELL: Final = "shell"
MAIN: Final = "main"

_THEME: Final = {
    "fontFamily": "Vazirmatn, system-ui, sans-serif",
    "headings": {"fontFamily": "Vazirmatn, system-ui, sans-serif"},
    "primaryColor": "atlas",
    "primaryShade": {"light": 7, "dark": 4},
    "autoContrast": True,
    "colors": {
        # Ten tints of the bubbles' blue.
        "atlas": [
            "#e8f5fb",
            "#d3e8f2",
            "#a6d1e5",
            "#7abfdd",
            "#58b4dd",
            "#2f97c4",
            "#1a82b0",
            "#0b6e99",
            "#085a7e",
            "#054560",
        ]
    },
}


def layout(services: Services, desk: Desk, *, may_add: bool = False) -> Any:
    """Build the page of an atlas.

    Parameters
    ----------
    services, desk
        Of the atlas.
    may_add
        Whether data can be added on this server.
    """
    return dmc.MantineProvider(
        [
            dcc.Store(id=URL),
            dcc.Store(id=VIEW),
            dcc.Store(id=CAMERA),
            dcc.Store(id=ROW),
            dcc.Store(id=SORT),
            dcc.Store(id=APPLIED),
            dcc.Store(id=VIEWPORT),
            dmc.AppShell(
                [
                    dmc.AppShellHeader(_header(services, desk, may_add=may_add)),
                    dmc.AppShellNavbar(
                        [
                            dmc.AppShellSection(
                                filters.layout(services), grow=True, className="rail"
                            ),
                            dmc.AppShellSection(
                                _rail_foot(services, may_add=may_add), className="rail-foot"
                            ),
                        ],
                        id="rail",
                    ),
                    dmc.AppShellMain(
                        [
                            html.Div(id=NOTICE, className="notice", role="status"),
                            map_panel.layout(services),
                            table.layout(),
                            figures.layout(services),
                            desk_layout.layout(desk),
                            timeline.layout(),
                        ],
                        id=MAIN,
                        className="tab-map",
                    ),
                ],
                id=SHELL,
                header={"height": {"base": 84, "sm": 52}},
                navbar={"width": 300, "breakpoint": "sm", "collapsed": {"mobile": True}},
                padding=0,
            ),
            drawer.layout(),
        ],
        id=PROVIDER,
        theme=_THEME,
        forceColorScheme="light",
    )


def _header(services: Services, desk: Desk, *, may_add: bool) -> Any:
    return html.Div(
        [
            dmc.Button(
                "Filters",
                id="burger",
                size="compact-md",
                variant="default",
                className="phone-only",
            ),
            html.H1(services.atlas.title, className="title"),
            dmc.SegmentedControl(
                id="tab",
                data=show_tabs(_count_waiting(desk)),
                value="map",
                size="xs",
            ),
            upload.build_link(upload.LINKS[0], "in-header") if may_add else None,
            export.layout(),
            snapshot.layout(),
        ],
        className="header",
    )


def _count_waiting(desk: Desk) -> int | None:
    if desk.is_closed:
        return None
    try:
        return count_waiting(desk.find_names())
    except AtlasError:  # the desk tells it; the map is whole without it
        return 0


def _rail_foot(services: Services, *, may_add: bool) -> Any:
    return html.Div(
        [
            html.P(services.atlas.published, className="rail-profile muted small"),
            _build_switches(may_add=may_add),
        ]
    )


def _build_switches(*, may_add: bool) -> Any:
    return html.Div(
        [
            dmc.Switch(id="theme", checked=False, size="sm", label="Dark"),
            upload.build_link(upload.LINKS[1], "in-rail") if may_add else None,
            dmc.Button("Reset filters", id="reset", size="compact-sm", variant="default"),
        ],
        className="rail-foot-row",
    )


def callbacks(app: Dash) -> None:
    """Dress the page for its view and open the rail on a phone, all in the browser."""
    app.clientside_callback(
        ClientsideFunction("atlas", "dressPage"),
        Output(PROVIDER, "forceColorScheme"),
        Output(MAIN, "className"),
        Input(VIEW, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "toggleRail"),
        Output(SHELL, "navbar"),
        Output("burger", "children"),
        Input("burger", "n_clicks"),
        Input(VIEW, "data"),
        prevent_initial_call=True,
    )
