"""File formats, one a module: a file goes in, its tables of texts come out; no meaning yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from geodata.errors import FormatError, InputError
from geodata.formats.csv import read_csv
from geodata.formats.geopackage import read_geopackage
from geodata.formats.json import read_json, read_json_lines
from geodata.formats.kml import read_kml
from geodata.formats.limits import COMMAND, Limits, check_size
from geodata.formats.parquet import read_parquet
from geodata.formats.raw import RawTable
from geodata.formats.workbook import read_workbook

__all__ = ["FORMATS", "RawTable", "check_file", "read_tables"]

_Reader = Callable[[Path, str, Limits], tuple[RawTable, ...]]

FORMATS: Final[Mapping[str, _Reader]] = MappingProxyType(
    {
        ".csv": read_csv,
        ".tsv": read_csv,
        ".tab": read_csv,
        ".txt": read_csv,
        ".xlsx": read_workbook,
        ".xlsm": read_workbook,
        ".xlsb": read_workbook,
        ".xls": read_workbook,
        ".ods": read_workbook,
        ".json": read_json,
        ".geojson": read_json,
        ".jsonl": read_json_lines,
        ".ndjson": read_json_lines,
        ".gpkg": read_geopackage,
        ".kml": read_kml,
        ".parquet": read_parquet,
        ".geoparquet": read_parquet,
    }
)
"""What reads a file, by the ending of its name."""


def read_tables(path: Path, name: str, limits: Limits = COMMAND) -> tuple[RawTable, ...]:
    """Read the tables of one file by the format that its ending says.

    Parameters
    ----------
    path
        The file.
    name
        What reports and problems call it; of several tables each has its own name behind a "#".
    limits
        How much it may hold.

    Returns
    -------
    tuple of RawTable
        At least one.

    Raises
    ------
    FormatError
        If no format has this ending, or the file isn't of the format that it claims.
    InputError
        If the file can't be read, holds no rows, or too much.
    """
    check_file(path)
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise FormatError(
            f"{str(path)!r} ends in {ending!r}: files that can be read end in "
            f"{', '.join(FORMATS)}; save the table as CSV (UTF-8) and try again"
        )
    check_size(path, limits)
    return FORMATS[ending](path, name, limits)


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
        elif path.exists():
            what = f"{str(path)!r} is no ordinary file: save what it gives as a CSV file first"
        elif path.is_symlink():
            what = f"{str(path)!r} is a link to a file that isn't there: name one that is there"
        else:
            what = f"there is no file {str(path)!r}: name one that is there"
    except OSError as error:  # its folder may not be looked into, or its name is too long
        what = f"can't look for {str(path)!r} ({error.strerror}): name a file that can be read"
    raise InputError(what)
