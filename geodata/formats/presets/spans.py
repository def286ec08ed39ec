"""Read the first and last day of each row as one range of days, and what is doubtful about it.

Texts in, half-open ranges and problems out; pure. A row without a readable first day has no range
and must be set aside: its problem says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from geodata.dates import explain_unreadable
from geodata.formats.presets.days import read_days, settle_order
from geodata.formats.problems import list_aside, list_kept
from geodata.types import DatePrecision, Problem

_FAR_YEARS: Final = 100
"""A date further than this from the median year of its column is likely a slip (1519 for 2019)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spans:
    """Ranges of days with the index of the texts that they were read from."""

    start: pd.Series  # datetime64; NaT where the row must be set aside
    stop: pd.Series  # datetime64, first day after
    precision: pd.Series  # a DatePrecision
    problems: tuple[Problem, ...]

    def columns(self) -> dict[str, pd.Series]:
        """Return the columns of reports that these are."""
        return {
            "date_start": self.start,
            "date_stop": self.stop,
            "date_precision": self.precision,
        }


def read_spans(
    file: str, first: pd.Series, last: pd.Series, stated: pd.Series, *, today: date
) -> Spans:
    """Read ranges of days.

    Parameters
    ----------
    file
        What problems call the file.
    first, last
        Texts of the first and the last day, named as their columns; the last may be missing.
    stated
        A DatePrecision that the data state themselves; missing where they don't. A range of days
        is never "day".
    today
        Later days are suspect.
    """
    settled = settle_order(file, pd.concat([first, last]), str(first.name))
    starts, ends = (read_days(texts, settled) for texts in (first, last))
    is_reversed = ends.stop <= starts.start
    has_end = ends.start.notna() & ~is_reversed
    stop = starts.stop.mask(has_end, ends.stop)
    is_range = stop - starts.start > pd.Timedelta(days=1)
    day = str(DatePrecision.DAY)
    read = starts.precision.mask(is_range & (starts.precision == day), str(DatePrecision.DAYS))
    usable = stated.notna() & ~(is_range & (stated == day))
    problems = [
        *settled.problems,
        *_explain_unread(file, first[starts.start.isna()]),
        *_list_ends(file, last, is_unread=ends.start.isna(), is_reversed=is_reversed),
        *_list_suspect(file, first, starts.start, today),
        *_list_suspect(file, last, ends.start.mask(is_reversed), today),
    ]
    return Spans(
        start=starts.start,
        stop=stop,
        precision=read.mask(usable, stated),
        problems=tuple(problems),
    )


def _explain_unread(file: str, unread: pd.Series) -> list[Problem]:
    problems: list[Problem] = []
    texts = unread.fillna("")
    for text, group in texts.groupby(texts, sort=False):
        reason, remedy = explain_unreadable(str(text))
        problems += list_aside(file, group, str(unread.name), reason=reason, remedy=remedy)
    return sorted(problems, key=lambda problem: problem.row)


def _list_ends(
    file: str, texts: pd.Series, *, is_unread: pd.Series, is_reversed: pd.Series
) -> list[Problem]:
    return [
        *list_kept(
            file,
            texts[texts.notna() & is_unread],
            str(texts.name),
            reason="the end is not a date that can be read; kept with its first day only",
            remedy="write the day as YYYY-MM-DD, or leave it empty",
        ),
        *list_kept(
            file,
            texts[is_reversed],
            str(texts.name),
            reason="the end lies before the start; kept with its first day only",
            remedy="correct one of the two days",
        ),
    ]


def _list_suspect(file: str, texts: pd.Series, days: pd.Series, today: date) -> list[Problem]:
    """List days that are kept but may be slips: in the future, or far from the column's others."""
    is_future = days > pd.Timestamp(today)
    years = days.dt.year
    middle = years.median()
    is_far = (years - middle).abs() > _FAR_YEARS
    column, remedy = str(texts.name), "correct the date if it is a slip"
    return [
        *list_kept(
            file, texts[is_future], column, reason="the day lies in the future", remedy=remedy
        ),
        *list_kept(
            file,
            texts[is_far & ~is_future],
            column,
            reason=f"the year is more than {_FAR_YEARS} years from {middle:.0f}, the middle one "
            "of its column",
            remedy=remedy,
        ),
    ]
