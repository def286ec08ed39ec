"""File formats, one a module: a file goes in, a `RawTable` of texts comes out; no meaning yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from geodata.errors import FormatError, InputError
from geodata.formats.csv import read_csv
from geodata.formats.raw import RawTable

__all__ = ["FORMATS", "RawTable", "check_file", "read_file"]

FORMATS: Final[Mapping[str, Callable[[Path, str], RawTable]]] = MappingProxyType(
    {
        ".csv": read_csv,
        ".tsv": read_csv,
        ".txt": read_csv,
    }
)
"""What reads a file, by the ending of its name."""


def read_file(path: Path, name: str) -> RawTable:
    """Read one file by the format that its ending says.

    Parameters
    ----------
    path
        The file.
    name
        What reports and problems call it.

    Raises
    ------
    FormatError
        If no format has this ending, or the file isn't of the format that it claims.
    InputError
        If the file can't be read or holds no rows.
    """
    check_file(path)
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise FormatError(
            f"{str(path)!r} ends in {ending!r}: files that can be read end in "
            f"{', '.join(FORMATS)}; save the table as CSV (UTF-8) and try again"
        )
    return FORMATS[ending](path, name)


def check_file(path: Path) -> None:
    """Check that there is a file.

    Raises
    ------
    InputError
        If there is none; it says what there is instead.
    """
    try:
        if path.is_file():
            return
        if path.is_dir():
            what = f"{str(path)!r} is a folder, not a file: name the tables in it"
        elif path.is_symlink():
            what = f"{str(path)!r} is a link to a file that isn't there: name one that is there"
        elif path.exists():
            what = f"{str(path)!r} is no ordinary file: save what it gives as a CSV file first"
        else:
            what = f"there is no file {str(path)!r}: name one that is there"
    except OSError as error:  # its folder may not be looked into, or its name is too long
        what = f"can't look for {str(path)!r} ({error.strerror}): name a file that can be read"
    raise InputError(what)
