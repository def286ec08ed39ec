"""Fold place names into lookup keys and take them apart; pure text in, pure text out.

Nothing here knows any place: which key belongs to which place is the gazetteer's business.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import IntEnum
from typing import Final, TypeVar

T = TypeVar("T")


class Evidence(IntEnum):
    """How a text belongs to a place as its name, best first."""

    MAIN = 0  # its main name (in Iran also the Persian one)
    ALTERNATE = 1  # a proper other name that is like it
    ALIEN = 2  # a proper other name that is unlike it
    REDUCED = 3  # a name without a word such as "Bandar-e" or "City"
    SOUND = 4  # another spelling of the same sound as its main name
    CONSONANT = 5  # the consonants of its main name, at least four
    LOOSE = 6  # the sound or consonants of another of its names, or few consonants
    WEAK = 7  # a lossy transliteration or an airport code
    FUZZY = 8  # one of its names but for a letter or two; never stored


EVIDENCE_BITS: Final = 3
EVIDENCE_MASK: Final = (1 << EVIDENCE_BITS) - 1
"""A posting of a name is ``row << EVIDENCE_BITS | evidence``, with the row of its place."""


def by_evidence(table: Mapping[Evidence, T]) -> tuple[T, ...]:
    """Return a table as a tuple to be indexed by evidence: hashing an enum member is slow."""
    return tuple(table[evidence] for evidence in Evidence)


MAX_LENGTH: Final = 120
"""Longer texts are sentences or junk: the longest name in GeoNames has fewer letters."""

_SPECIAL: Final = {
    # Latin letters that Unicode doesn't decompose
    "ß": "ss", "ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th",
    "ł": "l", "ħ": "h", "ə": "a", "ŋ": "n", "ŧ": "t",
    # Arabic, Urdu and Kurdish shapes of letters that Persian also has
    "ي": "ی", "ى": "ی", "ې": "ی", "ێ": "ی", "ك": "ک", "ڪ": "ک", "ٱ": "ا", "ة": "ه", "ە": "ه",
    "ہ": "ه", "ھ": "ه", "ۃ": "ه", "ۆ": "و", "ۊ": "و", "ء": "", "ـ": "",
    # marks that stand inside a name without dividing it
    "'": "", "’": "", "‘": "", "`": "", "´": "", "ʻ": "", "ʼ": "", "ʿ": "", "ʾ": "", "′": "",
    ".": "", "·": "",
}  # fmt: skip

_MARKS: Final = (
    (0x0300, 0x036F),  # Latin, Greek and Cyrillic accents
    (0x0591, 0x05C7),  # Hebrew points
    (0x0610, 0x061A),  # Arabic signs
    (0x064B, 0x065F),  # Arabic vowel signs, hamza and madda above and below
    (0x0670, 0x0670),  # superscript alef
    (0x06D6, 0x06ED),  # Koranic signs
)
"""Combining marks to drop. Those of Indic and other scripts carry vowels and stay."""


class _FoldTable(dict[int, str]):
    """What each character becomes; filled as characters are met, so that folding stays fast."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character in _SPECIAL:
        return _SPECIAL[character]
    code = ord(character)
    if any(start <= code <= stop for start, stop in _MARKS):
        return ""
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category in {"Cc", "Cf"}:
        return " " if character.isspace() else ""
    return character if category[0] in "LMN" else " "


_TABLE: Final = _FoldTable()


def fold(text: str) -> str:
    """Reduce a text to comparable words: no case, accents, points, marks or pictures.

    Persian, Arabic, Urdu and Kurdish shapes of one letter become the Persian one; digits become
    ASCII; hyphens and other punctuation become single spaces; apostrophes, full stops, joiners
    and direction marks vanish.

    >>> fold("Bandar-e Māhshahr")
    'bandar e mahshahr'
    >>> fold("رباط\u200cكريم") == fold("رباطکریم")
    True
    """
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        # compatibility forms may decompose to capitals
        folded = text.translate(_TABLE).casefold()
        return " ".join(unicodedata.normalize("NFC", folded).split())
    return " ".join(text.translate(_TABLE).split())


def key(text: str) -> str:
    """Return the folded text without its spaces: what the gazetteer is searched by.

    >>> key("Robat-Karim") == key("ROBĀŢ KARĪM")
    True
    """
    return fold(text).replace(" ", "")


_NULL_KEYS: Final = frozenset(
    {"unknown", "unspecified", "undisclosed", "none", "null", "nil", "na", "nan", "tbd", "tba"}
    | {"missing", "other", "others", "various", "several", "notavailable", "notknown", "abroad"}
    | {"nationwide", "countrywide", "worldwide", "global", "international", "everywhere"}
    | {"anywhere", "nowhere", "elsewhere", "online", "internet", "web", "virtual"}
    | {"africa", "asia", "europe", "middleeast", "persiangulf", "arabiangulf", "caspiansea"}
    | {"border", "home", "of", "in", "at", "the", "خلیجفارس", "دریایخزر", "دریایمازندران"}
    | {"نامشخص", "نامعلوم", "سراسری", "سراسرکشور", fold("آنلاین")}
)
_SEVERAL: Final = re.compile(
    r"^(?:various|several|different|many|multiple|other|some|all|most|numerous) (?:\w+ )?"
    r"(?:cities|towns|villages|places|locations|parts|provinces|regions|areas|countries)\b"
    r"|^(?:شهرهای|نقاط) (?:مختلف|دیگر)"
)


def is_empty(folded: str) -> bool:
    """Say whether a folded text can't name one place: no letter, a null word, "various cities".

    >>> [is_empty(fold(text)) for text in ("", "N/A", "12345", "🔥", "various cities", "Qom")]
    [True, True, True, True, True, False]
    """
    if folded.isalpha():  # one word, as most names are
        return folded in _NULL_KEYS
    return (
        folded.replace(" ", "") in _NULL_KEYS
        or not any(map(str.isalpha, folded))
        or _SEVERAL.match(folded) is not None
    )


_FEATURE: Final = re.compile(
    r"\b(?:street|avenue|boulevard|blvd|road|highway|motorway|freeway|expressway|roundabout"
    r"|junction|intersection|crossroads|square|university|college|campus|faculty|institute"
    r"|school|seminary|hospital|clinic|prison|jail|mosque|church|cathedral|synagogue|shrine"
    r"|cemetery|bazaar|mall|stadium|airport|airbase|consulate|parliament|ministry"
    r"|courthouse|headquarters|checkpoint|refinery|factory|pipeline|bridge|tunnel|dam"
    r"|river|lake|sea|gulf|strait|mount|mountains?|embassy)\b"
    r"|(?:^| )(?:خیابان|بلوار|میدان|چهارراه|اتوبان|بزرگراه|جاده|دانشگاه|دانشکده|مدرسه"
    r"|بیمارستان|زندان|مسجد|بازار|ورزشگاه|فرودگاه|سفارت|پالایشگاه|کارخانه|پل|سد|رودخانه"
    r"|دریاچه|دریا|خلیج|کوه)(?: |$)"
)
"""Words for what stands in a place or between places: a name with one that the gazetteer doesn't
hold is no misspelt town."""


def is_feature(folded: str) -> bool:
    """Say whether a folded text names a street, school, river or the like rather than a place.

    >>> is_feature("tehran university"), is_feature("tehran")
    (True, False)
    """
    return _FEATURE.search(folded) is not None


_BRACKET: Final = re.compile(r"[(（\[]|\s[-–—]\s")
_DIVIDER: Final = re.compile(
    r"\s*[,،;؛/\\&(（\[]\s*|\s*[)）\]]\s*|\s+[-–—]\s+|[–—]|\s+(?:and|or|و)\s+", re.IGNORECASE
)
_BETWEEN: Final = re.compile(r"^\s*(?:between|from|بین)\s+", re.IGNORECASE)


def split_parts(text: str) -> tuple[str, ...]:
    """Split "A, B", "A (B)", "A - B" and "A and B" into their parts; a hyphen doesn't divide.

    >>> split_parts("Karaj (Behesht Sakineh Cemetery)")
    ('Karaj', 'Behesht Sakineh Cemetery')
    >>> split_parts("Baden-Baden")
    ('Baden-Baden',)
    """
    return tuple(part for part in _DIVIDER.split(_BETWEEN.sub("", text)) if part.strip())


def is_bracketed(text: str) -> bool:
    """Say whether a text has the form "A (B)", where B is a detail of A rather than around it.

    >>> is_bracketed("London (Downing Street)"), is_bracketed("Paris, Texas")
    (True, False)
    """
    return _BRACKET.search(text) is not None
