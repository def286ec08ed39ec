"""Read spreadsheets (XLSX, XLSM, XLSB, XLS, ODS): each sheet with a header and rows is a table.

What is packed in the file is unpacked once without being kept, so that no more than the limits
allow ever gets into memory.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import python_calamine as calamine

from geodata.errors import FormatError, InputError, say_why
from geodata.formats.limits import Limits, check_count, check_size
from geodata.formats.raw import RawTable
from geodata.formats.tabling import read_header, tabulate
from geodata.formats.texts import write_value

_BLOCK: Final = 2**20
_LARGEST_RATIO: Final = 100
"""How many times as large a member may be unpacked, if it is large at all: real sheets are 5 to 20
times, a bomb is a thousand."""

_NEVER_A_BOMB: Final = 20 * 2**20  # bytes unpacked
_REFERENCE: Final = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_REPEATED: Final = re.compile(rb'number-(?:columns|rows)-repeated="([0-9]+)"')
_TAIL: Final = 40  # bytes in which a reference may be cut between two blocks
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml|content\.xml")


def read_workbook(path: Path, name: str, limits: Limits) -> tuple[RawTable, ...]:
    """Read the sheets of a workbook that hold a table; an empty sheet is none.

    Raises
    ------
    InputError
        If the file can't be read, or no sheet holds a header and rows, or it holds too much.
    FormatError
        If it is no workbook, or a header is unusable.
    """
    check_size(path, limits)
    _check_packed(path, limits)
    try:
        with path.open("rb") as stream, calamine.CalamineWorkbook.from_filelike(stream) as book:
            sheets = {title: _read_sheet(book, title) for title in book.sheet_names}
    except OSError as error:
        raise InputError(
            f"can't read {str(path)!r} ({say_why(error)}): name a file that can be read"
        ) from error
    except (calamine.CalamineError, ValueError, calamine.PasswordError) as error:
        raise FormatError(
            f"{str(path)!r} can't be read as a spreadsheet ({say_why(error)}): open it in a "
            "spreadsheet program and save it again, or save it as CSV UTF-8"
        ) from error
    filled = {title: rows for title, rows in sheets.items() if len(rows) > 1}
    if not filled:
        raise InputError(
            f"{str(path)!r} has no sheet with a header and rows: give a row for each report"
        )
    return tuple(
        _tabulate(rows, name if len(filled) == 1 else f"{name}#{title}", path, limits)
        for title, rows in filled.items()
    )


def _read_sheet(book: calamine.CalamineWorkbook, title: str) -> list[list[Any]]:
    return book.get_sheet_by_name(title).to_python(skip_empty_area=True)


def _tabulate(rows: Sequence[list[Any]], name: str, path: Path, limits: Limits) -> RawTable:
    texts: Iterator[list[str]] = ([write_value(cell) for cell in row] for row in rows)
    header = read_header(texts, path, limits)
    return tabulate(texts, header, name, path, limits)


def _check_packed(path: Path, limits: Limits) -> None:
    """Unpack all of a zipped workbook, block by block, and count what it holds."""
    try:
        with zipfile.ZipFile(path) as archive:
            n_unpacked = 0
            for member in archive.infolist():
                most = max(_NEVER_A_BOMB, member.compress_size * _LARGEST_RATIO)
                most = min(most, limits.n_unpacked - n_unpacked)
                with archive.open(member) as stream:
                    n_unpacked += _scan(stream, member.filename, most, path, limits)
    except zipfile.BadZipFile as error:
        if not zipfile.is_zipfile(path):
            return  # an old workbook is no archive
        raise FormatError(
            f"{str(path)!r} is damaged ({say_why(error)}): save it again in a spreadsheet program"
        ) from error
    except (OSError, RuntimeError, EOFError, zlib.error, zipfile.LargeZipFile) as error:
        raise FormatError(
            f"{str(path)!r} can't be unpacked ({say_why(error)}): save it without a password, or "
            "as CSV UTF-8"
        ) from error


def _scan(stream: Any, member: str, most: int, path: Path, limits: Limits) -> int:
    """Return how many bytes a member holds; check them, and the corners of a sheet."""
    is_sheet = _SHEET.fullmatch(member) is not None
    n_bytes, tail = 0, b""
    last_column = last_row = 1
    n_repeated = 1
    while block := stream.read(_BLOCK):
        n_bytes += len(block)
        check_count(n_bytes, most, f"bytes in {member} when unpacked", path)
        if is_sheet:
            for column, row in _REFERENCE.findall(tail + block):
                last_column = max(last_column, _number(column))
                last_row = max(last_row, int(row))
            n_repeated = max(n_repeated, *map(int, _REPEATED.findall(tail + block)), 1)
            tail = block[-_TAIL:]
    if is_sheet:
        check_count(last_column * last_row, limits.n_cells, f"cells in {member}", path)
    return n_bytes


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - ord("A") + 1
    return number
