"""Read a delimited file at once if it is so regular that every reader agrees on its cells.

In: the bytes of a file and what its header says. Out: its cells as columns, or None: then
`geodata.formats.csv` reads it row by row and can say of each row what is wrong with it.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa
from pyarrow import csv

_QUOTE: Final = ord('"')
_ENDS: Final = b"\r\n"
_BLOCK: Final = 2**24  # bytes that are divided into cells at a time; no row may be longer


def read_regular(content: bytes, header: tuple[str, ...], delimiter: str) -> pa.Table | None:
    """Read a file if it is regular.

    Parameters
    ----------
    content
        Of the whole file, UTF-8 without a byte order mark.
    header
        Names for its columns, unique.
    delimiter
        What stands between cells.

    Returns
    -------
    pyarrow.Table or None
        Columns of texts as they stand, a row for each after the header; an empty line is one of
        empty cells. None if the file has rows of another length, NUL or broken characters, line
        ends of old, or quotation marks that don't stand around a cell.
    """
    start = content.find(b"\n") + 1
    is_header_first = bool(content[:start].strip(_ENDS + delimiter.encode()))
    is_plain = b"\0" not in content and content.count(b"\r") == content.count(b"\r\n")
    if not (is_header_first and is_plain and len(header) > 1):
        return None
    if not _is_well_quoted(content, delimiter, start):
        return None
    try:
        table = csv.read_csv(
            pa.BufferReader(pa.py_buffer(content).slice(start)),
            csv.ReadOptions(column_names=list(header), block_size=_BLOCK),
            csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False
            ),
            csv.ConvertOptions(
                column_types=dict.fromkeys(header, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    return table.combine_chunks()  # once, else each table that is made of it does so


def _is_well_quoted(content: bytes, delimiter: str, start: int) -> bool:
    """Say whether marks open at the start of a cell and close at its end, and the header has none.

    Read in pairs, a mark that is doubled inside a cell closes it and opens it again.
    """
    marks = np.flatnonzero(np.frombuffer(content, np.uint8) == _QUOTE)
    if not len(marks):
        return True
    if len(marks) % 2 or marks[0] < start:
        return False
    around = np.frombuffer(b"\n" + content + b"\n", np.uint8)
    beside = np.frombuffer(_ENDS + delimiter.encode() + b'"', np.uint8)
    before, after = around[marks[::2]], around[marks[1::2] + 2]
    return bool(np.isin(before, beside).all() and np.isin(after, beside).all())
