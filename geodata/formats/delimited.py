"""Open a delimited text file as rows of cells, with each row's own text if that is wanted.

In: text in a known encoding, UTF-8 with or without byte order mark if none is told; comma,
semicolon, tab or bar. It never guesses an encoding and never changes a cell; what can't be read is
an error that says why.
"""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

from geodata.errors import FormatError, InputError, unreadable
from geodata.formats.encodings import Encoding, check_signature

PLAIN: Final = Encoding("utf-8-sig")

csv.field_size_limit(2**26)
"""Letters of a cell, for the whole process: the module's own limit is below what a cell may hold
here, and a cell over it stops the file. An endless one is a quotation mark that is never closed."""

DELIMITERS: Final = (",", ";", "\t", "|")


class Delimited:
    """A delimited file that is open at its start; its rows are read once, by one of the methods.

    Both raise FormatError where the text is not UTF-8 or its quotation marks don't pair.
    """

    def __init__(
        self,
        path: Path,
        stream: TextIO,
        *,
        delimiter: str,
        has_mark: bool,
        has_escapes: bool = False,
    ) -> None:
        self.delimiter = delimiter
        self.has_mark = has_mark  # whether a byte order mark starts the file; no cell holds it
        self._path = path
        self._stream = stream
        self._has_escapes = has_escapes

    def rows(self) -> Iterator[list[str]]:
        """Return the cells of each row, the header first; a line without characters has none."""
        return self._parse(self._stream)

    def records(self) -> Iterator[tuple[str, list[str]]]:
        """Yield each row's text as it stands in the file, with its line end, and its cells."""
        taken: list[str] = []
        for row in self._parse(_note(self._stream, taken)):
            yield "".join(taken), row
            taken.clear()

    def _parse(self, lines: Iterable[str]) -> Iterator[list[str]]:
        # strict: a mark that is never closed would swallow the rows after it unsaid
        if self._has_escapes:
            # not by the module's escapechar, which would take the other backslashes away
            lines = (line.replace('\\"', '""') for line in lines)
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        try:
            yield from reader
        except csv.Error as error:
            raise FormatError(
                f"{str(self._path)!r} can't be read as CSV near line {reader.line_num} ({error}): "
                "look for a quotation mark that is never closed, or one inside a text that is not "
                "doubled"
            ) from error
        except UnicodeDecodeError as error:
            raise _not_utf8(self._path, error) from error
        except OSError as error:
            raise unreadable(self._path, error) from error


@contextmanager
def open_delimited(
    path: Path, encoding: Encoding = PLAIN, *, has_escapes: bool = False
) -> Iterator[Delimited]:
    """Open a delimited text file.

    Parameters
    ----------
    path
        The file.
    encoding
        From `geodata.formats.encodings.find_encoding`; by default UTF-8, with a mark or without.
    has_escapes
        Whether a quotation mark inside a cell stands behind a backslash, as R writes it; it is
        doubled otherwise.

    Raises
    ------
    InputError
        If the file can't be opened or is empty.
    FormatError
        If it is of another format, or its first line is not UTF-8 text.
    """
    try:
        start = _read_start(path, encoding)
        stream = path.open(encoding=encoding.codec, errors=encoding.errors, newline="")
    except OSError as error:
        raise unreadable(path, error) from error
    with stream:
        delimiter = _find_delimiter(path, stream)
        yield Delimited(
            path,
            stream,
            delimiter=delimiter,
            has_mark=start == BOM_UTF8,
            has_escapes=has_escapes,
        )


def _read_start(path: Path, encoding: Encoding) -> bytes:
    with path.open("rb") as stream:
        start = stream.read(4)
    if not start:
        raise InputError(f"{str(path)!r} is empty: give a table with a header and rows")
    if encoding is PLAIN:
        check_signature(start, path)
    return start[:3]


def _find_delimiter(path: Path, stream: TextIO) -> str:
    """Return the delimiter that divides the header most; if none does, the usual one."""
    try:
        header_line = next((line for line in stream if line.strip()), "")
        stream.seek(0)
    except UnicodeDecodeError as error:
        raise _not_utf8(path, error) from error
    except OSError as error:
        raise unreadable(path, error) from error
    usual = "\t" if path.suffix.lower() in {".tsv", ".tab"} else ","
    return max((usual, *DELIMITERS), key=lambda delimiter: _count_fields(header_line, delimiter))


def _count_fields(line: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:  # a field longer than the module reads: divided otherwise it may be shorter
        return 0


def _note(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


def _not_utf8(path: Path, error: UnicodeDecodeError) -> FormatError:
    return FormatError(
        f"{str(path)!r} is not UTF-8 text (byte 0x{error.object[error.start]:02x} can't be in "
        "it; perhaps it is Windows-1252 or Windows-1256): save it as CSV UTF-8 and try again"
    )
