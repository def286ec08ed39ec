"""Read the sheets of XLS and XLSB in a process of its own: a damaged file may end that, never ours.

In: a file. Out: rows of texts by sheet. Nothing can be told of these files before they are read.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

import python_calamine as calamine

from geodata.errors import FormatError
from geodata.formats.texts import write_value

_TIMEOUT_S: Final = 600


def read_binary_sheets(path: Path) -> dict[str, list[list[str]]]:
    """Read all sheets.

    Raises
    ------
    FormatError
        If it is damaged, no workbook, or takes ten minutes.
    """
    command = [sys.executable, "-m", __name__, str(path.absolute())]
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=_TIMEOUT_S)  # noqa: S603 -- no shell, one path
    except subprocess.SubprocessError as error:
        raise FormatError(
            f"{str(path)!r} can't be read as a spreadsheet (it is damaged, or no workbook): open "
            "it in a spreadsheet program and save it as XLSX, or as CSV UTF-8"
        ) from error
    sheets: dict[str, list[list[str]]] = json.loads(done.stdout)
    return sheets


def _write_sheets(path: Path) -> None:
    with calamine.CalamineWorkbook.from_path(path) as book:
        read = {
            title: book.get_sheet_by_name(title).to_python(skip_empty_area=True)
            for title in book.sheet_names
        }
    sheets = {title: [[write_value(cell) for cell in row] for row in read[title]] for title in read}
    json.dump(sheets, sys.stdout)


if __name__ == "__main__":
    _write_sheets(Path(sys.argv[1]))
