"""Read Parquet and GeoParquet: columns as they are typed, points as positions."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq

from geodata.errors import FormatError, say_why
from geodata.formats.layers import make_table
from geodata.formats.limits import Limits, check_count, check_size
from geodata.formats.raw import RawTable


def read_parquet(path: Path, name: str, limits: Limits) -> tuple[RawTable, ...]:
    """Read a Parquet file.

    Raises
    ------
    InputError
        If the file can't be read, has no rows, or holds too much.
    FormatError
        If it is damaged or no Parquet, or its reference system isn't known.
    """
    check_size(path, limits)
    try:
        with pq.ParquetFile(path) as file:
            about, has_shapes = file.metadata, b"geo" in (file.metadata.metadata or {})
            groups = [about.row_group(number) for number in range(about.num_row_groups)]
            check_count(about.num_rows, limits.n_rows, "rows", path)
            check_count(len(file.schema_arrow), limits.n_columns, "columns", path)
            check_count(
                sum(group.total_byte_size for group in groups),
                limits.n_unpacked,
                "bytes when unpacked",
                path,
            )
            frame = gpd.read_parquet(path) if has_shapes else file.read()
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError) as error:
        raise FormatError(
            f"{str(path)!r} can't be read as Parquet ({say_why(error)}): write it again, or save "
            "the table as CSV UTF-8"
        ) from error
    return (make_table(frame, name, path, limits),)
