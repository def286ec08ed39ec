"""The atlas that a command works on: the argument that names it, and how it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from dashboard.services import Services
    from geodata.store import Atlas

ATLAS: Final = click.argument("atlas", required=False, type=click.Path(path_type=Path))
"""A folder that `build` made; without it the built-in example."""

PROFILE: Final = click.option(
    "--profile",
    metavar="NAME",
    help="What may leave: private, partner, public or one that atlas.toml defines; by default the "
    "one that it names, else private.",
)


def take_query(text: str) -> str:
    """Return the query of a view; of a whole address that was pasted, its part after the "?"."""
    return text.partition("?")[2] if text.startswith(("http://", "https://", "/")) else text


def check_outside(output: Path, path: Path | None) -> None:
    """Check that what is written isn't put among the files of an atlas, where no build lets it be.

    Raises
    ------
    InputError
        If it is.
    """
    from geodata.errors import InputError
    from geodata.reading import resolve

    if path is not None and resolve(output).parent == resolve(path):
        raise InputError(
            f"{str(output)!r} lies in the folder of the atlas, which is replaced whole by a build: "
            "name a file elsewhere"
        )


def open_chosen(path: Path | None, profile: str | None) -> Atlas:
    """Open an atlas, or the example, as a profile shows it.

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
    from geodata.door import find_profile, publish
    from geodata.example import open_example
    from geodata.store import open_atlas

    opened = open_example() if path is None else open_atlas(path)
    return publish(opened, find_profile(opened.path, profile))


def open_atlas_services(path: Path | None, profile: str | None) -> Services:
    """Open an atlas, or the example, with all that a page or picture of it needs.

    Parameters
    ----------
    path, profile
        As for `open_chosen`.

    Raises
    ------
    InputError, StoreError
        As for `open_chosen`.
    """
    from dashboard.services import open_services

    return open_services(open_chosen(path, profile))
