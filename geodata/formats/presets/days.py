"""Read a column of texts as ranges of days; every distinct text is read once. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd

from geodata.dates import DateSpan, DayOrder, count_day_orders, is_two_ways, parse_date
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
    """How the dates of the columns of one file are read, and what that rests on."""

    order: DayOrder
    problems: tuple[Problem, ...]  # one for each thing that was assumed and matters
    has_serials: bool = False  # whether five figures are the number of a day in a spreadsheet


_SERIAL: Final = r"[2-5]\d{4}(?:\.\d+)?"
"""Numbers of days as spreadsheets keep them, from 1954 to 2064."""

_FIVE: Final = r"\d{5}(?:\.\d+)?"
_ZEROTH: Final = date(1899, 12, 30)  # day 0 of the calendar that begins in 1900


def settle_order(file: str, texts: pd.Series, column: str) -> Order:
    """Find out how the dates of a column are to be read; what isn't proven is said.

    The day comes first if more dates prove that than prove the other order, or none proves any.
    Numbers of five figures are those of days in a spreadsheet if all of them may be.
    """
    distinct = texts.dropna().drop_duplicates()
    proven = count_day_orders(distinct)
    n_day_first, n_month_first = proven[DayOrder.DAY_FIRST], proven[DayOrder.MONTH_FIRST]
    order = DayOrder.MONTH_FIRST if n_month_first > n_day_first else DayOrder.DAY_FIRST
    problems: list[Problem] = []
    doubtful = distinct[distinct.map(is_two_ways).astype(bool)]
    if n_day_first and n_month_first:
        doubt = f"{n_day_first} dates of the file put the day first, {n_month_first} the month"
    elif n_day_first or n_month_first:
        doubt = ""
    else:
        doubt = "no date of the file says which comes first"
    if doubt:
        problems += list_kept(
            file,
            doubtful.head(1),
            column,
            reason=f"day and month could change places and {doubt}: read with the {order} "
            f"({texts.isin(doubtful).sum()} such dates)",
            remedy="write dates as YYYY-MM-DD",
        )
    figures = distinct[distinct.str.fullmatch(_FIVE)]
    has_serials = len(figures) > 0 and bool(figures.str.fullmatch(_SERIAL).all())
    if has_serials:
        problems += list_kept(
            file,
            figures.head(1),
            column,
            reason="read as the number of a day in a spreadsheet "
            f"({texts.isin(figures).sum()} such dates; {_find_serial(str(figures.iloc[0]))} "
            "is the first)",
            remedy="if it isn't, write dates as YYYY-MM-DD",
        )
    return Order(order=order, problems=tuple(problems), has_serials=has_serials)


def _find_serial(text: str) -> date:
    return _ZEROTH + timedelta(days=int(float(text)))


def _read(text: str, settled: Order) -> DateSpan | None:
    if settled.has_serials and re.fullmatch(_FIVE, text):
        text = _find_serial(text).isoformat()
    return parse_date(text, order=settled.order)


def read_days(texts: pd.Series, settled: Order) -> Days:
    """Read texts as ranges of days."""
    codes, distinct = pd.factorize(texts)
    spans = [_read(text, settled) for text in distinct]

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
    days = read_days(texts, settled)
    is_day = days.precision == "day"
    unread = list_kept(
        file,
        texts[texts.notna() & ~is_day],
        column,
        reason="this is not a single day that can be read; kept without it",
        remedy="write the day as YYYY-MM-DD, or leave it empty",
    )
    return days.start.where(is_day), (*settled.problems, *unread)
