"""Read Parquet and GeoParquet: columns as they are typed, points as positions."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import geopandas as gpd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geodata.errors import FormatError, say_why
from geodata.formats.frames import make_table
from geodata.formats.limits import Limits, check_count, check_size
from geodata.formats.raw import RawTable

_N_ROWS_AT_ONCE: Final = 10_000


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
            has_shapes = b"geo" in (file.metadata.metadata or {})
            check_count(file.metadata.num_rows, limits.n_rows, "rows", path)
            check_count(len(file.schema_arrow), limits.n_columns, "columns", path)
        _check_unpacked(path, limits)
        with pq.ParquetFile(path) as file:
            frame = gpd.read_parquet(path) if has_shapes else file.read()
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError) as error:
        raise FormatError(
            f"{str(path)!r} can't be read as Parquet ({say_why(error)}): write it again, or save "
            "the table as CSV UTF-8"
        ) from error
    return (make_table(frame, name, path, limits),)


def _check_unpacked(path: Path, limits: Limits) -> None:
    """Check how much the columns hold, read a little at a time, texts as they are packed.

    What the file itself says of its size counts a text once that stands in a million rows.
    """
    with pq.ParquetFile(path) as file:
        texts = [item.name for item in file.schema_arrow if _is_text(item.type)]
    n_bytes = 0
    with pq.ParquetFile(path, read_dictionary=texts) as file:
        for batch in file.iter_batches(_N_ROWS_AT_ONCE):
            n_bytes += sum(map(_count_bytes, batch.columns))
            check_count(n_bytes, limits.n_unpacked, "bytes when unpacked", path)


def _is_text(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_string(kind)
        or pa.types.is_large_string(kind)
        or pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
    )


def _count_bytes(column: pa.Array) -> int:
    if not pa.types.is_dictionary(column.type) or not _is_text(column.type.value_type):
        return int(column.nbytes)
    lengths = pc.binary_length(column.dictionary)
    return int(pc.sum(pc.cast(lengths.take(column.indices), pa.int64())).as_py() or 0)
