"""Read a delimited text file into texts under their headers; a broken row is set aside."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa

from geodata.errors import AtlasError, FormatError, unreadable
from geodata.formats.delimited import open_delimited
from geodata.formats.encodings import Encoding, find_encoding
from geodata.formats.headerless import find_header
from geodata.formats.limits import Limits
from geodata.formats.raw import RawTable
from geodata.formats.regular import read_regular
from geodata.formats.tabling import finish, read_header, tabulate

_ESCAPED: Final = "quotation marks inside cells stand behind a backslash"
_NAMES_DELIMITER: Final = ["sep=", ""]
"""Cells of a first line "sep=;", by which spreadsheets are told what stands between cells."""

_LARGEST: Final = 2**30  # bytes of a file that is read at once


def read_csv(path: Path, name: str, limits: Limits) -> tuple[RawTable, ...]:
    """Read a delimited text file.

    Parameters
    ----------
    path
        The file.
    name
        What reports and problems call it.
    limits
        How much it may hold.

    Raises
    ------
    InputError
        If the file can't be opened, is empty, has a header only, or holds too much.
    FormatError
        If it is no text or its header is unusable, or it is a table of GDELT 1.0.
    """
    try:
        encoding = find_encoding(path)
    except OSError as error:
        raise unreadable(path, error) from error
    try:
        return _read(path, name, limits, encoding)
    except FormatError:
        if not _may_escape(path):
            raise
        try:
            return _read(path, name, limits, encoding, has_escapes=True)
        except AtlasError:
            pass  # it isn't written that way either
        raise


def _read(
    path: Path, name: str, limits: Limits, encoding: Encoding, *, has_escapes: bool = False
) -> tuple[RawTable, ...]:
    with open_delimited(path, encoding, has_escapes=has_escapes) as delimited:
        first, rows = _look_at_first(delimited.rows())
        names_delimiter = first == _NAMES_DELIMITER
        if names_delimiter:
            next(rows)
            first, rows = _look_at_first(rows)
        named = find_header(first, name)
        header = named or read_header(rows, path, limits)
        said = (encoding.note, _say_delimiter(delimited.delimiter), _ESCAPED if has_escapes else "")
        notes = tuple(filter(None, said))
        quick = _read_at_once(
            path,
            header,
            delimited.delimiter,
            encoding,
            has_header=named is None,
            names_delimiter=names_delimiter,
        )
        if quick is None:
            return (tabulate(rows, header, name, path, limits, notes=notes),)
    numbers = np.arange(1, quick.num_rows + 1)
    return (finish(quick, numbers, name, path, limits, notes=notes),)


def _may_escape(path: Path) -> bool:
    """Say whether a backslash stands before a quotation mark somewhere."""
    try:
        with path.open("rb") as stream:
            return any(b'\\"' in line for line in stream)
    except OSError:
        return False


def _say_delimiter(delimiter: str) -> str:
    """Say what stands between cells if it isn't what the ending promises."""
    return "" if delimiter in ",\t" else f"cells are divided by {delimiter!r}"


def _look_at_first(rows: Iterator[list[str]]) -> tuple[list[str], Iterator[list[str]]]:
    """Return the first row, and all rows."""
    first = next(rows, [])
    return first, chain([first], rows)


def _read_at_once(
    path: Path,
    header: tuple[str, ...],
    delimiter: str,
    encoding: Encoding,
    *,
    has_header: bool,
    names_delimiter: bool,
) -> pa.Table | None:
    """Return the cells several times as fast as row by row; None if the file isn't regular."""
    if not encoding.codec.startswith("utf-8") or encoding.errors != "strict":
        return None
    try:
        content = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError:
        return None  # row by row it will say why
    content = content.removeprefix(BOM_UTF8)
    if names_delimiter:
        content = content.partition(b"\n")[2]
    if content and not has_header:
        content = delimiter.join(header).encode() + b"\n" + content
    return read_regular(content, header, delimiter)
