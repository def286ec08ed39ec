"""Apply what people decided to events that rules have found: unite some, take others apart. Pure.

In: a label for each report, shared by those of one event, and decisions. Out: the labels after
them. Only events that a decision names are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geodata.joining import Joining, Verdict, find_holding


@dataclass(frozen=True, slots=True, kw_only=True)
class JoiningCounts:
    """What became of the decisions that hold, by their number."""

    n_applied: int = 0
    n_unfound: int = 0  # too few of the reports that they name are in the atlas


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class United:
    """Events after decisions."""

    labels: NDArray[np.int64]  # shape (n reports,)
    verdicts: Mapping[int, Verdict]  # the last word about each label that a decision touched
    counts: JoiningCounts


def unite(labels: NDArray[np.int64], ids: pa.Array, joinings: Iterable[Joining]) -> United:
    """Unite and take apart, from the earliest decision that holds to the latest.

    Parameters
    ----------
    labels
        Shape (n reports,), not negative: which event each report is of.
    ids
        Of the reports, aligned.
    joinings
        What people decided.
    """
    holding = find_holding(joinings)
    rows_of = _find_rows(ids, holding)
    events = _Events(labels)
    n_unfound = 0
    for joining in holding:
        rows = [rows_of[name] for name in joining.what.reports if name in rows_of]
        if joining.after is Verdict.APART and rows:
            events.split(rows)
        elif len(rows) > 1:
            events.merge(rows)
        else:
            n_unfound += 1
    return United(
        labels=events.labels,
        verdicts=events.verdicts,
        counts=JoiningCounts(n_applied=len(holding) - n_unfound, n_unfound=n_unfound),
    )


class _Events:
    """Labels under way. Members of an event are looked up when it is first touched."""

    def __init__(self, labels: NDArray[np.int64]) -> None:
        self.labels = labels.copy()
        self.verdicts: dict[int, Verdict] = {}
        self._next = int(labels.max(initial=-1)) + 1
        self._members: dict[int, set[int]] = {}
        self._given = labels
        self._order: NDArray[np.intp] | None = None

    def split(self, rows: Iterable[int]) -> None:
        by_event: dict[int, set[int]] = {}
        for row in rows:
            by_event.setdefault(int(self.labels[row]), set()).add(row)
        for label, leaving in by_event.items():
            self.verdicts[label] = Verdict.APART
            remaining = self._find_members(label) - leaving
            if remaining:
                self._members[label] = remaining
                self._set(self._next, leaving, Verdict.APART)
                self._next += 1

    def merge(self, rows: Iterable[int]) -> None:
        first, *others = sorted({int(self.labels[row]) for row in rows})
        joined = self._find_members(first).union(*map(self._find_members, others))
        self._set(first, joined, Verdict.TOGETHER)

    def _set(self, label: int, members: set[int], verdict: Verdict) -> None:
        self._members[label] = members
        self.verdicts[label] = verdict
        self.labels[list(members)] = label

    def _find_members(self, label: int) -> set[int]:
        if label not in self._members:
            if self._order is None:
                self._order = np.argsort(self._given, kind="stable")
            low, high = np.searchsorted(
                self._given, [label, label + 1], sorter=self._order
            ).tolist()
            self._members[label] = set(self._order[low:high].tolist())
        return self._members[label]


def _find_rows(ids: pa.Array, joinings: Iterable[Joining]) -> dict[str, int]:
    """Return the row of each report that a decision names and that is there."""
    names = list({name for joining in joinings for name in joining.what.reports})
    rows = pc.index_in(pa.array(names, pa.string()), value_set=ids).to_pylist()
    return {name: row for name, row in zip(names, rows, strict=True) if row is not None}
