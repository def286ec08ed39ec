"""Where things lie on this machine; read once, never changed."""

from __future__ import annotations

import getpass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path, user_data_path

VERSION: Final = version("event-atlas")

BUNDLE: Final = "plotly.min.js"
"""In the assets: plotly.js with our charts alone, made by `dashboard.plotly_build`."""

_PACKAGE: Final = Path(__file__).parent


def assets_directory() -> Path:
    """Return the folder of styles, scripts and fonts: inside the wheel, or atop a checkout."""
    inside = _PACKAGE / "assets"
    return inside if inside.is_dir() else _PACKAGE.parent / "assets"


def uploads_directory() -> Path:
    """Return the folder in which uploaded files wait, each server's in a private one of its own."""
    return user_cache_path("event-atlas") / "uploads"


def data_directory() -> Path:
    """Return the folder for atlases that are built on the page."""
    return user_data_path("event-atlas") / "atlases"


def find_login() -> str:
    """Return the login name of whoever runs this; empty where the machine knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # what it raises differs between Pythons
        return ""
