"""Formats that tables are written in, one a module: tables go in, the bytes of a file come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO, Final

from geodata.formats.out.csv import write_csv
from geodata.formats.out.geojson import write_geojson
from geodata.formats.out.geopackage import write_geopackage
from geodata.formats.out.geoparquet import write_geoparquet
from geodata.formats.out.kml import write_kml
from geodata.formats.out.sheets import Sheet
from geodata.formats.out.workbook import write_workbook

__all__ = ["CSV", "OUT_FORMATS", "OutFormat", "Sheet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutFormat:
    """A format that tables can be written in."""

    title: str  # for people
    holds_all: bool  # whether a file holds all tables; otherwise it holds the first
    write: Callable[[Sequence[Sheet], BinaryIO], None]


CSV: Final = OutFormat(title="CSV", holds_all=False, write=write_csv)
"""What tables beside a file that holds only one are written in."""

OUT_FORMATS: Final[Mapping[str, OutFormat]] = MappingProxyType(
    {
        "csv": CSV,
        "xlsx": OutFormat(title="Excel workbook", holds_all=True, write=write_workbook),
        "geojson": OutFormat(title="GeoJSON", holds_all=False, write=write_geojson),
        "gpkg": OutFormat(title="GeoPackage", holds_all=True, write=write_geopackage),
        "geoparquet": OutFormat(title="GeoParquet", holds_all=False, write=write_geoparquet),
        "kml": OutFormat(title="KML", holds_all=False, write=write_kml),
    }
)
"""Every format by the ending of its files."""
