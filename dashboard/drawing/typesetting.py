"""How wide text is and where its lines break. Pure, from a table; never draws.

Widths are upper bounds for both weights of the bundled Vazirmatn, so that text that is said to
fit does fit. A test holds them against text that was really drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# Advance widths of Vazirmatn 33 in hundredths of the letter size, the wider of its two weights.
_ADVANCES: Final[Mapping[int, str]] = MappingProxyType(
    {
        0: "\u200c\u200d\u200e\u200f",
        27: "',;|ijl []’",
        32: "!.:I·`{}",
        37: '"()rtf/°•“”',
        46: "\\^*_",
        51: "-?yvxz<ks×",
        55: ">ceLaF+",
        58: "=EJbdghnopqu0123456789$",
        62: "#STYZ",
        66: "&BKPXVUCDRA–",
        70: "GOQ~",
        76: "HN%w—…",
        90: "mMW@",
    }
)
_KNOWN: Final = MappingProxyType(
    {letter: width / 100 for width, letters in _ADVANCES.items() for letter in letters}
)

# Letters of the Arabic script change their width with their neighbours; these hold in any place.
_NARROW_ARABIC: Final = frozenset("اآأإدذرزژوؤهةلءئ۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩،؛")
_WIDE_ARABIC: Final = frozenset("سشصض")


def text_width(text: str, size: float) -> float:
    """Return an upper bound for the width of text in either weight.

    Parameters
    ----------
    text
        One line.
    size
        Of the letters, pixels; so is the result.
    """
    return size * sum(_advance(letter) for letter in text)


def wrap_text(text: str, size: float, width: float) -> tuple[str, ...]:
    """Break text into lines that fit a width; a word that is too long is broken too.

    Parameters
    ----------
    text
        One paragraph. Empty text has no lines.
    size, width
        Of the letters and the column, pixels.
    """
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size) <= width:
            lines[-1] = joined
        else:
            lines.extend(_break_word(word, size, width))
    return tuple(lines)


def _break_word(word: str, size: float, width: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _advance(letter: str) -> float:
    if letter in _KNOWN:
        return _KNOWN[letter]
    code = ord(letter)
    if 0x600 <= code <= 0x6FF:
        if 0x64B <= code <= 0x65F:  # marks above and below
            return 0.0
        return 0.68 if letter in _NARROW_ARABIC else 1.27 if letter in _WIDE_ARABIC else 0.9
    return 0.72 if code < 0x2000 else 1.05
