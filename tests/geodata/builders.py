"""Values with defaults for the tests of the write line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pyarrow as pa

from geodata.card import Card
from geodata.contexts import Hit
from geodata.decisions import Answer, Choice, Decision, Subject
from geodata.formats.presets.records import Records
from geodata.formats.presets.reports import read_reports
from geodata.formats.raw import RawTable
from geodata.joining import Joining, Verdict, name_reports
from geodata.names import Evidence
from geodata.reference import Reference, open_reference
from geodata.store import Import
from geodata.tables import SCHEMAS
from geodata.types import Candidate, Match, MatchStatus, PlacePrecision, Problem
from geodata.writing import write_atlas

TODAY: Final = date(2026, 11, 25)

real_reference = cache(open_reference)
"""The gazetteer and boundaries that ship with the package, opened once for all tests."""


def make_raw(columns: Mapping[str, Sequence[str]], *, file: str = "rows.csv") -> RawTable:
    frame = pd.DataFrame(columns, dtype="str")
    frame.index = pd.RangeIndex(1, len(frame) + 1)
    return RawTable(file=file, columns=frame, problems=())


def make_records(*, file: str = "rows.csv", **columns: Sequence[str]) -> Records:
    n = len(next(iter(columns.values()), ["one"]))
    rows = {"date": ["2019-11-15"] * n, "place": ["Shiraz"] * n, **columns}
    return read_reports(make_raw(rows, file=file), TODAY)


def write_csv(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def make_match(**changes: Any) -> Match:
    values: dict[str, Any] = {
        "query": "Shiraz",
        "status": MatchStatus.CERTAIN,
        "score": 0.98,
        "precision": PlacePrecision.CITY,
        "geonames_id": 115019,
        "name": "Shiraz",
        "country": "IR",
        "admin1": "IR.07",
        "admin1_name": "Fars",
        "lon": 52.53,
        "lat": 29.61,
        "reasons": ("Only place of this name",),
        "candidates": (),
    }
    return Match(**values | changes)


def make_hit(ref: int | str = 1, **changes: Any) -> Hit:
    hit = Hit(
        ref=ref,
        precision=PlacePrecision.CITY,
        evidence=Evidence.MAIN,
        country="IR",
        admin1="IR.07",
        lon=50.0 + (ref if isinstance(ref, int) else 0),
        lat=30.0,
        population=200_000,
    )
    return hit._replace(**changes)


def make_candidate(**changes: Any) -> Candidate:
    values: dict[str, Any] = {
        "geonames_id": 115019,
        "name": "Shiraz",
        "precision": PlacePrecision.CITY,
        "country": "IR",
        "admin1": "IR.07",
        "admin1_name": "Fars",
        "lon": 52.53,
        "lat": 29.61,
        "population": 1_249_942,
        "score": 0.6,
        "reasons": (),
    }
    return Candidate(**values | changes)


def make_answer(**changes: Any) -> Answer:
    values: dict[str, Any] = {
        "choice": Choice.PLACE,
        "precision": PlacePrecision.CITY,
        "geonames_id": 115019,
        "name": "Shiraz",
        "country": "IR",
        "admin1": "IR.07",
        "lon": 52.53,
        "lat": 29.61,
    }
    return Answer(**values | changes)


def make_decision(place_name: str = "Baden", **changes: Any) -> Decision:
    values: dict[str, Any] = {
        "what": Subject(place_name=place_name),
        "before": None,
        "after": make_answer(),
        "who": "reviewer",
        "why": "the report names the river",
        "when": datetime(2026, 11, 25, 10, 30, tzinfo=UTC),
    }
    return Decision(**values | changes)


def make_joining(*ids: str, after: Verdict | None = Verdict.TOGETHER, **changes: Any) -> Joining:
    values: dict[str, Any] = {
        "what": name_reports(ids or ("a", "b")),
        "before": None,
        "after": after,
        "who": "reviewer",
        "why": "both tell of the same march",
        "when": datetime(2026, 11, 25, 10, 30, tzinfo=UTC),
    }
    return Joining(**values | changes)


def make_problem(**changes: Any) -> Problem:
    values: dict[str, Any] = {
        "file": "rows.csv",
        "row": 3,
        "column": "date",
        "value": "soon",
        "reason": "this is not a date",
        "remedy": "write it as YYYY-MM-DD",
        "set_aside": True,
    }
    return Problem(**values | changes)


def make_card(**changes: Any) -> Card:
    values: dict[str, Any] = {"title": "Test", "licence": "", "language": "en", "description": ""}
    return Card(**values | changes)


def make_import(**changes: Any) -> Import:
    values: dict[str, Any] = {
        "file": "rows.csv",
        "sha256": "0" * 64,
        "preset": "reports",
        "unit": "report",
        "licence": "",
        "is_restricted": False,
        "citation": "",
        "mapping": {"date": "day"},
        "n_in": 3,
        "n_kept": 2,
        "n_set_aside": 1,
        "unused_columns": ("colour",),
        "notes": ("read as Windows-1256 (Persian, Arabic)",),
    }
    return Import(**values | changes)


def make_tables(**tables: pa.Table) -> dict[str, pa.Table]:
    return {name: schema.empty_table() for name, schema in SCHEMAS.items()} | tables


def make_atlas(path: Path, **changes: Any) -> None:
    """Write a small atlas, of its parts as they are given."""
    values: dict[str, Any] = {
        "card": make_card(),
        "tables": make_tables(),
        "imports": [make_import()],
        "problems": [make_problem()],
    }
    write_atlas(path, **values | changes)


__all__ = [
    "TODAY",
    "Reference",
    "make_answer",
    "make_atlas",
    "make_candidate",
    "make_card",
    "make_decision",
    "make_import",
    "make_joining",
    "make_match",
    "make_problem",
    "make_raw",
    "make_records",
    "make_tables",
    "real_reference",
    "write_csv",
]
