"""File formats, one a module: a file goes in, a `RawTable` of texts comes out; no meaning yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from geodata.errors import FormatError, InputError
from geodata.formats.csv import read_csv
from geodata.formats.raw import RawTable

__all__ = ["FORMATS", "RawTable", "read_file"]

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
    if not path.is_file():
        raise InputError(f"there is no file {str(path)!r}: name one that is there")
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise FormatError(
            f"{str(path)!r} ends in {ending!r}: files that can be read end in "
            f"{', '.join(FORMATS)}; save the table as CSV (UTF-8) and try again"
        )
    return FORMATS[ending](path, name)
