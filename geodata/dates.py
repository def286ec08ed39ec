"""Read days, months and years from text as half-open ranges of days; pure text in, ranges out.

A text that can be read two ways is never decided by guess alone: whoever calls says the order of
day and month, and can ask what a whole column proves. Two-digit years, ranges with one end and the
Islamic calendar are not read.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from geodata.calendars import ISLAMIC_YEARS, DateSpan
from geodata.date_forms import DayOrder, has_form_of_figures, read_form
from geodata.date_ranges import find_ends, is_ordered, join_ends
from geodata.date_texts import clean_date

__all__ = ["DateSpan", "DayOrder", "Readings", "explain_unreadable", "parse_date", "read_date"]


class Readings(NamedTuple):
    """What a text means if it keeps to an order of day and month; None if it can't keep to it."""

    day_first: DateSpan | None
    month_first: DateSpan | None

    @property
    def is_two_ways(self) -> bool:
        """Whether the order decides which days are meant."""
        return None not in self and self.day_first != self.month_first

    @property
    def proves(self) -> DayOrder | None:
        """The only order that the text can keep to, if it can't keep to either."""
        if (self.day_first is None) is (self.month_first is None):
            return None
        return DayOrder.MONTH_FIRST if self.day_first is None else DayOrder.DAY_FIRST

    def choose(self, order: DayOrder) -> DateSpan | None:
        """Return the days meant: in the other order, where the text can keep to that only."""
        if order is DayOrder.DAY_FIRST:
            return self.day_first or self.month_first
        return self.month_first or self.day_first


def parse_date(text: str, *, order: DayOrder = DayOrder.DAY_FIRST) -> DateSpan | None:
    """Read one date or range of dates, or return None if it is none that is known.

    Parameters
    ----------
    text
        ISO 8601 with or without a time; day, month and year in figures; with the name of a month in
        English, French, German, Spanish, Turkish, Persian or Arabic; a week; a month; a year; two
        of these with a dash or a word between them. Years from 1250 to 1420, and to 1450 with the
        name of an Iranian month, are of the Iranian calendar. Persian and Arabic digits are digits.
        A time and its offset are left out: the day is the one that the source writes. "Late
        November" is all of November.
    order
        How to read figures of which both may be a month.

    Examples
    --------
    >>> parse_date("15 Nov 2019").start
    datetime.date(2019, 11, 15)
    >>> parse_date("2019-11").precision
    <DatePrecision.MONTH: 'month'>
    >>> span = parse_date("15–19 Nov 2019")
    >>> str(span.start), str(span.stop), span.precision.value
    ('2019-11-15', '2019-11-20', 'days')
    >>> str(parse_date("۲۵ آبان ۱۳۹۸").start)
    '2019-11-16'
    """
    return read_date(text).choose(order)


def read_date(text: str) -> Readings:
    """Read one date or range of dates in both orders of day and month; see `parse_date`.

    >>> [read_date(text).is_two_ways for text in ("03/04/2019", "13/04/2019", "04/04/2019")]
    [True, False, False]
    >>> read_date("03/04/2019 – 13/04/2019").proves
    <DayOrder.DAY_FIRST: 'day first'>
    """
    cleaned = clean_date(text)
    day_first = _read(cleaned, DayOrder.DAY_FIRST)
    if not _HAS_PAIR.search(cleaned):
        return Readings(day_first, day_first)
    return Readings(day_first, _read(cleaned, DayOrder.MONTH_FIRST))


_HAS_PAIR: Final = re.compile(r"\d[-/.] ?\d{1,2}[-/.] ?\d{4}")


def _read(cleaned: str, order: DayOrder) -> DateSpan | None:
    if span := read_form(cleaned, order):
        return span
    if has_form_of_figures(cleaned):  # 31-11-2019 is not "31 to November 2019"
        return None
    ends = find_ends(cleaned, order)
    return join_ends(ends) if ends and is_ordered(ends) else None


def explain_unreadable(text: str) -> tuple[str, str]:
    """Return why a text is not a date and what would make it one."""
    cleaned = clean_date(text)
    for pattern, reason, remedy in _REASONS:
        if pattern.search(cleaned):
            return reason, remedy
    if has_form_of_figures(cleaned):
        return "the calendar has no such day, month or week, or the year is out of reach", _REMEDY
    if any(find_ends(cleaned, order) for order in DayOrder):
        return "the end lies before the start", "correct one of the two days"
    return "this is not a date that can be read", _REMEDY


_REMEDY: Final = "write the day as YYYY-MM-DD, a month as YYYY-MM, a year as YYYY"

_OPEN: Final = (
    "since before after until by seit vor nach bis depuis avant apres desde antes hasta "
    "از تا قبل بعد منذ حتی"
)
_SEASONS: Final = (
    "spring summer autumn fall winter fruhling sommer herbst printemps ete automne hiver "
    "primavera verano otono invierno بهار تابستان پاییز زمستان"
)

_REASONS: Final = tuple(
    (re.compile(pattern), reason, remedy)
    for pattern, reason, remedy in (
        ("^$", "no date is given, or a text longer than any date", _REMEDY),
        (
            rf"(?<!\d)(?:{'|'.join(map(str, ISLAMIC_YEARS))})(?!\d)",
            "the year is not of the Gregorian calendar; Islamic dates aren't read",
            "convert it to the Gregorian calendar: YYYY-MM-DD",
        ),
        (
            r"^(?:\d{1,2}\.?[-/. ])?\w+\.?[-/. ]['’]?\d{2}$",
            "a year of two digits leaves the century open, a day without a year leaves the year",
            "write the year with four digits",
        ),
        (
            rf"^(?:{_OPEN.replace(' ', '|')}) ",
            "only one end of the time is given",
            "write both ends, as YYYY-MM-DD/YYYY-MM-DD, or the one day that is known",
        ),
        (
            rf"\b(?:{_SEASONS.replace(' ', '|')})\b",
            "a season begins and ends on no agreed day",
            "write its months, as YYYY-MM/YYYY-MM",
        ),
        (
            r"^(?!\d{8}$|\d{14}$)\d{5,}(?:\.\d+)?$",
            "a number is not a date; days of spreadsheets and seconds since 1970 are read only if "
            "all numbers of the column may be such",
            _REMEDY,
        ),
    )
)
"""How a text is written that isn't read, why, and what to do; the first that fits counts."""
