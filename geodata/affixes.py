"""Take words off folded names that say what kind of place they are or which part of it; pure text.

Province of, City of, Bandar-e, near, Saint for St: what is left is looked up, and the word that is
gone tells how to read it.
"""

from __future__ import annotations

import re
from typing import Final

_SIDE: Final = (
    r"(?:(?:north|south|east|west|north ?east|north ?west|south ?east|south ?west)(?:ern)?|central"
    r"|downtown|inner|greater|metropolitan|rural)"
)
_SCOPES: Final = (
    re.compile(
        r"^(?:about |some )?\d+ ?(?:km|kms|kilomet\w+|miles?|mi) (?:\w+ ){0,3}?(?:of|from) (.+)$"
    ),
    re.compile(rf"^(?:the )?{_SIDE}(?: parts?| side| outskirts| suburbs?)?(?: of)? (.+)$"),
    re.compile(
        r"^(?:(?:the )?(?:parts?|outskirts|suburbs?|vicinity|area|surroundings|cent(?:er|re)"
        r"|city cent(?:er|re)|countryside) of|near|around|outside|close to) (.+)$"
    ),
    re.compile(
        r"^(.+?) (?:and (?:its |the )?(?:suburbs|surroundings|outskirts|surrounding \w+)|area"
        r"|outskirts|suburbs|countryside|(?:city |town )?cent(?:er|re)|district \d+|district"
        r"|(?:refugee )?camp)$"
    ),
    re.compile(r"^(?:حومه|اطراف|نزدیک|نزدیکی|شمال|جنوب|شرق|غرب|مرکز) (.+)$"),
    re.compile(r"^(.+?) (?:بزرگ|منطقه \d+)$"),
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
    r"^(?:city of|town of|village of|bandar|shahrak|shahr|shar|port of|شهر جدید|شهرک|شهر|بندر)"
    r"(?: e| ye| i)? (.{2,})$"
)
_PLACE_SUFFIX: Final = re.compile(r"^(.{2,}?) (?:city|town|village|مقدس)$")
_TOWN: Final = re.compile(r"^(?:city|town) of | (?:city|town)$|^شهر ")
_KIND: Final = re.compile(
    r"^(?:municipality|commune|township) of (.{2,})$"
    r"|^(.{2,}?) (?:municipality|commune|township|settlement|islands?|atoll)$"
)
"""Words that a source adds and a gazetteer has not."""

_COUNTY: Final = re.compile(
    r"^(?:county of|shahrestan(?: e| ye)?|شهرستان) (.{2,})$|^(.{2,}?) (?:county|shahrestan)$"
)
"""In Iran a county bears the name of its seat."""

_SHORT_FORMS: Final = {
    "st": "saint", "ste": "sainte", "sta": "santa", "sto": "santo", "ft": "fort", "mt": "mount",
}  # fmt: skip
_LONG_FORMS: Final = {long: short for short, long in _SHORT_FORMS.items()}

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


def is_called_town(folded: str) -> bool:
    """Say whether the word that a folded name has more is "City" or "Town".

    >>> is_called_town("aleppo city"), is_called_town("bandar e mahshahr")
    (True, False)
    """
    return _TOWN.search(folded) is not None


def without_kind(folded: str) -> str | None:
    """Return the place of a folded "X municipality" or "X island", or None.

    >>> without_kind("calauan municipality")
    'calauan'
    """
    found = _KIND.match(folded)
    return (found.group(1) or found.group(2)) if found else None


def without_county(folded: str) -> str | None:
    """Return the place of a folded "X county" or "شهرستان X", or None.

    >>> without_county("شهرستان کرج"), without_county("karaj county")
    ('کرج', 'karaj')
    """
    found = _COUNTY.match(folded)
    return (found.group(1) or found.group(2)) if found else None


def with_other_form(folded: str) -> str | None:
    """Return a folded name with "St" for "Saint" or the other way round, or None if it has neither.

    >>> with_other_form("st pierre"), with_other_form("fort worth")
    ('saint pierre', 'ft worth')
    """
    words = folded.split()
    other = [_SHORT_FORMS.get(word) or _LONG_FORMS.get(word) or word for word in words]
    return " ".join(other) if other != words else None
