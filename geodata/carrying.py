"""Which decisions of one atlas another one takes; pure.

In: the decisions of both. Out: those to add, and what becomes of the rest. It never changes the
order of either.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from geodata.decision_log import DecisionLog
from geodata.decisions import Decision
from geodata.joining import Joining

T = TypeVar("T", Decision, Joining)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carry:
    """What becomes of the decisions that are carried from one atlas to another."""

    added: tuple[Decision, ...]  # oldest first, to stand behind those that are there
    joinings: tuple[Joining, ...] = ()  # the same of those about reports
    n_there: int  # stand there already
    n_older: int  # of a subject that was decided on later there: what is there holds


def choose_carried(carried: DecisionLog, own: DecisionLog) -> Carry:
    """Choose the decisions that an atlas takes from another one.

    Of a subject on which both decided, the later decision holds, by the moment that stands in it;
    of one moment, the atlas's own.

    Parameters
    ----------
    carried
        Of the other atlas.
    own
        Of the atlas.
    """
    n_there, decisions = _choose(carried.decisions, own.decisions, lambda item: item.what.key)
    n_same, joinings = _choose(carried.joinings, own.joinings, lambda item: item.what)
    n_all = len(carried.decisions) + len(carried.joinings)
    n_known = n_there + n_same
    return Carry(
        added=decisions,
        joinings=joinings,
        n_there=n_known,
        n_older=n_all - n_known - len(decisions) - len(joinings),
    )


def _choose(
    carried: Sequence[T], own: Sequence[T], key: Callable[[T], Hashable]
) -> tuple[int, tuple[T, ...]]:
    """Return how many are there already, and those to add."""
    last = {key(item): item.when for item in own}
    known = set(own)
    new = [item for item in carried if item not in known]
    added = [item for item in new if key(item) not in last or item.when > last[key(item)]]
    return len(carried) - len(new), tuple(added)
