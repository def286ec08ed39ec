"""What is installed, which data are there, and whether the main jobs work on this machine."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version

from dashboard.config import BUNDLE, VERSION, assets_directory


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The result of one check."""

    name: str
    is_ok: bool
    detail: str


def examine() -> tuple[Finding, ...]:
    """Run every check; a check that fails is a finding, not an error."""
    checks: dict[str, Callable[[], str]] = {
        "event-atlas": lambda: f"{VERSION} on Python {platform.python_version()}",
        "libraries": _check_libraries,
        "assets": _check_assets,
        "gazetteer": _check_gazetteer,
        "boundaries": _check_boundaries,
        "example atlas": _check_example,
        "snapshot": _check_snapshot,
    }
    return tuple(_run(name, check) for name, check in checks.items())


def _run(name: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(name=name, is_ok=True, detail=check())
    except Exception as error:
        return Finding(name=name, is_ok=False, detail=f"{type(error).__name__}: {error}")


def _check_libraries() -> str:
    names = ("dash", "plotly", "geopandas", "shapely", "pyarrow", "vl-convert-python")
    return ", ".join(f"{name} {version(name)}" for name in names)


def _check_assets() -> str:
    folder = assets_directory()
    fonts = (f"fonts/Vazirmatn{name}" for name in (".woff2", "-Regular.ttf", "-SemiBold.ttf"))
    names = ("atlas.css", "atlas.js", BUNDLE, *fonts)
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        raise FileNotFoundError(f"{', '.join(missing)} not in {folder}: install event-atlas again")
    return str(folder)


def _check_gazetteer() -> str:
    from geodata.gazetteer import open_gazetteer

    return f"{open_gazetteer().n_places:,} places (GeoNames, CC BY 4.0)"


def _check_boundaries() -> str:
    from geodata.boundaries import load_admin1_drawing, load_countries_drawing

    return (
        f"{len(load_countries_drawing()):,} countries and territories, "
        f"{len(load_admin1_drawing()):,} first-level regions (Natural Earth)"
    )


def _check_example() -> str:
    from geodata.example import open_example

    return f"{len(open_example().reports):,} reports"


def _check_snapshot() -> str:
    from dashboard.services import open_services
    from dashboard.snapshot import draw_snapshot
    from dashboard.state import ViewState
    from geodata.example import open_example

    services = open_services(open_example())
    sizes = [
        f"{suffix} {len(draw_snapshot(ViewState(), services, suffix)):,} bytes"
        for suffix in ("svg", "png", "pdf")
    ]
    return ", ".join(sizes)
