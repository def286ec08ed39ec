"""Make a table of features: their properties become columns, single points positions. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from geodata.formats.geometry import locate
from geodata.formats.limits import Limits
from geodata.formats.raw import RawTable
from geodata.formats.tabling import check_header, tabulate
from geodata.formats.texts import Record, tabulate_records
from geodata.types import Problem


def tabulate_features(
    properties: Collection[Record],
    shapes: Sequence[object],
    crs: object,
    name: str,
    path: Path,
    limits: Limits,
    *,
    numbers: Sequence[int] | None = None,
    problems: Sequence[Problem] = (),
    notes: tuple[str, ...] = (),
) -> RawTable:
    """Make a table of features.

    Parameters
    ----------
    properties
        One record a feature.
    shapes, crs
        Aligned geometries and their reference system, as `geodata.formats.geometry.locate` takes
        them.
    name, path, limits, numbers, problems, notes
        As for `geodata.formats.tabling.tabulate`.

    Raises
    ------
    InputError
        If there are none, or too many.
    FormatError
        If the reference system isn't known.
    """
    names, rows = tabulate_records(properties, path, limits)
    located = locate(shapes, crs, names, name, numbers=numbers)
    columns = list(located.columns.values())
    return tabulate(
        ([*row, *position] for row, *position in zip(rows, *columns, strict=True)),
        check_header([item.strip() for item in (*names, *located.columns)], path),
        name,
        path,
        limits,
        numbers=numbers,
        problems=[*problems, *located.problems],
        notes=(*notes, *located.notes),
    )
