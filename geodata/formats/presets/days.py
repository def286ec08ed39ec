"""Read a column of texts as ranges of days; every distinct text is read once. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from geodata.dates import DayOrder, find_day_order, is_two_ways, parse_date
from geodata.formats.problems import list_kept
from geodata.types import Problem


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Days:
    """Ranges of days with the index of the texts that they were read from."""

    start: pd.Series  # datetime64; NaT where the text is no date
    stop: pd.Series  # datetime64, first day after
    precision: pd.Series  # a DatePrecision, missing where the text is no date


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How day and month are told apart in the columns of one file, and what that rests on."""

    order: DayOrder
    problems: tuple[Problem, ...]  # one if the order was assumed and matters


def settle_order(file: str, texts: pd.Series, column: str) -> Order:
    """Find the order that the texts prove; without a proof the day comes first, and it is said."""
    distinct = texts.dropna().drop_duplicates()
    proven = find_day_order(distinct)
    if proven is not None:
        return Order(order=proven, problems=())
    doubtful = distinct[distinct.map(is_two_ways).astype(bool)]
    problems = list_kept(
        file,
        doubtful.head(1),
        column,
        reason="day and month could change places and no date of the file says which comes first: "
        f"read with the day first ({texts.isin(doubtful).sum()} such dates)",
        remedy="write dates as YYYY-MM-DD",
    )
    return Order(order=DayOrder.DAY_FIRST, problems=tuple(problems))


def read_days(texts: pd.Series, order: DayOrder) -> Days:
    """Read texts as ranges of days."""
    codes, distinct = pd.factorize(texts)
    spans = [parse_date(text, order=order) for text in distinct]

    def _spread(values: list[date | None]) -> pd.Series:
        # a code of -1, a missing text, picks the last value: none
        days = np.array([*values, None], dtype="datetime64[D]")[codes]
        return pd.Series(days.astype("datetime64[s]"), index=texts.index)

    precision = np.array(
        [*(str(span.precision) if span else None for span in spans), None], dtype=object
    )
    return Days(
        start=_spread([span.start if span else None for span in spans]),
        stop=_spread([span.stop if span else None for span in spans]),
        precision=pd.Series(precision[codes], index=texts.index, dtype="str"),
    )


def read_optional_day(
    file: str, texts: pd.Series, column: str
) -> tuple[pd.Series, tuple[Problem, ...]]:
    """Read texts as single days, missing where none is given; a text that is none is a problem."""
    settled = settle_order(file, texts, column)
    days = read_days(texts, settled.order)
    is_day = days.precision == "day"
    unread = list_kept(
        file,
        texts[texts.notna() & ~is_day],
        column,
        reason="this is not a single day that can be read; kept without it",
        remedy="write the day as YYYY-MM-DD, or leave it empty",
    )
    return days.start.where(is_day), (*settled.problems, *unread)
