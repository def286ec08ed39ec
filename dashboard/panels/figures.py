"""The tab of figures side by side: who says how many, since when, through whom, on one scale."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
from dash import Dash, Input, Output, html, no_update

from dashboard.live import Live
from dashboard.panels.report_card import link_page
from dashboard.ranges import Claimant, Figure, Sheet, lay_out, list_metrics
from dashboard.services import Services
from dashboard.state import VIEW, ViewState, read_query
from dashboard.words import begin, say_day
from geodata.saying import say_count

BOX: Final = "figures-box"
BODY: Final = "figures-body"
METRIC: Final = "figure"

_SHAPES: Final = {"official": "is-official", "independently documented": "is-documented"}
_HIDDEN: Final[Any] = {"aria-hidden": "true"}
_NAME: Final[Any] = {"aria-label": "Figures side by side"}


def layout(services: Services) -> Any:
    """Build the tab, without its rows."""
    # the first one stands in an address that names none
    metrics: list[Any] = [
        {"value": name if order else "", "label": begin(name)}
        for order, name in enumerate(list_metrics(services))
    ]
    return html.Div(
        [
            html.H2("Figures side by side", className="figures-title"),
            dmc.SegmentedControl(id=METRIC, data=metrics or ["None"], value="", size="xs"),
            html.Div(id=BODY),
        ],
        id=BOX,
        className="figures-box",
        role="region",
        **_NAME,
    )


def show(view: ViewState, services: Services) -> list[Any]:
    """Build the rows of the metric that a view has chosen; of the first one if it has none."""
    metrics = list_metrics(services)
    if not metrics:
        return [html.P("No figure in this atlas counts over a whole country.", className="muted")]
    sheet = lay_out(view.figure if view.figure in metrics else metrics[0], services)
    n_figures = sum(len(who.figures) for who in sheet.claimants)
    about = (
        f"{say_count(n_figures, 'figure')} of {say_count(len(sheet.claimants), 'claimant')}"
        f"{f', {sheet.scope}' if sheet.scope else ''}, the latest first. Each is its "
        "claimant's, spelled as in the data; none is merged, chosen or added up. Filters don't "
        "change them. Sources that repeat one another are no independent confirmation."
    )
    parts: list[Any] = [
        html.P(about, className="muted"),
        _show_key(),
        _show_scale(sheet),
        html.Ol([_show_claimant(who, sheet, services) for who in sheet.claimants]),
    ]
    if sheet.parts:
        parts += [
            html.H3("Parts of other figures"),
            html.P(
                "Each counts a group, some days or names only: never to be added to a total, and "
                "on no scale with one.",
                className="muted",
            ),
            html.Ol([_show_claimant(who, None, services) for who in sheet.parts]),
        ]
    return parts


def _show_key() -> Any:
    shapes = [
        html.Span([html.Span(className=f"figure-mark {style}", **_HIDDEN), words])
        for style, words in (
            ("", "claimed"),
            *((style, words) for words, style in _SHAPES.items()),
            ("is-earlier", "earlier figure"),
        )
    ]
    return html.Div([*shapes, html.Span("a line: from low to high")], className="figures-key small")


def _show_scale(sheet: Sheet) -> Any:
    ticks = [
        html.Span(f"{tick:,.0f}", style={"insetInlineStart": _place(tick, sheet)})
        for tick in sheet.ticks
    ]
    return html.Div(
        [html.Div(ticks, className="figure-track is-scale")], className="figure-scale", **_HIDDEN
    )


def _show_claimant(who: Claimant, sheet: Sheet | None, services: Services) -> Any:
    track = html.Div(_draw(who, sheet), className="figure-track", **_HIDDEN)
    return html.Li(
        [
            html.Div(who.name, className="figure-claimant", dir="auto"),
            track if sheet else None,
            html.Div([html.Div(_tell(item, services)) for item in who.latest]),
            html.Details(
                [
                    html.Summary(say_count(len(who.earlier), "earlier figure")),
                    html.Ol([html.Li(_tell(item, services)) for item in reversed(who.earlier)]),
                ],
                className="figure-earlier",
            )
            if who.earlier
            else None,
        ],
        className="figure-row" if sheet else "figure-row is-part",
    )


def _draw(who: Claimant, sheet: Sheet | None) -> list[Any]:
    """Draw the figures of a row: bars from low to high, the latest on top."""
    if sheet is None:
        return []
    marks: list[Any] = []
    for order, item in enumerate(who.figures):
        if item.low is None or item.high is None:
            continue
        style = _SHAPES.get(item.verification, "")
        if order < len(who.earlier):
            style += " is-earlier"
        if item.low < item.high:
            ends = {"insetInlineStart": _place(item.low, sheet)}
            width = {"width": f"{100 * (item.high - item.low) / sheet.top:.2f}%"}
            marks.append(html.Span(className=f"figure-bar {style}", style=ends | width))
        if item.best is not None or item.low == item.high:
            at = item.low if item.best is None else item.best
            marks.append(
                html.Span(
                    className=f"figure-mark {style}", style={"insetInlineStart": _place(at, sheet)}
                )
            )
    return marks


def _tell(item: Figure, services: Services) -> list[Any]:
    """Write a figure whole: the text says all that its mark shows."""
    day = f" as of {say_day(item.as_of)}" if item.as_of else " of no stated day"
    facts = ", ".join(filter(None, (item.verification, item.whole)))
    return [
        html.Div([html.Strong(item.words), f"{day}{f', {facts}' if facts else ''}"]),
        html.Div(["in ", *_name_source(item, services)], className="small muted"),
        html.Div(item.notes, className="small muted", dir="auto") if item.notes else None,
    ]


def _name_source(item: Figure, services: Services) -> list[Any]:
    """Name who relays a figure, with a link to the page, and what kind of source that is."""
    publisher = services.publishers.get(item.source_id, item.source_id) or "a source not stated"
    return [
        link_page(publisher, item.url),
        f" ({item.source_kind})" if item.source_kind else "",
    ]


def _place(value: float, sheet: Sheet) -> str:
    return f"{100 * value / sheet.top:.2f}%"


def callbacks(app: Dash, live: Live) -> None:
    """Show the figures of the chosen metric while the tab is shown."""

    @app.callback(Output(BODY, "children"), Input(VIEW, "data"), prevent_initial_call=True)
    def _show(query: str) -> Any:
        view = read_query(query)[0]
        return show(view, live.current) if view.tab == "figures" else no_update
