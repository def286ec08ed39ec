"""Read columns of latitude and longitude as positions, and say which of them can't be right.

Texts in, degrees and problems out; pure. A pair that can't be a position is none: its row is kept
without it. Numbers never change places here, even where the range proves that they should.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from geodata.formats.presets.degrees import Axis, find_axis, read_degrees
from geodata.formats.problems import list_kept
from geodata.types import Problem

_REMEDY: Final = "write latitude and longitude in degrees, as 35.7 and 51.4"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coordinates:
    """Positions with the index of the texts that they were read from."""

    lon: pd.Series  # degrees, WGS 84, in range; missing where no usable pair is given
    lat: pd.Series
    problems: tuple[Problem, ...]


def read_coordinates(file: str, lat: pd.Series, lon: pd.Series) -> Coordinates:
    """Read positions from two columns, named as in the file.

    Parameters
    ----------
    file
        What problems call the file.
    lat, lon
        Texts as `geodata.formats.presets.degrees` reads them.
    """
    lats, lons = _read_axis(lat, Axis.LAT), _read_axis(lon, Axis.LON)
    is_half = (lat.isna() & lons.notna()) | (lon.isna() & lats.notna())
    problems = [
        *_list_unread(file, lat, lats),
        *_list_unread(file, lon, lons),
        *list_kept(
            file,
            lat.fillna(lon)[is_half],
            f"{lat.name}, {lon.name}",
            reason="only one of latitude and longitude is given; kept without a position",
            remedy=_REMEDY,
        ),
    ]
    return _judge(file, lats, lons, f"{lat.name}, {lon.name}", problems)


def read_pairs(file: str, texts: pd.Series) -> Coordinates:
    """Read positions from one column: "35.7, 51.4" (latitude first), or a WKT point.

    A letter of direction says which number is which: "51.4 E 35.7 N".
    """
    distinct = texts.dropna().drop_duplicates()
    pairs = {text: _split_pair(text) for text in distinct}
    lats = texts.map({text: pair[1] for text, pair in pairs.items()}).astype("float64")
    lons = texts.map({text: pair[0] for text, pair in pairs.items()}).astype("float64")
    return _judge(file, lats, lons, str(texts.name), _list_unread(file, texts, lats))


def _read_axis(texts: pd.Series, axis: Axis) -> pd.Series:
    plain = texts.where(texts.str.fullmatch(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?", na=False))
    numbers = pd.to_numeric(plain).astype("float64")
    others = texts[texts.notna() & numbers.isna()]
    read = {text: read_degrees(text, axis) for text in others.unique()}
    return numbers.fillna(others.map(read).astype("float64"))


def _split_pair(text: str) -> tuple[float, float]:
    """Return longitude and latitude; not a number where they can't be read."""
    none = (np.nan, np.nan)
    if point := re.fullmatch(r"(?i)(?:srid=4326;)?\s*point\s*\(\s*(\S+)\s+(\S+)\s*\)", text):
        order, parts = (Axis.LON, Axis.LAT), list(point.groups())
    else:
        bare = text.strip().strip("()[]")
        parts = _divide(bare)
        order = (Axis.LAT, Axis.LON)
        if len(parts) == 2 and find_axis(parts[0]) is Axis.LON:
            order = (Axis.LON, Axis.LAT)
    if len(parts) != 2:
        return none
    read = {axis: read_degrees(part, axis) for axis, part in zip(order, parts, strict=True)}
    lon, lat = read[Axis.LON], read[Axis.LAT]
    return none if lon is None or lat is None else (lon, lat)


def _divide(text: str) -> list[str]:
    """Divide a pair at the one sign that divides it; a comma between digits may be a decimal one.

    "35,7, 51,4" has three commas, and "35,7 51,4" two that divide nothing.
    """
    if ";" in text or "،" in text or "/" in text:
        return re.split(r"\s*[;،/]\s*", text)
    if text.count(",") == 1:
        return re.split(r"\s*,\s*", text)
    if len(parts := re.split(r",\s+", text)) == 2:
        return parts
    if len(parts := re.split(r"(?<=[NSEWnsew])\s+(?=[\d+-])", text)) == 2:
        return parts
    return text.split()


def _list_unread(file: str, texts: pd.Series, numbers: pd.Series) -> list[Problem]:
    return list_kept(
        file,
        texts[texts.notna() & numbers.isna()],
        str(texts.name),
        reason="this is not a position in degrees that can be read one way only; kept without it",
        remedy=_REMEDY,
    )


def _judge(
    file: str, lat: pd.Series, lon: pd.Series, column: str, problems: list[Problem]
) -> Coordinates:
    """Leave out pairs that can't be positions, and say why."""
    has_both = lat.notna() & lon.notna()
    is_turned = has_both & (lat.abs() > 90) & (lat.abs() <= 180) & (lon.abs() <= 90)
    is_out = has_both & ~is_turned & ((lat.abs() > 90) | (lon.abs() > 180))
    is_nought = has_both & (lat == 0) & (lon == 0)
    found = (
        (
            is_turned,
            "no latitude is beyond 90 degrees: latitude and longitude seem to have changed places; "
            "kept without a position",
            "exchange the two columns",
        ),
        (is_out, "the position is not on the globe; kept without it", _REMEDY),
        (
            is_nought,
            "0, 0 lies in the sea and usually stands for no position; kept without it",
            "leave both empty where no position is known",
        ),
    )
    for is_wrong, reason, remedy in found:
        problems += list_kept(
            file, _say(lat[is_wrong], lon[is_wrong]), column, reason=reason, remedy=remedy
        )
    is_usable = has_both & ~(is_turned | is_out | is_nought)
    return Coordinates(lon=lon.where(is_usable), lat=lat.where(is_usable), problems=tuple(problems))


def _say(lat: pd.Series, lon: pd.Series) -> pd.Series:
    said = [f"{first:g}, {second:g}" for first, second in zip(lat, lon, strict=True)]
    return pd.Series(said, index=lat.index, dtype="str")
