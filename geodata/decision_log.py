"""The file of decisions of an atlas: read it, and add lines at its end.

In: the folder of an atlas. Lines are never changed or removed: one that can't be read, as after a
crash in the middle of a write, stays and is reported.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geodata import decisions as names
from geodata import joining as events
from geodata.decisions import Decision
from geodata.errors import InputError, StoreError
from geodata.joining import Joining
from geodata.locking import hold_folder
from geodata.types import Problem, Step

CARD: Final = "atlas.toml"
"""Name of the file that makes a folder an atlas."""

DECISIONS: Final = "decisions.jsonl"
"""Name of the file of decisions in it."""

_LONGEST: Final = 200  # characters of a line that a problem repeats


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLog:
    """What a file of decisions holds."""

    decisions: tuple[Decision, ...] = ()  # about names, oldest first
    joinings: tuple[Joining, ...] = ()  # about reports of one event, oldest first
    problems: tuple[Problem, ...] = ()  # one for each line that can't be read; the row is the line


def read_decisions(atlas: Path) -> tuple[Decision, ...]:
    """Return the decisions of an atlas about names, oldest first; none if it has no file of them.

    Lines that can't be read are left out: `load_log` tells them.

    Raises
    ------
    StoreError
        If the file can't be read.
    """
    return load_log(Path(atlas) / DECISIONS).decisions


def load_log(file: Path, name: str = DECISIONS) -> DecisionLog:
    """Read a file of decisions; one that isn't there holds none.

    Parameters
    ----------
    file
        The file.
    name
        What problems call it.

    Raises
    ------
    StoreError
        If the file can't be read.
    """
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        content = b""
    except OSError as error:
        raise StoreError(
            f"can't read the decisions in {str(file)!r} ({error.strerror}): make the file readable"
        ) from error
    found: list[Decision | Joining] = []
    problems: list[Problem] = []
    # not splitlines: it also divides at signs that a text may hold
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            try:
                found.append(read_line(line))
            except InputError:
                problems.append(_explain(line, number, name))
    return DecisionLog(
        decisions=tuple(item for item in found if isinstance(item, Decision)),
        joinings=tuple(item for item in found if isinstance(item, Joining)),
        problems=tuple(problems),
    )


def read_line(line: bytes) -> Decision | Joining:
    """Read one line of a file of decisions, of either kind.

    Raises
    ------
    InputError
        If it is none.
    """
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{line[:_LONGEST]!r} is no text in UTF-8: delete the line") from error
    try:
        return names.from_json(text)
    except InputError:
        return events.from_json(text)


def append_decisions(atlas: Path, decisions: Iterable[Decision | Joining]) -> None:
    """Add decisions at the end of an atlas's file: all, on the disk on return, or none.

    While the atlas is being replaced, this waits: the decisions then go into the new one.

    Parameters
    ----------
    atlas
        Folder of the atlas.
    decisions
        Oldest first. The atlas shows them after `geodata.rebuilding.rebuild_atlas`.

    Raises
    ------
    InputError
        If a text holds half a character, which no file can hold.
    StoreError
        If the folder is no atlas or its file can't be written.
    """
    lines = "".join(f"{_format(decision)}\n" for decision in decisions)
    try:
        content = lines.encode()
        folder = Path(os.path.realpath(atlas))  # Path.resolve raises on a loop of links
        with hold_folder(folder):
            if not (folder / CARD).is_file():
                raise StoreError(
                    f"{str(atlas)!r} is not an atlas (no {CARD}): name a folder that `event-atlas "
                    "build` made"
                )
            _append(folder / DECISIONS, content)
    except UnicodeEncodeError as error:
        text = error.object[max(error.start - 20, 0) : error.end + 20]
        raise InputError(
            f"{text!r} holds half a character: type the text again without it"
        ) from error
    except OSError as error:
        raise StoreError(
            f"can't write the decisions of {str(atlas)!r} ({error.strerror or error}): make room, "
            "or name an atlas that may be changed"
        ) from error


def _format(decision: Decision | Joining) -> str:
    if isinstance(decision, Joining):
        return events.to_json(decision)
    return names.to_json(decision)


def _append(file: Path, content: bytes) -> None:
    with file.open("ab+", buffering=0) as stream:
        size = stream.seek(0, os.SEEK_END)
        if size:
            stream.seek(-1, os.SEEK_END)
            if stream.read(1) != b"\n":  # a torn line stays one of its own
                content = b"\n" + content
        try:
            if stream.write(content) != len(content):
                raise OSError("the disk is full")
            os.fsync(stream.fileno())
        except OSError:
            stream.truncate(size)
            raise


def _explain(line: bytes, number: int, file: str) -> Problem:
    return Problem(
        file=file,
        row=number,
        column="",
        value=line.decode(errors="replace")[:_LONGEST],
        reason="the line is no decision, perhaps torn while it was written; it is left unused",
        remedy="decide again, and delete the line",
        set_aside=False,
        step=Step.PLACING,
    )
