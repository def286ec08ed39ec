"""The export menu: the selected reports as files, made on the server."""

from __future__ import annotations

from typing import Any, Final

from dash import Dash, Input, Output, html

from dashboard.live import Live
from dashboard.panels.files_menu import build_menu
from dashboard.services import Services
from dashboard.state import VIEW, ViewState, format_query, read_query
from geodata.formats.out import OUT_FORMATS
from geodata.saying import say_count

COUNT: Final = "export-count"

_SAY: Final = {
    "csv": "CSV tables, for any program",
    "xlsx": "Excel workbook",
    "geojson": "GeoJSON, for web maps",
    "gpkg": "GeoPackage, for QGIS",
    "geoparquet": "GeoParquet, for big data",
    "kml": "KML, for Google Earth",
}


def layout() -> Any:
    """Build the button and its menu of formats."""
    return build_menu(
        "export",
        "Export",
        {ending: _SAY[ending] for ending in OUT_FORMATS},
        head=html.P("All reports", id=COUNT, className="muted small"),
        foot=html.P("A ZIP with claims, sources and how to cite them.", className="muted small"),
    )


def say_export(query: str, services: Services) -> tuple[str, list[str]]:
    """Return what would be exported of a view, in words, and the address for each format."""
    selection = read_query(query)[0].selection
    asked = format_query(ViewState(selection=selection))
    n_selected = services.count(selection).n_selected
    said = f"{n_selected:,} of {say_count(services.columns.n, 'report')}"
    return said, [f"/export.{ending}{'?' if asked else ''}{asked}" for ending in OUT_FORMATS]


def callbacks(app: Dash, live: Live) -> None:
    """Keep count and links at what is selected."""

    @app.callback(
        [Output(COUNT, "children"), *(Output(f"export-{end}", "href") for end in OUT_FORMATS)],
        Input(VIEW, "data"),
        prevent_initial_call=True,
    )
    def _follow(query: str) -> list[str]:
        said, addresses = say_export(query, live.current)
        return [said, *addresses]
