"""Read the features of a GeoJSON document: properties become columns, points positions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shapely.errors import ShapelyError
from shapely.geometry import shape

from geodata.errors import say_why
from geodata.formats.features import tabulate_features
from geodata.formats.limits import Limits
from geodata.formats.problems import list_rows
from geodata.formats.raw import RawTable
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
    aside = list_rows(
        name,
        ((number, str(item)) for number, item in features.items() if number not in sound),
        "",
        reason="this is no feature",
        remedy="give an object with properties and a geometry",
        set_aside=True,
    )
    shapes, broken = _read_shapes(sound, name)
    return tabulate_features(
        [item.get("properties") or {} for item in sound.values()],
        shapes,
        _find_crs(document),
        name,
        path,
        limits,
        numbers=list(sound),
        problems=[*aside, *broken],
        notes=notes,
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
