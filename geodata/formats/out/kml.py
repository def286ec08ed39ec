"""Write a table as KML 2.2: a placemark a row, with its days and all its columns.

A row on no place is a placemark without a point.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO, Final
from xml.sax.saxutils import quoteattr

import pyarrow as pa
import pyarrow.compute as pc

from geodata.formats.out.markup import join, replace_all, write_cells
from geodata.formats.out.sheets import LAT, LON, Sheet

_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>{name}</name>\n'
)
_FOOT: Final = "</Folder></Document></kml>\n"
_ESCAPES: Final = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"))
_FORBIDDEN: Final = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x{fffe}\\x{ffff}]"
"""Letters that XML can't hold; each becomes the sign for a letter that is missing."""


def write_kml(sheets: Sequence[Sheet], output: BinaryIO) -> None:
    """Write the first table.

    Raises
    ------
    OSError
        If the output can't be written.
    """
    output.write(_HEAD.format(name=sheets[0].name).encode())
    for batch in sheets[0].batches():
        lines = _write_placemarks(batch).to_pylist()
        output.write("".join(f"{line}\n" for line in lines).encode())
    output.write(_FOOT.encode())


def _write_placemarks(batch: pa.RecordBatch) -> pa.Array:
    cells = {name: write_cells(batch[name], _write_texts) for name in batch.schema.names}
    name = pc.coalesce(cells["title"], cells["place"], cells["report_id"])
    point = pc.binary_join_element_wise(
        "<Point><coordinates>", cells[LON], ",", cells[LAT], "</coordinates></Point>", ""
    )
    span = pc.binary_join_element_wise(
        "<TimeSpan><begin>", cells["date_start"], "</begin><end>", cells["date_end"],
        "</end></TimeSpan>", "",
    )  # fmt: skip
    values = [
        pc.binary_join_element_wise(
            f"<Data name={quoteattr(column)}><value>", texts, "</value></Data>", ""
        )
        for column, texts in cells.items()
    ]
    head = ["<Placemark><name>", name, "</name>", span, "<ExtendedData>"]
    return join([*head, *values, "</ExtendedData>", point, "</Placemark>"])


def _write_texts(texts: pa.Array) -> pa.Array:
    if pc.any(pc.match_substring_regex(texts, _FORBIDDEN)).as_py():
        texts = pc.replace_substring_regex(texts, _FORBIDDEN, "\N{REPLACEMENT CHARACTER}")
    return replace_all(texts, _ESCAPES)
