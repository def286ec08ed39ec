"""Decide where each report is put: on a place, in a region, in a country, or nowhere.

In: names as given and what they are looked up in. Out: place columns for each report, and the
places. A doubtful name is never put on a place; it falls back to what is sure. Pure but for the
gazetteer that it is handed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import Final, Protocol

import pandas as pd

from geodata.areas import Area, Named, find_area
from geodata.boundaries import RegionSet
from geodata.formats.presets.records import PlaceLevel
from geodata.gazetteer import Gazetteer
from geodata.locating import Locator
from geodata.tables import PLACES
from geodata.types import LOCATED, Match, MatchStatus, PlacePrecision

Progress = Callable[[str], None]
"""Is told each step in words before it begins."""


class NameReader(Protocol):
    """Whatever says which place a name means: `geodata.geocoding.Geocoder`."""

    def geocode_many(
        self,
        names: Sequence[str],
        *,
        countries: Sequence[str | None],
        admin1s: Sequence[str | None],
    ) -> list[Match]:
        """Return a match for each name in its context."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reference:
    """What names and places are looked up in."""

    gazetteer: Gazetteer
    geocoder: NameReader
    admin1: RegionSet  # of the world, at the level for joining
    locator: Locator  # of these and of countries


class Outcome(StrEnum):
    """What became of a report's place, for counting; the reason in words stands beside it."""

    LOCATED = "on a place"
    COARSE = "names a province, road, country or several places"
    UNNAMED = "names no place"
    DOUBTFUL = "name is doubtful"
    UNKNOWN = "name is not in the gazetteer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where one report is put, and why."""

    place_id: int | None  # GeoNames id; None unless certain
    country: str | None  # ISO 3166-1 alpha-2
    region_id: str | None  # None here for a place: its region is found by its position
    place_precision: PlacePrecision
    geo_status: MatchStatus
    geo_score: float  # 0 to 1
    geo_reason: str
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Placed:
    """The place columns of all reports, and the places that they lie in."""

    columns: pd.DataFrame  # the fields of Placement; the index of the reports
    places: pd.DataFrame  # columns of `geodata.tables.PLACES`


_GEOCODED: Final = frozenset({"", PlaceLevel.CITY, PlaceLevel.LOCALITY})
"""Levels whose names are looked up; empty is a level that is not stated."""

_LEVEL_REASONS: Final = {
    PlaceLevel.PROVINCE: "The source speaks of a province",
    PlaceLevel.ROAD: "The source speaks of a road",
    PlaceLevel.COUNTRY: "The source speaks of a country",
    PlaceLevel.NONE: "The source names several places or none",
}

_KEPT_AS: Final = {
    PlacePrecision.ADMIN1: "Kept at the level of the province",
    PlacePrecision.COUNTRY: "Kept at the level of the country",
    PlacePrecision.UNKNOWN: "Kept without a place",
}


def place_reports(
    reports: pd.DataFrame, reference: Reference, *, progress: Progress = lambda _: None
) -> Placed:
    """Place reports; each distinct name in its context is looked up once.

    Parameters
    ----------
    reports
        With the columns place_name, admin1_name, country_name and place_level, null where
        nothing is given.
    reference
        What names and places are looked up in.
    progress
        Is told how much there is to look up.
    """
    given = list(Named._fields)
    keys = reports[given].astype("object").fillna("")
    codes = keys.groupby(given, sort=False).ngroup().to_numpy()
    distinct = [Named(*row) for row in keys.drop_duplicates().itertuples(index=False, name=None)]
    progress(f"geocoding {_count(len(distinct), 'distinct name')}")
    placements = _place_names(distinct, reference)
    ids = {item.place_id for item in placements if item.place_id is not None}
    progress(f"finding the regions of {_count(len(ids), 'place')}")
    places = _describe_places(ids, reference)
    found = pd.DataFrame(
        [asdict(item) for item in placements], columns=[item.name for item in fields(Placement)]
    )
    region = found["place_id"].map(places.set_index("place_id")["region_id"])
    found["region_id"] = found["region_id"].where(found["place_id"].isna(), region)
    return Placed(columns=found.iloc[codes].set_index(reports.index), places=places)


def decide(named: Named, match: Match | None, area: Area) -> Placement:
    """Decide where a name is put.

    Parameters
    ----------
    named
        What the row says.
    match
        What the geocoder says; None if it was not asked.
    area
        The smallest area that is sure to hold it.
    """
    if named.place_level not in _GEOCODED:
        return _place_by_level(PlaceLevel(named.place_level), area)
    if match is None:
        return _fall_back(area, MatchStatus.NONE, 0.0, ("No place is given",), Outcome.UNNAMED)
    if match.status is MatchStatus.DOUBTFUL:
        return _fall_back(area, match.status, match.score, match.reasons, Outcome.DOUBTFUL)
    if match.status is MatchStatus.NONE:
        return _fall_back(area, match.status, 0.0, match.reasons, Outcome.UNKNOWN)
    if match.precision in LOCATED:
        return Placement(
            place_id=match.geonames_id,
            country=match.country,
            region_id=None,
            place_precision=match.precision,
            geo_status=match.status,
            geo_score=match.score,
            geo_reason=_say(match.reasons),
            outcome=Outcome.LOCATED,
        )
    return _fall_back(area, match.status, match.score, match.reasons, Outcome.COARSE)


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def _place_by_level(level: PlaceLevel, area: Area) -> Placement:
    """Keep a row that says itself that it means no single place at the level that it names."""
    known = {
        PlaceLevel.COUNTRY: replace(area, region_id=None),
        PlaceLevel.NONE: Area(country=None, region_id=None),
    }.get(level, area)
    is_known = known.region_id is not None or known.country is not None
    return _fall_back(
        known,
        MatchStatus.CERTAIN if is_known else MatchStatus.NONE,
        1.0 if is_known else 0.0,
        (_LEVEL_REASONS[level],),
        Outcome.COARSE,
    )


def _fall_back(
    area: Area, status: MatchStatus, score: float, reasons: tuple[str, ...], outcome: Outcome
) -> Placement:
    """Return no place but the smallest area that is sure."""
    if area.region_id is not None:
        precision = PlacePrecision.ADMIN1
    elif area.country is not None:
        precision = PlacePrecision.COUNTRY
    else:
        precision = PlacePrecision.UNKNOWN
    return Placement(
        place_id=None,
        country=area.country,
        region_id=area.region_id,
        place_precision=precision,
        geo_status=status,
        geo_score=score,
        geo_reason=_say((*reasons, _KEPT_AS[precision])),
        outcome=outcome,
    )


def _say(reasons: tuple[str, ...]) -> str:
    return " ".join(f"{reason}." for reason in reasons)


def _place_names(distinct: list[Named], reference: Reference) -> list[Placement]:
    matches = _match_names(distinct, reference.geocoder)
    admin1 = reference.admin1
    regions = {
        code: region_id
        for code, region_id in zip(admin1.geonames_admin1, admin1.id, strict=True)
        if code is not None
    }
    return [
        decide(named, match, find_area(named, match, reference.gazetteer, regions))
        for named, match in zip(distinct, matches, strict=True)
    ]


def _match_names(distinct: list[Named], geocoder: NameReader) -> list[Match | None]:
    """Return a match for each name that is looked up, None for the others."""
    asked = [named for named in distinct if named.place_name and named.place_level in _GEOCODED]
    matches = geocoder.geocode_many(
        [named.place_name for named in asked],
        countries=[named.country_name or None for named in asked],
        admin1s=[named.admin1_name or None for named in asked],
    )
    found = dict(zip(asked, matches, strict=True))
    return [found.get(named) for named in distinct]


def _describe_places(place_ids: Collection[int], reference: Reference) -> pd.DataFrame:
    """Return the table of places: each is joined with its region once."""
    gazetteer, admin1 = reference.gazetteer, reference.admin1
    rows_of = (gazetteer.row_of(place_id) for place_id in sorted(place_ids))
    places = [gazetteer.place(row) for row in rows_of if row is not None]
    located = reference.locator.locate(
        [place.lon for place in places],
        [place.lat for place in places],
        [place.country for place in places],
        [place.admin1 for place in places],
    )
    rows = [
        {
            "place_id": place.geonames_id,
            "name": place.name,
            "name_fa": place.name_fa,
            "country": place.country,
            "country_name": _name_country(place.country, gazetteer),
            "admin1": place.admin1,
            "region_id": admin1.id[region] if region >= 0 else None,
            "region_name": admin1.name[region] if region >= 0 else None,
            "region_basis": str(basis),
            "region_distance_km": distance_km,
            "lon": place.lon,
            "lat": place.lat,
            "population": place.population or None,
        }
        for place, region, basis, distance_km in zip(
            places, located.region, located.basis, located.distance_km, strict=True
        )
    ]
    return pd.DataFrame(rows, columns=PLACES.names)


def _name_country(code: str, gazetteer: Gazetteer) -> str:
    country = gazetteer.country(code)
    return country.name if country else code
