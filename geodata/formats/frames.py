"""Make a table of texts of a typed data frame, with the positions of its points; pure."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa

from geodata.formats.geometry import locate
from geodata.formats.limits import Limits, check_count
from geodata.formats.raw import RawTable
from geodata.formats.tabling import check_header, finish
from geodata.formats.texts import write_column


def make_table(
    frame: gpd.GeoDataFrame | pd.DataFrame | pa.Table,
    name: str,
    path: Path,
    limits: Limits,
    *,
    notes: tuple[str, ...] = (),
) -> RawTable:
    """Make a table of texts.

    Parameters
    ----------
    frame
        Typed columns; a geometry becomes a position.
    name
        What reports and problems call it.
    path, limits
        Of the file.
    notes
        How it was read.

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
        notes=(*notes, *(located.notes if located else ())),
    )
