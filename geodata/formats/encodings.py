"""Which encoding a text file has, decided once over all of it, by a stated rule.

In: a file. Out: the name of a codec and, if it isn't plain UTF-8, a note for people. It never
changes a byte and never guesses a row at a time.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

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
"""Share of the bytes beyond ASCII that stand beside another one, from which on a text is in
Arabic script: Persian and Arabic words hold nothing else, while Western accents stand alone."""

_TOO_MANY_RUNS: Final = 0.75
"""The same share from which on a text is no Western one: quotation marks stand beside accents."""

_LEAST_LETTERS: Final = 0.8
"""Share of those that are letters of the encoding, or what stands between words in it, from which
on it is that one: Cyrillic or Chinese taken for Arabic gives Western accents, and accents of DOS
taken for Windows give signs."""


_SIGNATURES: Final = (
    (b"PK\x03\x04", "a ZIP archive or an Excel workbook"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"%PDF", "a PDF"),
)
"""First bytes of what people take for CSV. A UTF-8 byte order mark is fine."""

_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


_ARABIC: Final = re.compile(r"[\u0600-\u06ff\u200c-\u200f\u00a0\u00ab\u00bb\u2013\u2014]")
_WESTERN: Final = re.compile(r"[^\W\d_]|[\u2019\u00ad\u00b7-]")
"""Letters, and apostrophes, hyphens and points within words."""


def _mark(codec: str, letters: re.Pattern[str]) -> NDArray[np.bool_]:
    """Say of each byte whether it is one of the letters."""
    texts = (bytes([code]).decode(codec, "ignore") for code in range(256))
    return np.array([letters.fullmatch(text) is not None for text in texts])


_IS_ARABIC: Final = _mark("cp1256", _ARABIC)
_IS_WESTERN: Final = _mark("cp1252", _WESTERN)
_IS_ASCII_LETTER: Final = _mark("ascii", re.compile("[A-Za-z]"))


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
                f"{str(path)!r} is {what}, not what its name says: save the table as CSV UTF-8 and "
                "try again"
            )


def find_encoding(path: Path) -> Encoding:
    """Find the encoding of a text file.

    UTF-8 with or without a byte order mark, or UTF-16 with one; else, if most bytes beyond ASCII
    are UTF-8, that, with a sign for each that isn't; else Windows-1256 (Persian, Arabic) or
    Windows-1252 (Western), told apart by whether those bytes stand together or alone, if they are
    letters of it.

    Raises
    ------
    FormatError
        If it is no text, or in another encoding.
    OSError
        If it can't be read.
    """
    with path.open("rb") as stream:
        start = stream.read(4)
    if start == codecs.BOM_UTF32_LE:
        raise FormatError(f"{str(path)!r} is UTF-32 text: save it as CSV UTF-8 and try again")
    for mark, codec in _MARKS.items():
        if start.startswith(mark):
            return Encoding(codec) if _is_valid(path, codec) else _mend(codec)
    check_signature(start, path)
    if _is_valid(path, "utf-8"):
        return Encoding("utf-8")
    seen = _look(path)
    if seen.n_control * 100 > seen.n_bytes:
        raise FormatError(
            f"{str(path)!r} is no text (control characters all over it): give a table as CSV, or "
            "with the ending of its own format"
        )
    if _count_valid(path) >= _LEAST_VALID * seen.n_high:
        return _mend("utf-8")
    is_arabic = seen.n_arabic >= _LEAST_LETTERS * seen.n_together
    if is_arabic and seen.n_together >= _LEAST_RUNS * seen.n_high:
        return Encoding("cp1256", "replace", "read as Windows-1256 (Persian, Arabic)")
    is_western = seen.n_western >= _LEAST_LETTERS * seen.n_inside
    if is_western and seen.n_together < _TOO_MANY_RUNS * seen.n_high:
        return Encoding("cp1252", "replace", "read as Windows-1252 (Western European)")
    raise FormatError(
        f"{str(path)!r} is in an encoding that isn't known: UTF-8, UTF-16, Windows-1252 and "
        "Windows-1256 are; save it as CSV UTF-8 and try again"
    )


def _mend(codec: str) -> Encoding:
    name = codec.removesuffix("-sig").upper()
    note = f"read as {name}; what isn't {name} in it stands as \N{REPLACEMENT CHARACTER}"
    return Encoding(codec, "replace", note)


class _Seen(NamedTuple):
    """How many bytes of each kind a file holds."""

    n_bytes: int
    n_control: int
    n_high: int  # beyond ASCII
    n_together: int  # of those, beside another one
    n_arabic: int  # of these, letters of Windows-1256 that Arabic scripts use
    n_inside: int  # of those beyond ASCII, between two ASCII letters
    n_western: int  # of these, letters of Windows-1252


def _look(path: Path) -> _Seen:
    total = np.zeros(len(_Seen._fields), np.int64)
    for block in _read(path):
        codes = np.frombuffer(block, np.uint8)
        before, after = np.roll(codes, 1), np.roll(codes, -1)  # at the ends of a block never mind
        is_high = codes >= 0x80
        together = is_high & ((before >= 0x80) | (after >= 0x80))
        inside = is_high & _IS_ASCII_LETTER[before] & _IS_ASCII_LETTER[after]
        is_control = (codes < 0x20) & ~np.isin(codes, (9, 10, 13))
        kinds = (
            is_control, is_high, together, together & _IS_ARABIC[codes], inside,
            inside & _IS_WESTERN[codes],
        )  # fmt: skip
        total += [len(codes), *(int(kind.sum()) for kind in kinds)]
    return _Seen(*total.tolist())


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
