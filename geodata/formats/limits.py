"""How much a file may hold: one set for people at their own machine, a stricter one for uploads.

Pure but for the size of a file. What is over a limit is an error that says which, before memory is
spent on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geodata.errors import InputError, unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one file may hold."""

    n_bytes: int
    n_unpacked: int  # bytes of all that is packed in it
    n_rows: int  # of one table
    n_columns: int
    n_cells: int  # of all sheets, empty ones up to their corners included
    n_letters: int  # of one cell
    depth: int  # of JSON within JSON
    # whether workbooks of old are read, of which no limit is known before they are: XLS and XLSB
    takes_binary_workbooks: bool


COMMAND: Final = Limits(
    n_bytes=4 * 2**30,
    n_unpacked=4 * 2**30,
    n_rows=20_000_000,
    n_columns=20_000,
    n_cells=60_000_000,
    n_letters=1_000_000,
    depth=64,
    takes_binary_workbooks=True,
)
"""For files that a person names on the command line."""

UPLOAD: Final = Limits(
    n_bytes=100 * 2**20,
    n_unpacked=500 * 2**20,
    n_rows=1_000_000,
    n_columns=500,
    n_cells=20_000_000,
    n_letters=100_000,
    depth=32,
    takes_binary_workbooks=False,
)
"""For files that come through the browser."""


def check_size(path: Path, limits: Limits) -> None:
    """Check that a file isn't too large to be read.

    Raises
    ------
    InputError
        If it is, or can't be looked at.
    """
    try:
        n_bytes = path.stat().st_size
    except OSError as error:
        raise unreadable(path, error) from error
    check_count(n_bytes, limits.n_bytes, "bytes", path)


def check_count(n: int, most: int, what: str, path: Path) -> None:
    """Check one figure of a file against its limit.

    Raises
    ------
    InputError
        If it is over.
    """
    if n > most:
        raise InputError(
            f"{str(path)!r} holds {n:,} {what} and at most {most:,} are read: divide it, or leave "
            "out what isn't needed"
        )
