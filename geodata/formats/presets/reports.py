"""A table of reports, one a row, whatever its columns are called; pure, nothing is geocoded.

In: a raw table with at least a date and a place. Out: typed reports, the sources that they name,
and what is wrong. A row without a readable date is set aside; everything else is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

import pandas as pd

from geodata.dates import explain_unreadable
from geodata.formats.presets.columns import Columns, Synonyms, find_columns, require, take
from geodata.formats.presets.days import read_days, settle_order
from geodata.formats.presets.records import (
    REPORT_FIELDS,
    SOURCE_FIELDS,
    PlaceLevel,
    Records,
)
from geodata.formats.problems import list_aside, list_kept
from geodata.formats.raw import RawTable
from geodata.types import DatePrecision, Problem

SYNONYMS: Final[Synonyms] = MappingProxyType(
    {
        "date": (
            "date_start", "start_date", "date", "event_date", "date_of_event", "day", "when",
            "تاریخ", "تاریخ رویداد", "تاریخ شروع", "تاریخ آغاز", "روز",
        ),
        "date_end": ("date_end", "end_date", "تاریخ پایان"),
        "date_precision": ("date_precision",),
        "kind": (
            "kind", "event_type", "type", "category", "event_kind", "نوع رویداد", "نوع", "دسته",
        ),
        "place": (
            "place_name", "place", "city", "town", "village", "location", "locality",
            "settlement", "where", "نام مکان", "مکان", "شهر", "محل",
        ),
        "place_level": ("place_level",),
        "admin1": (
            "admin1_name", "admin1", "province", "state", "region", "governorate", "استان", "ایالت",
        ),
        "country": ("country_name", "country", "country_code", "کشور"),
        "title": ("title", "headline", "description", "عنوان", "تیتر", "شرح"),
        "actors": ("actors", "actor", "actor1", "کنشگران", "بازیگران"),
        "source_id": ("source_id",),
        "source": ("source", "publisher", "source_name", "reported_by", "منبع", "ناشر"),
        "source_kind": ("source_kind", "source_type", "نوع منبع"),
        "url": ("url", "link", "source_url", "web_address", "نشانی", "پیوند", "لینک"),
        "notes": (
            "notes", "note", "comment", "comments", "remarks", "description", "یادداشت",
            "توضیحات", "توضیح",
        ),
        "id": ("report_id", "event_id", "id", "record_id", "identifier", "شناسه"),
    }
)  # fmt: skip
"""What the column of each field may be called. Case, spaces and underscores don't matter."""

_REQUIRED: Final = ("date", "place")

_FAR_YEARS: Final = 100
"""A date further than this from the median year of its column is likely a slip (1519 for 2019)."""


def read_reports(raw: RawTable, today: date) -> Records:
    """Read a table of reports.

    Raises
    ------
    InputError
        If there is no column for the date or for the place.
    """
    columns = find_columns(list(raw.columns.columns), SYNONYMS)
    require(columns, _REQUIRED, SYNONYMS, raw.file)
    texts = {field: take(raw, columns, field) for field in SYNONYMS}
    days, day_problems = _read_dates(raw.file, texts, columns, today)
    levels, level_problems = _read_levels(raw.file, texts["place_level"])
    cited = pd.DataFrame(
        {
            "source_id": texts["source_id"],
            "publisher": texts["source"],
            "url": texts["url"],
            "kind": texts["source_kind"],
        }
    ).reindex(columns=list(SOURCE_FIELDS))
    reports = pd.DataFrame(
        {
            "report_id": texts["id"],
            **days,
            **{name: texts[name] for name in ("kind", "title", "actors", "notes")},
            "place_name": texts["place"],
            "admin1_name": texts["admin1"],
            "country_name": texts["country"],
            "place_level": levels,
            "source_id": texts["source_id"],
        }
    ).reindex(columns=list(REPORT_FIELDS))
    is_kept = reports["date_start"].notna()
    return Records(
        reports=reports[is_kept],
        cited=cited[is_kept],
        problems=(*day_problems, *level_problems),
        unused_columns=columns.unused,
        mapping=columns.used,
    )


def _read_dates(
    file: str, texts: Mapping[str, pd.Series], columns: Columns, today: date
) -> tuple[dict[str, pd.Series], list[Problem]]:
    """Return start, stop and precision; the start is missing where the row must be set aside."""
    first_name = columns.used["date"]
    last_name = columns.used.get("date_end", "")
    settled = settle_order(file, pd.concat([texts["date"], texts["date_end"]]), first_name)
    first, last = (read_days(texts[field], settled) for field in ("date", "date_end"))
    is_reversed = last.stop <= first.start
    has_end = last.start.notna() & ~is_reversed
    stop = first.stop.mask(has_end, last.stop)
    precision, stated_problems = _read_precision(file, texts, first.precision, stop - first.start)
    problems = [
        *settled.problems,
        *_explain_unread(file, texts["date"][first.start.isna()], first_name),
        *list_kept(
            file,
            texts["date_end"][texts["date_end"].notna() & last.start.isna()],
            last_name,
            reason="the end is not a date that can be read; kept with its first day only",
            remedy="write the day as YYYY-MM-DD, or leave it empty",
        ),
        *list_kept(
            file,
            texts["date_end"][is_reversed],
            last_name,
            reason="the end lies before the start; kept with its first day only",
            remedy="correct one of the two days",
        ),
        *_list_suspect(file, texts["date"], first.start, first_name, today),
        *_list_suspect(file, texts["date_end"], last.start.mask(is_reversed), last_name, today),
        *stated_problems,
    ]
    return {"date_start": first.start, "date_stop": stop, "date_precision": precision}, problems


def _list_suspect(
    file: str, texts: pd.Series, days: pd.Series, column: str, today: date
) -> list[Problem]:
    """List days that are kept but may be slips: in the future, or far from the column's others."""
    is_future = days > pd.Timestamp(today)
    years = days.dt.year
    middle = years.median()
    is_far = (years - middle).abs() > _FAR_YEARS
    remedy = "correct the date if it is a slip"
    return [
        *list_kept(
            file, texts[is_future], column, reason="the day lies in the future", remedy=remedy
        ),
        *list_kept(
            file,
            texts[is_far & ~is_future],
            column,
            reason=f"the year is more than {_FAR_YEARS} years from {middle:.0f}, the middle one "
            "of its column",
            remedy=remedy,
        ),
    ]


def _explain_unread(file: str, unread: pd.Series, column: str) -> list[Problem]:
    problems: list[Problem] = []
    for text, group in unread.fillna("").groupby(unread.fillna(""), sort=False):
        reason, remedy = explain_unreadable(str(text))
        problems += list_aside(file, group, column, reason=reason, remedy=remedy)
    return sorted(problems, key=lambda problem: problem.row)


def _read_precision(
    file: str, texts: Mapping[str, pd.Series], of_text: pd.Series, length: pd.Series
) -> tuple[pd.Series, list[Problem]]:
    """Return the stated precision, or that of the text; a range of days is never "day"."""
    is_range = length > pd.Timedelta(days=1)
    day = str(DatePrecision.DAY)
    read = of_text.mask(is_range & (of_text == day), str(DatePrecision.DAYS))
    stated = texts["date_precision"].str.lower()
    known = stated.isin([str(precision) for precision in DatePrecision])
    usable = known & ~(is_range & (stated == day))
    problems = list_kept(
        file,
        stated[stated.notna() & ~known],
        "date_precision",
        reason="this is not a precision; that of the date itself is kept",
        remedy=f"write one of {', '.join(DatePrecision)}, or leave it empty",
    )
    return read.mask(usable, stated), problems


def _read_levels(file: str, texts: pd.Series) -> tuple[pd.Series, list[Problem]]:
    levels = texts.str.lower()
    known = levels.isin([str(level) for level in PlaceLevel])
    problems = list_kept(
        file,
        texts[texts.notna() & ~known],
        "place_level",
        reason="this is not a level of place; kept as if none were stated",
        remedy=f"write one of {', '.join(PlaceLevel)}, or leave it empty",
    )
    return levels.where(known), problems
