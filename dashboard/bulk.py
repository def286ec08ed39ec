"""Sets of waiting names whose first candidates can be accepted at once; it decides nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from dashboard.desk import Desk
from dashboard.offers import mark_offer, read_offer
from dashboard.waiting import Name
from geodata.decisions import Answer
from geodata.types import Match, MatchStatus

_LEAST: Final = {
    **{least: f"scored {least} or more" for least in (0.9, 0.8, 0.7, 0.6, 0.5)},
    0.0: "of any score",
}
"""Scores from which on names can be accepted, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """Names that wait and have a candidate."""

    scope: str  # tells it from the other sets
    words: str  # which names these are
    names: tuple[Name, ...]

    @property
    def n_reports(self) -> int:
        """How many reports they hold."""
        return count_reports(self.names)


def find_bulks(ticked: Collection[str], desk: Desk) -> tuple[Bulk, ...]:
    """Return the sets that hold any name: the ticked ones, then those from each score on.

    Parameters
    ----------
    ticked
        Ids of names.
    desk
        Whose names.
    """
    offered = _match_waiting(desk)
    chosen = tuple(name for name, _ in offered if name.id in ticked)
    scored = score_waiting(desk)
    bulks = [Bulk(scope="ticked", words="ticked", names=chosen)] if chosen else []
    n_last = 0
    for least, words in _LEAST.items():
        names = tuple(name for name, score in scored if score >= least)
        if len(names) > n_last:  # else a lower score adds nothing
            bulks.append(Bulk(scope=f"{least}", words=words, names=names))
            n_last = len(names)
    return tuple(bulks)


def score_waiting(desk: Desk) -> list[tuple[Name, float]]:
    """Return each name that waits and is doubtful, with the score of its first candidate.

    The candidates of a name that wasn't found go against what its rows say, as a town of its name
    in another country, and their scores say nothing: each is for a person to look at. So is a name
    of which a person said what can't be used here.
    """
    return [
        (name, match.candidates[0].score)
        for name, match in _match_waiting(desk)
        if match.status is MatchStatus.DOUBTFUL and not name.fault
    ]


def _match_waiting(desk: Desk) -> list[tuple[Name, Match]]:
    """Return each name that waits and has a candidate, with what the geocoder says of it."""
    return [
        (name, match)
        for name in desk.find_names()
        if name.is_waiting and (match := desk.match(name)).candidates
    ]


def count_reports(names: Iterable[Name]) -> int:
    """Return how many reports some names hold."""
    return sum(name.entry.n_reports for name in names)


def accept(names: Iterable[Name], desk: Desk) -> list[tuple[Name, Answer]]:
    """Return each name with the answer that its first candidate means."""
    matches = [(name, desk.match(name)) for name in names]
    return [
        (name, read_offer(mark_offer(match.candidates[0]), match, desk.gazetteer))
        for name, match in matches
    ]
