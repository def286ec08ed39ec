"""Write a text that may be a date in one way: letters, digits, signs and blanks. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from geodata.month_names import fold_letters

LONGEST: Final = 150
"""Characters of the longest text that may be a date: two days with weekday, time and zone."""


def clean_date(text: str) -> str:
    """Make digits ASCII, letters small and without accents, blanks single, long dashes one.

    The time of day goes, with its zone: a date is the day that the source writes. What spreadsheets
    and data frames make of a whole number, "2019.0", is that number. A text that is too long to be
    a date becomes empty.

    >>> clean_date("١٥  Décembre — 2019, 10:30 UTC")
    '15 decembre – 2019'
    """
    if len(text) > LONGEST:
        return ""
    if not text.isascii():
        text = text.replace(" \u0640 ", " – ")  # the stroke that lengthens words, typed as a dash
        text = "".join(map(_write_plainly, text.translate(_SIGNS)))
        if not text.isascii():
            text = fold_letters(_drop_accents(unicodedata.normalize("NFD", text)))
    cleaned = " ".join(text.lower().split())
    if ":" in cleaned:
        cleaned = _TIME_AFTER.sub("", _TIME_BEFORE.sub("", cleaned))
    return _WHOLE.sub(r"\1", cleaned)


_CLOCK: Final = r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?: ?[ap]\.?m\b\.?| uhr)?"
_ZONE: Final = (
    r"(?: ?(?:z|(?:utc|gmt)?[+-]\d\d(?::?\d\d)?|utc|gmt|[a-z]{1,3}t)(?![^\W_]))?"
    r"(?:\[[a-z/_]+\]| \([a-z ]+\))?"
)
_TIME_AFTER: Final = re.compile(
    rf"(?<=\d)(?:t|:|,? (?:at |um )?){_CLOCK}(?: ?[–-] ?{_CLOCK})?{_ZONE}(?![^\W_]|:)"
)
_TIME_BEFORE: Final = re.compile(rf"^{_CLOCK}{_ZONE}(?: ?[·,–-])? ")  # 3:45 PM · Nov 15, 2019
_WHOLE: Final = re.compile(r"^(\d+)\.0+$")

_SIGNS: Final = str.maketrans(
    {"\u200c": " ", "ı": "i", "،": ",", "٬": ",", "٫": ".", "\u0640": None}
    | dict.fromkeys("—―‒", "–")
    | dict.fromkeys("−‐‑", "-")
    | dict.fromkeys("⁄∕／", "/")
)


def _write_plainly(character: str) -> str:
    """Make a digit of any script ASCII and drop signs that are only for the direction."""
    if character.isdecimal():
        return str(int(character))
    return "" if unicodedata.category(character) == "Cf" else character


def _drop_accents(decomposed: str) -> str:
    """Drop the accents of Latin letters and the vowel signs of Arabic ones; آ is another letter."""
    kept: list[str] = []
    for character in decomposed:
        if unicodedata.combining(character) and kept and kept[-1].isascii():
            continue
        kept.append(character)
    composed = unicodedata.normalize("NFC", "".join(kept))
    return "".join(character for character in composed if not unicodedata.combining(character))
