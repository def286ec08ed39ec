"""Write a table as a GeoJSON feature collection (RFC 7946), one feature a line.

A row on no place has the geometry null: it is never put at a centre of something larger.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import BinaryIO, Final

import pyarrow as pa
import pyarrow.compute as pc

from geodata.formats.out.markup import join, replace_all, write_cells
from geodata.formats.out.sheets import LAT, LON, Sheet

_ESCAPES: Final = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"))
_CONTROLS: Final = r"[\x00-\x1f]"


def write_geojson(sheets: Sequence[Sheet], output: BinaryIO) -> None:
    """Write the first table.

    Raises
    ------
    OSError
        If the output can't be written.
    """
    output.write(b'{"type":"FeatureCollection","features":[')
    lead = "\n"
    for batch in sheets[0].batches():
        if batch.num_rows:
            output.write((lead + ",\n".join(_write_features(batch).to_pylist())).encode())
            lead = ",\n"
    output.write(b"\n]}\n")


def _write_features(batch: pa.RecordBatch) -> pa.Array:
    lon, lat = (write_cells(batch[name], _write_texts) for name in (LON, LAT))
    point = pc.binary_join_element_wise('{"type":"Point","coordinates":[', lon, ",", lat, "]}", "")
    pieces: list[pa.Array | str] = ['{"type":"Feature","geometry":', pc.fill_null(point, "null")]
    start = ',"properties":{'
    for name in batch.schema.names:
        pieces += [f"{start}{json.dumps(name)}:", _write_property(batch[name])]
        start = ","
    return join([*pieces, "}}"])


def _write_property(column: pa.Array) -> pa.Array:
    cells = write_cells(column, _write_texts)
    if pa.types.is_date(column.type):
        cells = pc.binary_join_element_wise('"', cells, '"', "")
    return pc.fill_null(cells, "null")


def _write_texts(texts: pa.Array) -> pa.Array:
    escaped = replace_all(texts, _ESCAPES)
    quoted = pc.binary_join_element_wise('"', escaped, '"', "")
    if pc.any(pc.match_substring_regex(escaped, _CONTROLS)).as_py():
        texts_in_full = [None if text is None else json.dumps(text) for text in texts.to_pylist()]
        return pa.array(texts_in_full, pa.string())
    return quoted
