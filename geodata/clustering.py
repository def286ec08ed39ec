"""Which reports tell of one event, by rules that are stated here and by what people decided. Pure.

In: reports that were placed, and decisions. Out: a number for each report's event, and by which
rule. It never changes a report and never joins what the rules don't name. The rules, in order:

1. Rows of one file that share an event key are one event: whoever made the data says so.
2. In a dataset whose unit is the event, every other row is an event of its own. Such rows are never
   joined, neither with one another nor with those of other files: no two datasets draw an event's
   limits alike.
3. A report that is on no place of the map is an event of its own: two reports of a province may
   speak of two towns.
4. Reports of one exact day on one place and of one kind are one event; without a kind they join
   only others without one.
5. A report of several days joins the event of rule 4 on its place and of its kind, if its days
   hold exactly one. If they hold several or none it stands alone: a week's range must not chain
   separate days together, nor say which of them it means.
6. What people decided comes last, the latest word standing (`geodata.joining`).

By rules 4 and 5 all reports of an event share a day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geodata.joining import Joining, Verdict
from geodata.names import fold
from geodata.types import DatePrecision
from geodata.uniting import JoiningCounts, unite


class Basis(StrEnum):
    """Why the reports of an event are one, in words."""

    KEY = "its rows share a key in their file"
    ROW = "in its dataset each row is an event"
    DAY = "same place, kind and day"
    ALONE = "no other report of this place, kind and day"
    RANGE = "its several days fit no single event, so it stands alone"
    UNLOCATED = "not on a place of the map, so it stands alone"
    TOGETHER = "people decided that its reports are one event"
    APART = "people decided that it is apart from another event"


_BASES: Final = tuple(Basis)
_CODE: Final = {basis: code for code, basis in enumerate(_BASES)}

_SAID: Final = {Verdict.TOGETHER: Basis.TOGETHER, Verdict.APART: Basis.APART}

READ: Final = (
    "report_id", "event_key", "date_start", "date_stop", "date_precision", "kind", "place_id",
    "source_file",
)  # fmt: skip
"""Columns of the reports that the rules read."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clusters:
    """Which event each report is of. Events are numbered by the smallest id of their reports."""

    codes: NDArray[np.intp]  # shape (n reports,): number of its event, from 0
    ranks: NDArray[np.intp]  # shape (n reports,): of its id among all, from 0
    bases: tuple[Basis, ...]  # one for each event
    decisions: JoiningCounts  # what became of what people decided


def cluster(
    reports: pd.DataFrame, is_event_row: NDArray[np.bool_], joinings: Iterable[Joining] = ()
) -> Clusters:
    """Find the events that reports tell of.

    Parameters
    ----------
    reports
        With the columns of `READ`, in any order; it doesn't change which reports are one event.
    is_event_row
        Shape (n reports,): whether the unit of a report's dataset is the event.
    joinings
        What people decided, in any order: the latest word stands.
    """
    ids = pa.array(reports["report_id"], pa.string())
    ranks = rank_ids(ids)
    labels, bases = _apply_rules(reports, is_event_row, ranks)
    united = unite(labels, ids, joinings)
    codes, firsts = number_events(united.labels, ranks)
    by_event = bases[firsts]
    for verdict, basis in _SAID.items():
        said = [label for label, last in united.verdicts.items() if last is verdict]
        by_event[np.isin(united.labels[firsts], said)] = _CODE[basis]
    return Clusters(
        codes=codes,
        ranks=ranks,
        bases=set_alone((_BASES[code] for code in by_event.tolist()), codes),
        decisions=united.counts,
    )


def rank_ids(ids: pa.Array) -> NDArray[np.intp]:
    """Return the rank of each text among all, from 0."""
    return _invert(np.asarray(pc.sort_indices(ids), np.intp))


def number_events(
    labels: NDArray[Any], ranks: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Number events by the smallest id of their reports.

    Parameters
    ----------
    labels
        Shape (n reports,): the same for reports of one event.
    ranks
        From `rank_ids`.

    Returns
    -------
    codes, firsts
        Shape (n reports,): number of its event, from 0. Shape (n events,): row of the report with
        the smallest id.
    """
    order = _invert(ranks)
    numbers = pd.factorize(labels[order])[0].astype(np.intp)
    return numbers[ranks], order[np.unique(numbers, return_index=True)[1]]


def set_alone(bases: Iterable[Basis], codes: NDArray[np.intp]) -> tuple[Basis, ...]:
    """Return the basis of each event: what a day unites is alone where it is one report only."""
    n_reports = np.bincount(codes).tolist()
    return tuple(
        Basis.ALONE if basis is Basis.DAY and n == 1 else basis
        for basis, n in zip(bases, n_reports, strict=True)
    )


def _invert(permutation: NDArray[np.intp]) -> NDArray[np.intp]:
    inverse = np.empty_like(permutation)
    inverse[permutation] = np.arange(len(permutation))
    return inverse


def _apply_rules(
    reports: pd.DataFrame, is_event_row: NDArray[np.bool_], ranks: NDArray[np.intp]
) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
    """Return a label for each report, shared by those of one event, and its basis as a code."""
    n = len(reports)
    labels = ranks.astype(np.int64)  # its own, until a rule gives it one that it shares
    bases = np.full(n, _CODE[Basis.UNLOCATED], np.int8)
    has_key = reports["event_key"].notna().to_numpy(bool)
    keys = _code_together(reports.loc[has_key, ["source_file", "event_key"]])
    labels[has_key] = n + keys
    bases[has_key] = _CODE[Basis.KEY]
    is_row = is_event_row & ~has_key
    bases[is_row] = _CODE[Basis.ROW]
    is_placed = ~has_key & ~is_row & reports["place_id"].notna().to_numpy(bool)
    rows = np.flatnonzero(is_placed)
    found, has_several = _match_days(reports.iloc[rows])
    is_found = found >= 0
    labels[rows[is_found]] = 2 * n + found[is_found]
    bases[rows] = np.where(has_several & ~is_found, _CODE[Basis.RANGE], _CODE[Basis.DAY])
    return labels, bases


def _match_days(placed: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the exact day's event that each report is of, -1 for none, and who has several days.

    An event is known by its cell, which is a place and a kind, and its day, in one number.
    """
    start, stop = (
        pd.to_datetime(placed[name]).to_numpy("datetime64[D]").astype(np.int64)
        for name in ("date_start", "date_stop")
    )
    kinds, spelt = pd.factorize(placed["kind"])
    folded = pd.factorize(np.array([fold(kind) or kind for kind in spelt], dtype=object))[0]
    kind = np.where(kinds < 0, -1, np.append(folded, -1)[kinds])
    cell = _code_together(pd.DataFrame({"place": placed["place_id"].to_numpy(int), "kind": kind}))
    first_day = start.min(initial=0)
    width = stop.max(initial=0) - first_day + 1
    begin, end = cell * width + start - first_day, cell * width + stop - first_day
    is_day = placed["date_precision"].eq(str(DatePrecision.DAY)).to_numpy(bool)
    has_several = ~is_day | (stop - start != 1)
    days = np.unique(begin[~has_several])
    low, high = np.searchsorted(days, begin), np.searchsorted(days, end)
    return np.where(high - low == 1, low, -1), has_several


def _code_together(frame: pd.DataFrame) -> NDArray[np.int64]:
    """Return a number for each row, the same for rows that are alike."""
    codes = np.zeros(len(frame), np.int64)
    for name in frame:
        own, values = pd.factorize(frame[name])
        codes = pd.factorize(codes * max(len(values), 1) + own)[0].astype(np.int64)
    return codes
