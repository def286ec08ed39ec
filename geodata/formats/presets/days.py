"""Read a column of texts as ranges of days; every distinct text is read once. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd

from geodata.date_texts import clean_date
from geodata.dates import DateSpan, DayOrder, Readings, read_date
from geodata.formats.presets.day_numbers import Counted, find_counted, read_number
from geodata.formats.problems import list_kept
from geodata.types import DatePrecision, Problem


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Days:
    """Ranges of days with the index of the texts that they were read from."""

    start: pd.Series  # datetime64; NaT where the text is no date
    stop: pd.Series  # datetime64, first day after
    precision: pd.Series  # a DatePrecision, missing where the text is no date


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Order:
    """How the dates of the columns of one file are read, and what that rests on."""

    spans: Mapping[str, DateSpan | None]  # of every distinct text; None where it is no date
    problems: tuple[Problem, ...]  # one for each thing that was assumed and matters


def settle_order(file: str, texts: pd.Series, column: str) -> Order:
    """Find out how the dates of a column are to be read; what isn't proven is said.

    The day comes first if more dates prove that than prove the other order, or none proves any. A
    date that proves an order is read so, whatever the others do.
    """
    cleaned = {str(text): clean_date(str(text)) for text in texts.dropna().unique()}
    counted = find_counted(frozenset(cleaned.values()))
    days = {text: day for text, one in cleaned.items() if (day := read_number(one, counted))}
    # Without their times of day, most texts of a column are the same few dates.
    read = {one: read_date(one) for one in set(cleaned.values())}
    readings = {text: read[one] for text, one in cleaned.items() if text not in days}
    proven = [order for reading in read.values() if (order := reading.proves)]
    n_proven = {order: proven.count(order) for order in DayOrder}
    order = max(DayOrder, key=lambda one: n_proven[one])  # the day, if they are even
    has_pairs = bool(proven) or any(one.is_two_ways for one in read.values())
    problems = [
        *_list_doubtful(file, texts, column, readings, n_proven, order),
        *_list_numbers(file, texts, column, days, counted, is_mixed=has_pairs),
    ]
    spans = {text: reading.choose(order) for text, reading in readings.items()}
    return Order(
        spans=spans | {text: _span_day(day) for text, day in days.items()},
        problems=tuple(problems),
    )


def _span_day(day: date) -> DateSpan:
    return DateSpan(day, day + timedelta(days=1), DatePrecision.DAY)


def _list_doubtful(
    file: str,
    texts: pd.Series,
    column: str,
    readings: Mapping[str, Readings],
    n_proven: Mapping[DayOrder, int],
    order: DayOrder,
) -> list[Problem]:
    """Say which order was taken where it matters and the column doesn't prove it."""
    n_day_first, n_month_first = n_proven[DayOrder.DAY_FIRST], n_proven[DayOrder.MONTH_FIRST]
    if n_day_first and n_month_first:
        doubt = f"{n_day_first} dates of the file put the day first, {n_month_first} the month"
    elif n_day_first or n_month_first:
        return []
    else:
        doubt = "no date of the file says which comes first"
    doubtful = texts[texts.isin([text for text, one in readings.items() if one.is_two_ways])]
    return list_kept(
        file,
        doubtful.head(1),
        column,
        reason=f"day and month could change places and {doubt}: read with the {order} "
        f"({len(doubtful)} such dates)",
        remedy="write dates as YYYY-MM-DD",
    )


def _list_numbers(
    file: str,
    texts: pd.Series,
    column: str,
    numbers: Mapping[str, date],
    counted: Counted | None,
    *,
    is_mixed: bool,
) -> list[Problem]:
    """Say what numbers were taken for."""
    rows = texts[texts.isin(list(numbers))]
    mixed = (
        "; other dates are text with day and month in figures, so the spreadsheet may have taken "
        "day for month in those that it made numbers"
    )
    return list_kept(
        file,
        rows.head(1),
        column,
        reason=f"read as {counted} ({len(rows)} such dates; "
        f"{next(iter(numbers.values()), None)} is the first){mixed if is_mixed else ''}",
        remedy=_REMEDY_NUMBERS,
    )


_REMEDY_NUMBERS: Final = (
    "if the numbers are something else, or days of a workbook that counts from 1904, write dates "
    "as YYYY-MM-DD"
)


def read_days(texts: pd.Series, settled: Order) -> Days:
    """Look up texts, among those that an order was settled from, as ranges of days."""
    codes, distinct = pd.factorize(texts)
    spans = [settled.spans[text] for text in distinct]

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
