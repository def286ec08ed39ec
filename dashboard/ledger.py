"""The decisions of an atlas as the desk keeps them: read when the file has changed, added to.

In: the folder of an atlas. Out: what was decided, and the lines that a step wrote.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dashboard.steps import Step
from geodata.decision_log import DECISIONS, append_decisions, read_decisions
from geodata.decisions import Decision, Key, settle, to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What the file held when it was read."""

    log: tuple[Decision, ...] = ()  # oldest first
    settled: Mapping[Key, Decision]  # the last one about each subject


class _Stamp(NamedTuple):
    """What tells one state of the file from another."""

    file: int
    size: int  # bytes
    time_ns: int


class Ledger:
    """The file of decisions of one atlas.

    Parameters
    ----------
    atlas
        Its folder. One without a file of decisions has none yet.
    """

    def __init__(self, atlas: Path) -> None:
        self.atlas = atlas
        self._stamp: _Stamp | None = None
        self._pages = Pages(settled={})
        self._lock = threading.RLock()

    def read(self) -> Pages:
        """Return what the file holds now.

        Raises
        ------
        StoreError
            If it can't be read.
        """
        with self._lock:
            stamp = self._find_stamp()
            if stamp != self._stamp:
                log = read_decisions(self.atlas)
                self._stamp, self._pages = stamp, Pages(log=log, settled=settle(log))
            return self._pages

    def add(self, decisions: Sequence[Decision]) -> Step:
        """Write decisions at the end; return where they stand.

        Raises
        ------
        StoreError, InputError
            If they can't be written; then none is.
        """
        with self._lock:
            pages, before = self.read(), self._stamp
            if not decisions:
                return Step(start=len(pages.log), stop=len(pages.log))
            append_decisions(self.atlas, decisions)
            after = self._find_stamp()
            if before and after and after.size - before.size == _count_bytes(decisions):
                # Nobody else wrote: a long file needn't be read again for a line.
                log, settled = (*pages.log, *decisions), {**pages.settled, **settle(decisions)}
                self._stamp, self._pages = after, Pages(log=log, settled=settled)
                return Step(start=len(pages.log), stop=len(log))
            return _find_step(self.read().log, tuple(decisions), start=len(pages.log))

    def _find_stamp(self) -> _Stamp | None:
        try:
            found = (self.atlas / DECISIONS).stat()
        except OSError:
            return None
        return _Stamp(file=found.st_ino, size=found.st_size, time_ns=found.st_mtime_ns)


def _count_bytes(decisions: Sequence[Decision]) -> int:
    return sum(len(to_json(decision).encode()) + 1 for decision in decisions)


def _find_step(log: Sequence[Decision], decisions: tuple[Decision, ...], *, start: int) -> Step:
    """Find what was just written, which stands together, after what others wrote meanwhile."""
    n = len(decisions)
    while tuple(log[start : start + n]) != decisions and start + n < len(log):
        start += 1
    return Step(start=start, stop=start + n)
