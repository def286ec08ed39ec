"""Region sets and population figures that ship with the package, as columns; never builds them.

`geodata.boundaries_build` writes the files that are read here.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from geodata.errors import DataError

ATTRIBUTION: Final = "Natural Earth"
"""The credit that every map with these boundaries carries."""

DATA: Final = Path(__file__).parent / "data"
CENSUS_YEAR: Final = 2016
CENSUS_SOURCE: Final = "Statistical Centre of Iran, census 2016"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RegionSet:
    """Regions as columns: row ``i`` of every array is one region. Rows are ordered by id.

    The rows of one kind have the same ids at the join level and at the drawing level.
    """

    kind: str  # "country" or "admin1"
    id: NDArray[np.object_]  # ISO 3166-1 alpha-2 | ISO 3166-2, else a Natural Earth code; unique
    country: NDArray[np.object_]  # ISO 3166-1 alpha-2 that its places are filed under, or None
    name: NDArray[np.object_]  # English
    name_fa: NDArray[np.object_]  # Persian; None where unknown
    geonames_admin1: NDArray[np.object_]  # "IR.26"; None where unknown; no code occurs twice
    geometry: NDArray[np.object_]  # shapely polygons and multipolygons, lon/lat degrees, WGS 84
    attribution: str  # credit line

    def __len__(self) -> int:
        return len(self.id)

    def index_of(self, region_id: str) -> int | None:
        """Return the row of a region, or None when it is not in this set."""
        rows = np.flatnonzero(self.id == region_id)
        return int(rows[0]) if rows.size else None

    def subset(self, mask: NDArray[np.bool_]) -> RegionSet:
        """Return the rows where a mask of shape ``(n,)`` is true, in the same order."""
        return RegionSet(
            kind=self.kind,
            id=self.id[mask],
            country=self.country[mask],
            name=self.name[mask],
            name_fa=self.name_fa[mask],
            geonames_admin1=self.geonames_admin1[mask],
            geometry=self.geometry[mask],
            attribution=self.attribution,
        )

    def where(self, *, countries: Collection[str]) -> RegionSet:
        """Return the regions that belong to any of the countries (ISO 3166-1 alpha-2)."""
        return self.subset(_is_in(self.country, countries))


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaNames:
    """English names by id."""

    regions: Mapping[str, str]  # of the admin-1 boundaries
    countries: Mapping[str, str]  # ISO 3166-1 alpha-2


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """How many people live in a region, by one source."""

    value: int  # residents; 0 means that nobody lives there, never that nothing is known
    year: int | None  # of the figure; None where the source gives none
    source: str


def load_countries() -> RegionSet:
    """Read the countries of the world at the level for joining points.

    Raises
    ------
    DataError
        If the file is missing or damaged.
    """
    return _load("country", "countries.parquet", countries=None)


def load_countries_drawing() -> RegionSet:
    """Read the countries of the world at the level for drawing.

    Raises
    ------
    DataError
        If the file is missing or damaged.
    """
    return _load("country", "countries_drawing.parquet", countries=None)


def load_admin1(countries: Collection[str] | None = None) -> RegionSet:
    """Read first-level regions at the level for joining points.

    Parameters
    ----------
    countries : collection of str, optional
        ISO 3166-1 alpha-2 codes; only their regions are decoded. None means the world.

    Raises
    ------
    DataError
        If the file is missing or damaged.
    """
    return _load("admin1", "admin1.parquet", countries=countries)


def load_admin1_drawing(countries: Collection[str] | None = None) -> RegionSet:
    """Read first-level regions at the level for drawing; their outer lines are the countries'.

    Parameters
    ----------
    countries : collection of str, optional
        ISO 3166-1 alpha-2 codes; only their regions are decoded. None means the world.

    Raises
    ------
    DataError
        If the file is missing or damaged.
    """
    return _load("admin1", "admin1_drawing.parquet", countries=countries)


@cache
def load_area_names() -> AreaNames:
    """Read the names of all regions and countries, once.

    Raises
    ------
    DataError
        If a file is missing or damaged.
    """
    regions, countries = load_admin1_drawing(), load_countries_drawing()
    return AreaNames(
        regions=dict(zip(map(str, regions.id), map(str, regions.name), strict=True)),
        countries=dict(zip(map(str, countries.id), map(str, countries.name), strict=True)),
    )


def to_geojson(regions: RegionSet, *, decimals: int = 3) -> bytes:
    """Write regions as a compact GeoJSON FeatureCollection (RFC 7946), UTF-8.

    Each feature has its region id both as ``id`` and among the properties ``id``, ``name``,
    ``name_fa`` and ``country``.

    Parameters
    ----------
    regions : RegionSet
    decimals : int, default 3
        Of the coordinates, in degrees; 3 is about 100 m.
    """
    rounded = shapely.transform(regions.geometry, lambda xy: np.round(xy, decimals))
    features = (
        f'{{"type":"Feature","id":{_compact(row["id"])},"properties":{_compact(row)},'
        f'"geometry":{geometry}}}'
        for row, geometry in zip(_properties(regions), shapely.to_geojson(rounded), strict=True)
    )
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'.encode()


def load_population() -> Mapping[str, Population]:
    """Read the population of Iran's provinces (census 2016) and of countries, by region id.

    A region without a figure is absent. A country's figure is of another year and source than
    its provinces': don't mix the two in one rate.

    Raises
    ------
    DataError
        If a file is missing.
    """
    provinces = {
        row["iso_3166_2"]: Population(
            value=int(row["population_2016"]), year=CENSUS_YEAR, source=CENSUS_SOURCE
        )
        for row in _rows("iran_provinces.csv")
        if row["population_2016"]
    }
    countries = {
        row["iso_a2"]: Population(
            value=int(row["population"]),
            year=int(row["year"]) if row["year"] else None,
            source=row["source"],
        )
        for row in _rows("population.csv")
        if row["population"]
    }
    return MappingProxyType(countries | provinces)


def _load(kind: str, file: str, *, countries: Collection[str] | None) -> RegionSet:
    path = DATA / "boundaries" / file
    try:
        table = pq.ParquetFile(path).read()
    except (OSError, pa.ArrowException) as error:
        raise DataError(
            f"the boundary file {str(path)!r} can't be read ({error}); it comes with the package: "
            "install the package again, or run python -m geodata.boundaries_build"
        ) from error
    # Not pyarrow's to_numpy, array or filter: their first call imports pandas, which takes 0.7 s.
    column = {name: np.array(table[name].to_pylist(), object) for name in table.column_names}
    if countries is not None:
        wanted = _is_in(column["country"], countries)
        column = {name: values[wanted] for name, values in column.items()}
    return RegionSet(
        kind=kind,
        id=column["id"],
        country=column["country"],
        name=column["name"],
        name_fa=column["name_fa"],
        geonames_admin1=column["geonames_admin1"],
        geometry=shapely.from_wkb(column["geometry"]),
        attribution=ATTRIBUTION,
    )


def _is_in(country: NDArray[np.object_], countries: Collection[str]) -> NDArray[np.bool_]:
    return np.isin(country.astype(str), sorted(countries))


def _properties(regions: RegionSet) -> Iterator[dict[str, str | None]]:
    names = ("id", "name", "name_fa", "country")
    for values in zip(*(getattr(regions, name) for name in names), strict=True):
        yield dict(zip(names, values, strict=True))


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _rows(file: str) -> list[dict[str, str]]:
    path = DATA / "reference" / file
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))
    except OSError as error:
        raise DataError(
            f"the reference table {str(path)!r} can't be read ({error}); it comes with the "
            "package: install the package again"
        ) from error
