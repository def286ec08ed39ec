"""Read days, months and years from text as half-open ranges of days; pure text in, ranges out.

A text that can be read two ways is never decided by guess alone: whoever calls says the order of
day and month, and can ask what a whole column proves. Two-digit years and the Islamic calendar are
not read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

import jdatetime

from geodata.month_names import MONTHS, Calendar, fold_letters
from geodata.types import DatePrecision

YEARS: Final = range(1500, 2200)
"""Earlier years are of another calendar, later ones of the Buddhist, or slips."""

JALALI_YEARS: Final = range(1250, 1421)
"""Years of the Iranian calendar that are read: 1871 to 2041. Later ones would rather be Islamic:
1441 began in 2019."""

CALENDAR_YEARS: Final = range(1200, 1500)
"""Years that today's Iranian and Islamic dates have."""


class DayOrder(StrEnum):
    """How 03/04/2019 is read."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


class DateSpan(NamedTuple):
    """The days that a date stands for."""

    start: date
    stop: date  # first day after
    precision: DatePrecision


def parse_date(text: str, *, order: DayOrder = DayOrder.DAY_FIRST) -> DateSpan | None:
    """Read one date or range of dates, or return None if it is none that is known.

    Parameters
    ----------
    text
        ISO 8601 with or without a time; day, month and year in figures; with the name of a month in
        English, French, German, Spanish, Turkish, Persian or Arabic; a week; a month; a year; two
        of these with a dash or a word between them. Years from 1250 to 1420 are of the Iranian
        calendar. Persian and Arabic digits are digits. A time and its offset are left out: the
        day is the one that the source writes.
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
    cleaned = _clean(text)
    return _parse_one(cleaned, order) or _parse_range(cleaned, order)


def is_two_ways(text: str) -> bool:
    """Say whether day and month of a date in figures could change places.

    >>> [is_two_ways(text) for text in ("03/04/2019", "13/04/2019", "04/04/2019", "2019-03-04")]
    [True, False, False, False]
    """
    pair = _find_pair(text)
    return pair is not None and pair[0] != pair[1] and max(pair) <= 12


def count_day_orders(texts: Iterable[str]) -> dict[DayOrder, int]:
    """Count the dates of one column that prove each order.

    >>> count_day_orders(["03/04/2019", "25/12/2019"])[DayOrder.DAY_FIRST]
    1
    """
    proven = [
        DayOrder.DAY_FIRST if pair[0] > 12 else DayOrder.MONTH_FIRST
        for pair in map(_find_pair, texts)
        if pair is not None and min(pair) <= 12 < max(pair) <= 31
    ]
    return {order: proven.count(order) for order in DayOrder}


def explain_unreadable(text: str) -> tuple[str, str]:
    """Return why a text is not a date and what would make it one."""
    remedy = "write the day as YYYY-MM-DD, a month as YYYY-MM, a year as YYYY"
    cleaned = _clean(text)
    if not cleaned:
        return "no date is given", remedy
    figures = [int(figure) for figure in re.findall(r"\d{1,9}", cleaned)]
    if any(figure in CALENDAR_YEARS and figure not in JALALI_YEARS for figure in figures):
        return (
            "the year is not of the Gregorian calendar; Islamic dates aren't read",
            "convert it to the Gregorian calendar: YYYY-MM-DD",
        )
    if re.fullmatch(r"\d{1,2}[-/. ]\w+[-/. ]\d{2}", cleaned):
        return "a year of two digits leaves the century open", "write the year with four digits"
    return "this is not a date that can be read", remedy


def _clean(text: str) -> str:
    """Make digits ASCII, letters small and without accents, blanks single, long dashes one."""
    if not text.isascii():
        kept = (
            str(int(character)) if character.isdecimal() else character
            for character in text
            if character not in "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\ufeff"
        )
        text = unicodedata.normalize("NFC", "".join(kept)).translate(_SIGNS)
        if not text.isascii():
            plain = unicodedata.normalize("NFD", text)
            text = fold_letters(_recompose(plain))
    return " ".join(text.lower().split())


_SIGNS: Final = str.maketrans({"\u200c": " ", "—": "–", "−": "-", "،": ",", "‐": "-", "ı": "i"})


def _recompose(decomposed: str) -> str:
    """Drop the accents of Latin letters; those of Arabic ones are letters of their own."""
    kept: list[str] = []
    for character in decomposed:
        if unicodedata.combining(character) and kept and kept[-1].isascii():
            continue
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


Parts = tuple[int, int | None, int | None]
"""Year, month, day; None where the text has none."""


def _parse_one(cleaned: str, order: DayOrder) -> DateSpan | None:
    for pattern, read in _FORMS:
        if (found := pattern.fullmatch(cleaned)) and (span := read(found, order)):
            return span
    return None


def _parse_range(cleaned: str, order: DayOrder) -> DateSpan | None:
    """Read two dates with a dash or a word between; the second says what the first leaves out."""
    text = _FROM.sub("", _BARE_DASH.sub(r"\1–\2", cleaned))
    for divider in _BETWEEN:
        for found in divider.finditer(text):
            span = _join(text[: found.start()].strip(), text[found.end() :].strip(), order)
            if span:
                return span
    return None


def _join(left: str, right: str, order: DayOrder) -> DateSpan | None:
    last = _parse_one(right, order)
    if last is None and (month := _LEADING_MONTH.fullmatch(left)):
        last = _parse_one(f"{month['name']} {right}", order)  # Nov 15 – 19, 2019
    if last is None:
        return None
    year = _LAST_YEAR.search(right)
    lacking = [f" {year[0]}"] if year else []
    if behind := _BEHIND_DAY.fullmatch(right):
        lacking.insert(0, f" {behind['rest']}")
    first = next(filter(None, (_parse_one(left + rest, order) for rest in ["", *lacking])), None)
    if first is None or first.start >= last.stop or last.start < first.start:
        return None
    return _span(first, last)


def _span(first: DateSpan, last: DateSpan) -> DateSpan:
    fine = {DatePrecision.DAY, DatePrecision.DAYS}
    coarse = next((one.precision for one in (first, last) if one.precision not in fine), None)
    length = (last.stop - first.start).days
    precision = coarse or (DatePrecision.DAY if length == 1 else DatePrecision.DAYS)
    return DateSpan(start=first.start, stop=last.stop, precision=precision)


def _read_ymd(found: re.Match[str], _: DayOrder) -> DateSpan | None:
    return _make_span(int(found["year"]), int(found["month"]), int(found["day"]))


def _read_pair(found: re.Match[str], order: DayOrder) -> DateSpan | None:
    first, second = int(found["first"]), int(found["second"])
    if first > 12 or (second <= 12 and order is DayOrder.DAY_FIRST):
        return _make_span(int(found["year"]), second, first)
    return _make_span(int(found["year"]), first, second)


def _read_named(found: re.Match[str], _: DayOrder) -> DateSpan | None:
    calendar, month = MONTHS.get(found["name"].rstrip("."), (Calendar.GREGORIAN, 0))
    year, day = int(found["year"]), found.groupdict().get("day")
    if (calendar is Calendar.JALALI) is not (year in JALALI_YEARS):
        return None
    return _make_span(year, month, int(day) if day else None)


def _read_month(found: re.Match[str], _: DayOrder) -> DateSpan | None:
    return _make_span(int(found["year"]), int(found["month"]), None)


def _read_year(found: re.Match[str], _: DayOrder) -> DateSpan | None:
    return _make_span(int(found["year"]), None, None)


def _read_week(found: re.Match[str], _: DayOrder) -> DateSpan | None:
    try:
        start = date.fromisocalendar(int(found["year"]), int(found["week"]), 1)
    except ValueError:
        return None
    stop = start + timedelta(days=7)
    return DateSpan(start=start, stop=stop, precision=DatePrecision.WEEK)


_NAME: Final = r"(?P<name>[^\W\d_]{2,}(?: ال[^\W\d_]+)?)\.?(?: ماه)?"
_TIME: Final = r"(?:[t ]\d{1,2}:\d{2}.*)?"
_YEAR: Final = r"(?P<year>\d{4})"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?"
_WEEKDAY: Final = r"(?:[^\W\d_]+[ \u200c]?[^\W\d_]*,? )?"
_OF: Final = "(?:of |de |du )?"

_form: Final = re.compile

_PAIR: Final = _form(rf"(?P<first>\d{{1,2}})([-/.])(?P<second>\d{{1,2}})\2{_YEAR}{_TIME}")

_Reader = Callable[[re.Match[str], DayOrder], DateSpan | None]

_FORMS: Final[tuple[tuple[re.Pattern[str], _Reader], ...]] = (
    (_form(rf"{_YEAR}([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_TIME}"), _read_ymd),
    (_form(rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:t\d.*)?"), _read_ymd),
    (_PAIR, _read_pair),
    (_form(rf"{_WEEKDAY}{_DAY}[- ]?{_OF}{_NAME},?[- ]{_OF}{_YEAR}{_TIME}"), _read_named),
    (_form(rf"{_WEEKDAY}{_NAME} {_DAY},? {_YEAR}{_TIME}"), _read_named),
    (_form(rf"{_YEAR} {_NAME} {_DAY}"), _read_named),
    (_form(rf"{_YEAR}[-/.](?P<month>\d{{1,2}})"), _read_month),
    (_form(rf"(?P<month>\d{{1,2}})[-/.]{_YEAR}"), _read_month),
    (_form(rf"{_NAME},?[- ]{_OF}{_YEAR}"), _read_named),
    (_form(rf"{_YEAR}-?w(?P<week>\d\d)"), _read_week),
    (_form(rf"week (?P<week>\d{{1,2}})(?: of|,)? {_YEAR}"), _read_week),
    (_form(_YEAR), _read_year),
)
"""Every form that is read, most frequent first; of no text two of them make a date."""

_FROM: Final = _form(r"^(?:from|between|since|von|vom|du|de|entre|del|از|من) ")
_BARE_DASH: Final = _form(r"(?<![\d/.-])(\d{1,2}) ?- ?(\d{1,2})(?= [^\W\d]|,? \d{4}$)")
_BETWEEN: Final = (
    _form(" ?– ?"),
    _form(r" (?:to|until|till|through|and|&|bis|und|au|et|al|hasta|y|تا|الی|و|الى|الی) "),
    _form(" - "),
    _form("(?<=\\d)/(?=\\d{4}-)| / |--"),
    _form("(?<=[^\\W\\d])-(?=[^\\W\\d])"),  # Nov-Dec 2019
)
"""What stands between the two dates of a range, the surest first."""

_LEADING_MONTH: Final = _form(rf"{_WEEKDAY}{_NAME} \d{{1,2}}(?:st|nd|rd|th)?")
_BEHIND_DAY: Final = _form(r"\d{1,2}(?:st|nd|rd|th|\.)? (?P<rest>.+)")
_LAST_YEAR: Final = _form(r"\d{4}$")


def _find_pair(text: str) -> tuple[int, int] | None:
    found = _PAIR.fullmatch(_clean(text))
    return (int(found["first"]), int(found["second"])) if found else None


def _make_span(year: int, month: int | None, day: int | None) -> DateSpan | None:
    if year not in JALALI_YEARS and year not in YEARS:
        return None
    make = _from_jalali if year in JALALI_YEARS else date
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


def _from_jalali(year: int, month: int, day: int) -> date:
    return date.fromordinal(jdatetime.date(year, month, day).togregorian().toordinal())
