"""Read the features of a GeoJSON document: properties become columns, points positions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shapely.errors import ShapelyError
from shapely.geometry import shape

from geodata.errors import say_why
from geodata.formats.geometry import locate
from geodata.formats.limits import Limits
from geodata.formats.raw import RawTable
from geodata.formats.tabling import check_header, tabulate
from geodata.formats.texts import tabulate_records
from geodata.types import Problem


def read_features(
    document: Mapping[str, Any], name: str, path: Path, limits: Limits, notes: tuple[str, ...]
) -> RawTable:
    """Make a table of the features of a document; one that is none is set aside.

    Raises
    ------
    InputError
        If there are none, or too many.
    FormatError
        If its reference system isn't known.
    """
    features = dict(enumerate(document["features"], start=1))
    sound = {number: item for number, item in features.items() if _is_feature(item)}
    aside = [
        Problem(
            file=name,
            row=number,
            column="",
            value=str(item)[:200].encode("utf-8", "replace").decode(),
            reason="this is no feature",
            remedy="give an object with properties and a geometry",
            set_aside=True,
        )
        for number, item in features.items()
        if number not in sound
    ]
    properties = [item.get("properties") or {} for item in sound.values()]
    names, rows = tabulate_records(properties, path, limits)
    shapes, broken = _read_shapes(sound, name)
    located = locate(shapes, _find_crs(document), names, name, numbers=list(sound))
    header = check_header([item.strip() for item in (*names, *located.columns)], path)
    columns = list(located.columns.values())
    return tabulate(
        ([*row, *position] for row, *position in zip(rows, *columns, strict=True)),
        header,
        name,
        path,
        limits,
        numbers=sound,
        problems=[*aside, *broken, *located.problems],
        notes=(*notes, *located.notes),
    )


def _is_feature(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get("properties") or {}, dict)


def _read_shapes(
    features: Mapping[int, Mapping[str, Any]], name: str
) -> tuple[list[object], list[Problem]]:
    shapes: list[object] = []
    problems: list[Problem] = []
    for number, feature in features.items():
        try:
            given = feature.get("geometry")
            shapes.append(shape(given) if given else None)
        except (ShapelyError, ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
            shapes.append(None)
            problems.append(
                Problem(
                    file=name,
                    row=number,
                    column="geometry",
                    value=str(given)[:200].encode("utf-8", "replace").decode(),
                    reason=f"the geometry can't be read ({say_why(error)}); kept without it",
                    remedy="correct its type and coordinates",
                    set_aside=False,
                )
            )
    return shapes, problems


def _find_crs(document: Mapping[str, Any]) -> object:
    """Return the reference system that an older document names; None for WGS 84, the rule."""
    named = document.get("crs")
    properties = named.get("properties") if isinstance(named, dict) else None
    crs = properties.get("name") if isinstance(properties, dict) else None
    return None if crs is None or "CRS84" in str(crs) else crs
