"""The atlas that a command works on: the argument that names it, and how it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from dashboard.services import Services

ATLAS: Final = click.argument("atlas", required=False, type=click.Path(path_type=Path))
"""A folder that `build` made; without it the built-in example."""

PROFILE: Final = click.option(
    "--profile",
    metavar="NAME",
    help="What may leave: private, partner, public or one that atlas.toml defines; by default the "
    "one that it names, else private.",
)


def open_atlas_services(path: Path | None, profile: str | None) -> Services:
    """Open an atlas, or the example, with all that a page or picture of it needs.

    Parameters
    ----------
    path
        Folder of the atlas; None for the example.
    profile
        By which it is shown; None for its default.

    Raises
    ------
    InputError
        If there is no such profile, or `[publish]` in atlas.toml can't be used.
    StoreError
        If the folder isn't there, isn't an atlas, or is incomplete.
    """
    from dashboard.services import open_services
    from geodata.door import open_published
    from geodata.example import open_example

    folder = open_example().path if path is None else path
    return open_services(open_published(folder, profile))
