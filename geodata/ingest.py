"""The write line: files in, an atlas folder out, every row kept or set aside with a reason.

Reads files, computes with pure modules, and leaves placing and writing to `geodata.assembly`.
Nothing is asked of the network or the clock but today's date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from geodata.assembly import Contents, assemble, sort_problems
from geodata.build_report import BuildReport
from geodata.card import Card, repeats_file
from geodata.decision_log import DecisionLog, load_log
from geodata.errors import InputError
from geodata.formats.limits import COMMAND, Limits
from geodata.merging import merge
from geodata.progress import Progress, tell_nobody
from geodata.reading import Choice, ReadTable, name_files, read_each, read_files, resolve
from geodata.reference import Reference
from geodata.store import Import, find_card, list_files, load_table
from geodata.types import Problem
from geodata.versions import READ, take_fingerprint
from geodata.writing import start_build


def build_atlas(
    files: Sequence[Path],
    output: Path,
    *,
    title: str | None = None,
    licence: str | None = None,
    language: str | None = None,
    description: str | None = None,
    columns: Mapping[str, str] | None = None,
    preset: str | None = None,
    decisions: Path | None = None,
    reference: Reference | None = None,
    today: date | None = None,
    progress: Progress = tell_nobody,
    names: Sequence[str] | None = None,
    choices: Mapping[str, Choice] | None = None,
    limits: Limits = COMMAND,
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
        the title is the first file's name, and goes with that file, and the language English.
    columns
        Field → header, where a person says which column holds it; the others are found.
    preset
        One of `geodata.formats.presets.DATASETS`, for tables of reports; found by their columns if
        None.
    decisions
        The decisions.jsonl of another atlas: what it holds and the atlas doesn't is added to the
        atlas's own, unless the atlas has a later decision of the same name.
    reference
        What names are looked up in; what ships with the package if None.
    today
        Later days are suspect; the machine's date if None.
    progress
        Is told each step, as one line without an end, before it begins.
    names
        What reports cite for each file, all different; if None, as much of its path as tells it
        apart.
    choices
        By name, for files that are each read in a way of their own; `columns` and `preset` are for
        all of them.
    limits
        How much each file may hold.

    Raises
    ------
    InputError
        If a file can't be used, or no row of a report remains.
    StoreError
        If the output is something else than an atlas or can't be written.
    DataError
        If the reference data are missing.
    """
    named = name_files(files) if names is None else dict(zip(names, files, strict=True))
    told = {"title": title, "licence": licence, "language": language, "description": description}
    with start_build(output, progress) as target:
        _check_apart(files, target)
        gone = {
            name
            for name in list_files(target)
            if named.keys().isdisjoint({name, name.rpartition("#")[0]})
        }
        card = _settle_card(find_card(target), gone, told, title=files[0].stem)
        old = load_table(target, "reports", READ)
        before = None if old is None else take_fingerprint(old)
        del old  # it would stay beside the new one
        carried = _load_carried(decisions)
        choice = Choice(columns=columns or {}, preset=preset)
        day = today or date.today()
        if choices is None:
            read = read_files(named, choice, today=day, limits=limits, progress=progress)
        else:
            read = read_each(named, choices, today=day, limits=limits, progress=progress)
        contents = _gather(read)
        del read  # the texts of the files would stay beside what was made of them
        return assemble(
            target,
            card,
            contents,
            carried=carried,
            before=before,
            reference=reference,
            progress=progress,
        )


def _gather(read: Mapping[str, ReadTable]) -> Contents:
    merged = merge({name: item.records for name, item in read.items()})
    if merged.reports.empty:
        raise InputError(_say_no_reports(read, merged.problems))
    problems = sort_problems(*(item.problems for item in read.values()), merged.problems)
    return Contents(
        reports=merged.reports,
        sources=merged.sources,
        claims=merged.claims,
        imports=tuple(_sum_up(name, item, problems) for name, item in read.items()),
        problems=problems,
    )


def _check_apart(files: Sequence[Path], target: Path) -> None:
    """Check that replacing the atlas would not delete its own input."""
    inside = [path for path in files if resolve(path).is_relative_to(target)]
    if inside:
        raise InputError(
            f"{str(inside[0])!r} lies in the folder of the atlas, which is replaced whole: name "
            "another output, or move the file"
        )


def _settle_card(
    old: Card | None, gone: Iterable[str], told: Mapping[str, str | None], *, title: str
) -> Card:
    """Return the old card with what was told, and a title and a language in any case.

    A title that only repeats the name of a file that is gone goes with it.
    """
    changes: dict[str, Any] = {name: text for name, text in told.items() if text is not None}
    card = old or Card(title="", licence="", language="", description="")
    if repeats_file(card.title, gone):
        card = replace(card, title="")
    card = replace(card, **changes)
    return replace(card, title=card.title or title, language=card.language or "en")


def _load_carried(file: Path | None) -> DecisionLog | None:
    if file is None:
        return None
    if not file.is_file():
        raise InputError(f"there is no file {str(file)!r}: name the decisions.jsonl of an atlas")
    log = load_log(file, str(file))
    if log.problems and not (log.decisions or log.joinings):
        raise InputError(
            f"{str(file)!r} holds no decision ({len(log.problems):,} lines, the first is "
            f"{log.problems[0].value[:80]!r}): name the decisions.jsonl of an atlas"
        )
    return log


def _say_no_reports(read: Mapping[str, ReadTable], problems: Sequence[Problem]) -> str:
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


def _sum_up(name: str, item: ReadTable, problems: Sequence[Problem]) -> Import:
    n_set_aside = sum(problem.set_aside and problem.file == name for problem in problems)
    return Import(
        file=name,
        sha256=item.sha256,
        preset=item.preset.name,
        unit=str(item.preset.unit),
        licence=item.preset.licence,
        is_restricted=item.preset.is_restricted,
        citation=item.preset.citation,
        mapping=dict(item.records.mapping),
        notes=item.notes,
        n_in=item.raw.n_in,
        n_kept=item.raw.n_in - n_set_aside,
        n_set_aside=n_set_aside,
        unused_columns=item.records.unused_columns,
    )
