"""Text as the bundled font can draw it: which letters, how wide, where its lines break. Pure.

Widths are upper bounds for both weights of Vazirmatn, so that text that is said to fit does fit.
A test holds them against text that was really drawn.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dashboard.drawing.markup import clean_text, element, escape_text

# Advance widths of Vazirmatn 33 in hundredths of the letter size, the wider of its two weights
# and rounded up to a few steps.
_ADVANCES: Final[Mapping[int, str]] = MappingProxyType(
    {
        0: "\u200c\u200d\u200e\u200f",
        24: "',‘’",
        27: " ;ijl|\u00a0ı",
        30: "!.:I[]·ł",
        34: '"`t{}',
        37: "()fr•",
        42: "/\\“”°",
        46: "*^_",
        50: "-?vy«»",
        53: "<>cksxz×ə",
        56: "+=FJLaehnu±Ł",
        58: "$0123456789Ebdgopqø€",
        62: "#STYZ",
        65: "&BKPRVXđß",
        68: "ACDU~–Đ",
        72: "GHNOQØƏ",
        75: "%…",
        79: "w—",
        90: "@MWm",
    }
)
_KNOWN: Final = MappingProxyType(
    {letter: width / 100 for width, letters in _ADVANCES.items() for letter in letters}
)

_ACCENT: Final = 0.07  # by which a letter with an accent is wider at most
_UNKNOWN: Final = 1.05  # any other letter; drawn in a font of the machine

# Letters of the Arabic script change their width with their neighbours; these hold in any place.
_NARROW_ARABIC: Final = frozenset("اآأإدذرزژوؤهةلءئ۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩،؛")
_WIDE_ARABIC: Final = frozenset("سشصض")

# Letters of romanised names that Vazirmatn lacks. Another font would stand in for the whole name,
# a different one on each machine.
_LACKING: Final = re.compile("[\u0300-\u036f\u1e00-\u1eff]")
_APOSTROPHES: Final = str.maketrans("\u02bb\u02be\u02bf", "\u2018\u2019\u2018")


def fit_font(text: str) -> str:
    """Return cleaned text with Latin letters that the font lacks reduced to their base letters.

    ``Maḩalleh`` becomes ``Mahalleh``; what the font has (``ā``, ``š``, Persian) stays.
    """
    composed = unicodedata.normalize("NFC", clean_text(text)).translate(_APOSTROPHES)
    return _LACKING.sub(_base_letter, composed)


def text_element(text: str, **attributes: str | float | None) -> str:
    """Write one line of text as an SVG element, with attributes as in `markup.element`."""
    return element("text", escape_text(fit_font(text)), **attributes)


def text_width(text: str, size: float) -> float:
    """Return an upper bound for the width of text in either weight.

    Parameters
    ----------
    text
        One line.
    size
        Of the letters, pixels; so is the result.
    """
    return size * sum(_advance(letter) for letter in fit_font(text))


def wrap_text(text: str, size: float, width: float) -> tuple[str, ...]:
    """Break text into lines that fit a width; a word that is too long is broken too.

    Parameters
    ----------
    text
        One paragraph; comes back cleaned. Empty text has no lines.
    size, width
        Of the letters and the column, pixels.
    """
    lines: list[str] = []
    for word in filter(None, fit_font(text).split(" ")):
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


def _base_letter(letter: re.Match[str]) -> str:
    base = unicodedata.normalize("NFD", letter[0])[0]
    return "" if unicodedata.combining(base) else base


def _advance(letter: str) -> float:
    if letter in _KNOWN:
        return _KNOWN[letter]
    code = ord(letter)
    if 0x600 <= code <= 0x6FF:
        if 0x64B <= code <= 0x65F:  # marks above and below
            return 0.0
        return 0.68 if letter in _NARROW_ARABIC else 1.27 if letter in _WIDE_ARABIC else 0.9
    base = unicodedata.normalize("NFD", letter)[0]
    return _KNOWN[base] + _ACCENT if base in _KNOWN else _UNKNOWN
