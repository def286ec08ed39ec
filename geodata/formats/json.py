"""Read JSON, JSON Lines and GeoJSON: records become rows, their fields columns.

Objects in a record are lifted up by one level; a line or feature that can't be read is set aside.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from geodata.errors import FormatError, InputError, say_why, unreadable
from geodata.formats.encodings import find_encoding
from geodata.formats.geojson import read_features
from geodata.formats.limits import Limits, check_size
from geodata.formats.raw import RawTable
from geodata.formats.tabling import check_header, tabulate
from geodata.formats.texts import Record, make_record, tabulate_records
from geodata.types import Problem

_HOLDERS: Final = ("data", "events", "results", "records", "items", "rows", "reports")
"""Fields under which a service puts the list of records."""

_LONGEST_WHOLE: Final = 300  # digits; longer ones stay texts: Python takes long over them
_SHOWN: Final = 200  # letters of a line that a problem repeats


def read_json(path: Path, name: str, limits: Limits) -> tuple[RawTable, ...]:
    """Read a list of records, an object that holds one, or GeoJSON.

    Raises
    ------
    InputError
        If the file can't be read, holds no records, or too much.
    FormatError
        If it is no JSON, or nothing in it is a list of records.
    """
    text, notes = _read(path, limits)
    content = _parse(text, path, limits)
    if isinstance(content, dict) and content.get("type") == "Feature":
        content = {"features": [content]}
    if isinstance(content, dict) and isinstance(content.get("features"), list):
        return (read_features(content, name, path, limits, notes),)
    numbered = dict(enumerate(_find_records(content, path), start=1))
    return (_tabulate(numbered, name, path, limits, notes=notes),)


def read_json_lines(path: Path, name: str, limits: Limits) -> tuple[RawTable, ...]:
    """Read one record a line; a line that is none is set aside.

    Raises
    ------
    InputError
        If the file can't be read, holds no records, or too much.
    FormatError
        If no line of it is a record.
    """
    records: dict[int, Mapping[str, Any]] = {}
    problems: list[Problem] = []
    text, notes = _read(path, limits)
    lines = [line for line in text.split("\n") if line.strip()]
    for number, line in enumerate(lines, start=1):
        try:
            record = _parse(line, path, limits)
        except FormatError as error:
            problems.append(_set_aside(name, number, line, str(error.__cause__)))
            continue
        if isinstance(record, dict):
            records[number] = record
        else:
            problems.append(_set_aside(name, number, line, "it is no object"))
    if problems and not records:
        raise FormatError(
            f"{str(path)!r} holds no record ({problems[0].reason}): give one JSON object a line"
        )
    return (_tabulate(records, name, path, limits, problems, notes=notes),)


def _read(path: Path, limits: Limits) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file, and how it was read where that had to be found out."""
    check_size(path, limits)
    try:
        encoding = find_encoding(path)
        content = path.read_bytes().decode(encoding.codec, encoding.errors)
    except OSError as error:
        raise unreadable(path, error) from error
    content = content.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    if not content.strip():
        raise InputError(f"{str(path)!r} is empty: give a list of records")
    return content, (encoding.note,) if encoding.note else ()


def _parse(text: str, path: Path, limits: Limits) -> Any:
    try:
        content = json.loads(text, object_pairs_hook=_make_object, parse_int=_read_whole)
        if _is_deep(content, limits.depth):
            raise RecursionError(f"it is nested more than {limits.depth} times")
    except (ValueError, RecursionError) as error:
        raise FormatError(
            f"{str(path)!r} can't be read as JSON ({say_why(error)}): correct it there, save the "
            "table as CSV, or give a file with one object a line the ending .jsonl"
        ) from error
    return content


def _make_object(pairs: list[tuple[str, Any]]) -> Record:
    made = dict(pairs)
    return made if len(made) == len(pairs) else make_record(pairs)


def _read_whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST_WHOLE else digits


def _is_deep(content: Any, most: int) -> bool:
    """Say whether lists and objects are nested more than so often."""
    level = [content]
    for _ in range(most + 1):
        level = [
            item
            for value in level
            if isinstance(value, dict | list)
            for item in (value.values() if isinstance(value, dict) else value)
        ]
        if not level:
            return False
    return True


def _find_records(content: Any, path: Path) -> Sequence[Any]:
    if isinstance(content, list):
        return content
    if isinstance(content, dict):
        lists = {key: item for key, item in content.items() if isinstance(item, list)}
        known = [item for key, item in lists.items() if key.lower() in _HOLDERS]
        if len(known or lists) == 1:
            return (known or list(lists.values()))[0]
    raise FormatError(
        f"{str(path)!r} is no list of records: give an array of objects, or an object with one "
        f"array under {', '.join(_HOLDERS)}"
    )


def _tabulate(
    records: Mapping[int, Any],
    name: str,
    path: Path,
    limits: Limits,
    problems: Sequence[Problem] = (),
    *,
    notes: tuple[str, ...],
) -> RawTable:
    """Make a table of numbered records; what is no record is set aside."""
    sound = {number: item for number, item in records.items() if isinstance(item, dict)}
    aside = [
        _set_aside(name, number, json.dumps(item, default=str), "it is no object")
        for number, item in records.items()
        if number not in sound
    ]
    if records and not sound:
        raise FormatError(f"{str(path)!r} holds no record ({aside[0].reason}): give objects")
    names, rows = tabulate_records(sound.values(), path, limits)
    if not any(names):
        raise InputError(
            f"{str(path)!r} has no record with a field: give an object for each report"
        )
    header = check_header([item.strip() for item in names], path)
    found = [*problems, *aside]
    return tabulate(rows, header, name, path, limits, numbers=sound, problems=found, notes=notes)


def _set_aside(name: str, number: int, text: str, why: str) -> Problem:
    return Problem(
        file=name,
        row=number,
        column="",
        value=text[:_SHOWN].encode("utf-8", "replace").decode(),
        reason=f"the record can't be read: {why[:_SHOWN]}",
        remedy="correct it, or leave it out",
        set_aside=True,
    )
