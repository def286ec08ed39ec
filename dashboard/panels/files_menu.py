"""A button of the header with a menu of files to fetch, one for each format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash_mantine_components as dmc


def build_menu(
    name: str, button: Any, formats: Mapping[str, str], *, head: Any = None, foot: Any = None
) -> Any:
    """Build the button and its menu.

    Parameters
    ----------
    name
        Of what is fetched: the item of a format has the id ``name-ending`` and leads to
        ``/name.ending``.
    button
        Opens the menu.
    formats
        Ending of a file → what it is, in words.
    head, foot
        What stands over and under the items.
    """
    items = [
        dmc.MenuItem(
            words,
            id=f"{name}-{ending}",
            href=f"/{name}.{ending}",
            refresh=True,  # a file to fetch, not a page of ours
        )
        for ending, words in formats.items()
    ]
    return dmc.Menu(
        [dmc.MenuTarget(button), dmc.MenuDropdown([head, *items, foot])],
        position="bottom-end",
        keepMounted=True,
    )
