"""The atlas folder, written whole beside the old one and swapped in.

In: tables and what the build says of itself. Out: a folder. It never overwrites a folder that
isn't an atlas, never leaves half of one under the atlas's name, and never loses a decision, also
one that is made meanwhile.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from geodata.card import FORMAT, Card, format_card, parse_card
from geodata.decision_log import CARD, DECISIONS, append_decisions
from geodata.decisions import Decision
from geodata.errors import StoreError
from geodata.joining import Joining
from geodata.locking import hold_build
from geodata.replacing import replace_folder, restore_left
from geodata.store import CHANGES, IMPORTS, PROBLEMS, Import, load_toml
from geodata.tables import SCHEMAS, check_tables
from geodata.types import Problem
from geodata.versions import Change

_FILES: Final = frozenset(
    {CARD, IMPORTS, DECISIONS, PROBLEMS, CHANGES, *(f"{name}.parquet" for name in SCHEMAS)}
)
_LITTER: Final = frozenset({".DS_Store", ".directory", "Thumbs.db", "desktop.ini"})
"""What file managers leave in a folder that they show; it goes with the old atlas."""
_BACKUP: Final = re.compile(
    rf"\.?#?({'|'.join(map(re.escape, sorted(_FILES)))})(~|#|\.bak|\.orig|\.sw[a-p])?"
)
"""What editors leave beside a file that they change; it is kept."""


@contextmanager
def start_build(path: Path, tell: Callable[[str], None]) -> Iterator[Path]:
    """Check where an atlas may be written, and keep other builds of it away while the block runs.

    Parameters
    ----------
    path
        Folder of the atlas.
    tell
        Is told if another build has to end first.

    Raises
    ------
    StoreError
        As `check_output`.
    """
    target = check_output(path)
    with hold_build(target, tell):
        with suppress(OSError):
            restore_left(target)
        yield check_output(target)


def check_output(path: Path) -> Path:
    """Return where an atlas may be written, before any work is done for it.

    Raises
    ------
    StoreError
        If something else is there: a file, or a folder with anything that no atlas has. What file
        managers leave in every folder that they show, and editors beside a file, doesn't count.
    """
    try:
        target = Path(path).resolve()
        if not target.exists():
            return target
        if not target.is_dir():
            raise StoreError(f"{str(path)!r} is a file: name a new folder or an atlas to replace")
        names = {item.name for item in target.iterdir() if not _is_backup(item)} - _LITTER
    except (OSError, RuntimeError) as error:  # a loop of links is the latter
        raise StoreError(
            f"can't look into {str(path)!r} ({getattr(error, 'strerror', None) or error}): name "
            "another folder for the atlas"
        ) from error
    foreign = sorted(names - _FILES)
    if foreign or (names and CARD not in names):
        raise StoreError(
            f"{str(path)!r} is a folder with {', '.join(map(repr, foreign[:3] or sorted(names)))} "
            "in it, which no atlas has: name a new folder, or move them away"
        )
    return target


def write_atlas(
    path: Path,
    card: Card,
    tables: Mapping[str, pa.Table],
    *,
    imports: Iterable[Import],
    problems: Iterable[Problem],
    decisions: Iterable[Decision | Joining] = (),
    changes: Iterable[Change] | None = None,
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
    decisions
        To add to those of the atlas.
    changes
        What is other than in the old one; None to keep what that says of itself.

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
        added = list(decisions)

        def keep_decisions(new: Path) -> None:
            check_output(target)  # again: since then anything may have come to stand there
            _keep_decisions(target / DECISIONS, new, added)
            _keep_backups(target, new)

        with replace_folder(target, finish=keep_decisions) as new:
            _write_card(new / CARD, card, target / CARD)
            for name in SCHEMAS:
                pq.write_table(tables[name], new / f"{name}.parquet", compression="zstd")
            _write_lines(new / IMPORTS, (asdict(item) for item in imports))
            _write_rows(new / PROBLEMS, Problem, problems)
            if changes is not None:
                _write_rows(new / CHANGES, Change, changes)
            elif (target / CHANGES).is_file():
                shutil.copyfile(target / CHANGES, new / CHANGES)
    except OSError as error:
        raise StoreError(
            f"can't write the atlas {str(path)!r} ({error.strerror or error}): choose another "
            "folder, or make room; what was there is unchanged"
        ) from error


def _keep_decisions(old: Path, new: Path, added: Sequence[Decision | Joining]) -> None:
    """Put the old file of decisions into the new folder, and what is added behind it.

    With nothing to add both folders hold one file, if the file system has links: who has it open
    still writes into the atlas after the swap.
    """
    file = new / DECISIONS
    if not old.is_file():
        file.touch()
    elif added or not _link(old, file):
        shutil.copyfile(old, file)
    if added:
        append_decisions(new, added)


def _keep_backups(old: Path, new: Path) -> None:
    """Copy what editors left beside files of the old folder: it may be all that a person has."""
    for item in filter(_is_backup, old.iterdir() if old.exists() else ()):
        shutil.copy2(item, new / item.name, follow_symlinks=False)


def _is_backup(item: Path) -> bool:
    return item.name not in _FILES and _BACKUP.fullmatch(item.name) is not None


def _link(old: Path, new: Path) -> bool:
    try:
        os.link(old, new)
    except OSError:  # a file system without links, or another person's file
        return False
    return True


def _write_card(file: Path, card: Card, old: Path) -> None:
    if old.is_file():
        content = load_toml(old)
        if content.get("format") == FORMAT and parse_card(content) == card:
            shutil.copyfile(old, file)
            return
    file.write_text(format_card(card), "utf-8")


def _write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), "utf-8")


def _write_rows(path: Path, kind: type[Problem | Change], rows: Iterable[Problem | Change]) -> None:
    names = [field.name for field in fields(kind)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)  # ends lines in \r\n: a lone \r in a text is then quoted
        writer.writerow(names)
        writer.writerows([getattr(row, name) for name in names] for row in rows)
