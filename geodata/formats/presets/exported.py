"""The tables of an atlas that was exported, read back so that they give the same atlas; pure.

In: a raw table with the mark of an export. Out: records with the ids, places and events that they
had. A place is only handed on: whether it still holds is found where reports are placed. Rows
without the mark were written by hand and are read as any others; rows whose names were changed
since bring no place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, TypeVar

import pandas as pd

from geodata.brought import Brought, to_json
from geodata.formats.defusing import restore
from geodata.formats.presets.claims import CLAIMS, read_claims
from geodata.formats.presets.columns import Synonyms, find_columns, take
from geodata.formats.presets.days import read_optional_day
from geodata.formats.presets.records import REPORT_FIELDS, SOURCE_FIELDS, Preset, Records
from geodata.formats.presets.reports import read_reports
from geodata.formats.presets.sources import SOURCES, read_sources
from geodata.formats.raw import RawTable
from geodata.grouping import group_texts
from geodata.types import Problem

_Number = TypeVar("_Number", int, float)

MARK: Final = "exported_as"
"""Column that every exported table has: the ending of the file that its rows were written to."""

DEFUSED: Final = "csv"
"""The mark of rows whose texts are defused (`geodata.formats.defusing`)."""

RESTRICTED: Final = "restricted"
"""Column of a table with rows that may not be published, which says "yes" for those. Reading it
back, all rows of the table are taken for such."""

PLACE: Final = (
    "place_id", "place", "lon", "lat", "country_code", "region_id", "place_precision",
    "geo_status", "geo_score", "geo_reason",
)  # fmt: skip
"""Columns that say where a row was put, in the order of the fields of `Brought`."""

ASKED: Final = "geo_of"
"""Column with the names that were looked up: if they are others now, the place isn't theirs."""

NAMES: Final = ("place_name", "admin1_name", "country_name")
"""Columns of those names."""

SOURCE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "source_id": "source_id",
        "publisher": "source_publisher",
        "title": "source_title",
        "url": "source_url",
        "published_on": "source_date",
        "kind": "source_kind",
        "language": "source_language",
    }
)
"""Field of a source → column of the reports that repeats it."""

_AS_THEY_ARE: Final = (
    "kind", "subkind", "title", "actors", "notes", "verification", "licence",
    "given_precision", "given_code",
)  # fmt: skip
_POSITION: Final = ("given_lon", "given_lat")
_READ_AS_OTHERS: Final = ("report_id", "date_start", "date_end", "date_precision", "place_level")
"""Columns that mean here what they mean in any table of reports."""

_READ: Final = (
    *_AS_THEY_ARE, *_POSITION, *PLACE, *NAMES, *SOURCE.values(), "event_id", "event_key", ASKED,
)  # fmt: skip
"""Columns that are read here."""

_REPEATED: Final = ("region", "country", "from_file", "from_row", MARK, RESTRICTED)
"""Columns for people, which nothing reads back."""

_PLACEMARK: Final = frozenset(
    {
        "id", "Name", "description", "timestamp", "begin", "end", "altitudeMode", "tessellate",
        "extrude", "visibility", "drawOrder", "icon",
    }
)  # fmt: skip
"""Columns that a reader of KML finds in every file."""

_OURS: Final[Synonyms] = MappingProxyType(
    {name: (name,) for name in (*_READ, *_READ_AS_OTHERS, *_REPEATED)}
)


def is_exported_reports(headers: tuple[str, ...]) -> bool:
    """Say whether headers are those of exported reports."""
    return {MARK, "report_id", "date_start", "place_name", *PLACE} <= set(headers)


def is_restricted_reports(headers: tuple[str, ...]) -> bool:
    """Say whether headers are those of exported reports that may not be published."""
    return RESTRICTED in headers and is_exported_reports(headers)


def is_exported_claims(headers: tuple[str, ...]) -> bool:
    """Say whether headers are those of exported claims."""
    return MARK in headers and CLAIMS.recognises(headers)


def is_exported_sources(headers: tuple[str, ...]) -> bool:
    """Say whether headers are those of exported sources."""
    return MARK in headers and SOURCES.recognises(headers)


def read_exported_claims(raw: RawTable, today: date) -> Records:
    """Read exported claims; as `geodata.formats.presets.claims.read_claims`."""
    return _read_plain(raw, today, read_claims)


def read_exported_sources(raw: RawTable, today: date) -> Records:
    """Read exported sources; as `geodata.formats.presets.sources.read_sources`."""
    return _read_plain(raw, today, read_sources)


def read_exported_reports(raw: RawTable, today: date) -> Records:
    """Read exported reports.

    Raises
    ------
    InputError
        As `geodata.formats.presets.reports.read_reports`.
    """
    raw = _restore(raw)
    columns = find_columns(list(raw.columns.columns), _OURS)
    texts = {name: take(raw, columns, name) for name in _READ}
    plain = raw.columns[[name for name in (*_READ_AS_OTHERS, *NAMES) if name in raw.columns]]
    records = read_reports(_with_columns(raw, plain), today)
    cited, problems = _read_cited(raw.file, texts)
    kept = records.reports.index
    reports = records.reports.assign(
        **{name: texts[name].reindex(kept) for name in _AS_THEY_ARE},
        **{name: pd.to_numeric(texts[name], "coerce").reindex(kept) for name in _POSITION},
        event_key=texts["event_id"].fillna(texts["event_key"]).reindex(kept),
        source_id=texts["source_id"].reindex(kept),
        placed_as=_read_places(texts).reindex(kept),
    )
    return Records(
        reports=reports[list(REPORT_FIELDS)],
        cited=cited.reindex(kept),
        problems=(*records.problems, *problems),
        unused_columns=tuple(name for name in columns.unused if name not in _PLACEMARK),
        mapping={name: header for name, header in columns.used.items() if name in REPORT_FIELDS},
    )


def say_asked(names: pd.DataFrame) -> pd.Series:
    """Return what was looked up for each row, as one text.

    Parameters
    ----------
    names
        The columns NAMES, null where nothing is given.
    """
    place, admin1, country = (names[name].fillna("").astype("str") for name in NAMES)
    return place + " | " + admin1 + " | " + country


def _read_plain(raw: RawTable, today: date, read: Callable[[RawTable, date], Records]) -> Records:
    raw = _restore(raw)
    return read(_with_columns(raw, raw.columns.drop(columns=MARK)), today)


def _restore(raw: RawTable) -> RawTable:
    """Return the table with the texts of its defused rows as they were."""
    columns = raw.columns
    is_defused = columns[MARK] == DEFUSED
    if not is_defused.any():
        return raw
    restored = {str(name): restore(columns[name]) for name in columns}
    changed = {
        name: columns[name].where(~is_defused, texts)
        for name, texts in restored.items()
        if texts is not columns[name]
    }
    return _with_columns(raw, columns.assign(**changed))


def _with_columns(raw: RawTable, columns: pd.DataFrame) -> RawTable:
    return RawTable(file=raw.file, columns=columns, problems=raw.problems, notes=raw.notes)


def _read_cited(
    file: str, texts: Mapping[str, pd.Series]
) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    column = SOURCE["published_on"]
    published_on, problems = read_optional_day(file, texts[column], column)
    cited = pd.DataFrame({field: texts[column] for field, column in SOURCE.items()})
    return cited.assign(published_on=published_on).reindex(columns=list(SOURCE_FIELDS)), problems


def _read_places(texts: Mapping[str, pd.Series]) -> pd.Series:
    """Return the place that each row brings, as text; missing where it brings none."""
    rows = pd.DataFrame({name: texts[name] for name in (*PLACE, *NAMES, ASKED)})
    is_same = texts[ASKED].fillna("") == say_asked(rows).str.strip()
    # two rows in one place share one text, made once
    groups = group_texts(rows, PLACE)
    brought = pd.array([_write_place(cells) for cells in groups.distinct], dtype="str")
    return pd.Series(brought.take(groups.codes), index=rows.index).where(is_same)


def _write_place(cells: tuple[str, ...]) -> str | None:
    values = dict(zip(PLACE, cells, strict=True))
    if not (values["place_precision"] and values["geo_status"]):
        return None
    try:
        return to_json(
            Brought(
                place_id=_read_number(values["place_id"], int),
                name=values["place"],
                lon=_read_number(values["lon"], float),
                lat=_read_number(values["lat"], float),
                country=values["country_code"] or None,
                region_id=values["region_id"] or None,
                place_precision=values["place_precision"],
                geo_status=values["geo_status"],
                geo_score=float(values["geo_score"] or 0),
                geo_reason=values["geo_reason"],
            )
        )
    except ValueError:  # no number: a person changed it, so the name is looked up
        return None


def _read_number(text: str, kind: Callable[[str], _Number]) -> _Number | None:
    return kind(text) if text else None


RESTRICTED_REPORTS: Final = Preset(
    name="exported restricted reports",
    is_restricted=True,
    recognises=is_restricted_reports,
    read=read_exported_reports,
)
EXPORTED_REPORTS: Final = Preset(
    name="exported reports", recognises=is_exported_reports, read=read_exported_reports
)
EXPORTED_CLAIMS: Final = Preset(
    name="exported claims", recognises=is_exported_claims, read=read_exported_claims
)
EXPORTED_SOURCES: Final = Preset(
    name="exported sources", recognises=is_exported_sources, read=read_exported_sources
)
