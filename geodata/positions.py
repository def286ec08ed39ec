"""Which rows stand on the positions that they give, and which of those can't be right.

Pure but for the boundaries and the gazetteer that it is handed. A position of a region or country
is never used as a point; one whose numbers have changed places isn't used at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.areas import Named
from geodata.contexts import distance_km
from geodata.reference import Reference
from geodata.tables import make_point_id
from geodata.types import LOCATED, Match, MatchStatus, PlacePrecision

SAME_KM: Final = 10.0
"""How far from the place that a name surely means the position of that city may lie and still be
it, so that it is one dot however each source places its centre."""

POSITION_COLUMNS: Final = ("given_lon", "given_lat", "given_precision", "given_code")


class Position(NamedTuple):
    """Where a row says that it lies."""

    lon: float  # degrees, WGS 84
    lat: float
    precision: PlacePrecision  # one of LOCATED
    code: str  # the data's own word for that, with its column; empty if it has none
    doubt: str = ""  # why it is left unused or may be wrong
    is_usable: bool = True

    @property
    def is_point(self) -> bool:
        """Whether it stands for itself, whatever its name means."""
        return self.is_usable and self.precision is not PlacePrecision.CITY

    @property
    def point_id(self) -> int:
        """Id of the place that the position alone makes."""
        return make_point_id(self.lon, self.lat)


def number_points(rows: pd.DataFrame) -> pd.Series:
    """Return a number for each distinct pair of given_lon and given_lat; missing for none."""
    has_both = rows["given_lon"].notna() & rows["given_lat"].notna()
    pairs = rows.loc[has_both, ["given_lon", "given_lat"]].astype("float64")
    codes = pairs.groupby(["given_lon", "given_lat"], sort=False).ngroup()
    return codes.reindex(rows.index).astype("Int64")


def read_positions(rows: pd.DataFrame) -> list[Position | None]:
    """Return the position of each row that gives one of a place; None for any other."""
    return [
        _read(lon, lat, precision, code)
        for lon, lat, precision, code in rows[list(POSITION_COLUMNS)].itertuples(
            index=False, name=None
        )
    ]


def check_positions(
    names: Sequence[Named],
    positions: Sequence[Position | None],
    places: pd.DataFrame,
    reference: Reference,
) -> list[Position | None]:
    """Compare positions with the countries that their rows name.

    Parameters
    ----------
    names
        What each row says of its place.
    positions
        Aligned with the names.
    places
        Those that the positions make, with place_id and country.
    reference
        Boundaries, and where names of countries are looked up.

    Returns
    -------
    list of Position or None
        The same, those in another country with a doubt; one that lies in its own country if
        longitude and latitude change places is no longer usable.
    """
    countries = {name: reference.gazetteer.find_country(name) for name in _name_countries(names)}
    lies_in = dict(zip(places["place_id"], places["country"], strict=True))
    checked = list(positions)
    astray = [
        (row, position, country, lies_in[position.point_id])
        for row, (named, position) in enumerate(zip(names, positions, strict=True))
        if position
        and (country := countries.get(named.country_name))
        and lies_in.get(position.point_id, country) not in {country, None}
    ]
    for (row, position, country, other), turned in zip(
        astray, _turn(astray, reference), strict=True
    ):
        if turned == country:
            doubt = f"longitude and latitude have changed places: as given, it lies in {other}"
            checked[row] = position._replace(doubt=doubt, is_usable=False)
        else:
            doubt = f"the position lies in {other}, and the row names {country}"
            checked[row] = position._replace(doubt=doubt)
    return checked


def is_beside(position: Position, match: Match | None) -> bool:
    """Say whether a position of a city lies beside the place that its name surely means."""
    return (
        position.precision is PlacePrecision.CITY
        and match is not None
        and match.status is MatchStatus.CERTAIN
        and match.lon is not None
        and match.lat is not None
        and distance_km(position.lon, position.lat, match.lon, match.lat) <= SAME_KM
    )


def _read(lon: float, lat: float, precision: str | None, code: str | None) -> Position | None:
    if pd.isna(lon) or pd.isna(lat):
        return None
    known = PlacePrecision.EXACT if pd.isna(precision) else PlacePrecision(precision)
    if known not in LOCATED:
        return None
    return Position(float(lon), float(lat), known, "" if pd.isna(code) else code)


def _name_countries(names: Sequence[Named]) -> set[str]:
    return {named.country_name for named in names if named.country_name}


def _turn(
    astray: Sequence[tuple[int, Position, str, str]], reference: Reference
) -> list[str | None]:
    """Return the country that holds each position if its numbers change places."""
    lon, lat = (np.array([item[1][axis] for item in astray], float) for axis in (1, 0))
    countries = [item[2] for item in astray]
    located = reference.locator.locate(lon, lat, countries, [None] * len(astray))
    codes: NDArray[np.object_] = reference.admin1.country
    return [str(codes[row]) if row >= 0 else None for row in located.region]
