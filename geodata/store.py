"""The atlas folder: write it whole beside the old one and swap it in; open it read-only.

In: Arrow tables and what the build says of itself. Out: a folder, or an `Atlas` of it. It never
overwrites a folder that isn't an atlas, and never leaves half of one under the atlas's name.
"""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geodata.card import FORMAT, Card, format_card, parse_card
from geodata.errors import StoreError
from geodata.replacing import find_left, replace_folder
from geodata.tables import SCHEMAS, check_tables, to_frame
from geodata.types import Problem

_CARD: Final = "atlas.toml"
_IMPORTS: Final = "imports.jsonl"
_DECISIONS: Final = "decisions.jsonl"
_PROBLEMS: Final = "problems.csv"
_FILES: Final = frozenset(
    {_CARD, _IMPORTS, _DECISIONS, _PROBLEMS, *(f"{name}.parquet" for name in SCHEMAS)}
)
_LITTER: Final = frozenset({".DS_Store", ".directory", "Thumbs.db", "desktop.ini"})
"""What file managers leave in a folder that they show; it goes with the old atlas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One file that went into an atlas. ``n_in == n_kept + n_set_aside``."""

    file: str  # name that reports cite
    sha256: str  # of its bytes
    preset: str  # which schema it was read by
    n_in: int  # rows
    n_kept: int
    n_set_aside: int
    unused_columns: tuple[str, ...]  # read by no field


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Atlas:
    """An opened atlas. The columns are described in `geodata.tables`."""

    path: Path
    title: str
    licence: str
    language: str
    description: str
    reports: pd.DataFrame
    places: pd.DataFrame
    sources: pd.DataFrame
    claims: pd.DataFrame
    data_hash: str  # SHA-256 over the Parquet files: the same for the same input
    imports: tuple[Import, ...]

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
    try:
        if not folder.is_dir():
            raise StoreError(_say_missing(folder))
    except OSError as error:
        raise StoreError(
            f"can't look into {str(path)!r} ({_say_why(error)}): name another atlas"
        ) from error
    card = _read_card(folder)
    try:
        files = [folder / f"{name}.parquet" for name in sorted(SCHEMAS)]
        contents = {file.stem: file.read_bytes() for file in files}
        tables = {name: _read_table(data, name) for name, data in contents.items()}
        lines = (folder / _IMPORTS).read_text("utf-8").splitlines()
        imports = tuple(_read_import(line) for line in lines)
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as error:
        raise StoreError(
            f"the atlas {str(path)!r} is incomplete or damaged ({error}): build it again"
        ) from error
    return Atlas(
        path=folder,
        title=card.title,
        licence=card.licence,
        language=card.language,
        description=card.description,
        reports=tables["reports"],
        places=tables["places"],
        sources=tables["sources"],
        claims=tables["claims"],
        data_hash=_hash(contents),
        imports=imports,
    )


def check_output(path: Path) -> Path:
    """Return where an atlas may be written, before any work is done for it.

    Raises
    ------
    StoreError
        If something else is there: a file, or a folder with anything that no atlas has. What file
        managers leave in every folder that they show doesn't count.
    """
    try:
        target = Path(path).resolve()
        if not target.exists():
            return target
        if not target.is_dir():
            raise StoreError(f"{str(path)!r} is a file: name a new folder or an atlas to replace")
        names = {item.name for item in target.iterdir()} - _LITTER
    except (OSError, RuntimeError) as error:  # a loop of links is the latter
        raise StoreError(
            f"can't look into {str(path)!r} ({_say_why(error)}): name another folder for the atlas"
        ) from error
    foreign = sorted(names - _FILES)
    if foreign or (names and _CARD not in names):
        raise StoreError(
            f"{str(path)!r} is a folder with {', '.join(map(repr, foreign[:3] or sorted(names)))} "
            "in it, which no atlas has: name a new folder, or move them away"
        )
    return target


def find_card(path: Path) -> Card | None:
    """Return what an atlas says of itself, of any layout; None if there is none.

    Raises
    ------
    StoreError
        If its card can't be read: replacing it would lose what a person wrote there.
    """
    file = Path(path) / _CARD
    try:
        return parse_card(_load_card(file)) if file.exists() else None
    except (OSError, ValueError) as error:
        raise StoreError(
            f"{str(file)!r} can't be read ({_say_why(error)}): correct it, or name another folder "
            "for the atlas"
        ) from error


def write_atlas(
    path: Path,
    card: Card,
    tables: Mapping[str, pa.Table],
    *,
    imports: Iterable[Import],
    problems: Iterable[Problem],
) -> None:
    """Write an atlas into a new folder beside the old one and swap it in.

    Parameters
    ----------
    path
        Folder of the atlas; one that is there is replaced, its decisions are kept.
    card
        What the atlas says of itself. If the old one says the same, its text is kept as it is,
        with a person's comments.
    tables
        One for each name in `geodata.tables.SCHEMAS`.
    imports
        One for each file.
    problems
        What was set aside or kept with less than was given.

    Raises
    ------
    StoreError
        If something else is there or the folder can't be written.
    ValueError
        If the tables contradict one another: a mistake of the caller.
    """
    check_tables(tables)
    target = check_output(path)
    try:
        with replace_folder(target) as new:
            _write_card(new / _CARD, card, target / _CARD)
            for name in SCHEMAS:
                pq.write_table(tables[name], new / f"{name}.parquet", compression="zstd")
            _write_lines(new / _IMPORTS, (asdict(item) for item in imports))
            _write_problems(new / _PROBLEMS, problems)
            _keep_decisions(target, new)
    except OSError as error:
        raise StoreError(
            f"can't write the atlas {str(path)!r} ({_say_why(error)}): choose another folder, or "
            "make room; what was there is unchanged"
        ) from error


def _say_missing(folder: Path) -> str:
    """Say that an atlas isn't there, and where the old one is if a build died in its last step."""
    if left := find_left(folder):
        return f"{str(folder)!r} was being replaced: rename {str(left)!r} to it to go on"
    return (
        f"{str(folder)!r} is no folder: name an atlas, which is a folder that `event-atlas build` "
        "made"
    )


def _say_why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _keep_decisions(old: Path, new: Path) -> None:
    kept = old / _DECISIONS
    if kept.is_file():
        shutil.copyfile(kept, new / _DECISIONS)
    else:
        (new / _DECISIONS).touch()


def _write_card(file: Path, card: Card, old: Path) -> None:
    if old.is_file():
        content = _load_card(old)
        if content.get("format") == FORMAT and parse_card(content) == card:
            shutil.copyfile(old, file)
            return
    file.write_text(format_card(card), "utf-8")


def _load_card(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8-sig"))  # some editors add a byte order mark


def _read_card(folder: Path) -> Card:
    try:
        content = _load_card(folder / _CARD)
    except (OSError, ValueError) as error:
        raise StoreError(
            f"{str(folder)!r} is not an atlas (no readable {_CARD}): name a folder that "
            "`event-atlas build` made"
        ) from error
    if content.get("format") != FORMAT:
        raise StoreError(
            f"{str(folder)!r} has the layout {content.get('format')!r}, this version reads "
            f"{FORMAT}: build the atlas again from its files"
        )
    return parse_card(content)


def _write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), "utf-8")


def _read_import(line: str) -> Import:
    content = json.loads(line)
    return Import(**content | {"unused_columns": tuple(content["unused_columns"])})


def _write_problems(path: Path, problems: Iterable[Problem]) -> None:
    names = [field.name for field in fields(Problem)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([getattr(problem, name) for name in names] for problem in problems)


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
