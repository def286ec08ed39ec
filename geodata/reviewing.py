"""The queue of names that a person may look at: doubtful and unmatched ones, and all others. Pure.

In: the reports of an atlas and the decisions on them. Out: an entry for each name in its context,
with how many reports it moves. It proposes no answer; the geocoder does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.decisions import Decision, Key, Subject, settle
from geodata.grouping import group_texts
from geodata.placements import GEOCODED, is_followed, is_own_position
from geodata.types import MatchStatus

_NAMES: Final = ("place_name", "admin1_name", "country_name")
_N_SHOWN: Final = 5  # reports of an entry that are named


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One name in its context."""

    subject: Subject  # as the first of its reports gives it
    n_reports: int  # that have this name: so many a decision moves
    geo_status: MatchStatus  # as stored, of the first report that waits, else of the first
    geo_reason: str  # of the same report
    decision: Decision | None  # the last one; it may be an undoing
    is_applied: bool  # the report follows it; False: there is none, or a rebuild is due
    report_ids: tuple[str, ...]  # of the first few reports

    @property
    def is_waiting(self) -> bool:
        """Whether a person's word is wanted: the geocoder isn't certain, and none is given."""
        if self.decision is None:
            return self.geo_status is not MatchStatus.CERTAIN
        return self.decision.after is None


def find_queue(reports: pd.DataFrame, decisions: Iterable[Decision]) -> tuple[Entry, ...]:
    """Find the names that wait for a person, were decided on, or can be.

    Reports that stand on a position of their own don't count: no word about a name moves them.

    Parameters
    ----------
    reports
        Table of an atlas, as `geodata.tables` describes it.
    decisions
        Of the same atlas, oldest first.

    Returns
    -------
    tuple of Entry
        Those with most reports first; of equals the first in the table first.
    """
    last = settle(decisions)
    reports = reports[~reports["geo_reason"].map(is_own_position).astype(bool)]
    subjects, of_row = _group_subjects(reports)
    waits = _find_waiting(reports)
    is_shown = np.array([key in last for key in subjects], bool)
    is_shown[of_row[_find_looked_up(reports)]] = True
    rows = np.flatnonzero(is_shown[of_row])
    rows = rows[np.lexsort((rows, ~waits[rows], of_row[rows]))]  # of each, those that wait first
    numbers, starts, counts = np.unique(of_row[rows], return_index=True, return_counts=True)
    ids = reports["report_id"].iloc[rows].tolist()
    first = reports[["geo_status", "geo_reason"]].iloc[rows[starts]]
    known = list(subjects.items())
    entries: list[Entry] = []
    for number, start, n_reports, status, reason in zip(
        numbers, starts, counts, first["geo_status"], first["geo_reason"], strict=True
    ):
        key, subject = known[number]
        decision = last.get(key)
        entries.append(
            Entry(
                subject=subject,
                n_reports=int(n_reports),
                geo_status=MatchStatus(status),
                geo_reason=reason,
                decision=decision,
                is_applied=decision is not None and is_followed(decision, reason),
                report_ids=tuple(ids[start : start + min(n_reports, _N_SHOWN)]),
            )
        )
    return tuple(sorted(entries, key=lambda entry: -entry.n_reports))


def _group_subjects(reports: pd.DataFrame) -> tuple[dict[Key, Subject], NDArray[np.intp]]:
    """Return the subjects of reports in the order of their first rows, and which each row has."""
    groups = group_texts(reports, _NAMES)
    subjects: dict[Key, Subject] = {}
    keys: list[Key] = []
    for place_name, admin1_name, country_name in groups.distinct:
        subject = Subject(place_name=place_name, admin1_name=admin1_name, country_name=country_name)
        keys.append(subject.key)
        subjects.setdefault(keys[-1], subject)  # several spellings may be one subject
    numbers = {key: number for number, key in enumerate(subjects)}
    of_group = np.array([numbers[key] for key in keys], np.intp)
    return subjects, of_group[groups.codes]


def _find_waiting(reports: pd.DataFrame) -> NDArray[np.bool_]:
    """Say which reports got no place though a single one was meant."""
    is_unsure = (reports["geo_status"] != MatchStatus.CERTAIN).to_numpy(bool)
    return is_unsure & _find_looked_up(reports)


def _find_looked_up(reports: pd.DataFrame) -> NDArray[np.bool_]:
    is_looked_up = reports["place_level"].fillna("").isin(list(GEOCODED))
    return (is_looked_up & reports["place_name"].notna()).to_numpy(bool)
