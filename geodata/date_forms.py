"""Read one day, week, month or year from a cleaned text, form by form; never a range. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from geodata.calendars import DateSpan, find_calendar, find_days, find_week
from geodata.month_names import WEEKDAYS, find_month


class DayOrder(StrEnum):
    """How 03/04/2019 is read."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def read_form(cleaned: str, order: DayOrder) -> DateSpan | None:
    """Read one date; the order is kept to even where only the other one would make a date."""
    for pattern, read in _NAMED if _LETTERS.search(cleaned) else _FIGURES:
        if (found := pattern.fullmatch(cleaned)) and (span := read(found, order)):
            return span
    return None


def has_form_of_figures(cleaned: str) -> bool:
    """Say whether a text is written like a date in figures, be there such a day or not."""
    return any(pattern.fullmatch(cleaned) for pattern, _ in _FIGURES)


_LETTERS: Final = re.compile(r"[^\W\d_]{2}")


def _read_figures(found: re.Match[str], _: DayOrder) -> DateSpan | None:
    year, month, day = (int(part) if part else None for part in found.group("year", "month", "day"))
    return find_days(find_calendar(year), year, month, day) if year else None


def _read_pair(found: re.Match[str], order: DayOrder) -> DateSpan | None:
    day, month, year = (int(found[name]) for name in ("first", "second", "year"))
    if order is DayOrder.MONTH_FIRST:
        day, month = month, day
    return find_days(find_calendar(year), year, month, day)


def _read_named(found: re.Match[str], _: DayOrder) -> DateSpan | None:
    if not (meant := find_month(found["name"])):
        return None
    calendar, month = meant
    day = found.groupdict().get("day")
    return find_days(calendar, int(found["year"]), month, int(day) if day else None)


def _read_week(found: re.Match[str], _: DayOrder) -> DateSpan | None:
    weekday = found.groupdict().get("weekday")
    return find_week(int(found["year"]), int(found["week"]), int(weekday) if weekday else None)


def _any(words: str) -> str:
    return rf"(?:{words.replace(' ', '|').replace('_', ' ')})"


NAME: Final = r"(?P<name>[^\W\d_]{2,}(?: ال[^\W\d_]+)?\.?(?: ماه)?)"
DAY_ENDING: Final = r"(?:st|nd|rd|th|er|º|°|\.)?"
LEAD: Final = (
    rf"(?:(?!\d)(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))}|"
    rf"{_any('on the le el am der den روز یوم فی در')})[.,]{{0,2}} ){{0,3}}"
)
"""What may stand before a day: its weekday and an article."""

_OF: Final = rf"(?:{_any('of de du del سال عام سنه سنة')} )?"
_PART: Final = (
    rf"(?:{_any('early mid late anfang mitte ende debut mi fin اوایل اواسط اواخر')}"
    rf"(?:[- ]{_any('of de du')})?[- ])?"
)
"""Part of a month or year. Where it begins and ends is nobody's rule: the whole is meant."""

_DIGITS: Final = r"(?:[01]\d|2[0-4])[0-5]\d[0-5]\d"  # of a clock without colons
_YEAR: Final = r"(?P<year>\d{4})"
_SAID_YEAR: Final = rf"{_OF}{_YEAR}(?: ?{_any('م ش ه.ش ه._ش')}\.?)?"
_DAY: Final = rf"(?P<day>\d{{1,2}}){DAY_ENDING}"
_NONE: Final = "(?P<month>x)?(?P<day>x)?"  # groups of what the form doesn't have
_WEEK: Final = r"(?P<week>\d{1,2})"

_form: Final = re.compile

_PAIR: Final = (
    rf"{LEAD}(?P<first>\d{{1,2}})(?P<sign>[-/]|\. ?)(?P<second>\d{{1,2}})(?P=sign){_YEAR}"
)

_Reader = Callable[[re.Match[str], DayOrder], DateSpan | None]
_Forms = tuple[tuple[re.Pattern[str], _Reader], ...]

_FIGURES: Final[_Forms] = (
    (_form(rf"{_YEAR}([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}})"), _read_figures),
    (_form(rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:t?{_DIGITS}z?)?"), _read_figures),
    (_form(_PAIR), _read_pair),
    (_form(rf"{_YEAR}[-/.](?P<month>\d{{1,2}})(?P<day>x)?"), _read_figures),
    (_form(rf"(?P<month>\d{{1,2}})[-/.](?P<day>x)?{_YEAR}"), _read_figures),
    (_form(rf"{_YEAR}-?w(?P<week>\d\d)(?:-?(?P<weekday>[1-7]))?"), _read_week),
    (_form(rf"{_SAID_YEAR}{_NONE}"), _read_figures),
)
"""Forms without a word, most frequent first; of no text two of them make a date."""

_NAMED: Final[_Forms] = (
    (_form(rf"{LEAD}{_DAY}[-/ ]?{_OF}{NAME},?[-/ ]{_SAID_YEAR}"), _read_named),
    (_form(rf"{LEAD}{NAME} {_DAY},? {_YEAR}"), _read_named),
    (_form(rf"{_YEAR}[- ]{NAME}[- ]{_DAY}"), _read_named),
    (_form(rf"{_PART}{NAME},?[-/ ]{_SAID_YEAR}"), _read_named),
    (_form(rf"{_YEAR} {NAME}"), _read_named),
    (_form(_PAIR), _read_pair),
    (_form(rf"{_any('week kw semaine semana')} {_WEEK}(?:,? {_OF}|/){_YEAR}"), _read_week),
    (_form(rf"{_PART}{_SAID_YEAR}{_NONE}"), _read_figures),
)
"""Forms with one."""
