"""The snapshot menu: the same view as a picture, drawn on the server without a browser."""

from __future__ import annotations

from typing import Any, Final

from dash import ClientsideFunction, Dash, Input, Output

from dashboard.panels.files_menu import build_menu
from dashboard.snapshot import MIMETYPES
from dashboard.state import CAMERA, VIEW

_SAY: Final = {
    "png": "PNG picture, 2400 × 1400",
    "svg": "SVG drawing, editable",
    "pdf": "PDF page, vector",
}


def layout() -> Any:
    """Build the button and its menu of formats."""
    return build_menu(
        "snapshot",
        "Snapshot",
        {suffix: _SAY[suffix] for suffix in MIMETYPES},
    )


def callbacks(app: Dash) -> None:
    """Keep the links at what is on the screen."""
    app.clientside_callback(
        ClientsideFunction("atlas", "linkSnapshots"),
        [Output(f"snapshot-{suffix}", "href") for suffix in MIMETYPES],
        Input(VIEW, "data"),
        Input(CAMERA, "data"),
    )
