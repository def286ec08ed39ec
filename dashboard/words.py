"""Values in plain English: dates, counts, precisions and the sentence that says what is selected.

Pure. No figure is rounded here and none is left out: what can't be said is said to be missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final

import pandas as pd

from geodata.query import Selection

PLACE_PRECISION: Final[Mapping[str, str]] = MappingProxyType(
    {
        "exact": "exact position given by the source",
        "city": "placed at the centre of the city",
        "near": "near this place",
        "admin2": "somewhere in this district",
        "admin1": "somewhere in this province or state; no dot is drawn",
        "country": "somewhere in this country; no dot is drawn",
        "unknown": "place not known",
    }
)

DATE_PRECISION: Final[Mapping[str, str]] = MappingProxyType(
    {
        "day": "day given by the source",
        "days": "one or more of these days",
        "week": "the week is given, not the day",
        "month": "the month is given, not the day",
        "year": "the year is given, not the day",
        "unknown": "date not known",
    }
)

NAMES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "precisions": MappingProxyType(
            {
                "exact": "exact point",
                "city": "city",
                "near": "near a place",
                "admin2": "district only",
                "admin1": "region only",
                "country": "country only",
                "unknown": "no place",
            }
        ),
        "date_precisions": MappingProxyType(
            {
                "day": "day",
                "days": "several days",
                "week": "week",
                "month": "month",
                "year": "year",
                "unknown": "no date",
            }
        ),
    }
)
"""Short names of the values of facets whose values are codes of ours, in order of certainty."""


def say_text(value: Any) -> str:
    """Write a value of a table as text; null is empty."""
    return "" if pd.isna(value) else str(value)


def begin(text: str) -> str:
    """Write a text with a capital at its beginning; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def say_number(value: float) -> str:
    """Write a number to two significant digits, never with an exponent: ``0.17``, ``12``, ``120``.

    From 100 on all digits before the point are kept: ``1,284``.
    """
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{float(f'{value:.2g}'):,.12f}".rstrip("0").rstrip(".")


def say_day(day: date) -> str:
    """Write a day: ``15 November 2019``."""
    return f"{day.day} {day:%B %Y}"


def say_days(start: date, stop: date) -> str:
    """Write a half-open range of days as a reader counts them, both ends included."""
    last = stop - timedelta(days=1)
    if last <= start:
        return say_day(start)
    if (start.year, start.month) == (last.year, last.month):
        return f"{start.day} to {say_day(last)}"
    if start.year == last.year:
        return f"{start.day} {start:%B} to {say_day(last)}"
    return f"{say_day(start)} to {say_day(last)}"


def say_list(items: Iterable[str], *, most: int = 3) -> str:
    """Join words with commas and "or"; past ``most`` say how many more there are."""
    words = list(items)
    if len(words) > most:
        return f"{', '.join(words[:most])} or {len(words) - most} more"
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} or {words[-1]}"


def say_selection(selection: Selection, *, name_of: Callable[[str, str], str]) -> str:
    """Write what is selected as one sentence.

    Parameters
    ----------
    selection
        What is selected.
    name_of
        Gives the name of a value, from the name of its facet and the value itself.
    """
    if selection.is_everything:
        return "All reports."
    kinds = _named("kinds", selection.kinds, name_of)
    parts = [f"{begin(kinds)} reports" if kinds else "Reports"]
    for facet in ("places", "regions", "countries"):
        names = _named(facet, map(str, getattr(selection, facet)), name_of)
        parts.append(f"in {names}" if names else "")
    parts.append(say_dates(selection))
    sources = _named("source_kinds", selection.source_kinds, name_of)
    parts.append(f"from {sources} sources" if sources else "")
    parts.append(_say_known("with the place known as", "precisions", selection.precisions))
    parts.append(_say_known("with the date known as", "date_precisions", selection.date_precisions))
    checked = sorted(name_of("verifications", word) for word in selection.verifications)
    parts.append(f"verified as {say_list(checked, most=len(checked))}" if checked else "")
    parts.append(f"with the words “{selection.text}”" if selection.text else "")
    return " ".join(filter(None, parts)) + "."


def say_dates(selection: Selection) -> str:
    """Write the dates of a selection with their preposition; nothing when there are none."""
    start, stop = selection.date_start, selection.date_stop
    if start and stop and stop <= start:
        return f"from {say_day(start)} until {say_day(stop - timedelta(days=1))} (no day at all)"
    if start and stop:
        word = "on" if stop - start <= timedelta(days=1) else "from"
        return f"{word} {say_days(start, stop)}"
    if start:
        return f"from {say_day(start)} on"
    if stop:
        return f"until {say_day(stop - timedelta(days=1))}"
    return ""


def _say_known(words: str, facet: str, values: frozenset[str]) -> str:
    """Name all values, the surest first."""
    names = [name for value, name in NAMES[facet].items() if value in values]
    return f"{words} {say_list(names, most=len(names))}" if names else ""


def _named(facet: str, values: Iterable[str], name_of: Callable[[str, str], str]) -> str:
    return say_list(sorted(name_of(facet, value) for value in values))
