"""The atlas folder, opened read-only. In: a folder. Out: an `Atlas`, or what else stands in it.

`geodata.writing` writes it; the decisions in it are `geodata.decision_log`'s.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import tomllib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geodata.card import FORMAT, Card, parse_card
from geodata.decision_log import CARD
from geodata.errors import StoreError, say_why
from geodata.profiles import PRIVATE
from geodata.publication import Publication
from geodata.replacing import find_left, restore_left
from geodata.tables import SCHEMAS, to_frame
from geodata.types import Problem, Step

IMPORTS: Final = "imports.jsonl"
PROBLEMS: Final = "problems.csv"
CHANGES: Final = "changes.csv"  # what the last build that changed anything changed, if any did
"""Names of files in the folder of an atlas; its tables are Parquet files of their own names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One file that went into an atlas. ``n_in == n_kept + n_set_aside``."""

    file: str  # name that reports cite
    sha256: str  # of its bytes
    preset: str  # which schema it was read by
    unit: str  # a Unit: what one of its rows is
    licence: str  # of its rows, in words; empty if the schema says none
    is_restricted: bool  # whether its rows may not be published
    citation: str  # how the dataset wants to be cited; empty if it is nobody's
    mapping: Mapping[str, str]  # field → header that it was read from
    n_in: int  # rows
    n_kept: int
    n_set_aside: int
    unused_columns: tuple[str, ...]  # read by no field
    notes: tuple[str, ...]  # how it was read, where that had to be found out


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Atlas:
    """An opened atlas. The columns are described in `geodata.tables`."""

    path: Path
    title: str
    licence: str
    language: str
    description: str
    reports: pd.DataFrame
    events: pd.DataFrame
    places: pd.DataFrame
    sources: pd.DataFrame
    claims: pd.DataFrame
    data_hash: str  # SHA-256 over the Parquet files: the same for the same input
    imports: tuple[Import, ...]
    publication: Publication | None = None  # what a profile did to it; None: opened privately

    @property
    def profile(self) -> str:
        """The name of the publish profile that it is shown by."""
        return self.publication.profile.name if self.publication else PRIVATE

    @property
    def published(self) -> str:
        """What a profile did, in words and numbers; empty if it was opened privately."""
        return self.publication.say() if self.publication else ""

    @property
    def n_set_aside(self) -> int:
        """The number of rows, of all files, that aren't in the atlas."""
        return sum(item.n_set_aside for item in self.imports)


def open_atlas(path: Path) -> Atlas:
    """Open an atlas.

    Raises
    ------
    StoreError
        If the folder isn't there, isn't an atlas, or is incomplete.
    """
    folder = Path(path)
    while True:
        before = _identify(folder)
        try:
            atlas = _read_atlas(folder)
        except StoreError:
            if before == _identify(folder):
                raise
        else:
            if before == _identify(folder):
                return atlas
        # else it was replaced meanwhile, and half of what was read may be of the old one


def _identify(folder: Path) -> tuple[int, int]:
    """Return what tells a folder from one that takes its place.

    A folder that was left aside by a process that died while it swapped is put back.
    """
    try:
        target = Path(os.path.realpath(folder))  # Path.resolve raises on a loop of links
        with suppress(OSError):
            restore_left(target)
        if not target.is_dir():
            raise StoreError(_say_missing(target, folder))
        stat = target.stat()
    except OSError as error:
        raise StoreError(
            f"can't look into {str(folder)!r} ({say_why(error)}): name another atlas"
        ) from error
    return stat.st_dev, stat.st_ino


def _read_atlas(folder: Path) -> Atlas:
    card = load_card(folder)
    try:
        files = [folder / f"{name}.parquet" for name in sorted(SCHEMAS)]
        contents = {file.stem: file.read_bytes() for file in files}
        tables = {name: _read_table(data, name) for name, data in contents.items()}
        imports = _read_imports(folder)
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as error:
        raise StoreError(
            f"the atlas {str(folder)!r} is incomplete or damaged ({error}): build it again"
        ) from error
    return Atlas(
        path=folder,
        title=card.title,
        licence=card.licence or _join_licences(imports),
        language=card.language,
        description=card.description,
        reports=tables["reports"],
        events=tables["events"],
        places=tables["places"],
        sources=tables["sources"],
        claims=tables["claims"],
        data_hash=_hash(contents),
        imports=imports,
    )


def _join_licences(imports: Sequence[Import]) -> str:
    """Return the licences of the files, for an atlas that states none of its own."""
    return "; ".join(dict.fromkeys(item.licence for item in imports if item.licence))


def find_card(path: Path) -> Card | None:
    """Return what an atlas says of itself, of any layout; None if there is none.

    Raises
    ------
    StoreError
        If its card can't be read: replacing it would lose what a person wrote there.
    """
    file = Path(path) / CARD
    try:
        return parse_card(load_toml(file)) if file.exists() else None
    except (OSError, ValueError) as error:
        raise StoreError(
            f"{str(file)!r} can't be read ({say_why(error)}): correct it, or name another folder "
            "for the atlas"
        ) from error


def list_files(path: Path) -> tuple[str, ...]:
    """Return the names of the files that an atlas was built from; none if that can't be read."""
    try:
        return tuple(item.file for item in _read_imports(Path(path)))
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def load_card(path: Path) -> Card:
    """Return what an atlas of this version's layout says of itself.

    Raises
    ------
    StoreError
        If there is no such atlas.
    """
    folder = Path(path)
    try:
        content = load_toml(folder / CARD)
    except (OSError, ValueError) as error:
        raise StoreError(
            f"{str(folder)!r} is not an atlas (no readable {CARD}): name a folder that "
            "`event-atlas build` made"
        ) from error
    if content.get("format") != FORMAT:
        raise StoreError(
            f"{str(folder)!r} has the layout {content.get('format')!r}, this version reads "
            f"{FORMAT}: build the atlas again from its files"
        )
    return parse_card(content)


def load_problems(path: Path) -> tuple[Problem, ...]:
    """Return what a build set aside or kept with less than was given, as it listed them.

    Raises
    ------
    StoreError
        If the list can't be read.
    """
    file = Path(path) / PROBLEMS
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            return tuple(_read_problem(row) for row in csv.DictReader(stream))
    except (OSError, ValueError, KeyError, TypeError, csv.Error) as error:
        raise StoreError(
            f"{str(file)!r} can't be read ({error!r:.200}): build the atlas again from its files"
        ) from error


def load_table(path: Path, name: str, columns: Sequence[str]) -> pa.Table | None:
    """Return columns of a table as they are stored; None if no atlas of this layout is there."""
    folder = Path(path)
    try:
        load_card(folder)
        return pq.read_table(folder / f"{name}.parquet", columns=list(columns))
    except (StoreError, OSError, pa.ArrowException):
        return None


def load_toml(file: Path) -> dict[str, Any]:
    """Read a TOML file; some editors add a byte order mark."""
    return tomllib.loads(file.read_text("utf-8-sig"))


def _say_missing(target: Path, folder: Path) -> str:
    """Say that an atlas isn't there, and where the old one is if it can't be put back."""
    if left := find_left(target):
        return f"{str(folder)!r} was being replaced: rename {str(left)!r} to it to go on"
    return (
        f"{str(folder)!r} is no folder: name an atlas, which is a folder that `event-atlas build` "
        "made"
    )


def _read_imports(folder: Path) -> tuple[Import, ...]:
    lines = (folder / IMPORTS).read_text("utf-8").splitlines()
    return tuple(_read_import(line) for line in lines)


def _read_import(line: str) -> Import:
    content = json.loads(line)
    return Import(**content | {name: tuple(content[name]) for name in ("unused_columns", "notes")})


def _read_problem(row: Mapping[str, str]) -> Problem:
    return Problem(
        file=row["file"],
        row=int(row["row"]),
        column=row["column"],
        value=row["value"],
        reason=row["reason"],
        remedy=row["remedy"],
        set_aside={"True": True, "False": False}[row["set_aside"]],
        step=Step(row["step"]),
    )


def _read_table(data: bytes, name: str) -> pd.DataFrame:
    # ParquetFile, not read_table: that one imports Arrow's whole dataset machinery
    table = pq.ParquetFile(pa.BufferReader(data)).read()
    return to_frame(table.select(SCHEMAS[name].names).cast(SCHEMAS[name]))


def _hash(contents: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(contents):
        digest.update(f"{name} {len(contents[name])}\n".encode())
        digest.update(contents[name])
    return digest.hexdigest()
