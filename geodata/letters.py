"""Reduce names to numbers that rule out at once what can't be a misspelling of them; pure.

The *letters* of a name are 32 bits that say which letters it has, and which of the commonest it has
twice; an edit clears one at most and sets one at most. The *ending* packs its last letters, so that
names sorted by it stand together if they end alike. Both take a letter for the last five bits of
its code point, which tells the letters of a script apart nearly always, and at worst let pass what
a comparison of the texts then rules out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

_BITS: Final = 5
_LETTER: Final = (1 << _BITS) - 1
LONGEST_ENDING: Final = 6
"""Letters in an ending: as many as 32 bits hold."""

_FREE_BITS: Final = (0, 27, 28, 29, 30, 31)
"""They stand for no letter of the Latin and for rare ones of the Persian alphabet."""

_TWICE: Final = {
    ord(letter) & _LETTER: bit
    for commonest in ("aeinor", "اینر")
    for letter, bit in zip(commonest, _FREE_BITS, strict=False)
}
"""Letters and the bit that says that a name has them twice: only half as many names pass."""

_CHUNK: Final = 1 << 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """What many names look like, a column each."""

    lengths: NDArray[np.uint8]  # letters in the name; 255 is that or more
    letters: NDArray[np.uint32]  # as `letters_of`
    endings: NDArray[np.uint32]  # as `ending_of` its last LONGEST_ENDING letters


def letters_of(name: str) -> int:
    """Return the letters of a name as bits.

    >>> letters_of("tehran") == letters_of("rehtan") != letters_of("tehraan")
    True
    """
    letters = 0
    for character in name:
        letter = ord(character) & _LETTER
        if letters >> letter & 1 and letter in _TWICE:
            letters |= 1 << _TWICE[letter]
        letters |= 1 << letter
    return letters


def ending_range(ending: str) -> tuple[int, int]:
    """Return the least ending of the names that end so, and the least above them.

    >>> low, high = ending_range("bad")
    >>> low <= ending_range("ahabad")[0] < high
    True
    """
    letters = ending[-LONGEST_ENDING:]
    packed = 0
    for character in reversed(letters):
        packed = packed << _BITS | ord(character) & _LETTER
    shift = _BITS * (LONGEST_ENDING - len(letters))
    return packed << shift, packed + 1 << shift


def shape_names(text: NDArray[np.uint8], starts: NDArray[np.int32]) -> Shapes:
    """Return the shapes of names that stand one behind the other.

    Parameters
    ----------
    text
        All names in UTF-8; none is empty.
    starts
        Where each begins, and where the last ends.
    """
    n_names = len(starts) - 1
    lengths = np.empty(n_names, np.uint8)
    letters = np.empty(n_names, np.uint32)
    endings = np.empty(n_names, np.uint32)
    for first in range(0, n_names, _CHUNK):  # what a chunk needs stays in the processor's cache
        bounds = starts[first : first + _CHUNK + 1]
        part = slice(first, first + len(bounds) - 1)
        characters, begins = _characters(text[bounds[0] : bounds[-1]], bounds - bounds[0])
        lengths[part] = np.minimum(np.diff(begins), np.iinfo(np.uint8).max)
        letters[part] = _letters(characters, begins)
        endings[part] = _endings(characters, begins)
    return Shapes(lengths=lengths, letters=letters, endings=endings)


def _characters(
    text: NDArray[np.uint8], starts: NDArray[np.int32]
) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    """Return the low bits of each character, and where in them each name begins.

    The last byte of a character in UTF-8 holds its lowest bits, and is followed by no byte that
    continues one.
    """
    is_last = np.ones(len(text), bool)
    np.not_equal(text[1:] & 0xC0, 0x80, out=is_last[:-1])
    counts = np.zeros(len(text) + 1, np.int32)
    np.cumsum(is_last, out=counts[1:])
    return text[is_last] & np.uint8(_LETTER), counts[starts]


def _letters(characters: NDArray[np.uint8], begins: NDArray[np.int32]) -> NDArray[np.uint32]:
    bits = np.left_shift(np.uint32(1), characters, dtype=np.uint32)
    letters: NDArray[np.uint32] = np.bitwise_or.reduceat(bits, begins[:-1])
    for letter, bit in _TWICE.items():
        counts = np.add.reduceat(characters == letter, begins[:-1], dtype=np.uint16)
        letters |= (counts > 1).astype(np.uint32) << np.uint32(bit)
    return letters


def _endings(characters: NDArray[np.uint8], begins: NDArray[np.int32]) -> NDArray[np.uint32]:
    packed = np.zeros(len(begins) - 1, np.uint32)
    for back in range(1, LONGEST_ENDING + 1):
        position = np.maximum(begins[1:] - back, begins[:-1])
        is_there = begins[1:] - back >= begins[:-1]
        packed <<= np.uint32(_BITS)
        packed |= characters[position] * is_there
    return packed
