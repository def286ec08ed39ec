"""How many cells the sheets of a workbook span, told from their XML before they are read; pure.

Readers hold a sheet as a rectangle up to its last row and column: two cells far apart fill any
memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from geodata.formats.markup import strip_prefix

_DIGITS: Final = "0123456789"
_ROWS: Final = "table:number-rows-repeated"
_COLUMNS: Final = "table:number-columns-repeated"
_OPEN_CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
_VALUE: Final = ("office:value-type", "table:formula")


class Corners:
    """Takes the elements of one member, as `geodata.formats.markup` tells them.

    XLSX says where a cell stands, ODS how often one or a row is repeated; empty ones at the end of
    an ODS sheet, by which it reaches to the last column and row there may be, don't count.
    """

    def __init__(self) -> None:
        self.largest_count = 0  # that an attribute announces, for which readers ask memory at once
        self._n_before = 0  # cells of the tables before this one
        self._n_rows = self._n_columns = 0  # up to the corner
        self._row = self._column = 0  # of the last cell, from 1
        self._in_cell = False  # of ODS
        self._letters: dict[str, int] = {}  # of a column → its number

    @property
    def n_cells(self) -> int:
        """The number of cells up to the corner of each table, empty ones included."""
        return self._n_before + self._n_rows * self._n_columns

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element.

        Raises
        ------
        ValueError
            If a position isn't one.
        """
        kind = strip_prefix(tag)
        if kind == "c":
            self._move(attributes.get("r"))
            self._reach()
        elif kind == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif kind in _OPEN_CELLS:
            self._in_cell = True
            self._column += int(attributes.get(_COLUMNS, 1))
            if any(name in attributes for name in _VALUE):
                self._reach()
        elif kind == "table-row":
            self._row += int(attributes.get(_ROWS, 1))
            self._column = 0
        elif kind == "table":
            self._n_before, self._n_rows, self._n_columns = self.n_cells, 0, 0
            self._row = self._column = 0
        elif self._in_cell:
            self._reach()
        else:
            given = (attributes.get("count", ""), attributes.get("uniqueCount", ""))
            counts = [int(count) for count in given if count.isdecimal()]
            self.largest_count = max(self.largest_count, *counts, 0)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._in_cell and strip_prefix(tag) in _OPEN_CELLS:
            self._in_cell = False

    def _move(self, reference: str | None) -> None:
        """Go to a cell, such as "AB12"; without a reference to the next one of the row."""
        if reference is None:
            self._column += 1
            return
        letters = reference.rstrip(_DIGITS)
        if letters not in self._letters:
            self._letters[letters] = _number(letters)
        self._column = self._letters[letters]
        self._row = int(reference[len(letters) :])

    def _reach(self) -> None:
        self._n_rows = max(self._n_rows, self._row)
        self._n_columns = max(self._n_columns, self._column)


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
