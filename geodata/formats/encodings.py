"""Which encoding a text file has, decided once over all of it, by a stated rule.

In: a file. Out: the name of a codec and, if it isn't plain UTF-8, a note for people. It never
changes a byte and never guesses a row at a time.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from geodata.errors import FormatError

_BLOCK: Final = 2**22  # bytes
_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_LEAST_VALID: Final = 0.5
"""Share of the bytes beyond ASCII that must belong to whole UTF-8 characters for a text to be
damaged UTF-8 rather than something else: in other encodings hardly any do."""

_LEAST_RUNS: Final = 0.5
"""Share of the bytes beyond ASCII that stand beside another one, from which on a text is
Windows-1256: Persian and Arabic words hold nothing else, while Western accents stand alone."""


_SIGNATURES: Final = (
    (b"PK\x03\x04", "a ZIP archive or an Excel workbook"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"%PDF", "a PDF"),
)
"""First bytes of what people take for CSV. A UTF-8 byte order mark is fine."""

_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a text file is to be read."""

    codec: str
    errors: str = "strict"  # as Python's codecs call it
    note: str = ""


def check_signature(start: bytes, path: Path) -> None:
    """Check by its first bytes that a file is no other format, nor UTF-16.

    Raises
    ------
    FormatError
        If it is; it says which.
    """
    signatures = (*_SIGNATURES, *((mark, "UTF-16 text") for mark in _UTF16))
    for signature, what in signatures:
        if start.startswith(signature):
            raise FormatError(
                f"{str(path)!r} is {what}, not CSV in UTF-8: save the table as CSV UTF-8 and try "
                "again"
            )


def find_encoding(path: Path) -> Encoding:
    """Find the encoding of a text file.

    UTF-8 with or without a byte order mark, or UTF-16 with one; else, if nearly all bytes beyond
    ASCII are UTF-8, that, with a sign for each that isn't; else Windows-1256 (Persian, Arabic) or
    Windows-1252 (Western), told apart by whether those bytes stand together or alone.

    Raises
    ------
    FormatError
        If it is no text.
    OSError
        If it can't be read.
    """
    with path.open("rb") as stream:
        start = stream.read(4)
    for mark, codec in _MARKS.items():
        if start.startswith(mark):
            return Encoding(codec, "strict" if _is_valid(path, codec) else "replace")
    check_signature(start, path)
    if _is_valid(path, "utf-8"):
        return Encoding("utf-8")
    n_high = n_together = n_control = n_bytes = 0
    for block in _read(path):
        codes = np.frombuffer(block, np.uint8)
        is_high = codes >= 0x80
        beside = np.zeros(len(codes), bool)
        beside[1:] |= is_high[:-1]
        beside[:-1] |= is_high[1:]
        n_high += int(is_high.sum())
        n_together += int((is_high & beside).sum())
        n_control += int(((codes < 0x20) & ~np.isin(codes, (9, 10, 13))).sum())
        n_bytes += len(codes)
    if n_control * 100 > n_bytes:
        raise FormatError(
            f"{str(path)!r} is no text (control characters all over it): give a table as CSV, or "
            "with the ending of its own format"
        )
    if _count_valid(path) >= _LEAST_VALID * n_high:
        note = "read as UTF-8; what isn't UTF-8 in it stands as \N{REPLACEMENT CHARACTER}"
        return Encoding("utf-8", "replace", note)
    if n_together >= _LEAST_RUNS * n_high:
        return Encoding("cp1256", "replace", "read as Windows-1256 (Persian, Arabic)")
    return Encoding("cp1252", "replace", "read as Windows-1252 (Western European)")


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            yield block


def _is_valid(path: Path, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for block in _read(path):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _count_valid(path: Path) -> int:
    """Count the bytes beyond ASCII that belong to whole UTF-8 characters."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="ignore")
    whole = (decoder.decode(block).encode() for block in _read(path))
    return sum(int((np.frombuffer(block, np.uint8) >= 0x80).sum()) for block in whole)
