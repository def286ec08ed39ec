"""Open the committed gazetteer: places, their names as an index, regions and countries.

In: the Parquet files that `geodata.gazetteer_build` wrote. Out: rows and frozen values.
It looks up folded keys and never judges which of several places is meant.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from geodata.country_names import index_countries, without_article
from geodata.errors import DataError
from geodata.fuzzy import FuzzyIndex
from geodata.key_index import KeyIndex, to_numpy
from geodata.names import EVIDENCE_BITS, fold, key, split_parts, without_region_word
from geodata.spellings import CONSONANT_MARK, SOUND_MARK, spelling_keys

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Admin1:
    """A first-level region."""

    code: str  # GeoNames admin-1 code with its country, as "IR.26"
    country: str  # ISO 3166-1 alpha-2
    geonames_id: int
    name: str  # English where one is known
    name_fa: str | None  # in Persian script; only for Iran
    iso_3166_2: str | None
    population: int  # residents of its places in the gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country or territory with an ISO 3166-1 code."""

    code: str  # ISO 3166-1 alpha-2
    iso3: str  # ISO 3166-1 alpha-3
    geonames_id: int
    name: str  # English
    name_fa: str | None  # Persian
    population: int  # residents


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


class Gazetteer:
    """Places by row, largest first; rows by folded key; regions and countries by name."""

    def __init__(self, tables: dict[str, pa.Table], places_path: Path) -> None:
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
        self._regions = {
            row["code"]: (Admin1(**_without_keys(row)), row["keys"])
            for row in tables["admin1"].to_pylist()
        }
        self._states = {
            row["code"]: (Country(**_without_keys(row)), row["keys"])
            for row in tables["countries"].to_pylist()
        }

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

    def record(self, row: int) -> tuple[str, str | None, float, float, int]:
        """Return country, admin-1 code, lon and lat in degrees, and residents of a row."""
        return (
            self._countries[self._country[row]] or "",
            self._admin1s[self._admin1[row]],
            self._lon[row],
            self._lat[row],
            self._population[row],
        )

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

    def find_country(self, text: str) -> str | None:
        """Return the ISO code of the one country that a text means, or None if not just one."""
        found = self.find_countries(text)
        return found[0] if len(found) == 1 else None

    def find_countries(self, text: str) -> tuple[str, ...]:
        """Return the ISO codes for a code or a name in one of many languages, largest first.

        "Congo" is two countries; "Guinea" is the one of just this name. "Korea, South" is read
        in either order.
        """
        return self.countries_of_key(key(text)) or self.countries_of_key(
            key(" ".join(reversed(split_parts(text))))
        )

    def countries_of_key(self, name_key: str) -> tuple[str, ...]:
        """Return the countries with a folded key, largest first; a "the" in it may be left out."""
        found = self._country_keys.get(name_key, ())
        if found or "the" not in name_key:
            return found
        return self._country_keys.get(without_article(name_key), ())

    def admin1s_of_key(self, name_key: str) -> tuple[str, ...]:
        """Return the regions of any country with a folded key."""
        return self._admin1_keys.get(name_key, ())

    @cached_property
    def area_keys(self) -> dict[str, tuple[str, ...]]:
        """All folded names and codes of countries and regions, and the codes of these."""
        countries, admin1s = self._country_keys, self._admin1_keys
        return {
            name_key: countries.get(name_key, ()) + admin1s.get(name_key, ())
            for name_key in countries | admin1s
            if not name_key.startswith((SOUND_MARK, CONSONANT_MARK))
        }

    def find_admin1(self, text: str, country: str | None = None) -> str | None:
        """Return the code of the one region that a code or name means, or None if not just one."""
        found = self.find_admin1s(text, country)
        return found[0] if len(found) == 1 else None

    def find_admin1s(self, text: str, country: str | None = None) -> tuple[str, ...]:
        """Return all regions that a code or name may mean; "Khorasan" is three provinces today.

        Parameters
        ----------
        text
            GeoNames code ("IR.26"), ISO 3166-2 code or name, with or without "Province".
        country
            ISO code that the regions must belong to.
        """
        if text in self._regions:
            codes: tuple[str, ...] = (text,)
        else:
            folded = fold(text)
            codes = self._admin1_keys.get(folded.replace(" ", ""), ())
            if not codes and (short := without_region_word(folded)):
                codes = self._admin1_keys.get(short.replace(" ", ""), ())
            if not codes and country == "IR":
                codes = self._province(short or folded)
        return tuple(code for code in codes if country in {None, code[:2]})

    def _province(self, folded: str) -> tuple[str, ...]:
        sounds, consonants = spelling_keys(folded)
        marked = [
            *(SOUND_MARK + text for text in sounds),
            *(CONSONANT_MARK + c for c in consonants),
        ]
        return next((self._admin1_keys[text] for text in marked if text in self._admin1_keys), ())

    def admin1(self, code: str) -> Admin1 | None:
        """Return a region by its GeoNames code, or None."""
        found = self._regions.get(code)
        return found[0] if found else None

    def country(self, code: str) -> Country | None:
        """Return a country by its ISO code, or None."""
        found = self._states.get(code)
        return found[0] if found else None

    @cached_property
    def _id_order(self) -> NDArray[np.intp]:
        return np.argsort(self.geonames_id)

    @cached_property
    def _country_keys(self) -> dict[str, tuple[str, ...]]:
        return index_countries(
            (country.code, (country.code, country.iso3, country.name), spellings)
            for country, spellings in self._states.values()
        )

    @cached_property
    def _admin1_keys(self) -> dict[str, tuple[str, ...]]:
        keys: dict[str, list[str]] = defaultdict(list)
        for region, spellings in self._regions.values():
            iso = region.iso_3166_2 or ""
            letters = iso[3:] if iso[3:].isalpha() else ""  # "CA-ON" is written "ON"
            for spelling in {*spellings, key(iso), key(letters)} - {""}:
                keys[spelling].append(region.code)
        return {spelling: tuple(codes) for spelling, codes in keys.items()}


def _column(table: pa.Table, name: str) -> Any:
    return table[name].chunk(0) if table[name].num_chunks else pa.array([], table[name].type)


def _coded(table: pa.Table, name: str) -> tuple[memoryview, list[str | None]]:
    """Return a text column as codes and what they mean; null has a code as well."""
    coded = _column(table, name).dictionary_encode(null_encoding="encode")
    return to_numpy(coded.indices).data, coded.dictionary.to_pylist()


def _without_keys(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "keys"}
