"""Read spreadsheets (XLSX, XLSM, ODS; XLSB, XLS): each sheet with a header and rows is a table.

What reads them is given only what was unpacked and looked at before: it would end the process where
memory ends. XLSB and XLS can't be looked at, so they are read in a process of their own, and only
where people name their own files.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import python_calamine as calamine

from geodata.errors import FormatError, InputError, say_why, unreadable
from geodata.formats.binary_workbook import read_binary_sheets
from geodata.formats.limits import Limits, check_size
from geodata.formats.packed import unpack
from geodata.formats.raw import RawTable
from geodata.formats.tabling import read_header, tabulate
from geodata.formats.texts import write_value

_MOST_ABOVE: Final = 20  # rows above a header, at most
_LONGEST: Final = 60  # letters of one that a note repeats
_XLS: Final = b"\xd0\xcf\x11\xe0"  # first bytes
_XLSB: Final = "xl/workbook.bin"  # a member of the archive


def read_workbook(path: Path, name: str, limits: Limits) -> tuple[RawTable, ...]:
    """Read the sheets of a workbook that hold a table; an empty sheet is none.

    Raises
    ------
    InputError
        If the file can't be read, or no sheet holds a header and rows, or it holds too much.
    FormatError
        If it is no workbook, or no sheet has a usable header.
    """
    check_size(path, limits)
    try:
        sheets = _read_sheets(path, limits)
    except OSError as error:
        raise unreadable(path, error) from error
    except (calamine.CalamineError, ValueError, calamine.PasswordError) as error:
        raise FormatError(
            f"{str(path)!r} can't be read as a spreadsheet ({say_why(error)}): open it in a "
            "spreadsheet program and save it again, or save it as CSV UTF-8"
        ) from error
    filled = {title: rows for title, rows in sheets.items() if _has_rows(rows)}
    if not filled:
        raise InputError(
            f"{str(path)!r} has no sheet with a header and rows: give a row for each report"
        )
    tables: list[RawTable] = []
    lone = [title for title, rows in sheets.items() if rows and title not in filled]
    notes = [f"left out: sheet {title!r} has one row" for title in lone]
    unusable: FormatError | None = None
    for title, rows in filled.items():
        above, table = _divide(rows)
        try:
            tables.append(
                _tabulate(table, name if len(filled) == 1 else f"{name}#{title}", path, limits)
            )
        except FormatError as error:
            unusable = error
            notes.append(f"left out: sheet {title!r}: {error}".replace(str(path), name))
            continue
        notes += [f"above the header of sheet {title!r}: {text[:_LONGEST]!r}" for text in above]
    if unusable and not tables:
        raise unusable
    return (replace(tables[0], notes=tuple(notes)), *tables[1:])


def _divide(rows: Sequence[list[Any]]) -> tuple[list[str], Sequence[list[Any]]]:
    """Divide a sheet into the titles above its table, and the table.

    A title stands alone in its row, as cells that are merged do. A sheet of one column has none.
    """
    titles: list[str] = []
    for number, row in enumerate(rows[:_MOST_ABOVE]):
        texts = list(filter(None, (write_value(cell).strip() for cell in row)))
        if len(texts) > 1:
            is_table = _has_rows(rows[number:])
            return (titles, rows[number:]) if is_table else ([], rows)
        titles += texts
    return [], rows


def _has_rows(rows: Sequence[list[Any]]) -> bool:
    """Say whether anything stands below the first row."""
    return any(write_value(cell).strip() for row in rows[1:] for cell in row)


def _read_sheets(path: Path, limits: Limits) -> dict[str, list[list[Any]]]:
    if not _is_binary(path):
        with (
            unpack(path, limits) as unpacked,
            calamine.CalamineWorkbook.from_filelike(unpacked) as book,
        ):
            return {
                title: book.get_sheet_by_name(title).to_python(skip_empty_area=True)
                for title in book.sheet_names
            }
    if limits.takes_binary_workbooks:
        return {**read_binary_sheets(path)}
    raise FormatError(
        f"{str(path)!r} is a workbook of a format that isn't read here: "
        "save it as XLSX or ODS and try again"
    )


def _is_binary(path: Path) -> bool:
    with path.open("rb") as stream:
        if stream.read(len(_XLS)) == _XLS:
            return True
    try:
        with zipfile.ZipFile(path) as archive:
            return _XLSB in archive.namelist()
    except zipfile.BadZipFile:
        return False


def _tabulate(rows: Sequence[list[Any]], name: str, path: Path, limits: Limits) -> RawTable:
    texts: Iterator[list[str]] = ([write_value(cell) for cell in row] for row in rows)
    header = read_header(texts, path, limits)
    return tabulate(texts, header, name, path, limits)
