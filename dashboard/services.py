"""The opened things that a running dashboard and a snapshot both need, made once.

An atlas goes in with the boundaries; what comes out answers counts, names and geometry, and is
never changed. The only cache is the one it owns: counts by Selection.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.words import NAMES
from geodata.aggregate import Counts, count
from geodata.boundaries import (
    Population,
    RegionSet,
    load_admin1_drawing,
    load_countries_drawing,
    load_population,
    to_geojson,
)
from geodata.coding import NOT_STATED, Columns, code_columns
from geodata.query import Selection
from geodata.store import Atlas

ATTRIBUTION: Final = "Places: GeoNames, CC BY 4.0, modified. Boundaries: Natural Earth, de facto."

_DECIMALS: Final = 2
"""Of the drawn boundaries in the browser: 1 km, a pixel at zoom 7; lines are coarser than that."""

FOCUS_SHARE: Final = 0.05
"""A country with at least this share of the located reports is drawn with its provinces."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlaceMarks:
    """The places that reports lie in, aligned with the labels of the facet "places"."""

    place_id: NDArray[np.int64]
    lon: NDArray[np.float64]  # degrees
    lat: NDArray[np.float64]
    name: tuple[str, ...]
    name_fa: tuple[str, ...]  # Persian; empty where unknown
    detail: tuple[str, ...]  # "Fars, Iran"
    country: tuple[str, ...]  # ISO 3166-1 alpha-2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GeoFiles:
    """The drawn boundaries as files for the browser."""

    files: Mapping[str, bytes]  # GeoJSON by name
    version: str  # changes with the content


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Services:
    """An atlas ready to be asked."""

    atlas: Atlas
    columns: Columns
    count: Callable[[Selection], Counts]
    totals: Counts  # of everything: it fixes scales and classes while filters change
    places: PlaceMarks
    publishers: Mapping[str, str]  # by source id; without those that are not stated
    countries: RegionSet  # drawing level, of the world
    admin1: RegionSet  # drawing level: the focus countries' regions, and any with reports
    population: Mapping[str, Population]
    geo: Callable[[], GeoFiles]  # made on first use
    focus: tuple[str, ...]  # ISO codes of the countries drawn with their provinces
    attribution: str  # credit line of gazetteer and boundaries

    def name_of(self, facet: str, value: str) -> str:
        """Return the name that people know a facet's value by; the value itself if none is."""
        if value == NOT_STATED:
            return "not stated"
        if facet in NAMES:
            return NAMES[facet].get(value, value)
        if facet == "countries":
            return _name(self.countries, value)
        if facet == "regions":
            return _name(self.admin1, value)
        if facet == "places":
            index = np.flatnonzero(self.places.place_id == int(value))
            return self.places.name[index[0]] if len(index) else value
        return value


def open_services(atlas: Atlas) -> Services:
    """Code an atlas and load the boundaries that it needs.

    Raises
    ------
    DataError
        If a boundary file is missing from the installation.
    """
    columns = code_columns(atlas.reports, atlas.sources, atlas.places, atlas.claims)
    countries = load_countries_drawing()
    totals = count(columns, Selection())
    places = _mark_places(atlas.places, columns, countries)
    focus = _find_focus(places, columns, totals)
    # By id, not by country: a place may lie in a region that is filed under another one.
    admin1 = load_admin1_drawing()
    is_drawn = np.isin(admin1.country.astype(str), focus)
    is_drawn |= np.isin(admin1.id.astype(str), columns.facets["regions"].labels)
    admin1 = admin1.subset(is_drawn)
    return Services(
        atlas=atlas,
        columns=columns,
        count=lru_cache(maxsize=256)(partial(count, columns)),
        totals=totals,
        places=places,
        publishers=_find_publishers(atlas.sources),
        countries=countries,
        admin1=admin1,
        population=load_population(),
        geo=lru_cache(maxsize=1)(partial(_write_geo, countries, admin1)),
        focus=focus,
        attribution=ATTRIBUTION,
    )


def _write_geo(countries: RegionSet, admin1: RegionSet) -> GeoFiles:
    layers = {"countries": countries, "admin1": admin1}
    data = {name: to_geojson(regions, decimals=_DECIMALS) for name, regions in layers.items()}
    version = hashlib.sha256(b"".join(data.values())).hexdigest()[:12]
    return GeoFiles(files=data, version=version)


def _mark_places(places: pd.DataFrame, columns: Columns, countries: RegionSet) -> PlaceMarks:
    # The row for "no place" stays, without a position, so that counts and places stay aligned.
    rows = places.set_index("place_id").reindex(
        [int(label or -1) for label in columns.facets["places"].labels]
    )
    country = tuple(rows["country"].fillna("").astype(str))
    detail = tuple(
        ", ".join(filter(None, (region, _name(countries, code) if code else "")))
        for region, code in zip(rows["region_name"].fillna("").astype(str), country, strict=True)
    )
    return PlaceMarks(
        place_id=rows.index.to_numpy(np.int64),
        lon=rows["lon"].to_numpy(np.float64),
        lat=rows["lat"].to_numpy(np.float64),
        name=tuple(rows["name"].fillna("").astype(str)),
        name_fa=tuple(rows["name_fa"].fillna("").astype(str)),
        detail=detail,
        country=country,
    )


def _find_publishers(sources: pd.DataFrame) -> dict[str, str]:
    named = sources[sources["publisher"].notna()]
    return dict(zip(named["source_id"].astype(str), named["publisher"].astype(str), strict=True))


def _find_focus(places: PlaceMarks, columns: Columns, totals: Counts) -> tuple[str, ...]:
    weight = pd.Series(totals.by_place).groupby(np.array(places.country)).sum()
    if not weight.any():  # no dot may be shown, as where a publish profile shows regions
        labels = columns.facets["countries"].labels
        weight = pd.Series(totals.facets["countries"], index=labels)
    least = FOCUS_SHARE * weight.sum()
    return tuple(sorted(str(code) for code, n in weight.items() if code and n >= least and n > 0))


def _name(regions: RegionSet, region_id: str) -> str:
    index = regions.index_of(region_id)
    return region_id if index is None else str(regions.name[index])
