"""Write tables as an Excel workbook: a sheet each, days as days, and no text ever a formula."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO, Final

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from geodata.errors import InputError
from geodata.formats.out.sheets import Sheet

MOST_ROWS: Final = 1_048_575
"""That a sheet can hold beneath its header."""

MOST_LETTERS: Final = 32_767
"""That a cell can hold."""

_FIRST_DAY: Final = date(1900, 3, 1)
"""Workbooks count a 29 February 1900; days before it are written as texts."""

_MOMENT: Final = datetime(2000, 1, 1)
"""Stands for the time of writing, so that the same rows are the same bytes."""

_WIDTH: Final = 16  # of a column, in letters


def write_workbook(sheets: Sequence[Sheet], output: BinaryIO) -> None:
    """Write all tables.

    Raises
    ------
    InputError
        If one has more rows, or a text more letters, than a workbook can hold.
    OSError
        If the output can't be written.
    """
    for sheet in sheets:
        if sheet.n_rows > MOST_ROWS:
            raise InputError(
                f"{sheet.n_rows:,} {sheet.name} are more than the {MOST_ROWS:,} rows that a sheet "
                "of a workbook can hold: select fewer, or export as .csv or .geoparquet"
            )
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": False,
    }
    with xlsxwriter.Workbook(output, options) as book:
        book.set_properties({"created": _MOMENT})
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        # the apostrophe that Excel doesn't show: a cell stays a text when it is edited as well
        text = book.add_format({"quote_prefix": True})
        for sheet in sheets:
            _write_sheet(sheet, book.add_worksheet(sheet.name), bold, day, text)


def _write_sheet(sheet: Sheet, page: Worksheet, bold: Format, day: Format, text: Format) -> None:
    page.freeze_panes(1, 0)
    page.set_column(0, len(sheet.schema) - 1, _WIDTH)
    for number, name in enumerate(sheet.schema.names):
        page.write_string(0, number, name, bold)
    writers = [_choose_writer(field, page, day, text) for field in sheet.schema]
    row = 0
    for batch in sheet.batches():
        for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            row += 1
            for number, (cell, write) in enumerate(zip(cells, writers, strict=True)):
                if cell is not None:
                    write(row, number, cell)


def _choose_writer(
    field: pa.Field, page: Worksheet, day: Format, text: Format
) -> Callable[[int, int, Any], None]:
    """Return what writes a cell of a column."""

    def _write_text(row: int, number: int, cell: str) -> None:
        if len(cell) > MOST_LETTERS:
            raise InputError(
                f"{field.name} {cell[:40]!r} has {len(cell):,} letters, and a cell of a workbook "
                f"holds {MOST_LETTERS:,}: export as .csv or .geoparquet"
            )
        page.write_string(row, number, cell, text)

    def _write_day(row: int, number: int, cell: date) -> None:
        if cell < _FIRST_DAY:
            page.write_string(row, number, cell.isoformat(), text)
        else:
            page.write_datetime(row, number, cell, day)

    def _write_number(row: int, number: int, cell: float) -> None:
        page.write_number(row, number, cell)

    if pa.types.is_string(field.type):
        return _write_text
    return _write_day if pa.types.is_date(field.type) else _write_number
