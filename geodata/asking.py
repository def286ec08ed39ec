"""Put names and their contexts side by side, in whatever kind of columns a caller has them; pure.

In: lists, arrays or columns of a table. Out: a name, a country and a region for each row. It never
takes anything but a text for a text.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from types import NoneType
from typing import Final, cast

from geodata.errors import InputError

Question = tuple[str | None, str | None, str | None]
"""A name, a country and a first-level region; None: not given. Plain, since a file has millions."""

_PLAIN: Final = {str, NoneType}


def list_questions(
    names: Iterable[object],
    countries: Iterable[object] | None,
    admin1s: Iterable[object] | None,
) -> list[Question]:
    """Put names and what is said of each side by side.

    Parameters
    ----------
    names, countries, admin1s
        Texts, and None, NaN or NA where one is missing. None instead of a column if it would hold
        nothing else.

    Raises
    ------
    InputError
        If one is no column, is longer or shorter than the names, or holds anything but texts.
    """
    asked = read_texts("names", names)
    contexts = {"countries": countries, "admin1s": admin1s}
    said = (_read_context(title, cells, len(asked)) for title, cells in contexts.items())
    return list(zip(asked, *said, strict=True))


def read_texts(title: str, cells: Iterable[object]) -> list[str | None]:
    """Return the texts of a column, and None where they are missing.

    Parameters
    ----------
    title
        What messages call it.
    cells
        A list, an array, a column of a table or anything else that yields one cell after another.

    Raises
    ------
    InputError
        If it is no column of texts.
    """
    listed = _list_cells(title, cells)
    if _are_plain(listed):
        return cast("list[str | None]", listed)
    return [_read_cell(title, position, cell) for position, cell in enumerate(listed)]


def _list_cells(title: str, cells: Iterable[object]) -> list[object]:
    n_dimensions = getattr(cells, "ndim", 1)
    if isinstance(cells, (str, bytes)) or not isinstance(cells, Iterable):
        fault = f"is {cells!r}"
    elif n_dimensions != 1:
        fault = f"has {n_dimensions} dimensions"
    else:
        return cells if isinstance(cells, list) else list(cells)
    raise InputError(
        f"{title} {fault}: it must be a list, an array or one column of a table, with a text for "
        "each name. Put a single text in a list"
    )


def _are_plain(cells: list[object]) -> bool:
    """Say whether all cells can stay as they are; only distinct ones are looked at, being few."""
    try:
        return _PLAIN.issuperset(map(type, set(cells)))
    except TypeError:  # one can't be hashed, so it is no text
        return False


def _read_context(title: str, cells: Iterable[object] | None, n_names: int) -> list[str | None]:
    if cells is None:
        return [None] * n_names
    texts = read_texts(title, cells)
    if len(texts) != n_names:
        raise InputError(
            f"{n_names:,} names came with {len(texts):,} {title}: there must be one for each name. "
            f"Put None where nothing is known, or leave {title} out"
        )
    return texts


def _read_cell(title: str, position: int, cell: object) -> str | None:
    if isinstance(cell, str):
        return str(cell)  # NumPy has a class of its own for texts
    if _is_missing(cell):
        return None
    raise InputError(
        f"{title}[{position}] is {cell!r}, of type {type(cell).__name__}: a cell must be a text, "
        "or None, NaN or NA where it is missing. Turn it into a text or leave it out"
    )


def _is_missing(cell: object) -> bool:
    """Say whether a cell is None, NaN, NaT or NA; pandas isn't imported just to ask it."""
    if cell is None or type(cell).__name__ == "NAType":
        return True
    return isinstance(cell, Hashable) and bool(cell != cell)  # noqa: PLR0124
