"""The names at the desk as a list: which are shown, what each row says, which comes next. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from geodata.decisions import Answer, Decision, Key
from geodata.names import fold
from geodata.placements import is_followed
from geodata.reviewing import Entry
from geodata.saying import say_count
from geodata.types import MatchStatus

Show = Literal["waiting", "settled", "certain"]

SHOWS: Final[Mapping[Show, str]] = {
    "waiting": "Waiting",
    "settled": "Settled",
    "certain": "Certain",
}
"""Which names can be listed, and the words for it."""

MOST: Final = 200
"""Rows in the list at once; a search finds the others."""

_STATUS: Final = {
    MatchStatus.DOUBTFUL: "doubtful",
    MatchStatus.NONE: "not found",
    MatchStatus.CERTAIN: "certain",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name in its context, with the reports that it holds."""

    id: str  # the same as long as the folded texts are
    key: Key
    entry: Entry
    fault: str = ""  # why the decision can't be used; empty if it can, or there is none

    @property
    def answer(self) -> Answer | None:
        """What was decided; None if the geocoder speaks, also after an undoing."""
        decision = self.entry.decision
        return decision.after if decision else None

    @property
    def is_waiting(self) -> bool:
        """Whether a person's word is wanted: none is given, or it can't be used."""
        return self.entry.is_waiting or bool(self.fault)

    @property
    def is_pending(self) -> bool:
        """Whether the reports don't follow the decision yet and a rebuild would change that."""
        return self.entry.decision is not None and not self.entry.is_applied and not self.fault

    @property
    def text(self) -> str:
        """The name as spelled."""
        return self.entry.subject.place_name

    @property
    def context(self) -> str:
        """What the rows say of where it is, as spelled; nothing if they don't."""
        subject = self.entry.subject
        return ", ".join(filter(None, (subject.admin1_name, subject.country_name)))

    @property
    def status(self) -> str:
        """How it stands, in a word or two."""
        is_settled = self.answer is not None and not self.fault
        return "settled" if is_settled else _STATUS[self.entry.geo_status]


def list_names(entries: Iterable[Entry]) -> tuple[Name, ...]:
    """Give each entry of a queue its id, in the same order."""
    keyed = ((entry.subject.key, entry) for entry in entries)
    return tuple(Name(id=make_id(key), key=key, entry=entry) for key, entry in keyed)


def make_id(key: Key) -> str:
    """Return a short id of a subject, the same in every run."""
    return hashlib.blake2b("\n".join(key).encode(), digest_size=8).hexdigest()


def renew(
    names: Sequence[Name],
    settled: Mapping[Key, Decision],
    find_fault: Callable[[Answer], str],
) -> tuple[Name, ...]:
    """Return the names with the decisions that hold now.

    Parameters
    ----------
    names
        As they stood when the atlas was opened.
    settled
        From `geodata.decisions.settle`.
    find_fault
        Says why an answer can't be used; is asked of those that the reports don't follow.
    """
    renewed = (_renew(name, settled.get(name.key)) for name in names)
    return tuple(
        replace(name, fault=find_fault(name.answer)) if name.answer and name.is_pending else name
        for name in renewed
    )


def select_names(names: Iterable[Name], show: Show, text: str) -> list[Name]:
    """Return the names to list, in their order: those that are waiting or settled, with a text."""
    wanted = fold(text)
    return [name for name in names if _is_shown(name, show) and wanted in " ".join(name.key)]


def _is_shown(name: Name, show: Show) -> bool:
    if show == "waiting":
        return name.is_waiting
    return not name.is_waiting and (name.answer is not None) is (show == "settled")


def find_next(listed: Sequence[Name], after: str, waiting: Collection[str]) -> str:
    """Return the id of the first name after another that waits; from the top if none does.

    Parameters
    ----------
    listed
        The list before something was decided.
    after
        Id of the name that it was decided for; the top if it isn't listed.
    waiting
        Ids of the names that wait now.

    Returns
    -------
    str
        Empty if no name of the list waits.
    """
    ids = [name.id for name in listed]
    start = ids.index(after) + 1 if after in ids else 0
    return next((id_ for id_ in (*ids[start:], *ids[:start]) if id_ in waiting), "")


def count_waiting(names: Iterable[Name]) -> int:
    """Return how many names want a person's word."""
    return sum(name.is_waiting for name in names)


def say_listed(n_listed: int, n_names: int, show: Show, text: str) -> str:
    """Say how many names are listed, or why none is, and how to find others.

    Parameters
    ----------
    n_listed
        From `select_names`.
    n_names
        All that wait, were decided or are certain.
    show, text
        What was asked for.
    """
    if n_listed > MOST:
        return f"{MOST} of {n_listed:,} names; search to find others"
    if n_listed:
        return say_count(n_listed, "name")
    if text.strip():
        return f"No name here is like “{text}”: clear the search, or look among others."
    if not n_names:
        return "No report of this atlas names a place that was looked up."
    return {
        "waiting": "No name waits: each is certain or settled.",
        "settled": "Nothing is decided yet.",
        "certain": "The geocoder is certain of no name.",
    }[show]


def _renew(name: Name, decision: Decision | None) -> Name:
    if decision == name.entry.decision:
        return name
    is_applied = decision is not None and is_followed(decision, name.entry.geo_reason)
    return replace(name, entry=replace(name.entry, decision=decision, is_applied=is_applied))
