"""Make a raw table of rows or columns of texts: header checked, blanks trimmed, broken rows aside.

It never drops a row unsaid and never changes a text but for blanks around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import count, islice
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geodata.errors import FormatError, InputError
from geodata.formats.limits import Limits, check_count
from geodata.formats.problems import list_rows
from geodata.formats.raw import RawTable
from geodata.types import Problem

_CHUNK: Final = 20_000  # rows; Python lists of a whole file would take ten times its size
_LONGEST: Final = 200  # letters of a row that a problem repeats


def read_header(rows: Iterator[Sequence[str]], path: Path, limits: Limits) -> tuple[str, ...]:
    """Take the header from rows: the first that isn't blank.

    Raises
    ------
    FormatError
        If there is none, or it names a column twice.
    InputError
        If it has more columns than are read.
    """
    given = next((row for row in rows if any(row)), [])
    check_count(len(given), limits.n_columns, "columns", path)
    return check_header([name.strip() for name in given], path)


def check_header(names: Sequence[str], path: Path) -> tuple[str, ...]:
    """Return the names of columns, those without a name numbered.

    Raises
    ------
    FormatError
        If there is none, or one is there twice.
    """
    if not any(names):
        raise FormatError(f"{str(path)!r} has no header: its first row must name the columns")
    repeated = sorted(name for name, n in Counter(names).items() if name and n > 1)
    if repeated:
        raise FormatError(
            f"{str(path)!r} names {', '.join(map(repr, repeated[:3]))} more than once in its "
            "header: each column needs its own name"
        )
    return tuple(name or f"(column {number})" for number, name in enumerate(names, start=1))


def tabulate(
    rows: Iterable[Sequence[str]],
    header: tuple[str, ...],
    name: str,
    path: Path,
    limits: Limits,
    *,
    numbers: Iterable[int] | None = None,
    problems: Sequence[Problem] = (),
    notes: tuple[str, ...] = (),
) -> RawTable:
    """Make a table of rows of texts.

    Parameters
    ----------
    rows
        Those after the header. One of another length, or with a NUL, is set aside.
    header
        From `read_header`.
    name
        What reports and problems call the table.
    path, limits
        Of the file.
    numbers
        Of the rows; counted from 1 if None.
    problems
        With rows that were set aside before.
    notes
        How it was read.

    Raises
    ------
    InputError
        If there are no rows, or more than are read.
    """
    aside: list[Problem] = [*problems]
    kept: list[int] = []
    batches: list[pa.RecordBatch] = []
    reader = zip(count(1) if numbers is None else numbers, rows, strict=False)
    while numbered := dict(islice(reader, _CHUNK)):
        check_count(len(kept) + len(numbered), limits.n_rows, "rows", path)
        block = list(numbered.values())
        if not _is_sound(block, len(header)):
            numbered = {number: row for number, row in numbered.items() if "".join(row).strip()}
            broken = {n: row for n, row in numbered.items() if not _is_sound([row], len(header))}
            aside += [_explain_broken(row, n, header, name) for n, row in broken.items()]
            numbered = {number: row for number, row in numbered.items() if number not in broken}
        kept += numbered
        batches.append(_to_batch(numbered.values(), header))
    table = pa.Table.from_batches(batches, _schema(header))
    return finish(table, np.array(kept, np.int64), name, path, limits, aside, notes=notes)


def finish(
    cells: pa.Table,
    numbers: NDArray[np.int64],
    name: str,
    path: Path,
    limits: Limits,
    problems: Sequence[Problem] = (),
    *,
    notes: tuple[str, ...] = (),
) -> RawTable:
    """Make a table of columns of texts, without nulls: blanks trimmed, blank rows left out.

    Parameters
    ----------
    cells
        Columns with the names of the header.
    numbers
        Of the rows; shape (n,).
    name, path, limits, notes
        As for `tabulate`.
    problems
        With rows that were set aside before.

    Raises
    ------
    InputError
        If there are no rows, or more than are read.
    """
    check_count(cells.num_rows, limits.n_rows, "rows", path)
    columns = [pc.utf8_trim_whitespace(column) for column in cells.columns]
    trimmed = pa.Table.from_arrays(columns, schema=cells.schema)
    lengths = _sum_up(trimmed)
    is_long = _find_long(trimmed, limits)
    is_kept = (lengths > 0) & ~is_long
    aside = list_rows(
        name,
        ((number, "") for number in numbers[is_long].tolist()),
        "",
        reason=f"a cell holds more than {limits.n_letters:,} letters",
        remedy="shorten it",
        set_aside=True,
    )
    if not is_kept.all():
        trimmed, numbers = trimmed.filter(pa.array(is_kept)), numbers[is_kept]
    if not trimmed.num_rows and not problems and not aside:
        raise InputError(
            f"{str(path)!r} has a header and no rows: give a file with a row for each report"
        )
    frame: pd.DataFrame = trimmed.to_pandas()
    return RawTable(
        file=name,
        columns=frame.set_index(pd.Index(numbers)),
        problems=(*problems, *aside),
        notes=notes,
    )


def _sum_up(cells: pa.Table) -> NDArray[np.int64]:
    """Return how many bytes the cells of each row hold, as far as it takes to see that it isn't
    blank.
    """
    total = np.zeros(cells.num_rows, np.int64)
    for column in cells.columns:
        total += pc.binary_length(column).to_numpy()
        if total.all():
            break
    return total


def _find_long(cells: pa.Table, limits: Limits) -> NDArray[np.bool_]:
    is_long = np.zeros(cells.num_rows, bool)
    for column in cells.columns:
        lengths = pc.binary_length(column)
        if (pc.max(lengths).as_py() or 0) > limits.n_letters:
            is_long |= pc.utf8_length(column).to_numpy() > limits.n_letters
    return is_long


def _is_sound(rows: list[Sequence[str]], n_columns: int) -> bool:
    """Say whether all rows are whole and none is blank; for a whole block it is one quick look."""
    texts = list(map("".join, rows))
    return (
        set(map(len, rows)) == {n_columns}
        and all(map(str.strip, texts))
        and "\0" not in "".join(texts)
    )


def _schema(header: tuple[str, ...]) -> pa.Schema:
    return pa.schema([(name, pa.string()) for name in header])


def _to_batch(rows: Collection[Sequence[str]], header: tuple[str, ...]) -> pa.RecordBatch:
    columns = zip(*rows, strict=True) if rows else ((),) * len(header)
    arrays = [pa.array(column, pa.string()) for column in columns]
    return pa.RecordBatch.from_arrays(arrays, schema=_schema(header))


def _explain_broken(row: Sequence[str], number: int, header: tuple[str, ...], name: str) -> Problem:
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
        value=" | ".join(row).replace("\0", "\N{SYMBOL FOR NULL}")[:_LONGEST],
        reason=reason,
        remedy=remedy,
        set_aside=True,
    )
