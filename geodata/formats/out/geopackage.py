"""Write tables as a GeoPackage: the reports as a layer of points, the others as plain tables."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa
import pyogrio
from pyogrio.raw import write_arrow

from geodata.formats.out.sheets import Sheet, to_wkb

_GEOMETRY: Final = "geom"
_MOMENT: Final = "2000-01-01T00:00:00.000Z"
"""Stands for the time of writing, so that the same rows are the same bytes. GDAL has one setting
for the whole process; nothing else here writes with it."""


def write_geopackage(sheets: Sequence[Sheet], output: BinaryIO) -> None:
    """Write all tables, each as a layer of its name.

    Raises
    ------
    OSError
        If the output can't be written.
    """
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _MOMENT})
    with tempfile.TemporaryDirectory(prefix="event-atlas-") as folder:
        path = Path(folder) / "atlas.gpkg"
        try:
            for sheet in sheets:
                _write_layer(sheet, path)
        except pyogrio.errors.DataSourceError as error:
            raise OSError(str(error)) from error
        with path.open("rb") as stream:
            shutil.copyfileobj(stream, output)


def _write_layer(sheet: Sheet, path: Path) -> None:
    if not sheet.has_positions:
        write_arrow(sheet.reader(), path, layer=sheet.name, driver="GPKG")
        return
    schema = sheet.schema.append(pa.field(_GEOMETRY, pa.binary()))

    def _add_points() -> Iterator[pa.RecordBatch]:
        for batch in sheet.batches():
            yield pa.RecordBatch.from_arrays([*batch.columns, to_wkb(batch)], schema=schema)

    write_arrow(
        pa.RecordBatchReader.from_batches(schema, _add_points()),
        path,
        layer=sheet.name,
        driver="GPKG",
        geometry_type="Point",
        geometry_name=_GEOMETRY,
        crs="EPSG:4326",
    )
