"""The map with its legend, the tray of what has no dot, layer switch and credits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import dash_mantine_components as dmc
import flask
from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from dashboard.advice import say_what_to_drop, say_where_to_look
from dashboard.figures.map import build_map
from dashboard.layers import NO_FIGURE
from dashboard.live import Live
from dashboard.marks import Legend, MarkKey, Scene, Tray, TrayItem
from dashboard.scene import build_scene, say_missing
from dashboard.services import Services
from dashboard.state import URL, VIEW, VIEWPORT, ViewState, read_query
from dashboard.words import begin

MAP: Final = "map"
LEGEND: Final = "legend"
SUMMARY: Final = "summary"
CREDITS: Final = "credits"
TRAY: Final = "tray"
TRAY_HEAD: Final = "tray-head"
TRAY_BODY: Final = "tray-body"
COUNTED: Final = "counted"
ADVICE: Final = "advice"

_FIRST_SIZE: Final = (980, 600)  # of the map before the browser has measured it, pixels

_NAME: Final[Any] = {"aria-label": "Reports on a map"}
_POLITE: Final[Any] = {"aria-live": "polite"}

_GRAPH_CONFIG: Final[Any] = {
    "displayModeBar": False,
    "scrollZoom": True,
    "doubleClick": False,
    "responsive": True,
}


def layout(services: Services) -> Any:
    """Build the map's area with the base map; the marks come with the first view.

    The base map alone is drawn while the page still asks what the view is.
    """
    scene = build_scene(ViewState(), services, width=_FIRST_SIZE[0], height=_FIRST_SIZE[1])
    return html.Div(
        [
            dcc.Graph(
                id=MAP,
                config=_GRAPH_CONFIG,
                responsive=True,
                className="map",
                figure=_draw(_strip(scene), services),
            ),
            html.Div(
                [
                    dmc.SegmentedControl(
                        id="layer",
                        data=[
                            {"value": "bubbles", "label": "Places"},
                            {"value": "regions", "label": "Regions"},
                        ],
                        size="xs",
                        value="bubbles",
                    ),
                    html.Div(
                        dmc.SegmentedControl(
                            id="metric",
                            data=[
                                {"value": "rate", "label": "Per 100,000"},
                                {"value": "count", "label": "Count"},
                            ],
                            size="xs",
                            value="rate",
                        ),
                        id="metric-box",
                    ),
                    dmc.Button("Fit", id="fit", size="compact-sm", variant="default"),
                ],
                className="map-controls",
            ),
            html.Div(id=COUNTED, className="counted phone-only"),
            html.Div(id=ADVICE, className="advice", role="status"),
            html.Figure(id=LEGEND, className="legend"),
            html.Details(
                [html.Summary(id=TRAY_HEAD), html.Div(id=TRAY_BODY)], id=TRAY, className="tray"
            ),
            html.Div(id=CREDITS, className="credits"),
            html.Div(id=SUMMARY, className="visually-hidden", **_POLITE),
        ],
        id="map-box",
        className="map-box",
        role="region",
        **_NAME,
    )


def _strip(scene: Scene) -> Scene:
    return replace(scene, areas=None, bubbles=None, labels=(), count_sentence="")


def _draw(scene: Scene, services: Services) -> dict[str, Any]:
    """Draw a Scene with boundaries from the address at which the browser reached this server."""
    origin = flask.request.host_url.rstrip("/")
    version = services.geo().version
    return build_map(
        scene,
        countries_url=f"{origin}/geo/countries.geojson?v={version}",
        admin1_url=f"{origin}/geo/admin1.geojson?v={version}",
    )


def show_legend(legend: Legend) -> list[Any]:
    """Build the legend of a Scene: nested circles with kinds of marks, or a list of swatches."""
    note = html.Small(legend.note) if legend.note else None
    if not legend.classes:
        circles = _nested_circles(legend) if legend.sizes else None
        marks = html.Ul([_show_mark(key) for key in legend.marks])
        return [html.Figcaption(legend.title), circles, marks, note]
    head = [html.Figcaption([legend.title, note])]
    rows = [
        html.Li(
            [
                html.Span(
                    className="swatch hatched" if key.text == NO_FIGURE else "swatch",
                    style={"backgroundColor": key.fill},
                ),
                html.Span(key.text),
            ]
        )
        for key in legend.classes
    ]
    return [*head, html.Ul(rows)]


def _show_mark(key: MarkKey) -> Any:
    style = {
        "backgroundColor": key.fill,
        "border": f"{key.outline_width}px solid {key.outline}",
        "color": key.outline,  # of the hatch
    }
    mark = "swatch area-hatched" if key.is_hatch else "swatch disc"
    return html.Li([html.Span(className=mark, style=style), html.Span(key.text)])


def show_tray(tray: Tray) -> list[Any]:
    """Build what has no dot: all numbers in a sentence, and a button for each region or country."""
    parts: list[Any] = [html.P(f"{begin(tray.sentence)}.")]
    for group in tray.groups:
        buttons = [html.Li(_show_item(item)) for item in group.items]
        parts += [html.H2(f"{begin(group.words)} · {group.count:,}"), html.Ul(buttons)]
    return parts


def _show_item(item: TrayItem) -> Any:
    opens: Any = {"data-open": item.opens}  # assets/atlas.js asks the drawer for it
    words = [html.Span(item.name), html.Span(f"{item.count:,}")]
    return html.Button(words, className="tray-item", type="button", **opens)


def _nested_circles(legend: Legend) -> Any:
    """Draw circles that share their lowest point, each with its value at its top."""
    largest = legend.sizes[-1].radius
    parts: list[Any] = []
    for key in legend.sizes:
        diameter = 2 * key.radius
        parts.append(
            html.Span(
                className="circle",
                style={
                    "width": f"{diameter:.1f}px",
                    "height": f"{diameter:.1f}px",
                    "left": f"{largest - key.radius:.1f}px",
                },
            )
        )
        parts.append(
            html.Span(
                html.Span(f"{key.value:,}"),
                className="circle-value",
                style={"left": f"{largest:.1f}px", "bottom": f"{diameter - 6:.1f}px"},
            )
        )
    return html.Div(parts, className="circles", style={"height": f"{2 * largest + 6:.1f}px"})


def refresh(view: ViewState, viewport: dict[str, int], services: Services) -> tuple[Any, ...]:
    """Return figure, legend, tray, credits, summary, count, advice and the metric box's style.

    The tray is its head, its body and whether it is hidden.
    """
    scene = build_scene(view, services, width=viewport["width"], height=viewport["height"])
    credit_line = [
        html.Span(scene.sources, className="credits-sources"),
        html.Span(
            [
                _say_credits(services) + " ",
                html.A("Credits", href="/credits", target="_blank", rel="noopener"),
            ],
            className="credits-data",
        ),
    ]
    metric_style = {} if view.layer == "regions" else {"display": "none"}
    return (
        _draw(scene, services),
        show_legend(scene.legend),
        say_missing(view, services.count(view.selection), services),
        show_tray(scene.tray),
        not scene.tray.groups,
        credit_line,
        f"{scene.summary} {scene.tray_sentence}",
        scene.count_sentence,
        say_what_to_drop(view.selection, services) or say_where_to_look(view, services),
        metric_style,
    )


def _say_credits(services: Services) -> str:
    """Write the credits on one line; what a publish profile did stands in the rail."""
    if services.atlas.publication is None:
        return services.attribution
    return f"Profile {services.atlas.profile}. {services.attribution}"


def callbacks(app: Dash, live: Live) -> None:
    """Draw the map for each view; in the browser, measure it and tend it."""

    @app.callback(
        Output(MAP, "figure"),
        Output(LEGEND, "children"),
        Output(TRAY_HEAD, "children"),
        Output(TRAY_BODY, "children"),
        Output(TRAY, "hidden"),
        Output(CREDITS, "children"),
        Output(SUMMARY, "children"),
        Output(COUNTED, "children"),
        Output(ADVICE, "children"),
        Output("metric-box", "style"),
        Input(VIEW, "data"),
        Input(VIEWPORT, "data"),
        prevent_initial_call=True,
    )
    def _refresh(query: str | None, viewport: dict[str, int]) -> tuple[Any, ...]:
        return refresh(read_query(query or "")[0], viewport, live.current)

    app.clientside_callback(
        ClientsideFunction("atlas", "measureMap"), Output(VIEWPORT, "data"), Input(URL, "data")
    )
    app.clientside_callback(ClientsideFunction("atlas", "tendMap"), Input(MAP, "figure"))
