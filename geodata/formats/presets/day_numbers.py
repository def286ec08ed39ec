"""Find out what the numbers in a column of dates count, and read them as days; pure.

A number says nothing by itself, so all numbers of the column are looked at together.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum
from typing import Final


class Counted(StrEnum):
    """What a number counts."""

    DAYS = "the number of a day in a spreadsheet"  # that calls 1 January 1900 day 1
    SECONDS = "seconds since 1970, which make a day in UTC"
    MILLISECONDS = "milliseconds since 1970, which make a day in UTC"


_DAYS: Final = re.compile(r"\d{5}(?:\.\d+)?")
_SECONDS: Final = {
    Counted.SECONDS: re.compile(r"\d{10}(?:\.\d+)?"),
    Counted.MILLISECONDS: re.compile(r"\d{13}(?:\.\d+)?"),  # as JSON writes moments
}
"""What counts time since 1970; the first ten figures are whole seconds."""
_DAYS_MEANT: Final = range(20_000, 60_000)  # 1954 to 2064
_SECONDS_MEANT: Final = range(1_000_000_000, 2_840_140_800)  # 2001 to 2059
_ZEROTH: Final = date(1899, 12, 30)  # so that days from March 1900 on are those of spreadsheets
_EPOCH: Final = date(1970, 1, 1)


def find_counted(cleaned: Collection[str]) -> Counted | None:
    """Return what the numbers of a column count; None if there are none or it isn't clear.

    Numbers of five figures count days if all of them may, whatever else stands in the column: a
    spreadsheet that read some dates leaves others as text. Seconds are believed only where the
    column holds nothing else.

    >>> find_counted(["43784", "43785.5", "soon"]).name
    'DAYS'
    """
    days = [text for text in cleaned if _DAYS.fullmatch(text)]
    if days:
        return Counted.DAYS if all(int(text[:5]) in _DAYS_MEANT for text in days) else None
    for counted, form in _SECONDS.items():
        if cleaned and all(
            form.fullmatch(text) and int(text[:10]) in _SECONDS_MEANT for text in cleaned
        ):
            return counted
    return None


def read_number(cleaned: str, counted: Counted | None) -> date | None:
    """Return the day that a number stands for; None for a text that is no such number.

    >>> str(read_number("43784", Counted.DAYS)), str(read_number("1573776000", Counted.SECONDS))
    ('2019-11-15', '2019-11-15')
    """
    if counted is Counted.DAYS and _DAYS.fullmatch(cleaned):
        return _ZEROTH + timedelta(days=int(cleaned[:5]))
    if counted in _SECONDS and _SECONDS[counted].fullmatch(cleaned):
        return _EPOCH + timedelta(seconds=int(cleaned[:10]))
    return None
