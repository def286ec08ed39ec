"""Files as records: each is read by its format and by its schema, and what can't be used is said.

In: files, and what a person chose for them. Out: their tables with what was made of them. It reads
files and builds nothing.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from geodata.errors import InputError
from geodata.formats import RawTable, read_tables
from geodata.formats.limits import COMMAND, Limits
from geodata.formats.presets import Preset, Records, find_preset, get_dataset
from geodata.formats.presets.choosing import check_choice, match_choice
from geodata.progress import Progress, tell_nobody
from geodata.types import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """How a person says that files are to be read; nothing: as their columns say."""

    columns: Mapping[str, str] = field(default_factory=dict)  # field → header, in any of the files
    preset: str | None = None  # schema of all tables but those of claims, sources and exports


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReadTable:
    """One table as read."""

    sha256: str  # of the bytes of its file
    raw: RawTable
    preset: Preset
    records: Records
    notes: tuple[str, ...]  # how it was read, where that had to be found out

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with its rows."""
        return (*self.raw.problems, *self.records.problems)


def read_files(
    files: Mapping[str, Path],
    choice: Choice = Choice(),
    *,
    today: date,
    limits: Limits = COMMAND,
    progress: Progress = tell_nobody,
) -> dict[str, ReadTable]:
    """Read the tables of files.

    Parameters
    ----------
    files
        By the name that reports cite. Each may hold several tables; those that are of no use are
        named in the notes.
    choice
        What a person says of their schema and columns.
    today
        Later days are suspect.
    limits
        How much a file may hold.
    progress
        Is told each file.

    Returns
    -------
    dict of str to ReadTable
        By the name of each table, in the order of the files.

    Raises
    ------
    InputError
        If a file can't be used, or a choice names what isn't there.
    """
    forced = get_dataset(choice.preset) if choice.preset else None
    raws = {}
    for name, path in files.items():
        progress(f"reading {name}")
        group = read_tables(path, name, limits)
        raws[name] = (_hash(path), group)
    tables = [raw for _, group in raws.values() for raw in group]
    check_choice(choice.columns, [(raw, find_preset(raw, forced)) for raw in tables])
    return {
        item.raw.file: item
        for sha256, group in raws.values()
        for item in _read(sha256, group, choice, forced, today)
    }


def read_each(
    files: Mapping[str, Path],
    choices: Mapping[str, Choice],
    *,
    today: date,
    limits: Limits = COMMAND,
    progress: Progress = tell_nobody,
) -> dict[str, ReadTable]:
    """Read files each in its own way.

    Parameters
    ----------
    files, today, limits, progress
        As for `read_files`.
    choices
        By the name of the file.

    Raises
    ------
    InputError
        As `read_files`.
    """
    read: dict[str, ReadTable] = {}
    for name, path in files.items():
        choice = choices.get(name, Choice())
        read |= read_files({name: path}, choice, today=today, limits=limits, progress=progress)
    return read


def name_files(files: Sequence[Path]) -> dict[str, Path]:
    """Return the name that reports cite for each file: no more of its path than tells it apart.

    Raises
    ------
    InputError
        If there is none, or one is there twice.
    """
    if not files:
        raise InputError("no file is given: name at least one table of reports")
    counts = Counter(path.name for path in files)
    names = {
        path.name if counts[path.name] == 1 else f"{resolve(path).parent.name}/{path.name}": path
        for path in files
    }
    if len(names) < len(files):
        given = ", ".join(repr(str(path)) for path in files)
        raise InputError(f"two of {given} have one name: give each file once, or rename one")
    return names


def resolve(path: Path) -> Path:
    """Return a path without links; unlike `Path.resolve` it takes a loop of links as it stands."""
    return Path(os.path.realpath(path))


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _read(
    sha256: str,
    tables: Sequence[RawTable],
    choice: Choice,
    forced: Preset | None,
    today: date,
) -> list[ReadTable]:
    """Read the tables of a file; of several, those that are of use, and say what the others lack.

    Raises
    ------
    InputError
        If none is.
    """
    read: list[ReadTable] = []
    unused: list[InputError] = []
    for given in tables:
        preset = find_preset(given, forced)
        raw = replace(given, chosen=match_choice(choice.columns, given))
        try:
            records = preset.read(raw, today)
        except InputError as error:
            unused.append(error)
            continue
        read.append(
            ReadTable(sha256=sha256, raw=raw, preset=preset, records=records, notes=raw.notes)
        )
    if not read:
        raise unused[0]
    notes = (*read[0].notes, *(f"left out: {error}" for error in unused))
    return [replace(read[0], notes=notes), *read[1:]]
