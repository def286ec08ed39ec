"""The atlas that a command works on: the argument that names it, and how it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from dashboard.services import Services

ATLAS: Final = click.argument("atlas", required=False, type=click.Path(path_type=Path))
"""A folder that `build` made; without it the built-in example."""


def open_atlas_services(path: Path | None) -> Services:
    """Open an atlas, or the example, with all that a page or picture of it needs.

    Raises
    ------
    StoreError
        If the folder isn't there, isn't an atlas, or is incomplete.
    """
    from dashboard.services import open_services
    from geodata.example import open_example
    from geodata.store import open_atlas

    return open_services(open_example() if path is None else open_atlas(path))
