"""Read GeoPackage: the features of each layer become rows, points positions.

Only ordinary tables are opened, of a database that says it is a GeoPackage: a view may run without
end, and other formats in the same library follow a file into others.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final
from urllib.parse import quote
from warnings import catch_warnings, simplefilter

import geopandas as gpd
import pyogrio

from geodata.errors import FormatError, InputError, say_why
from geodata.formats.frames import make_table
from geodata.formats.limits import Limits, check_count, check_size
from geodata.formats.raw import RawTable

_SIGNATURE: Final = b"SQLite format 3\0"
_LISTED: Final = """
    SELECT sqlite_master.name, type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND NOT EXISTS (
        SELECT 1 FROM pragma_table_xinfo(sqlite_master.name) WHERE hidden > 1
    )
    FROM gpkg_contents JOIN sqlite_master ON lower(name) = lower(table_name)
    WHERE data_type IN ('features', 'attributes')
"""
"""Layers, and whether they are ordinary tables, of which no column is computed as it is read."""

_DISGUISED: Final = "SELECT name FROM sqlite_master WHERE type = 'view' AND name LIKE 'gpkg%'"
_MOST_STEPS: Final = 10_000_000  # of the database's machine for one of these questions


def read_geopackage(path: Path, name: str, limits: Limits) -> tuple[RawTable, ...]:
    """Read every layer of a file; a table without geometries is one as well.

    Raises
    ------
    InputError
        If the file can't be read, holds no layer with rows, or too much.
    FormatError
        If it is of another format, or its reference system isn't known.
    """
    check_size(path, limits)
    try:
        listed = _list_layers(path)
        frames = {
            layer: _read_layer(path, layer, limits)
            for layer, is_ordinary in listed.items()
            if is_ordinary
        }
    except (
        sqlite3.Error,
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        ValueError,
    ) as error:
        raise FormatError(
            f"{str(path)!r} can't be read as {path.suffix.lower()} ({say_why(error)}): save it "
            "again there, or as GeoJSON or CSV UTF-8"
        ) from error
    filled = {layer: frame for layer, frame in frames.items() if len(frame)}
    if not filled:
        raise InputError(f"{str(path)!r} has no layer with rows: give a row for each report")
    notes = tuple(
        f"{layer!r} is computed from other tables and isn't read"
        for layer, is_ordinary in listed.items()
        if not is_ordinary
    )
    return tuple(
        make_table(
            frame, name if len(filled) == 1 else f"{name}#{layer}", path, limits, notes=notes
        )
        for layer, frame in filled.items()
    )


def _list_layers(path: Path) -> dict[str, bool]:
    with path.open("rb") as stream:
        if stream.read(len(_SIGNATURE)) != _SIGNATURE:
            raise ValueError("it is no SQLite database")
    uri = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as database:
        database.set_progress_handler(lambda: 1, _MOST_STEPS)
        if disguised := database.execute(_DISGUISED).fetchone():
            raise ValueError(f"its {disguised[0]!r} is computed")
        return {str(layer): bool(is_ordinary) for layer, is_ordinary in database.execute(_LISTED)}


def _read_layer(path: Path, layer: str, limits: Limits) -> gpd.GeoDataFrame:
    with catch_warnings():
        simplefilter("ignore", RuntimeWarning)  # what can be read is, and the rest is missing
        info = pyogrio.read_info(path, layer=layer, force_feature_count=True)
        check_count(int(info["features"]), limits.n_rows, "rows", path)
        check_count(len(info["fields"]), limits.n_columns, "columns", path)
        return pyogrio.read_dataframe(path, layer=layer, datetime_as_string=True)
