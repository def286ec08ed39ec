"""The write line: files in, an atlas folder out, every row kept or set aside with a reason.

Reads files and the reference data, computes with pure modules, and leaves all writing to
`geodata.store`. Nothing is asked of the network or the clock but today's date.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import pandas as pd

from geodata.areas import list_unknown_areas
from geodata.boundaries import load_admin1, load_countries
from geodata.card import Card
from geodata.errors import InputError
from geodata.formats import RawTable, read_file
from geodata.formats.presets import Preset, Records, find_preset
from geodata.gazetteer import open_gazetteer
from geodata.geocoding import Geocoder
from geodata.locating import Locator
from geodata.merging import merge
from geodata.placing import Outcome, Progress, Reference, place_reports
from geodata.store import Import, check_output, find_card, write_atlas
from geodata.tables import to_arrow
from geodata.types import Problem
from geodata.unplaced import list_unplaced

_SHOWN_PROBLEMS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BuildReport:
    """What a build did. ``n_in == n_kept + n_set_aside``, over all files and for each."""

    output: Path  # the atlas
    imports: tuple[Import, ...]  # one for each file, in the order given
    problems: tuple[Problem, ...]  # also in problems.csv
    n_reports: int
    n_located: int  # reports on a place of the map
    outcomes: Mapping[Outcome, int]  # every report once, by what became of its place

    @property
    def n_in(self) -> int:
        """The number of rows in all files."""
        return sum(item.n_in for item in self.imports)

    @property
    def n_kept(self) -> int:
        """The number of rows in the atlas."""
        return sum(item.n_kept for item in self.imports)

    @property
    def n_set_aside(self) -> int:
        """The number of rows that aren't in the atlas; each has a problem."""
        return sum(item.n_set_aside for item in self.imports)

    def describe(self) -> list[str]:
        """Return the summary for a person, one line a fact."""
        lines = [_describe_import(item) for item in self.imports]
        lines.append(f"{self.n_located:,} of {self.n_reports:,} reports are {Outcome.LOCATED}")
        lines += [
            f"  {n:,}: {outcome}"
            for outcome, n in self.outcomes.items()
            if n and outcome is not Outcome.LOCATED
        ]
        lines += [
            f"{item.file}, row {item.row}: {item.column} {item.value!r}: {item.reason}"
            for item in self.problems[:_SHOWN_PROBLEMS]
        ]
        if self.problems:
            lines.append(f"all problems ({len(self.problems):,}) are in {self.output}/problems.csv")
        lines.append(f"the atlas is {self.output}")
        lines.append(
            f"{self.n_in:,} rows in = {self.n_kept:,} kept + {self.n_set_aside:,} set aside"
        )
        return lines


def open_reference() -> Reference:
    """Open the gazetteer and the boundaries that ship with the package.

    Raises
    ------
    DataError
        If one is missing or damaged.
    """
    gazetteer = open_gazetteer()
    admin1, countries = load_admin1(), load_countries()
    return Reference(
        gazetteer=gazetteer,
        geocoder=Geocoder(gazetteer),
        admin1=admin1,
        locator=Locator(admin1, countries),
    )


def build_atlas(
    files: Sequence[Path],
    output: Path,
    *,
    title: str | None = None,
    licence: str | None = None,
    language: str | None = None,
    description: str | None = None,
    reference: Reference | None = None,
    today: date | None = None,
    progress: Progress = lambda _: None,
) -> BuildReport:
    """Build an atlas from files.

    Parameters
    ----------
    files
        Tables of reports, and of the sources and claims that belong to them.
    output
        Folder of the atlas. One that is there is replaced at the end, in one step.
    title, licence, language, description
        What the atlas says of itself. If None, as in the atlas.toml that is there; in a new atlas
        the title is the first file's name and the language English.
    reference
        What names are looked up in; what ships with the package if None.
    today
        Later days are suspect; the machine's date if None.
    progress
        Is told each step, as one line without an end, before it begins.

    Raises
    ------
    InputError
        If a file can't be used, or no row of a report remains.
    StoreError
        If the output is something else than an atlas or can't be written.
    DataError
        If the reference data are missing.
    """
    names = _name_files(files)
    target = check_output(output)
    _check_apart(files, target)
    told = {"title": title, "licence": licence, "language": language, "description": description}
    card = _settle_card(find_card(target), told, title=files[0].stem)
    read = {
        name: _read(path, name, today or date.today(), progress) for name, path in names.items()
    }
    merged = merge({name: item.records for name, item in read.items()})
    if merged.reports.empty:
        raise InputError(_say_no_reports(read, merged.problems))
    if reference is None:
        progress("opening the gazetteer and the boundaries")
        reference = open_reference()
    placed = place_reports(merged.reports, reference, progress=progress)
    problems = _sort_problems(
        *(item.problems for item in read.values()),
        merged.problems,
        list_unknown_areas(merged.reports, reference.gazetteer),
        list_unplaced(merged.reports, placed.columns),
    )
    imports = tuple(_sum_up(name, item, problems) for name, item in read.items())
    tables = {
        "reports": to_arrow(pd.concat([merged.reports, placed.columns], axis=1), "reports"),
        "places": to_arrow(placed.places, "places"),
        "sources": to_arrow(merged.sources, "sources"),
        "claims": to_arrow(merged.claims, "claims"),
    }
    progress(f"writing {output}")
    write_atlas(target, card, tables, imports=imports, problems=problems)
    counts = Counter(placed.columns["outcome"])
    return BuildReport(
        output=target,
        imports=imports,
        problems=problems,
        n_reports=len(merged.reports),
        n_located=counts[Outcome.LOCATED],
        outcomes=MappingProxyType({outcome: counts[outcome] for outcome in Outcome}),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Read:
    """One file as read."""

    sha256: str
    raw: RawTable
    preset: Preset
    records: Records

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.raw.problems, *self.records.problems)


def _name_files(files: Sequence[Path]) -> dict[str, Path]:
    """Return the name that reports cite for each file: no more of its path than tells it apart."""
    if not files:
        raise InputError("no file is given: name at least one table of reports")
    counts = Counter(path.name for path in files)
    names = {
        path.name if counts[path.name] == 1 else f"{_resolve(path).parent.name}/{path.name}": path
        for path in files
    }
    if len(names) < len(files):
        given = ", ".join(repr(str(path)) for path in files)
        raise InputError(f"two of {given} have one name: give each file once, or rename one")
    return names


def _check_apart(files: Sequence[Path], target: Path) -> None:
    """Check that replacing the atlas would not delete its own input."""
    inside = [path for path in files if _resolve(path).is_relative_to(target)]
    if inside:
        raise InputError(
            f"{str(inside[0])!r} lies in the folder of the atlas, which is replaced whole: name "
            "another output, or move the file"
        )


def _settle_card(old: Card | None, told: Mapping[str, str | None], *, title: str) -> Card:
    """Return the old card with what was told, and a title and a language in any case."""
    changes: dict[str, Any] = {name: text for name, text in told.items() if text is not None}
    card = replace(old or Card(title="", licence="", language="", description=""), **changes)
    return replace(card, title=card.title or title, language=card.language or "en")


def _resolve(path: Path) -> Path:
    return Path(os.path.realpath(path))  # Path.resolve raises on a loop of links


def _read(path: Path, name: str, today: date, progress: Progress) -> _Read:
    progress(f"reading {name}")
    raw = read_file(path, name)
    preset = find_preset(raw)
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    return _Read(sha256=sha256, raw=raw, preset=preset, records=preset.read(raw, today))


def _say_no_reports(read: Mapping[str, _Read], problems: Sequence[Problem]) -> str:
    first = next(
        (problem for item in read.values() for problem in item.problems if problem.set_aside),
        next(iter(problems), None),
    )
    why = (
        f"; the first is row {first.row} of {first.file}, {first.column} {first.value!r}: "
        f"{first.reason}: {first.remedy}"
        if first
        else ": a table of reports needs a date and a place in each row"
    )
    return f"no row of {', '.join(map(repr, read))} can be used as a report{why}"


def _sort_problems(*lists: Sequence[Problem]) -> tuple[Problem, ...]:
    """Join problems in the order in which a person meets them in the files."""
    joined = [problem for problems in lists for problem in problems]
    files = {name: order for order, name in enumerate(dict.fromkeys(item.file for item in joined))}
    return tuple(sorted(joined, key=lambda problem: (files[problem.file], problem.row)))


def _sum_up(name: str, item: _Read, problems: Sequence[Problem]) -> Import:
    n_set_aside = sum(problem.set_aside and problem.file == name for problem in problems)
    return Import(
        file=name,
        sha256=item.sha256,
        preset=item.preset.name,
        n_in=item.raw.n_in,
        n_kept=item.raw.n_in - n_set_aside,
        n_set_aside=n_set_aside,
        unused_columns=item.records.unused_columns,
    )


def _describe_import(item: Import) -> str:
    line = (
        f"{item.file} ({item.preset}): {item.n_in:,} rows in, {item.n_kept:,} kept, "
        f"{item.n_set_aside:,} set aside"
    )
    unused = ", ".join(item.unused_columns)
    return f"{line}; columns not used: {unused}" if unused else line
