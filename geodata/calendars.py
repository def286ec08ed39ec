"""Days, months and years of two calendars as half-open ranges of Gregorian days. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

import jdatetime

from geodata.types import DatePrecision


class Calendar(StrEnum):
    """Whose months and years they are."""

    GREGORIAN = "Gregorian"
    JALALI = "Jalali"  # the Iranian solar calendar


class DateSpan(NamedTuple):
    """The days that a date stands for."""

    start: date
    stop: date  # first day after
    precision: DatePrecision


YEARS: Final = {Calendar.GREGORIAN: range(1500, 2200), Calendar.JALALI: range(1250, 1451)}
"""Years that are read. Earlier Gregorian ones are rather of the calendar before, later ones of the
Buddhist one, or slips; the Iranian ones are 1871 to 2072."""

ISLAMIC_YEARS: Final = range(1421, 1500)
"""Years that, without the name of a month, are rather Islamic (2000 to 2077) than Iranian."""


def find_calendar(year: int) -> Calendar | None:
    """Return whose a year is that stands among figures; None if it may be of another calendar."""
    if year in ISLAMIC_YEARS:
        return None
    return next((calendar for calendar, years in YEARS.items() if year in years), None)


def find_days(
    calendar: Calendar | None, year: int, month: int | None = None, day: int | None = None
) -> DateSpan | None:
    """Return the days of a year, a month or a day, or None where there is no such one.

    >>> str(find_days(Calendar.JALALI, 1398, 8, 25).start)
    '2019-11-16'
    """
    if calendar is None or year not in YEARS[calendar]:
        return None
    make = date if calendar is Calendar.GREGORIAN else _from_jalali
    try:
        if month is None:
            start, stop, precision = make(year, 1, 1), make(year + 1, 1, 1), DatePrecision.YEAR
        elif day is None:
            start, stop = make(year, month, 1), make(year + month // 12, month % 12 + 1, 1)
            precision = DatePrecision.MONTH
        else:
            start = make(year, month, day)
            stop, precision = start + timedelta(days=1), DatePrecision.DAY
    except ValueError:  # 30 February
        return None
    return DateSpan(start=start, stop=stop, precision=precision)


def find_week(year: int, week: int, weekday: int | None = None) -> DateSpan | None:
    """Return the days of a week of ISO 8601, or one of them; None where there is no such one."""
    if year not in YEARS[Calendar.GREGORIAN]:
        return None
    try:
        start = date.fromisocalendar(year, week, weekday or 1)
    except ValueError:  # week 53 of a year of 52
        return None
    if weekday:
        return DateSpan(start, start + timedelta(days=1), DatePrecision.DAY)
    return DateSpan(start, start + timedelta(days=7), DatePrecision.WEEK)


def _from_jalali(year: int, month: int, day: int) -> date:
    return date.fromordinal(jdatetime.date(year, month, day).togregorian().toordinal())
