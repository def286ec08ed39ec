"""Read days, months and years from text as half-open ranges of days; pure text in, ranges out.

A text that can be read two ways is never decided by guess alone: whoever calls says the order of
day and month, and can ask what a whole column proves. Two-digit years and other calendars are
not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from geodata.types import DatePrecision

YEARS: Final = range(1500, 2200)
"""Earlier years are of the Iranian or Islamic calendar, later ones of the Buddhist, or slips."""

CALENDAR_YEARS: Final = range(1200, 1500)
"""Years that today's Iranian and Islamic dates have."""


class DayOrder(StrEnum):
    """How 03/04/2019 is read."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """The days that a date stands for."""

    start: date
    stop: date  # first day after
    precision: DatePrecision


def parse_date(text: str, *, order: DayOrder = DayOrder.DAY_FIRST) -> DateSpan | None:
    """Read one date, or return None if it is none that is known.

    Parameters
    ----------
    text
        ISO 8601 with or without a time; day, month and year in figures; with an English month
        name; a month; a year. Persian and Arabic digits are digits. A time and its offset are
        left out: the day is the one that the source writes.
    order
        How to read figures of which both may be a month.

    Examples
    --------
    >>> parse_date("15 Nov 2019").start
    datetime.date(2019, 11, 15)
    >>> parse_date("2019-11").precision
    <DatePrecision.MONTH: 'month'>
    """
    cleaned = _clean(text)
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(cleaned):
            year, month, day = read(found, order)
            return _make_span(year, month, day)
    return None


def is_two_ways(text: str) -> bool:
    """Say whether day and month of a date in figures could change places.

    >>> [is_two_ways(text) for text in ("03/04/2019", "13/04/2019", "04/04/2019", "2019-03-04")]
    [True, False, False, False]
    """
    pair = _find_pair(text)
    return pair is not None and pair[0] != pair[1] and max(pair) <= 12


def find_day_order(texts: Iterable[str]) -> DayOrder | None:
    """Return the order that the dates of one column prove, or None: no proof, or both orders.

    >>> find_day_order(["03/04/2019", "25/12/2019"])
    <DayOrder.DAY_FIRST: 'day first'>
    """
    proven = {
        DayOrder.DAY_FIRST if pair[0] > 12 else DayOrder.MONTH_FIRST
        for pair in map(_find_pair, texts)
        if pair is not None and min(pair) <= 12 < max(pair) <= 31
    }
    return proven.pop() if len(proven) == 1 else None


def explain_unreadable(text: str) -> tuple[str, str]:
    """Return why a text is not a date and what would make it one."""
    remedy = "write the day as YYYY-MM-DD, a month as YYYY-MM, a year as YYYY"
    cleaned = _clean(text)
    if not cleaned:
        return "no date is given", remedy
    figures = [int(figure) for figure in re.findall(r"\d+", cleaned)]
    if any(figure in CALENDAR_YEARS for figure in figures):
        return (
            "the year is not of the Gregorian calendar; Iranian and Islamic dates aren't read yet",
            "convert it to the Gregorian calendar: YYYY-MM-DD",
        )
    if re.fullmatch(r"\d{1,2}[-/. ]\w+[-/. ]\d{2}", cleaned):
        return "a year of two digits leaves the century open", "write the year with four digits"
    return "this is not a date that can be read", remedy


def _clean(text: str) -> str:
    """Make digits ASCII and spaces single; marks of writing direction vanish."""
    if text.isascii():
        return " ".join(text.split())
    kept = (
        str(int(character)) if character.isdecimal() else character
        for character in text
        if character not in "\u200c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\ufeff"
    )
    return " ".join("".join(kept).split())


Parts = tuple[int, int | None, int | None]
"""Year, month, day; None where the text has none."""


def _read_ymd(found: re.Match[str], _: DayOrder) -> Parts:
    return int(found["year"]), int(found["month"]), int(found["day"])


def _read_pair(found: re.Match[str], order: DayOrder) -> Parts:
    first, second = int(found["first"]), int(found["second"])
    if first > 12 or (second <= 12 and order is DayOrder.DAY_FIRST):
        return int(found["year"]), second, first
    return int(found["year"]), first, second


def _read_named_day(found: re.Match[str], _: DayOrder) -> Parts:
    return int(found["year"]), _MONTHS.get(found["name"][:3].casefold()), int(found["day"])


def _read_month(found: re.Match[str], _: DayOrder) -> Parts:
    return int(found["year"]), int(found["month"]), None


def _read_named_month(found: re.Match[str], _: DayOrder) -> Parts:
    return int(found["year"]), _MONTHS.get(found["name"][:3].casefold()), None


def _read_year(found: re.Match[str], _: DayOrder) -> Parts:
    return int(found["year"]), None, None


_MONTH_NAMES: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTHS: Final = {name[:3]: number for number, name in enumerate(_MONTH_NAMES, start=1)}
_NAME: Final = (
    "(?P<name>" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTH_NAMES) + r"|sept)\.?"
)
_TIME: Final = r"(?:[T ]\d{1,2}:\d{2}.*)?"
_YEAR: Final = r"(?P<year>\d{4})"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


_PAIR: Final = _form(rf"(?P<first>\d{{1,2}})([-/.])(?P<second>\d{{1,2}})\2{_YEAR}{_TIME}")

_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], DayOrder], Parts]], ...]] = (
    (_form(rf"{_YEAR}([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_TIME}"), _read_ymd),
    (_form(rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:T\d.*)?"), _read_ymd),
    (_PAIR, _read_pair),
    (_form(rf"(?:[a-z]+,? )?{_DAY}[- ](?:of )?{_NAME},?[- ]{_YEAR}{_TIME}"), _read_named_day),
    (_form(rf"(?:[a-z]+,? )?{_NAME} {_DAY},? {_YEAR}{_TIME}"), _read_named_day),
    (_form(rf"{_YEAR}[-/.](?P<month>\d{{1,2}})"), _read_month),
    (_form(rf"(?P<month>\d{{1,2}})[-/.]{_YEAR}"), _read_month),
    (_form(rf"{_NAME},?[- ]{_YEAR}"), _read_named_month),
    (_form(_YEAR), _read_year),
)
"""Every form that is read, most frequent first; no text fits two of them."""


def _find_pair(text: str) -> tuple[int, int] | None:
    found = _PAIR.fullmatch(_clean(text))
    return None if found is None else (int(found["first"]), int(found["second"]))


def _make_span(year: int, month: int | None, day: int | None) -> DateSpan | None:
    if year not in YEARS:
        return None
    if month is None:
        return DateSpan(
            start=date(year, 1, 1), stop=date(year + 1, 1, 1), precision=DatePrecision.YEAR
        )
    if not 1 <= month <= 12:
        return None
    if day is None:
        stop = date(year + month // 12, month % 12 + 1, 1)
        return DateSpan(start=date(year, month, 1), stop=stop, precision=DatePrecision.MONTH)
    try:
        start = date(year, month, day)
    except ValueError:  # 30 February
        return None
    return DateSpan(start=start, stop=start + timedelta(days=1), precision=DatePrecision.DAY)
