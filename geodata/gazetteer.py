"""Open the committed gazetteer: places, their names as an index, regions and countries.

In: the Parquet files that `geodata.gazetteer_build` wrote. Out: rows and frozen values.
It looks up folded keys and never judges which of several places is meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

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
_FILES: Final = ("names", "places", "admin1", "countries")


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


class PlaceColumns(NamedTuple):
    """Places by row, for whoever needs many of them quickly."""

    country: memoryview  # number of the country
    countries: list[str | None]  # ISO 3166-1 alpha-2 by number
    admin1: memoryview  # number of the first-level region
    admin1s: list[str | None]  # GeoNames code by number
    lon: memoryview  # degrees, WGS 84
    lat: memoryview
    population: memoryview  # residents


def open_gazetteer(path: Path | None = None) -> Gazetteer:
    """Open the gazetteer that ships with the package, or one in another folder.

    Parameters
    ----------
    path
        Folder with the four Parquet files.

    Raises
    ------
    DataError
        If a file is missing or can't be read.
    """
    folder = path or DATA
    try:
        tables = {name: _read(folder / f"{name}.parquet") for name in _FILES}
        return Gazetteer(tables, folder / "places.parquet")
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

    def __init__(self, tables: dict[str, pa.Table], places_path: Path) -> None:
        super().__init__(tables["admin1"].to_pylist(), tables["countries"].to_pylist())
        places, names = tables["places"], tables["names"]
        self._path = places_path
        self._index = KeyIndex(_column(names, "key"), _column(names, "postings"))
        self._name = _column(places, "name")
        self._name_fa = _column(places, "name_fa")
        self._country, self._countries = _coded(places, "country")
        self._admin1, self._admin1s = _coded(places, "admin1")
        self.geonames_id: NDArray[np.int32] = to_numpy(_column(places, "geonames_id"))
        self.lon: NDArray[np.float64] = to_numpy(_column(places, "lon_e5")) / 1e5
        self.lat: NDArray[np.float64] = to_numpy(_column(places, "lat_e5")) / 1e5
        self.population: NDArray[np.int32] = to_numpy(_column(places, "population"))
        # Views give plain Python numbers and texts at once; Arrow's and numpy's scalars are slow.
        self._ids, self._lon, self._lat = self.geonames_id.data, self.lon.data, self.lat.data
        self._population = self.population.data
        _, offsets, text = self._name.buffers()
        self._name_offsets = np.frombuffer(offsets, np.int32)[self._name.offset :].data
        self._names = memoryview(text)

    @property
    def n_places(self) -> int:
        """Number of places."""
        return len(self.geonames_id)

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
        return FuzzyIndex(self._index, self._country, self._countries)

    def row_of(self, geonames_id: int) -> int | None:
        """Return the row of a GeoNames id, or None if no place has it."""
        order = self._id_order
        position = int(np.searchsorted(self.geonames_id, geonames_id, sorter=order))
        if position == len(order) or self.geonames_id[order[position]] != geonames_id:
            return None
        return int(order[position])

    def identity(self, row: int) -> tuple[int, str]:
        """Return GeoNames id and main name of a row."""
        start, stop = self._name_offsets[row], self._name_offsets[row + 1]
        return self._ids[row], str(self._names[start:stop], "utf-8")

    def where(self, row: int) -> tuple[str, str | None]:
        """Return country and admin-1 code of a row."""
        return self._countries[self._country[row]] or "", self._admin1s[self._admin1[row]]

    def country_of(self, row: int) -> str:
        """Return the ISO code of the country of a row."""
        return self._countries[self._country[row]] or ""

    @property
    def columns(self) -> PlaceColumns:
        """What is told of each place, as views that give plain Python values."""
        return PlaceColumns(
            self._country,
            self._countries,
            self._admin1,
            self._admin1s,
            self._lon,
            self._lat,
            self._population,
        )

    def record(self, row: int) -> tuple[str, str | None, float, float, int]:
        """Return country, admin-1 code, lon and lat in degrees, and residents of a row."""
        return (*self.where(row), self._lon[row], self._lat[row], self._population[row])

    def positions_in(self, admin1: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return lon and lat of all places with an admin-1 code; none if no place has it."""
        code = self._admin1s.index(admin1) if admin1 in self._admin1s else -1
        rows = np.flatnonzero(np.asarray(self._admin1) == code)
        return self.lon[rows], self.lat[rows]

    def place(self, row: int) -> Place:
        """Return the place of a row."""
        country, admin1 = self.where(row)
        region = self.admin1(admin1) if admin1 else None
        return Place(
            geonames_id=int(self.geonames_id[row]),
            name=self._name[row].as_py(),
            name_fa=self._name_fa[row].as_py(),
            country=country,
            admin1=admin1,
            admin1_name=region.name if region else None,
            lon=float(self.lon[row]),
            lat=float(self.lat[row]),
            population=int(self.population[row]),
        )

    def alternate_names(self, row: int) -> tuple[str, ...]:
        """Return all other names of a place; reads the file, about 10 ms a call."""
        with pq.ParquetFile(self._path) as file:
            for group in range(file.num_row_groups):
                n_rows = file.metadata.row_group(group).num_rows
                if row < n_rows:
                    column = file.read_row_group(group, columns=["alternates"])["alternates"]
                    text = str(column[row].as_py())
                    return tuple(text.split("\n")) if text else ()
                row -= n_rows
        return ()

    @cached_property
    def _id_order(self) -> NDArray[np.intp]:
        return np.argsort(self.geonames_id)


def _column(table: pa.Table, name: str) -> Any:
    return table[name].chunk(0) if table[name].num_chunks else pa.array([], table[name].type)


def _coded(table: pa.Table, name: str) -> tuple[memoryview, list[str | None]]:
    """Return a text column as codes and what they mean; null has a code as well."""
    coded = _column(table, name).dictionary_encode(null_encoding="encode")
    return to_numpy(coded.indices).data, coded.dictionary.to_pylist()
