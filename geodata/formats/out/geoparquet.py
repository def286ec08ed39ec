"""Write a table as GeoParquet 1.1: typed columns and a column of points, null for no place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq

from geodata.formats.out.sheets import Sheet, to_wkb

_GEOMETRY: Final = "geometry"
_GEO: Final = {
    "version": "1.1.0",
    "primary_column": _GEOMETRY,
    # without a reference system of its own it is that of GeoJSON: longitude and latitude, WGS 84
    "columns": {_GEOMETRY: {"encoding": "WKB", "geometry_types": ["Point"]}},
}


def write_geoparquet(sheets: Sequence[Sheet], output: BinaryIO) -> None:
    """Write the first table.

    Raises
    ------
    OSError
        If the output can't be written.
    """
    sheet = sheets[0]
    schema = sheet.schema.append(pa.field(_GEOMETRY, pa.binary()))
    schema = schema.with_metadata({"geo": json.dumps(_GEO)})
    with pq.ParquetWriter(output, schema, compression="zstd") as writer:
        for batch in sheet.batches():
            columns = [*batch.columns, to_wkb(batch)]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema))
