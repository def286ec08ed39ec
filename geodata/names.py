"""Fold place names into lookup keys and take them apart; pure text in, pure text out.

Nothing here knows any place: which key belongs to which place is the gazetteer's business.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import IntEnum
from typing import Final, NamedTuple, TypeVar

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
    return (
        folded.replace(" ", "") in _NULL_KEYS
        or not any(character.isalpha() for character in folded)
        or _SEVERAL.match(folded) is not None
    )


_FEATURE: Final = re.compile(
    r"\b(?:street|avenue|boulevard|blvd|road|highway|motorway|freeway|expressway|roundabout"
    r"|junction|intersection|crossroads|square|university|college|campus|faculty|institute"
    r"|school|seminary|hospital|clinic|prison|jail|mosque|church|cathedral|synagogue|shrine"
    r"|cemetery|bazaar|mall|stadium|airport|airbase|embassy|consulate|parliament|ministry"
    r"|courthouse|headquarters|checkpoint|refinery|factory|pipeline|bridge|tunnel|dam"
    r"|river|lake|sea|mountains?)\b"
    r"|(?:^| )(?:خیابان|بلوار|میدان|چهارراه|اتوبان|بزرگراه|جاده|دانشگاه|دانشکده|مدرسه"
    r"|بیمارستان|زندان|مسجد|بازار|ورزشگاه|فرودگاه|سفارت|پالایشگاه|کارخانه|پل|سد|رودخانه)(?: |$)"
)
"""Words for what stands in a place or between places: a name with one that the gazetteer doesn't
hold is no misspelt town."""


def is_feature(folded: str) -> bool:
    """Say whether a folded text names a street, school, river or the like rather than a place.

    >>> is_feature("tehran university"), is_feature("tehran")
    (True, False)
    """
    return _FEATURE.search(folded) is not None


_LONGEST_CODE: Final = 3
_BRACKET: Final = re.compile(r"[(（\[]|\s[-–—]\s")
_DIVIDER: Final = re.compile(r"\s*[,،;؛(（\[]\s*|\s*[)）\]]\s*|\s+[-–—]\s+")

_SCOPES: Final = (
    re.compile(r"^(?:(?:the )?(?:north|south|east|west|central)\w* (?:parts? )?of) (.+)$"),
    re.compile(
        r"^(?:(?:the )?(?:parts?|outskirts|suburbs?|vicinity|area|surroundings) of|near|around"
        r"|outside|close to) (.+)$"
    ),
    re.compile(
        r"^(.+?) (?:and (?:its |the )?(?:suburbs|surroundings|outskirts|surrounding \w+)|area"
        r"|outskirts|suburbs|district \d+|district)$"
    ),
    re.compile(r"^(?:حومه|اطراف|نزدیک|نزدیکی|شمال|جنوب|شرق|غرب) (.+)$"),
    re.compile(r"^(.+?) و (?:شهرهای )?(?:اطراف|حومه)(?: \w+)?$"),
)
"""Folded phrases that say near, around or part of the place in the group."""

REGION_WORDS: Final = (
    "autonomous region", "autonomous republic", "autonomous community", "voivodeship",
    "governorate", "prefecture", "department", "territory", "province", "republic", "division",
    "region", "oblast", "canton", "state", "krai", "kray", "okrug", "emirate", "muhafazah",
    "wilayah", "wilaya", "vilayet", "ostan", "استان", "محافظه", "ولایت",
)  # fmt: skip
_REGION_PREFIX: Final = re.compile(
    rf"^(?:the )?(?:free )?(?:{'|'.join(REGION_WORDS)})(?: of| e| ye| de| di| du| da)? (.+)$"
)
_REGION_SUFFIX: Final = re.compile(rf"^(.+?) (?:{'|'.join(REGION_WORDS)})$")

_PLACE_PREFIX: Final = re.compile(
    r"^(?:city of|town of|village of|municipality of|bandar|shahrak|shahr|shar|port of|شهر جدید|شهرک|شهر|بندر)"
    r"(?: e| ye| i)? (.{2,})$"
)
_PLACE_SUFFIX: Final = re.compile(
    r"^(.{2,}?) (?:city|town|village|municipality|township|settlement|islands?|مقدس)$"
)


_ARTICLE: Final = re.compile(r"^(?:[ae]l |[ae](sh|th|dh|[dnrstz]) (?=\1)|ال)(.{3,})$")
"""The Arabic article in either script: Al-Qamishli, An Nasiriyah, القامشلي."""


def without_region_word(folded: str) -> str | None:
    """Return a folded region name without its word for province, or None if it has none.

    >>> without_region_word("isfahan province"), without_region_word("استان تهران")
    ('isfahan', 'تهران')
    """
    found = _REGION_SUFFIX.match(folded) or _REGION_PREFIX.match(folded)
    return found.group(1) if found else None


def without_place_word(folded: str) -> str | None:
    """Return a folded place name without "Bandar-e", "Shahr-e", "City" and the like, or None.

    >>> without_place_word("bandar e mahshahr"), without_place_word("شهرک صدرا")
    ('mahshahr', 'صدرا')
    """
    found = _PLACE_PREFIX.match(folded) or _PLACE_SUFFIX.match(folded)
    return found.group(1) if found else None


def without_article(folded: str) -> str | None:
    """Return a folded name without the Arabic article in front of it, or None if it has none.

    >>> without_article("an nasiriyah"), without_article("القامشلی"), without_article("alvand")
    ('nasiriyah', 'قامشلی', None)
    """
    found = _ARTICLE.match(folded)
    return found.group(2) if found else None


def without_scope(folded: str) -> str | None:
    """Return the place of a folded "near X", "western part of X" or "X and its suburbs", or None.

    >>> without_scope("bandar e mahshahr and its suburbs")
    'bandar e mahshahr'
    """
    for pattern in _SCOPES:
        if found := pattern.match(folded):
            return found.group(1)
    return None


def split_parts(text: str) -> tuple[str, ...]:
    """Split "A, B", "A (B)" and "A - B" into their parts, in order; a hyphen doesn't divide.

    >>> split_parts("Karaj (Behesht Sakineh Cemetery)")
    ('Karaj', 'Behesht Sakineh Cemetery')
    >>> split_parts("Baden-Baden")
    ('Baden-Baden',)
    """
    return tuple(part for part in _DIVIDER.split(text) if part.strip())


def is_bracketed(text: str) -> bool:
    """Say whether a text has the form "A (B)", where B is a detail of A rather than around it.

    >>> is_bracketed("London (Downing Street)"), is_bracketed("Paris, Texas")
    (True, False)
    """
    return _BRACKET.search(text) is not None


class Reading(NamedTuple):
    """One way to read a name: the words to look up and what the other words say of them."""

    folded: str  # the words to look up
    is_capitals: bool = False  # written in capitals: "IR" and "TX" may be codes
    is_near: bool = False  # near, around or part of the place
    is_region: bool = False  # a province or state, never a city
    is_reduced: bool = False  # a word such as "City" or "Bandar-e" was taken off

    @property
    def key(self) -> str:
        """The words without spaces."""
        return self.folded.replace(" ", "")

    @property
    def may_be_code(self) -> bool:
        """Whether a code of a country or region can be meant."""
        return self.is_capitals or not self.is_short

    @property
    def is_short(self) -> bool:
        """Whether it has so few Latin letters that it may be a code, an initial or a word."""
        return len(self.key) <= _LONGEST_CODE and self.folded.isascii()


def readings(folded: str, *, is_capitals: bool = False) -> Iterator[Reading]:
    """Yield the ways to read a folded name that has no parts, the likeliest first.

    >>> [reading.folded for reading in readings("sadra city")]
    ['sadra city', 'sadra']
    """
    yield Reading(folded=folded, is_capitals=is_capitals)
    if place := without_scope(folded):
        yield from (reading._replace(is_near=True) for reading in readings(place))
    elif region := without_region_word(folded):
        yield Reading(folded=region, is_region=True)
    elif reduced := without_place_word(folded):
        yield Reading(folded=reduced, is_reduced=True)
    elif bare := without_article(folded):
        yield Reading(folded=bare, is_reduced=True)
