"""Reduce spellings of Iranian and Arabic place names to looser keys; pure text in and out.

The same name reaches us through English, French, Turkish, Azeri and Arabic ears and keyboards:
Shiraz, Chiraz, Şiraz; Qarchak as قرچک and قرجك. The *sound* key joins spellings that read alike,
the *consonant* key also drops the vowels. Neither ever replaces the exact key.
"""

from __future__ import annotations

import re
from typing import Final

from geodata.affixes import without_article
from geodata.names import fold

SOUND_MARK: Final = "~"
CONSONANT_MARK: Final = "="
PART_MARK: Final = "@"
"""What the keys of looser spellings, and of quarters of a place, start with in the index: so they
never meet an exact key."""

_TURKIC: Final = str.maketrans({"ş": "sh", "Ş": "sh", "ç": "ch", "Ç": "ch", "ğ": "gh", "Ğ": "gh"})
"""Letters whose tails are sounds; folding would drop them."""

_LATIN_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tch", "ch"),
        (r"dj|dzh|dsch", "j"),
        (r"gh|q", "q"),
        (r"w", "v"),
        (r"ph", "f"),
        (r"ou|oo|ow|o|u", "u"),
        (r"ee|ei|ey|iy|i|e|y", "i"),
        (r"([a-z])\1+", r"\1"),
        (r"(sh|ch|kh)\1", r"\1"),
        (r"sh+", "sh"),
        (r"h$", ""),
    )
)
"""Rules in order: English, French and Turkish ways to write one sound become one letter."""

_ARABIC_SOUNDS: Final = str.maketrans(
    {
        # an Arabic keyboard has no گ چ پ ژ
        "گ": "ک", "چ": "ج", "پ": "ب", "ژ": "ز",
        # letters that sound the same in Persian
        "ث": "س", "ص": "س", "ذ": "ز", "ض": "ز", "ظ": "ز", "ط": "ت", "ح": "ه", "غ": "ق", "ع": "ا",
    }
)  # fmt: skip

_LINKS: Final = frozenset({"e", "i", "ye", "yi"})
"""The ezafe that links two words: Bandar-e, Bandar-i, Qal'eh-ye."""

_ARABIC_ENDING: Final = re.compile(r"i?(?:iyy?[ae]h?|ieh)$")
"""Nasiriyah, Nasiriya, Nasiriyyah, Nasiriyeh, Nasirieh."""

_C_ALONE: Final = re.compile(r"c(?!h)")
_DIGRAPH: Final = re.compile(r"[sckz]h")
_LATIN: Final = re.compile(r"[a-z]")
_VOWELS: Final = re.compile(r"(?<!^)[aiu]")
_LONG_VOWELS: Final = re.compile(r"(?<!^)[اویه]")


def sound_key(text: str) -> str:
    """Return the key under which spellings that sound alike in Persian meet.

    >>> sound_key("Javanroud") == sound_key("Javānrūd") == sound_key("Javanrood")
    True
    >>> sound_key("قرجك") == sound_key("قرچک")
    True
    """
    return _sounds(_letters(text))


def consonant_key(text: str) -> str:
    """Return the sound key without vowels, except a first one, which is written ``a``.

    >>> consonant_key("Meshed") == consonant_key("Mashhad")
    True
    """
    return _consonants(sound_key(text))


def spelling_keys(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sound keys and the consonant keys of a name as somebody may have written it.

    A name with a "c" has several: French writes Chiraz, Turkish Bircend, and a "ç" may have lost
    its tail.
    """
    letters = _letters(text)
    readings = [letters]
    if "c" in letters:
        readings.append(letters.replace("ch", "sh"))
        readings.extend(_C_ALONE.sub(sound, letters) for sound in ("j", "ch"))
    sounds = tuple(dict.fromkeys(_sounds(reading) for reading in readings))
    return sounds, tuple(dict.fromkeys(_consonants(sound) for sound in sounds))


def arabic_keys(folded: str) -> set[str]:
    """Return the other keys of a folded Arabic name: without its article, with either ending.

    >>> sorted(arabic_keys("an nasiriyah"))
    ['annasiriya', 'nasiriya', 'nasiriyah']
    """
    keys = {text.replace(" ", "") for text in (folded, without_article(folded)) if text}
    stems = {_ARABIC_ENDING.sub("", text) for text in keys if _ARABIC_ENDING.search(text)}
    keys |= {stem + ending for stem in stems for ending in ("iya", "iyah")}
    return keys - {folded.replace(" ", "")}


def count_consonants(consonants: str) -> int:
    """Return how many sounds a consonant key has: "sh" is one.

    >>> count_consonants(consonant_key("Mashhad"))
    3
    """
    return len(consonants) - len(_DIGRAPH.findall(consonants))


def _letters(text: str) -> str:
    words = fold(text.translate(_TURKIC)).split()
    return "".join(word for word in words if word not in _LINKS) or "".join(words)


def _sounds(letters: str) -> str:
    if not _LATIN.search(letters):
        return letters.translate(_ARABIC_SOUNDS)
    for pattern, sound in _LATIN_SOUNDS:
        letters = pattern.sub(sound, letters)
    return letters


def _consonants(sounds: str) -> str:
    if not _LATIN.search(sounds):
        return _LONG_VOWELS.sub("", sounds)
    return _VOWELS.sub("", re.sub(r"^[aiu]+", "a", sounds)).replace("hh", "h").replace("shh", "sh")
