"""Which script a name is written in, and where it is written so; pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

LATIN: Final = "LATIN"

ARABIC_SPEAKING: Final = frozenset(
    {"AE", "BH", "DJ", "DZ", "EG", "EH", "IQ", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM"}
    | {"PS", "QA", "SA", "SD", "SO", "SY", "TD", "TN", "YE"}
)

WRITTEN_IN: Final[Mapping[str, frozenset[str]]] = {
    "ARABIC": ARABIC_SPEAKING | {"AF", "IR", "PK"},
    "ARMENIAN": frozenset({"AM"}),
    "BENGALI": frozenset({"BD", "IN"}),
    "CJK": frozenset({"CN", "HK", "JP", "MO", "SG", "TW"}),
    "CYRILLIC": frozenset({"BA", "BG", "BY", "KG", "KZ", "ME", "MK", "MN", "RS", "RU", "TJ", "UA"}),
    "DEVANAGARI": frozenset({"IN", "NP"}),
    "ETHIOPIC": frozenset({"ER", "ET"}),
    "GEORGIAN": frozenset({"GE"}),
    "GREEK": frozenset({"CY", "GR"}),
    "GUJARATI": frozenset({"IN"}),
    "GURMUKHI": frozenset({"IN"}),
    "HANGUL": frozenset({"KP", "KR"}),
    "HEBREW": frozenset({"IL"}),
    "HIRAGANA": frozenset({"JP"}),
    "KANNADA": frozenset({"IN"}),
    "KATAKANA": frozenset({"JP"}),
    "KHMER": frozenset({"KH"}),
    "LAO": frozenset({"LA"}),
    "MALAYALAM": frozenset({"IN"}),
    "MYANMAR": frozenset({"MM"}),
    "ORIYA": frozenset({"IN"}),
    "SINHALA": frozenset({"LK"}),
    "TAMIL": frozenset({"IN", "LK", "SG"}),
    "TELUGU": frozenset({"IN"}),
    "THAANA": frozenset({"MV"}),
    "THAI": frozenset({"TH"}),
    "TIBETAN": frozenset({"BT", "CN"}),
}
"""ISO 3166-1 alpha-2 of the countries where places are officially named in a script."""


def find_script(text: str) -> str:
    """Return the script of the first letter by its name in Unicode; empty if there is no letter.

    >>> [find_script(name) for name in ("Oslo", "کرج", "Київ", "北京")]
    ['LATIN', 'ARABIC', 'CYRILLIC', 'CJK']
    """
    letter = next((character for character in text if character.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""
