"""Choose the Persian-script name of a place among its alternates; pure, used at build time."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final

from geodata.spellings import sound_key

_PERSIAN: Final = re.compile("[آأئؤءابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی\u200c ]+")
_VOWEL_SIGNS: Final = re.compile("[\u064b-\u0655\u0670ـ]")
_TO_PERSIAN: Final = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "إ": "ا", "ٱ": "ا"})

_ARABIC_LETTERS: Final = re.compile("[ثحذصضطظع]")
_VOWELS: Final = re.compile("[aiu]")
_LEAST_LIKENESS: Final = 0.5

_LETTER_SOUNDS: Final = {
    "آ": "a", "ا": "a", "أ": "a", "ب": "b", "پ": "p", "ت": "t", "ط": "t", "ث": "s", "س": "s",
    "ص": "s", "ج": "j", "چ": "ch", "ح": "h", "ه": "h", "خ": "kh", "د": "d", "ذ": "z", "ز": "z",
    "ض": "z", "ظ": "z", "ر": "r", "ژ": "zh", "ش": "sh", "غ": "q", "ق": "q", "ف": "f", "ک": "k",
    "گ": "g", "ل": "l", "م": "m", "ن": "n", "و": "u", "ی": "i", "ئ": "i", "ؤ": "u",
}  # fmt: skip


def persian_name(name: str, alternates: list[str]) -> str | None:
    """Return the alternate in Persian letters that reads most like the main name.

    Arabic forms of letters become Persian and vowel signs go, so that a place whose only
    spelling is Arabic gets a Persian one; a spelling that was Persian already is preferred.
    None when there is no Arabic-script alternate.

    >>> persian_name("Tehran", ["طهران", "تهرون", "تهران"])
    'تهران'
    """
    ranked = []
    sounds, consonants = sound_key(name), _VOWELS.sub("", sound_key(name))
    for alternate in alternates:
        spelling = _VOWEL_SIGNS.sub("", alternate).translate(_TO_PERSIAN).strip()
        if not _PERSIAN.fullmatch(spelling):
            continue
        read = "".join(_LETTER_SOUNDS.get(letter, "") for letter in spelling)
        likeness = round(_likeness(consonants, _VOWELS.sub("", sound_key(read))), 2)
        if likeness >= _LEAST_LIKENESS:
            # Persian writes no short vowels: of equally good spellings the shorter is right
            rank = (
                likeness,
                spelling == alternate,
                -len(spelling),
                _likeness(sounds, read),
                spelling.startswith("آ") == (sounds[:1] == "a"),
                -len(_ARABIC_LETTERS.findall(spelling)),
            )
            ranked.append((rank, spelling))
    return max(ranked)[1] if ranked else None


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
