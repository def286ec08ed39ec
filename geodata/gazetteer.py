"""Open the committed gazetteer: places, their names as an index, regions and countries.

In: the Parquet files that `geodata.gazetteer_build` wrote. Out: rows and frozen values.
It looks up folded keys and never judges which of several places is meant.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from geodata.errors import DataError
from geodata.fuzzy import FuzzyIndex
from geodata.key_index import KeyIndex, to_numpy
from geodata.names import EVIDENCE_BITS
from geodata.regions import Regions

DATA: Final = Path(__file__).parent / "data" / "gazetteer"
_FILES: Final = ("names", "places", "admin1", "admin2", "countries")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A populated place as the gazetteer holds it."""

    geonames_id: int
    name: str  # GeoNames' main name
    name_fa: str | None  # in Persian script; only for places in Iran
    country: str  # ISO 3166-1 alpha-2
    admin1: str | None  # GeoNames admin-1 code with its country, as "IR.26"
    admin1_name: str | None  # English
    lon: float  # degrees, WGS 84
    lat: float
    population: int  # residents; 0 means that GeoNames gives none


_RECORD: Final = np.dtype(
    [
        ("country", "<u2"),  # number of the country
        ("admin1", "<u2"),  # number of the first-level region
        ("lon_e5", "<i4"),  # 1/100,000 degree
        ("lat_e5", "<i4"),
        ("population", "<i4"),  # residents
        ("geonames_id", "<i4"),
        ("name_start", "<u4"),  # where the name stands in all names, in bytes
        ("name_stop", "<u4"),
    ]
)
"""All that is told of a place side by side: one look into memory instead of seven."""

_unpack: Final = struct.Struct("<HHiiiiII").unpack_from  # a _RECORD


def open_gazetteer(path: Path | None = None) -> Gazetteer:
    """Open the gazetteer that ships with the package, or one in another folder.

    Parameters
    ----------
    path
        Folder with the five Parquet files.

    Raises
    ------
    DataError
        If a file is missing or can't be read.
    """
    folder = path or DATA
    try:
        tables = {name: _read(folder / f"{name}.parquet") for name in _FILES}
        return Gazetteer(tables)
    except (OSError, KeyError, pa.ArrowException) as error:
        raise DataError(
            f"{str(folder)!r} holds no readable gazetteer ({error}). It needs the files "
            f"{', '.join(f'{name}.parquet' for name in _FILES)}: install the package again."
        ) from error


def _read(path: Path) -> pa.Table:
    # not pq.read_table: it imports Arrow's whole dataset machinery, 0.8 s and 100 MB
    with pq.ParquetFile(path) as file:
        columns = [name for name in file.schema_arrow.names if name != "alternates"]
        table = file.read(columns=columns).combine_chunks()
    pa.default_memory_pool().release_unused()  # what decoding took, up to 60 MB
    return table


class Gazetteer(Regions):
    """Places by row, largest first; rows by folded key; regions and countries by name."""

    def __init__(self, tables: dict[str, pa.Table]) -> None:
        inner = tables["admin2"]
        super().__init__(
            tables["admin1"].to_pylist(),
            tables["countries"].to_pylist(),
            KeyIndex(_column(inner, "key"), _column(inner, "postings")),
        )
        places, names = tables["places"], tables["names"]
        self._index = KeyIndex(_column(names, "key"), _column(names, "postings"))
        self._name = _column(places, "name")
        self._name_fa = _column(places, "name_fa")
        country, self._countries = _coded(places, "country")
        admin1, self._admin1s = _coded(places, "admin1")
        _, offsets, text = self._name.buffers()
        self._names = memoryview(text)
        starts = np.frombuffer(offsets, np.int32)[self._name.offset :][: len(country) + 1]
        records = np.empty(len(country), _RECORD)
        records["country"], records["admin1"] = country, admin1
        records["name_start"], records["name_stop"] = starts[:-1], starts[1:]
        for name in ("lon_e5", "lat_e5", "population", "geonames_id"):
            records[name] = to_numpy(_column(places, name))
        self._table = records
        self._records = records.view(np.uint8).data

    @property
    def n_places(self) -> int:
        """Number of places."""
        return len(self._table)

    @property
    def geonames_id(self) -> NDArray[np.int32]:
        """GeoNames id of each place."""
        return self._table["geonames_id"]

    @property
    def lon_lat(self) -> NDArray[np.float64]:
        """Position of each place in degrees; shape (n places, 2)."""
        return np.column_stack([self._table["lon_e5"], self._table["lat_e5"]]) / 1e5

    @property
    def population(self) -> NDArray[np.int32]:
        """Residents of each place; 0 where GeoNames gives none."""
        return self._table["population"]

    def find(self, name_key: str) -> NDArray[np.int32]:
        """Return the rows of the places with a folded key, best evidence and largest first."""
        return np.array([code >> EVIDENCE_BITS for code in self._index.find(name_key)], np.int32)

    def postings(self, name_key: str) -> list[int]:
        """Return rows and evidence of a folded key as ``row << EVIDENCE_BITS | evidence``."""
        return self._index.find(name_key)

    @property
    def name_index(self) -> KeyIndex:
        """All keys in order, with their postings."""
        return self._index

    @cached_property
    def fuzzy(self) -> FuzzyIndex:
        """The same names, to be found by misspelt ones; built when first searched."""
        return FuzzyIndex(self._index, self._table["country"].data, self._countries)

    def row_of(self, geonames_id: int) -> int | None:
        """Return the row of a GeoNames id, or None if no place has it."""
        order = self._id_order
        position = int(np.searchsorted(self.geonames_id, geonames_id, sorter=order))
        if position == len(order) or self.geonames_id[order[position]] != geonames_id:
            return None
        return int(order[position])

    def identity(self, row: int) -> tuple[int, str]:
        """Return GeoNames id and main name of a row."""
        _, _, _, _, _, geonames_id, start, stop = _unpack(self._records, row * _RECORD.itemsize)
        return geonames_id, str(self._names[start:stop], "utf-8")

    def country_of(self, row: int) -> str:
        """Return the ISO code of the country of a row."""
        return self._countries[_unpack(self._records, row * _RECORD.itemsize)[0]] or ""

    def record(self, row: int) -> tuple[str, str | None, float, float, int]:
        """Return country, admin-1 code, lon and lat in degrees, and residents of a row."""
        country, admin1, lon_e5, lat_e5, population, _, _, _ = _unpack(
            self._records, row * _RECORD.itemsize
        )
        return (
            self._countries[country] or "",
            self._admin1s[admin1],
            lon_e5 / 1e5,
            lat_e5 / 1e5,
            population,
        )

    def positions_in(self, admin1: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return lon and lat of all places with an admin-1 code; none if no place has it."""
        number = self._admin1s.index(admin1) if admin1 in self._admin1s else -1
        inside = self._table[self._table["admin1"] == number]
        return inside["lon_e5"] / 1e5, inside["lat_e5"] / 1e5

    def place(self, row: int) -> Place:
        """Return the place of a row."""
        geonames_id, name = self.identity(row)
        country, admin1, lon, lat, population = self.record(row)
        region = self.admin1(admin1) if admin1 else None
        return Place(
            geonames_id=geonames_id,
            name=name,
            name_fa=self._name_fa[row].as_py(),
            country=country,
            admin1=admin1,
            admin1_name=region.name if region else None,
            lon=lon,
            lat=lat,
            population=population,
        )

    @cached_property
    def _id_order(self) -> NDArray[np.intp]:
        return np.argsort(self.geonames_id)


def _column(table: pa.Table, name: str) -> Any:
    return table[name].chunk(0) if table[name].num_chunks else pa.array([], table[name].type)


def _coded(table: pa.Table, name: str) -> tuple[NDArray[np.int32], list[str | None]]:
    """Return a text column as codes and what they mean; null has a code as well."""
    coded = _column(table, name).dictionary_encode(null_encoding="encode")
    return to_numpy(coded.indices), coded.dictionary.to_pylist()
