"""Read the layers of GeoPackage and KML: features become rows, points positions."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyogrio

from geodata.errors import FormatError, InputError, say_why
from geodata.formats.geometry import locate
from geodata.formats.limits import Limits, check_count, check_size
from geodata.formats.raw import RawTable
from geodata.formats.tabling import check_header, finish
from geodata.formats.texts import write_column


def read_layers(path: Path, name: str, limits: Limits) -> tuple[RawTable, ...]:
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
        layers = [str(layer) for layer, _ in pyogrio.list_layers(path)]
        frames = {layer: _read_layer(path, layer, limits) for layer in layers}
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        raise FormatError(
            f"{str(path)!r} can't be read as {path.suffix.lower()} ({say_why(error)}): save it "
            "again there, or as GeoJSON or CSV UTF-8"
        ) from error
    filled = {layer: frame for layer, frame in frames.items() if len(frame)}
    if not filled:
        raise InputError(f"{str(path)!r} has no layer with rows: give a row for each report")
    return tuple(
        make_table(frame, name if len(filled) == 1 else f"{name}#{layer}", path, limits)
        for layer, frame in filled.items()
    )


def make_table(
    frame: gpd.GeoDataFrame | pa.Table, name: str, path: Path, limits: Limits
) -> RawTable:
    """Make a table of a data frame, with the positions of its points.

    Raises
    ------
    InputError
        If it holds too much.
    FormatError
        If its header is unusable or its reference system isn't known.
    """
    shapes, crs = None, None
    if isinstance(frame, gpd.GeoDataFrame):
        shapes, crs = frame.geometry.to_numpy(), frame.crs
        table = pa.Table.from_pandas(frame.drop(columns=frame.geometry.name), preserve_index=False)
    elif isinstance(frame, pa.Table):
        table = frame
    else:
        table = pa.Table.from_pandas(frame, preserve_index=False)
    check_count(table.num_columns, limits.n_columns, "columns", path)
    names = [str(column).strip() for column in table.column_names]
    columns = [write_column(column) for column in table.columns]
    located = locate(shapes, crs, names, name) if shapes is not None else None
    if located:
        names += located.columns
        columns += [pa.array(texts, pa.string()) for texts in located.columns.values()]
    cells = pa.Table.from_arrays(columns, names=list(check_header(names, path)))
    return finish(
        cells,
        np.arange(1, table.num_rows + 1),
        name,
        path,
        limits,
        located.problems if located else (),
        notes=located.notes if located else (),
    )


def _read_layer(path: Path, layer: str, limits: Limits) -> gpd.GeoDataFrame:
    info = pyogrio.read_info(path, layer=layer, force_feature_count=True)
    check_count(int(info["features"]), limits.n_rows, "rows", path)
    check_count(len(info["fields"]), limits.n_columns, "columns", path)
    return pyogrio.read_dataframe(path, layer=layer, datetime_as_string=True)
