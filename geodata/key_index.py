"""Find a key among a million sorted ones straight in Arrow memory, without a Python object each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

_PREFIX_BYTES: Final = 8
_STEP: Final = 64
_CHUNK: Final = 1 << 16


class KeyColumns(NamedTuple):
    """All keys and their integers as they lie in memory, without a copy."""

    text: NDArray[np.uint8]  # the keys in UTF-8, one behind the other
    starts: NDArray[np.int32]  # where in it each begins, and where the last ends
    postings: NDArray[np.int32]  # the integers of all keys
    posting_starts: NDArray[np.int32]  # where in them each key's begin, and where the last's end


class KeyIndex:
    """Sorted unique keys, each with a list of integers.

    The first eight bytes of every key are held as one big-endian integer: `bisect` over those
    runs in C and leaves only the keys that share them to compare.

    Parameters
    ----------
    keys
        Strings without NUL, in the order of their UTF-8 bytes.
    postings
        One list of int32 a key.
    """

    def __init__(self, keys: pa.StringArray, postings: pa.ListArray) -> None:
        _, offsets, data = keys.buffers()
        self._offsets = np.frombuffer(offsets, np.int32)[: len(keys) + 1].data
        self._data = memoryview(data)
        prefixes = _prefixes(self._offsets, data)
        self._prefixes = prefixes.data
        self._coarse: list[int] = prefixes[::_STEP].tolist()
        self._posting_offsets = to_numpy(postings.offsets).data
        self._postings = to_numpy(postings.values).data

    def __len__(self) -> int:
        return len(self._prefixes)

    def find(self, key: str) -> list[int]:
        """Return the integers of a key in their order; empty if the key isn't there."""
        encoded = key.encode()
        prefix = int.from_bytes(encoded[:_PREFIX_BYTES].ljust(_PREFIX_BYTES, b"\0"), "big")
        prefixes, stop = self._prefixes, len(self._prefixes)
        # a list answers sooner than a view, so the first steps are taken in one of every 64th
        coarse = bisect_left(self._coarse, prefix) * _STEP
        position = bisect_left(prefixes, prefix, max(coarse - _STEP, 0), min(coarse, stop))
        if position == stop or prefixes[position] != prefix:
            return []
        if self._key_at(position) != encoded:
            position = self._find_behind(position, prefix, encoded)
            if position < 0:
                return []
        return self.postings(position)

    def range(self, beginning: str) -> tuple[int, int]:
        """Return the positions from and to which (exclusive) the keys begin so."""
        encoded = beginning.encode()
        head = encoded[:_PREFIX_BYTES]
        least = int.from_bytes(head.ljust(_PREFIX_BYTES, b"\0"), "big")
        above = least + (1 << 8 * (_PREFIX_BYTES - len(head)))
        start = bisect_left(self._prefixes, least)
        stop = bisect_left(self._prefixes, above, start)
        if len(encoded) > _PREFIX_BYTES:

            def cut(position: int) -> bytes:
                return self._key_at(position)[: len(encoded)]

            positions = range(stop)
            start = bisect_left(positions, encoded, start, key=cut)
            stop = bisect_right(positions, encoded, start, key=cut)
        return start, stop

    def key(self, position: int) -> str:
        """Return the key at a position in the order of all."""
        return str(self._data[self._offsets[position] : self._offsets[position + 1]], "utf-8")

    def postings(self, position: int) -> list[int]:
        """Return the integers of the key at a position."""
        start, stop = self._posting_offsets[position], self._posting_offsets[position + 1]
        if stop - start == 1:  # most keys
            return [self._postings[start]]
        found: list[int] = self._postings[start:stop].tolist()
        return found

    @property
    def columns(self) -> KeyColumns:
        """All keys and their integers."""
        starts = np.asarray(self._offsets)
        return KeyColumns(
            text=np.frombuffer(self._data, np.uint8)[: starts[-1]],
            starts=starts,
            postings=np.asarray(self._postings),
            posting_starts=np.asarray(self._posting_offsets),
        )

    def _find_behind(self, position: int, prefix: int, encoded: bytes) -> int:
        """Return where a key stands behind another with its first bytes, or -1."""
        if len(encoded) <= _PREFIX_BYTES:
            return -1
        stop = bisect_left(self._prefixes, prefix + 1, position)
        position = bisect_left(range(stop), encoded, position + 1, key=self._key_at)
        return position if position < stop and self._key_at(position) == encoded else -1

    def _key_at(self, position: int) -> bytes:
        return bytes(self._data[self._offsets[position] : self._offsets[position + 1]])


def to_numpy(column: pa.Array) -> NDArray[np.int32]:
    """Return an int32 column without nulls as numpy sees it, without a copy.

    Arrow's own `to_numpy` imports pandas, 0.8 s and 50 MB.
    """
    values = np.frombuffer(column.buffers()[1], np.int32)
    return values[column.offset : column.offset + len(column)]


def _prefixes(offsets: memoryview, data: pa.Buffer) -> NDArray[np.uint64]:
    starts = np.asarray(offsets)
    text = np.frombuffer(data, np.uint8)
    prefixes = np.zeros(len(starts) - 1, np.uint64)
    # in chunks: the whole table of positions would take 60 MB for a moment
    for first in range(0, len(prefixes), _CHUNK):
        begin, end = starts[first : first + _CHUNK + 1][:-1], starts[first + 1 :][:_CHUNK]
        for place in range(_PREFIX_BYTES):
            position = begin + place
            byte = np.where(position < end, text[np.minimum(position, len(text) - 1)], 0)
            shift = np.uint64(8 * (_PREFIX_BYTES - 1 - place))
            prefixes[first : first + len(byte)] |= byte.astype(np.uint64) << shift
    return prefixes
