"""Turn geometries into columns of longitude and latitude; a shape that is no point gives none.

Pure: geometries and their reference system in, texts and problems out. A row is never dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray

from geodata.errors import FormatError
from geodata.formats.problems import list_rows
from geodata.formats.texts import write_number
from geodata.types import Problem

LON: Final = "longitude"
LAT: Final = "latitude"

_TAKEN: Final = frozenset({LON, LAT, "lon", "lat", "lng", "long", "given_lon", "given_lat"})
"""Columns beside which a geometry says nothing new; theirs hold what people see and correct."""

_DECIMALS: Final = 7  # a centimetre


class Located(NamedTuple):
    """What the geometries of a table give."""

    columns: dict[str, list[str]]  # LON and LAT; none if the table has such columns already
    problems: list[Problem]
    notes: tuple[str, ...]


def locate(
    shapes: Sequence[object],
    crs: object,
    headers: Sequence[str],
    name: str,
    *,
    numbers: Sequence[int] | None = None,
) -> Located:
    """Return the positions of geometries.

    Parameters
    ----------
    shapes
        One shapely geometry a row; None where there is none.
    crs
        What pyproj takes for a coordinate reference system; None for WGS 84.
    headers
        Of the other columns.
    name
        What problems call the table.
    numbers
        Of the rows; counted from 1 if None.

    Raises
    ------
    FormatError
        If the reference system is unknown.
    """
    if _TAKEN & {header.strip().lower() for header in headers}:
        return Located({}, [], ("positions are read from the columns, not from the geometries",))
    geometry: NDArray[np.object_] = np.array(list(shapes), dtype=object)
    given = ~(shapely.is_missing(geometry) | shapely.is_empty(geometry))
    is_point = given & (shapely.get_type_id(geometry) == shapely.GeometryType.POINT)
    lon, lat = np.full(len(geometry), np.nan), np.full(len(geometry), np.nan)
    lon[is_point], lat[is_point] = (
        shapely.get_x(geometry[is_point]),
        shapely.get_y(geometry[is_point]),
    )
    lon, lat = _to_wgs84(lon, lat, crs, name)
    broken = is_point & ~(np.isfinite(lon) & np.isfinite(lat))
    problems = [
        *_list(name, broken, geometry, numbers, "the point has no finite position on Earth"),
        *_list(name, given & ~is_point, geometry, numbers, "the geometry is no single point"),
    ]
    texts = [
        [write_number(round(value, _DECIMALS)) if np.isfinite(value) else "" for value in axis]
        for axis in (lon.tolist(), lat.tolist())
    ]
    return Located({LON: texts[0], LAT: texts[1]}, problems, ())


def _to_wgs84(
    lon: NDArray[np.float64], lat: NDArray[np.float64], crs: object, name: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    if crs is None:
        return lon, lat
    try:
        system = pyproj.CRS.from_user_input(crs)
        if system.to_epsg() == 4326:
            return lon, lat
        transformer = pyproj.Transformer.from_crs(system, 4326, always_xy=True)
    except pyproj.exceptions.CRSError as error:
        raise FormatError(
            f"{name!r} is in a reference system that isn't known ({str(crs)[:80]!r}): save it in "
            "WGS 84 (EPSG:4326)"
        ) from error
    moved = transformer.transform(lon, lat)
    return np.asarray(moved[0], float), np.asarray(moved[1], float)


def _list(
    name: str,
    is_wrong: NDArray[np.bool_],
    shapes: NDArray[np.object_],
    numbers: Sequence[int] | None,
    reason: str,
) -> list[Problem]:
    return list_rows(
        name,
        (
            (numbers[row] if numbers else row + 1, shapes[row].geom_type)
            for row in np.flatnonzero(is_wrong).tolist()
        ),
        "geometry",
        reason=f"{reason}; kept without a position of its own",
        remedy="give one point a row, or a place name",
        set_aside=False,
    )
