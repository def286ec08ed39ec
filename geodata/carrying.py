"""Which decisions of one atlas another one takes; pure.

In: the decisions of both. Out: those to add, and what becomes of the rest. It never changes the
order of either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.decisions import Decision, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class Carry:
    """What becomes of the decisions that are carried from one atlas to another."""

    added: tuple[Decision, ...]  # oldest first, to stand behind those that are there
    n_there: int  # stand there already
    n_older: int  # of a subject that was decided on later there: what is there holds


def choose_carried(carried: Sequence[Decision], own: Sequence[Decision]) -> Carry:
    """Choose the decisions that an atlas takes from another one.

    Of a subject on which both decided, the later decision holds, by the moment that stands in it;
    of one moment, the atlas's own.

    Parameters
    ----------
    carried
        Of the other atlas, oldest first.
    own
        Of the atlas, oldest first.
    """
    last = settle(own)
    known = set(own)
    new = [decision for decision in carried if decision not in known]
    added = [
        decision
        for decision in new
        if decision.what.key not in last or decision.when > last[decision.what.key].when
    ]
    return Carry(
        added=tuple(added),
        n_there=len(carried) - len(new),
        n_older=len(new) - len(added),
    )
