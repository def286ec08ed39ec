"""Find names of places that are a letter or two away from a misspelt one; no judgement of them.

In: a folded key and the countries that it may lie in. Out: postings with their edit distance. All
is built on the first search, from the gazetteer in memory; nothing touches the disk. An edit takes
away at most one letter and puts in at most one: so the sets of letters (`geodata.letters`) rule out
nearly all names at once, in numpy, and the distance is measured only for the rest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from geodata.key_index import KeyColumns, KeyIndex
from geodata.letters import ending_range, letters_of, shape_names
from geodata.names import EVIDENCE_BITS, EVIDENCE_MASK, MAX_LENGTH, Evidence
from geodata.spellings import CONSONANT_MARK, PART_MARK, SOUND_MARK

N_NEAR: Final = 20

_REACH: Final = ((8, 2), (4, 1))
"""Edits allowed from a length on."""

_FEW: Final = 40_000
"""Without a country, as short a beginning or ending is compared as at most so many names share."""

_LENGTHS: Final = 256


class Near(NamedTuple):
    """A place with a name near the one that was asked for."""

    posting: int  # row << EVIDENCE_BITS | evidence
    distance: int  # letters put in, left out, changed, or swapped with the next
    name_key: str  # the folded name that is near


class FuzzyIndex:
    """Names of places, to be found by misspelt ones.

    Parameters
    ----------
    index
        Folded names, each with postings.
    country
        The country of each row as a number.
    codes
        The ISO code that each number stands for.
    """

    def __init__(self, index: KeyIndex, country: memoryview, codes: Sequence[str | None]) -> None:
        self._index = index
        self._country = country
        self._numbers = {code: number for number, code in enumerate(codes)}

    def find(self, name_key: str, countries: Collection[str] = ()) -> list[Near]:
        """Return the places with a proper name near a key, the nearest and largest first.

        One letter may differ in a key of four to seven letters, two in a longer one. Within
        countries all names are compared; without, only those that begin or end alike, which
        misses one in fifteen of those with two errors.

        Parameters
        ----------
        name_key
            Folded, without spaces.
        countries
            ISO codes; empty for the whole world.

        Returns
        -------
        list of Near
            At most `N_NEAR`, each place once. Names of this very key are among them.
        """
        reach = _reach(len(name_key))
        if not reach:
            return []
        asked = _Asked(name_key, reach, np.uint32(letters_of(name_key)))
        numbers = {self._numbers[code] for code in countries if code in self._numbers}
        parts = self._within(asked, numbers) if countries else self._anywhere(asked)
        names = {position: self._index.key(position) for part in parts for position in part}
        near = extract(name_key, names, scorer=OSA.distance, score_cutoff=reach, limit=None)
        found = [
            Near(posting, distance, name)
            for name, distance, position in near
            for posting in self._index.postings(position)
            if posting & EVIDENCE_MASK <= Evidence.REDUCED
            and (not countries or self._country[posting >> EVIDENCE_BITS] in numbers)
        ]
        found.sort(key=_order)
        nearest: dict[int, Near] = {}
        for each in found:
            nearest.setdefault(each.posting >> EVIDENCE_BITS, each)
        return list(nearest.values())[:N_NEAR]

    def _within(self, asked: _Asked, numbers: Iterable[int]) -> Iterator[list[int]]:
        """Yield the positions of the names in some countries that may be near."""
        names, starts = self._tables.by_country, self._tables.country_starts
        for number in numbers:
            first = number * _LENGTHS + len(asked.name_key)
            start, stop = starts[first - asked.reach], starts[first + asked.reach + 1]
            yield names.near(asked, start, stop)

    def _anywhere(self, asked: _Asked) -> Iterator[list[int]]:
        """Yield the positions of the names that may be near and begin, or end, like this one."""
        key, tables = asked.name_key, self._tables
        lengths = range(1, (len(key) + 1) // 2)  # the two never touch, so no swap is in both
        start, stop = _shortest(self._index.range(key[:length]) for length in lengths)
        yield tables.by_beginning.near(asked, start, stop)
        start, stop = _shortest(self._ending_range(key[-length:]) for length in lengths)
        yield tables.by_ending.near(asked, start, stop)

    def _ending_range(self, ending: str) -> tuple[int, int]:
        least, above = ending_range(ending)
        endings = self._tables.endings
        return bisect_left(endings, least), bisect_left(endings, above)

    @cached_property
    def _tables(self) -> _Tables:
        columns = self._index.columns
        shapes = shape_names(columns.text, columns.starts)
        lengths = np.where(_is_proper(columns), shapes.lengths, 0).astype(np.uint8, copy=False)
        every = _Names(lengths, shapes.letters, None)
        by_ending, endings = _sort_by_ending(every, shapes.endings)
        country = np.asarray(self._country).astype(np.uint16)
        by_country, country_starts = _sort_by_country(every, columns, country)
        return _Tables(every, by_ending, endings, by_country, country_starts)


def find_alike(name_key: str, name_keys: Sequence[str]) -> list[tuple[str, int]]:
    """Return those of a few thousand keys that are near one, with their distance.

    >>> find_alike("khuzistn", ["khuzestan", "khuzistan", "kerman"])
    [('khuzistan', 1), ('khuzestan', 2)]
    """
    reach = _reach(len(name_key))
    if not reach:
        return []
    near = extract(name_key, name_keys, scorer=OSA.distance, score_cutoff=reach, limit=None)
    return [(found, distance) for found, distance, _ in near]


class _Asked(NamedTuple):
    name_key: str
    reach: int  # edits allowed
    letters: np.uint32


class _Names(NamedTuple):
    """Names in some order, with what is compared at once."""

    lengths: NDArray[np.uint8]  # 0: no proper name
    letters: NDArray[np.uint32]
    positions: NDArray[np.int32] | None  # in the index; None: they are in its order

    def near(self, asked: _Asked, start: int, stop: int) -> list[int]:
        """Return the positions of those in a part that may be within reach."""
        letters = self.letters[start:stop]
        shortest = np.uint8(len(asked.name_key) - asked.reach)
        may_be = np.bitwise_count(letters ^ asked.letters) <= 2 * asked.reach
        may_be &= self.lengths[start:stop] - shortest <= 2 * asked.reach  # below: wraps to above
        some = np.flatnonzero(may_be)
        letters = letters[some]
        put_in = np.bitwise_count(letters & ~asked.letters)
        left_out = np.bitwise_count(asked.letters & ~letters)
        some = some[np.maximum(put_in, left_out) <= asked.reach] + start
        found: list[int] = (some if self.positions is None else self.positions[some]).tolist()
        return found


class _Tables(NamedTuple):
    by_beginning: _Names  # all keys of the index
    by_ending: _Names
    endings: memoryview  # of each name in by_ending
    by_country: _Names  # a name of places in two countries is in both; shorter first in each
    country_starts: memoryview  # where in by_country a length begins: number * _LENGTHS + length


def _is_proper(columns: KeyColumns) -> NDArray[np.bool_]:
    marks = [ord(SOUND_MARK), ord(CONSONANT_MARK), ord(PART_MARK)]
    is_marked = np.isin(columns.text[columns.starts[:-1]], marks)
    best = columns.postings[columns.posting_starts[:-1]] & EVIDENCE_MASK
    return ~is_marked & (best <= Evidence.REDUCED)


def _sort_by_ending(names: _Names, endings: NDArray[np.uint32]) -> tuple[_Names, memoryview]:
    proper = np.flatnonzero(names.lengths).astype(np.uint32)
    ordered, ordered_endings = _sort(names, endings[proper], proper)
    return ordered, ordered_endings.data


def _sort_by_country(
    names: _Names, columns: KeyColumns, country: NDArray[np.uint16]
) -> tuple[_Names, memoryview]:
    n_postings = np.diff(columns.posting_starts)
    is_proper = columns.postings & EVIDENCE_MASK <= Evidence.REDUCED
    is_proper &= np.repeat(names.lengths > 0, n_postings)
    positions = np.repeat(np.arange(len(n_postings), dtype=np.uint32), n_postings)[is_proper]
    groups = country[columns.postings[is_proper] >> EVIDENCE_BITS] * np.uint16(_LENGTHS)
    ordered, ordered_groups = _sort(names, groups + names.lengths[positions], positions)
    starts = np.searchsorted(ordered_groups, np.arange(1 << 16, dtype=np.uint32))
    return ordered, starts.astype(np.int32).data


def _sort(
    names: _Names, values: NDArray[np.unsignedinteger], positions: NDArray[np.uint32]
) -> tuple[_Names, NDArray[np.uint32]]:
    """Return names in the order of values, and these; a pair of value and position stays once."""
    pairs = values.astype(np.uint64) << 32 | positions  # sorting one array takes the least memory
    pairs.sort()
    is_first = np.ones(len(pairs), bool)
    np.not_equal(pairs[1:], pairs[:-1], out=is_first[1:])
    pairs = pairs[is_first]
    order = (pairs & 0xFFFFFFFF).astype(np.int32)
    ordered = _Names(names.lengths[order], names.letters[order], order)
    return ordered, (pairs >> 32).astype(np.uint32)


def _shortest(parts: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Return the first part that holds few names, or else the last."""
    start = stop = 0
    for start, stop in parts:
        if stop - start <= _FEW:
            break
    return start, stop


def _order(near: Near) -> tuple[int, int, int]:
    return near.distance, near.posting & EVIDENCE_MASK, near.posting >> EVIDENCE_BITS


def _reach(length: int) -> int:
    if length > MAX_LENGTH:
        return 0
    return next((reach for least, reach in _REACH if length >= least), 0)
