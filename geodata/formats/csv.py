"""Read a delimited text file into texts under their headers; a broken row is set aside.

It never drops a row unsaid and never changes a text but for blanks around it.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geodata.errors import FormatError, InputError
from geodata.formats.delimited import open_delimited
from geodata.formats.raw import RawTable
from geodata.formats.regular import read_regular
from geodata.types import Problem

_LARGEST: Final = 2**30  # bytes of a file that is read at once
_CHUNK: Final = 20_000  # rows; Python lists of a whole file would take ten times its size


def read_csv(path: Path, name: str) -> RawTable:
    """Read a delimited text file.

    Parameters
    ----------
    path
        The file.
    name
        What reports and problems call it.

    Raises
    ------
    InputError
        If the file can't be opened, is empty, or has a header only.
    FormatError
        If it is not UTF-8 text or its header is unusable.
    """
    with open_delimited(path) as delimited:
        rows = delimited.rows()
        header = _read_header(rows, path)
        quick = _read_at_once(path, header, delimited.delimiter)
        table, problems = (quick, []) if quick is not None else _read_rows(rows, header, name)
    if table.empty and not problems:
        raise InputError(
            f"{str(path)!r} has a header and no rows: give a file with a row for each report"
        )
    return RawTable(file=name, columns=table, problems=tuple(problems))


def _read_header(reader: Iterator[list[str]], path: Path) -> tuple[str, ...]:
    names = [name.strip() for name in next((row for row in reader if any(row)), [])]
    if not any(names):
        raise FormatError(f"{str(path)!r} has no header: its first row must name the columns")
    repeated = sorted({name for name in names if name and names.count(name) > 1})
    if repeated:
        raise FormatError(
            f"{str(path)!r} names {', '.join(map(repr, repeated))} more than once in its header: "
            "each column needs its own name"
        )
    return tuple(name or f"(column {number})" for number, name in enumerate(names, start=1))


def _read_at_once(path: Path, header: tuple[str, ...], delimiter: str) -> pd.DataFrame | None:
    """Return what `_read_rows` would, several times as fast; None if the file isn't regular."""
    try:
        content = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError:
        return None  # row by row it will say why
    cells = read_regular(content.removeprefix(BOM_UTF8), header, delimiter)
    if cells is None:
        return None
    numbers = np.arange(1, cells.num_rows + 1)
    is_blank = np.ones(len(numbers), bool)
    trimmed = _trim(cells)
    for column in trimmed.columns:
        is_blank &= pc.equal(column, "").to_numpy()
        if not is_blank.any():
            return _to_frame(trimmed, numbers)
    return _to_frame(trimmed.filter(pa.array(~is_blank)), numbers[~is_blank])


def _read_rows(
    reader: Iterator[list[str]], header: tuple[str, ...], name: str
) -> tuple[pd.DataFrame, list[Problem]]:
    problems: list[Problem] = []
    numbers: list[int] = []
    batches: list[pa.RecordBatch] = []
    n_read = 0
    while block := list(islice(reader, _CHUNK)):
        rows = dict(enumerate(block, start=n_read + 1))
        n_read += len(block)
        if not _is_sound(block, len(header)):
            rows = {number: row for number, row in rows.items() if "".join(row).strip()}
            broken = {n: row for n, row in rows.items() if not _is_sound([row], len(header))}
            problems += [_explain_broken(row, n, header, name) for n, row in broken.items()]
            rows = {number: row for number, row in rows.items() if number not in broken}
        numbers += rows
        batches.append(_to_batch(rows.values(), header))
    table = pa.Table.from_batches(batches, _schema(header))
    return _to_frame(_trim(table), np.array(numbers, np.int64)), problems


def _is_sound(rows: list[list[str]], n_columns: int) -> bool:
    """Say whether all rows are whole and none is blank; for a whole block it is one quick look."""
    texts = list(map("".join, rows))
    return (
        set(map(len, rows)) == {n_columns}
        and all(map(str.strip, texts))
        and "\0" not in "".join(texts)
    )


def _schema(header: tuple[str, ...]) -> pa.Schema:
    return pa.schema([(name, pa.string()) for name in header])


def _to_batch(rows: Collection[list[str]], header: tuple[str, ...]) -> pa.RecordBatch:
    columns = zip(*rows, strict=True) if rows else ((),) * len(header)
    arrays = [pa.array(column, pa.string()) for column in columns]
    return pa.RecordBatch.from_arrays(arrays, schema=_schema(header))


def _trim(cells: pa.Table) -> pa.Table:
    columns = [pc.utf8_trim_whitespace(column) for column in cells.columns]
    return pa.Table.from_arrays(columns, schema=cells.schema)


def _to_frame(cells: pa.Table, numbers: NDArray[np.int64]) -> pd.DataFrame:
    frame: pd.DataFrame = cells.to_pandas()
    return frame.set_index(pd.Index(numbers))


def _explain_broken(row: list[str], number: int, header: tuple[str, ...], name: str) -> Problem:
    if len(row) == len(header):
        reason = "the row holds a NUL character: the file was damaged or is binary"
        remedy = "export the table again"
    else:
        reason = f"the row has {len(row)} fields and the header {len(header)}"
        remedy = "put a text that holds the delimiter or a line break in quotation marks"
    return Problem(
        file=name,
        row=number,
        column="",
        value=" | ".join(row).replace("\0", "\N{SYMBOL FOR NULL}")[:200],
        reason=reason,
        remedy=remedy,
        set_aside=True,
    )
