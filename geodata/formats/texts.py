"""Write typed values as the texts that a table would hold; pure.

Whole numbers have no point, days no time, and what is missing is an empty text.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from geodata.formats.limits import Limits, check_count

Record = dict[str, Any]

_CAST: Final = (
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_integer,
    pa.types.is_date,
    pa.types.is_boolean,
)
"""Kinds of columns that Arrow writes as `write_value` does."""


def write_value(value: Any) -> str:
    """Write one value.

    A list of plain values is joined by semicolons; anything deeper is JSON.
    """
    match value:
        case None:
            return ""
        case str():
            # half a character, which JSON can spell, can't be stored
            return value if value.isascii() else value.encode("utf-8", "replace").decode()
        case bool():
            return "true" if value else "false"
        case float():
            return write_number(value)
        case datetime():
            is_day = value.time() == time() and value.tzinfo is None
            return value.date().isoformat() if is_day else value.isoformat(" ", "seconds")
        case date() | time():
            return value.isoformat()
        case bytes():
            return value.hex()
        case list() | tuple() if all(not isinstance(item, list | dict) for item in value):
            return "; ".join(map(write_value, value))
        case list() | tuple() | dict():
            text = json.dumps(value, ensure_ascii=False, default=str)
            return text.encode("utf-8", "replace").decode()
    return "" if value != value else str(value)  # NaT is not itself  # noqa: PLR0124


def write_number(value: float) -> str:
    """Write a float; one that is no number is missing."""
    if math.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)


def write_column(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """Write a column of any type as texts without nulls."""
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    kind = column.type
    if pa.types.is_timestamp(kind):
        texts = column.cast(pa.string())  # by Arrow: Python's days end in the year 9999
        texts = pc.replace_substring_regex(texts, r"\.0+(Z?)$", r"\1")
        texts = pc.replace_substring_regex(texts, r" 00:00:00$", "")
    elif any(is_kind(kind) for is_kind in _CAST):
        texts = column.cast(pa.string())
    else:
        texts = pa.array(map(write_value, column.to_pylist()), pa.string())
    return pc.fill_null(texts, "")


def flatten(record: Mapping[str, Any]) -> dict[str, Any]:
    """Lift the fields of objects in a record up by one level, their names joined by a dot."""
    flat: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            flat |= {f"{name}.{inner}": item for inner, item in value.items()}
        else:
            flat[name] = value
    return flat


def make_record(pairs: Iterable[tuple[str, Any]]) -> Record:
    """Make a record; values of a field that is there again stand under a numbered name."""
    made: Record = {}
    for name, value in pairs:
        free, number = name, 2
        while free in made:
            free, number = f"{name} ({number})", number + 1
        made[free] = value
    return made


def tabulate_records(
    records: Iterable[Mapping[str, Any]], path: Path, limits: Limits
) -> tuple[list[str], Iterator[list[str]]]:
    """Return the names of all fields of records, in the order of their first use, and rows of
    texts; a field that a record doesn't have is empty.

    Raises
    ------
    InputError
        If they have too many fields, or each others of its own.
    """
    flat = [flatten(record) for record in records]
    names = list(dict.fromkeys(name for record in flat for name in record))
    check_count(len(names), limits.n_columns, "columns", path)
    n_empty = len(names) * len(flat) - sum(map(len, flat))
    check_count(n_empty, limits.n_cells, "cells that would be empty", path)
    rows = ([write_value(record.get(name)) for name in names] for record in flat)
    return list(map(write_value, names)), rows
