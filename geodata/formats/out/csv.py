"""Write one table as CSV: UTF-8, commas, days as YYYY-MM-DD, an empty cell for null.

A byte order mark leads, without which spreadsheets take Persian names for Western ones; every
program that reads UTF-8 knows it. Texts that a spreadsheet might run are defused.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Sequence
from typing import BinaryIO, Final

import pyarrow as pa
import pyarrow.compute as pc

from geodata.formats.defusing import defuse
from geodata.formats.out.markup import join, write_cells
from geodata.formats.out.sheets import Sheet

_QUOTED: Final = r'[,;"\t\r\n]|^\s|\s$'
"""What a cell holds that must stand in quotation marks, by the rules of one reader or another."""


def write_csv(sheets: Sequence[Sheet], output: BinaryIO) -> None:
    """Write the first table.

    Raises
    ------
    OSError
        If the output can't be written.
    """
    output.write(BOM_UTF8 + ",".join(sheets[0].schema.names).encode() + b"\n")
    for batch in sheets[0].batches():
        output.write("".join(_write_rows(batch).to_pylist()).encode())


def _write_rows(batch: pa.RecordBatch) -> pa.Array:
    pieces: list[pa.Array | str] = []
    for column in batch.columns:
        pieces += [write_cells(column, _write_texts), ","]
    return join([*pieces[:-1], "\n"])


def _write_texts(texts: pa.Array) -> pa.Array:
    cells = defuse(texts)
    is_quoted = pc.match_substring_regex(cells, _QUOTED)
    if not pc.any(is_quoted).as_py():
        return cells
    doubled = pc.replace_substring(cells, '"', '""')
    return pc.if_else(is_quoted, pc.binary_join_element_wise('"', doubled, '"', ""), cells)
