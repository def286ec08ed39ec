"""Which rows stand on the positions that they give, and which of those can't be right.

Columns in, columns out; pure but for the boundaries and the gazetteer that it is handed. A position
of a region or country is never used as a point; one whose numbers have changed places isn't used at
all.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import pandas as pd

from geodata.contexts import distance_km
from geodata.gazetteer import Gazetteer
from geodata.reference import Reference
from geodata.tables import make_point_id, make_point_ids
from geodata.types import LOCATED, Match, MatchStatus, PlacePrecision

SAME_KM: Final = 10.0
"""How far from the place that a name surely means the position of that city may lie and still be
it, so that it is one dot however each source places its centre."""


class CityPosition(NamedTuple):
    """Where a row says that its city lies."""

    lon: float  # degrees, WGS 84
    lat: float
    code: str  # the data's own word for that precision, with its column; empty if it has none

    @property
    def point_id(self) -> int:
        """Id of the place that the position alone makes."""
        return make_point_id(self.lon, self.lat)


def read_positions(rows: pd.DataFrame, gazetteer: Gazetteer) -> pd.DataFrame:
    """Return the positions that rows give of places; none of a region or country.

    Parameters
    ----------
    rows
        With given_lon, given_lat (degrees, WGS 84), given_precision, given_code and country_name,
        null where nothing is given. A position without a precision is exact.
    gazetteer
        Where names of countries are looked up.

    Returns
    -------
    DataFrame
        With the index of the rows that give one: point_id (of the place that the position alone
        makes), lon, lat, precision (one of LOCATED), code (empty if the data have none), country
        (that the row names; None if it names none that is known), doubt (why it is left unused or
        may be wrong; empty here) and is_usable.
    """
    given = rows["given_precision"].astype("str").fillna(PlacePrecision.EXACT)
    has_both = rows["given_lon"].notna() & rows["given_lat"].notna()
    is_place = has_both & given.isin(list(LOCATED))
    found = rows[is_place]
    lon, lat = (found[name].to_numpy("float64") for name in ("given_lon", "given_lat"))
    names = found["country_name"].astype("str")
    countries = {name: gazetteer.find_country(name) for name in names.dropna().unique() if name}
    return pd.DataFrame(
        {
            "point_id": make_point_ids(lon, lat),
            "lon": lon,
            "lat": lat,
            "precision": given[is_place],
            "code": found["given_code"].astype("str").fillna(""),
            "country": names.map(countries).astype("str"),
            "doubt": "",
            "is_usable": True,
        },
        index=found.index,
    )


def list_points(positions: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the points that positions make, named as the first row of each names its place.

    Parameters
    ----------
    positions
        As `read_positions` makes them.
    rows
        That they were read from, with place_name, admin1_name and country_name.

    Returns
    -------
    DataFrame
        With the columns of `geodata.places.Point`.
    """
    first = positions.drop_duplicates("point_id")
    name = pd.Series(None, index=first.index, dtype="str")
    for column in ("place_name", "admin1_name", "country_name"):
        name = name.fillna(rows.loc[first.index, column].astype("str").replace("", None))
    unnamed = first[name.isna()]
    lat, lon = (unnamed[axis].map("{:.5f}".format).astype("str") for axis in ("lat", "lon"))
    return pd.DataFrame(
        {
            "place_id": first["point_id"],
            "name": name.fillna(lat + ", " + lon),
            "country": first["country"],
        }
    )


def check_positions(
    positions: pd.DataFrame, places: pd.DataFrame, reference: Reference
) -> pd.DataFrame:
    """Compare positions with the countries that their rows name.

    Parameters
    ----------
    positions
        As `read_positions` makes them.
    places
        Those that they make, with place_id, country and region_id (null far from any country).
    reference
        Where positions are looked up as if longitude and latitude had changed places.

    Returns
    -------
    DataFrame
        The same, those in another country with a doubt; one that lies in its own country only if
        longitude and latitude change places is no longer usable, and one in the sea may be right.
    """
    known = places.set_index("place_id")
    is_in_none = positions["point_id"].map(known["region_id"]).isna()
    lies_in = positions["point_id"].map(known["country"]).mask(is_in_none)
    named = positions["country"]
    is_astray = named.notna() & (named != lies_in)
    astray, other, own = positions[is_astray], lies_in[is_astray], named[is_astray]
    if astray.empty:
        return positions
    turned = _find_countries(astray["lat"], astray["lon"], own, reference) == own
    doubt = ("the position lies in " + other + ", and the row names " + own).fillna("")
    swapped = "longitude and latitude have changed places: as given, it lies in "
    checked = positions.copy()
    checked.loc[astray.index, "doubt"] = doubt.mask(turned, swapped + other.fillna("no country"))
    checked.loc[astray.index, "is_usable"] = ~turned
    return checked


def take_cities(cities: pd.DataFrame, index: pd.Index) -> list[CityPosition | None]:
    """Return the positions of cities, of some rows by their index; None for a row that has none."""
    asked = cities.loc[cities.index.isin(index), ["lon", "lat", "code"]]
    given = {row: CityPosition(*said) for row, *said in asked.itertuples(name=None)}
    return [given.get(row) for row in index]


def is_beside(position: CityPosition, match: Match | None) -> bool:
    """Say whether a position of a city lies beside the place that its name surely means."""
    return (
        match is not None
        and match.status is MatchStatus.CERTAIN
        and match.lon is not None
        and match.lat is not None
        and distance_km(position.lon, position.lat, match.lon, match.lat) <= SAME_KM
    )


def _find_countries(
    lon: pd.Series, lat: pd.Series, country: pd.Series, reference: Reference
) -> pd.Series:
    """Return the country that holds each point; None where none does."""
    located = reference.locator.locate(lon, lat, country.to_numpy(object), [None] * len(lon))
    found = pd.Series(reference.admin1.country[located.region], index=lon.index, dtype="object")
    return found.where(located.region >= 0, None)
