"""What the process behind the page "Add data" does: look at files, or build an atlas of them.

In: files as they were uploaded, with what a person chose for them. Out: what the page shows, as
values that can be written as JSON. It knows nothing of the server.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import pandas as pd

from dashboard.waiting import count_waiting, list_names
from dashboard.words import PLACE_PRECISION, say_days, say_text
from geodata.decision_log import read_decisions
from geodata.errors import AtlasError
from geodata.formats.limits import Limits
from geodata.formats.presets import DATASETS
from geodata.ingest import build_atlas
from geodata.placing import place_reports
from geodata.progress import Progress
from geodata.reading import Choice, ReadTable, read_files
from geodata.reference import open_reference
from geodata.reviewing import find_queue
from geodata.saying import say_count
from geodata.store import open_atlas
from geodata.types import Problem

MOST_ROWS: Final = 6
"""Rows of a table that are shown."""

MOST_PROBLEMS: Final = 30
"""Problems of a table that are shown; a build writes all of them."""

_FIRST: Final = "\N{FIRST STRONG ISOLATE}"
_POP: Final = "\N{POP DIRECTIONAL ISOLATE}"

_reference = cache(open_reference)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file with what a person chose for it."""

    id: int  # by which the page knows it
    name: str  # as the page and the reports call it
    path: Path
    choice: Choice = field(default_factory=Choice)


def open_all(progress: Progress) -> dict[str, Any]:
    """Open what names are looked up in, for the work to come."""
    progress("opening the gazetteer and the boundaries")
    _reference()
    return {}


def look(progress: Progress, files: Sequence[Given], limits: Limits) -> dict[str, Any]:
    """Return how each file would be read; one that can't be says why, and holds no other up."""
    return {"files": [_look_at(file, limits, progress) for file in files]}


def build(
    progress: Progress, files: Sequence[Given], output: Path, title: str, limits: Limits
) -> dict[str, Any]:
    """Build an atlas; return what to say of it.

    Raises
    ------
    AtlasError
        As `build_atlas`; files go by their names.
    """
    open_all(progress)
    try:
        report = build_atlas(
            [file.path for file in files],
            output,
            title=title,
            names=[file.name for file in files],
            choices={file.name: file.choice for file in files},
            limits=limits,
            reference=_reference(),
            progress=progress,
        )
    except AtlasError as error:
        raise type(error)(_say(error, files)) from error
    progress("counting the names that wait")
    names = list_names(find_queue(open_atlas(output).reports, read_decisions(output)))
    return {
        "lines": report.describe(),
        "counts": f"{report.n_in:,} rows in = {report.n_kept:,} kept + {report.n_set_aside:,} "
        "set aside",
        "n_waiting": count_waiting(names),
        "problems": _show_problems(report.problems),
        "n_problems": len(report.problems),
    }


def _say(error: AtlasError, files: Iterable[Given]) -> str:
    """Return an error with the names of files for the paths that nobody but the server knows."""
    text = str(error)
    for file in files:
        text = text.replace(str(file.path), file.name)
    return text


def _look_at(file: Given, limits: Limits, progress: Progress) -> dict[str, Any]:
    try:
        read = read_files(
            {file.name: file.path},
            file.choice,
            today=date.today(),
            limits=limits,
            progress=progress,
        )
        tables = [_show_table(table) for table in read.values()]
    except AtlasError as error:
        return {"id": file.id, "name": file.name, "trouble": _say(error, [file]), "tables": []}
    return {"id": file.id, "name": file.name, "trouble": "", "tables": tables}


def _show_table(table: ReadTable) -> dict[str, Any]:
    preset, records, raw = table.preset, table.records, table.raw
    n_aside = sum(problem.set_aside for problem in table.problems)
    return {
        "name": raw.file,
        "preset": preset.name,
        "presets": [*DATASETS] if preset.name in DATASETS else [],
        "title": preset.title,
        "licence": preset.licence,
        "restricted": preset.is_restricted,
        "citation": preset.citation,
        "counts": f"{say_count(raw.n_in, 'row')} in, {raw.n_in - n_aside:,} kept, "
        f"{n_aside:,} set aside",
        "notes": list(table.notes),
        "fields": list(preset.synonyms),
        "mapping": dict(records.mapping),
        "columns": list(map(str, raw.columns.columns)),
        "unused": list(records.unused_columns),
        "rows": _show_rows(records.reports.head(MOST_ROWS)),
        "problems": _show_problems(table.problems),
        "n_problems": len(table.problems),
    }


def _show_problems(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    return [
        {
            "row": f"{problem.row:,}",
            "column": problem.column,
            "value": problem.value,
            "reason": problem.reason,
            "remedy": problem.remedy,
            "aside": problem.set_aside,
        }
        for problem in sorted(problems, key=lambda item: item.row)[:MOST_PROBLEMS]
    ]


def _show_rows(reports: pd.DataFrame) -> list[dict[str, str]]:
    """Return the first reports as a build would read and place them."""
    if reports.empty:
        return []
    found = place_reports(reports, _reference())
    names = found.places.set_index("place_id")
    return [
        {
            "row": f"{number:,}",
            "when": _say_when(row),
            "given": _join(row, ("place_name", "admin1_name", "country_name"), ", "),
            "place": _say_place(placed, names),
            "what": _join(row, ("kind", "title"), " · "),
        }
        for (number, row), (_, placed) in zip(
            reports.iterrows(), found.columns.iterrows(), strict=True
        )
    ]


def _join(row: pd.Series, fields: Sequence[str], divider: str) -> str:
    """Join texts that may each be written in either direction."""
    texts = filter(None, (say_text(row[field]) for field in fields))
    return divider.join(f"{_FIRST}{text}{_POP}" for text in texts)


def _say_when(row: pd.Series) -> str:
    days = say_days(row["date_start"].date(), row["date_stop"].date())
    precision = str(row["date_precision"])
    return days if precision == "day" else f"{days} (given as {precision})"


def _say_place(placed: pd.Series, places: pd.DataFrame) -> str:
    precision = PLACE_PRECISION[str(placed["place_precision"])]
    if pd.isna(placed["place_id"]):
        return f"{precision} · {placed['geo_reason']}"
    place = places.loc[placed["place_id"]]
    where = filter(
        None, map(say_text, (place["name"], place["region_name"], place["country_name"]))
    )
    return f"{', '.join(where)} · {precision}"
