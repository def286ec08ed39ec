"""Read two dates with a dash or a word between them; the second says what the first leaves out.

Cleaned text in, one range of days out; pure. A year that neither date has is never supplied.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from geodata.calendars import DateSpan
from geodata.date_forms import DAY_ENDING, LEAD, NAME, DayOrder, read_form
from geodata.types import DatePrecision


class Ends(NamedTuple):
    """The first and the last date of a range, as given: the last may be before the first."""

    first: DateSpan
    last: DateSpan


def find_ends(cleaned: str, order: DayOrder) -> Ends | None:
    """Find the two dates of a range. Where it can be divided in two ways, an ordered one counts."""
    text = _FROM.sub("", cleaned)
    reversed_ends: Ends | None = None
    for divider, is_loose in _BETWEEN:
        for found in divider.finditer(text):
            ends = _read_ends(text[: found.start()].strip(), text[found.end() :].strip(), order)
            if ends is None or (is_loose and ends.first.precision is not ends.last.precision):
                continue
            if is_ordered(ends):
                return ends
            reversed_ends = reversed_ends or ends
    return reversed_ends


def is_ordered(ends: Ends) -> bool:
    """Say whether the last date isn't before the first."""
    first, last = ends
    return first.start < last.stop and first.start <= last.start


def join_ends(ends: Ends) -> DateSpan:
    """Return the days from the first to the last; they are known no closer than the vaguer one."""
    first, last = ends
    fine = {DatePrecision.DAY, DatePrecision.DAYS}
    vague = [end for end in ends if end.precision not in fine]
    if vague:
        precision = max(vague, key=lambda end: end.stop - end.start).precision
    else:
        is_one = (last.stop - first.start).days == 1
        precision = DatePrecision.DAY if is_one else DatePrecision.DAYS
    return DateSpan(start=first.start, stop=last.stop, precision=precision)


def _read_ends(left: str, right: str, order: DayOrder) -> Ends | None:
    last = read_form(right, order)
    if last is None and (month := _LEADING_MONTH.fullmatch(left)):
        last = read_form(f"{month['name']} {right}", order)  # Nov 15 – 19, 2019
    if last is None:
        return None
    for completed in (left, *_complete(left, right, order)):
        if first := read_form(completed, order):
            return Ends(first, last)
    return None


def _complete(left: str, right: str, order: DayOrder) -> list[str]:
    """Return what the first date may be with what only the last one says, the fullest first."""
    if figures := _FIGURES.fullmatch(right):
        bare = left.rstrip(".")
        if _LONE_DAY.fullmatch(bare):  # 15–19/11/2019; 11/15–19/2019 has no day for an end
            return [bare + figures["rest"]] if order is DayOrder.DAY_FIRST else []
        return [bare + figures["sign"] + figures["year"]]
    year = _LAST_YEAR.search(right)
    completed = [f"{left} {year[0]}"] if year else []
    if behind := _BEHIND_DAY.fullmatch(right):
        completed.insert(0, f"{left} {behind['rest']}")
    return completed


_form: Final = re.compile

_FROM: Final = _form(r"^(?:from|between|von|vom|zwischen|du|de|entre|del|از|بین|من) ")
_WORDS: Final = "to|until|till|through|and|&|bis|und|au|et|al|a|hasta|y|تا|الی|و|حتی|لغایت"
_BETWEEN: Final = (
    (_form(" ?– ?"), False),
    (_form(rf" (?:{_WORDS}) | و(?=\d)|\.\.+"), False),
    (_form(" - "), False),
    (_form(" ?/ ?|--"), True),
    (_form("-"), True),
)
"""What stands between the dates of a range, surest first, and whether it stands in dates too."""

_LEADING_MONTH: Final = _form(rf"{LEAD}{NAME} \d{{1,2}}{DAY_ENDING}")
_BEHIND_DAY: Final = _form(rf"{LEAD}\d{{1,2}}{DAY_ENDING} (?P<rest>.+)")
_LAST_YEAR: Final = _form(r"\d{4}$")
_LONE_DAY: Final = _form(r"\d{1,2}")
_FIGURES: Final = _form(r"\d{1,2}(?P<rest>(?P<sign>[-/.])\d{1,2}(?P=sign)(?P<year>\d{4}))")
