"""Read KML: placemarks become rows, their data columns, single points positions.

Nothing that a file points to is followed; a folder with placemarks is a table of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.parsers import expat

import shapely

from geodata.errors import FormatError, InputError, say_why, unreadable
from geodata.formats.features import tabulate_features
from geodata.formats.limits import Limits, check_size
from geodata.formats.markup import make_parser, strip_prefix
from geodata.formats.problems import list_rows
from geodata.formats.raw import RawTable
from geodata.formats.texts import make_record

_BLOCK: Final = 2**20
_KEPT: Final = {
    ("Placemark", "name"): "Name",
    ("Placemark", "description"): "description",
    ("Placemark", "address"): "address",
    ("TimeStamp", "when"): "when",
    ("TimeSpan", "begin"): "begin",
    ("TimeSpan", "end"): "end",
}
"""Element in its parent → column."""

_HOLDERS: Final = frozenset({"Folder", "Document"})
_SHAPES: Final = frozenset({"Point", "LineString", "Polygon", "Model", "Track", "MultiTrack"})


@dataclass(slots=True)
class _Placemark:
    data: list[tuple[str, str]] = field(default_factory=list)  # its own columns and texts
    about: list[tuple[str, str]] = field(default_factory=list)  # those that any may have
    shapes: list[str] = field(default_factory=list)  # kinds of its geometries
    coordinates: str = ""  # of the last point


def read_kml(path: Path, name: str, limits: Limits) -> tuple[RawTable, ...]:
    """Read the placemarks of each folder.

    Raises
    ------
    InputError
        If the file can't be read, has no placemarks, or holds too much.
    FormatError
        If it is no KML.
    """
    check_size(path, limits)
    reader = _Reader()
    parser = make_parser(start=reader.start, end=reader.end, text=reader.text)
    try:
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                parser.Parse(block, False)
            parser.Parse(b"", True)
    except OSError as error:
        raise unreadable(path, error) from error
    except (expat.ExpatError, ValueError) as error:
        raise FormatError(
            f"{str(path)!r} can't be read as KML ({say_why(error)}): save it again there, or as "
            "GeoJSON or CSV UTF-8"
        ) from error
    if not reader.folders:
        raise InputError(f"{str(path)!r} has no placemarks: give one for each report")
    return tuple(
        _tabulate(placemarks, name if len(reader.folders) == 1 else f"{name}#{title}", path, limits)
        for title, placemarks in reader.folders.items()
    )


class _Reader:
    """Collects placemarks by the folder in which they stand."""

    def __init__(self) -> None:
        self.folders: dict[str, list[_Placemark]] = {}
        self._parents: list[str] = []
        self._titles: list[str] = []  # of the folders that are open
        self._texts: list[str] = []
        self._column = ""  # of the datum that is open
        self._placemark: _Placemark | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        kind = strip_prefix(tag)
        if not self._parents and kind != "kml":
            raise ValueError(f"it begins with {kind[:40]!r}")
        self._parents.append(kind)
        self._texts.clear()
        if kind in _HOLDERS:
            self._titles.append("")
        elif kind == "Placemark":
            self._placemark = _Placemark()
        elif kind in {"Data", "SimpleData"}:
            self._column = attributes.get("name", "")
        elif kind in _SHAPES and self._placemark:
            self._placemark.shapes.append(kind)

    def text(self, text: str) -> None:
        self._texts.append(text)

    def end(self, _tag: str) -> None:
        kind = self._parents.pop()
        parent = self._parents[-1] if self._parents else ""
        text = "".join(self._texts).strip()
        self._texts.clear()
        if kind in _HOLDERS:
            self._titles.pop()
        elif kind == "Placemark" and self._placemark:
            self.folders.setdefault(self._titles[-1] if self._titles else "", []).append(
                self._placemark
            )
            self._placemark = None
        elif self._placemark:
            self._keep(self._placemark, parent, kind, text)
        elif kind == "name" and parent in _HOLDERS:
            self._titles[-1] = text

    def _keep(self, placemark: _Placemark, parent: str, kind: str, text: str) -> None:
        if (parent, kind) in _KEPT:
            placemark.about.append((_KEPT[parent, kind], text))
        elif (parent, kind) == ("Data", "value") or kind == "SimpleData":
            placemark.data.append((self._column, text))
        elif (parent, kind) == ("Point", "coordinates"):
            placemark.coordinates = text


def _tabulate(placemarks: list[_Placemark], name: str, path: Path, limits: Limits) -> RawTable:
    points = [_read_point(item) for item in placemarks]
    problems = list_rows(
        name,
        (
            (row, ", ".join(item.shapes)[:80] + f" {item.coordinates}"[:80])
            for row, (item, point) in enumerate(zip(placemarks, points, strict=True), start=1)
            if item.shapes and point is None
        ),
        "geometry",
        reason="the geometry is no single point on Earth; kept without a position of its own",
        remedy="give one point a row, or a place name",
        set_aside=False,
    )
    records = [make_record([*item.data, *item.about]) for item in placemarks]
    return tabulate_features(records, points, None, name, path, limits, problems=problems)


def _read_point(item: _Placemark) -> shapely.Point | None:
    """Return the only point of a placemark; None if it has none, or more or other shapes."""
    if item.shapes != ["Point"]:
        return None
    try:
        lon, lat = map(float, item.coordinates.split(",")[:2])
    except ValueError:
        return None
    return shapely.Point(lon, lat)
