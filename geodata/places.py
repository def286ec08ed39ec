"""Describe the places that reports lie in, each joined with its region once.

In: ids of the gazetteer and points that people set. Out: the table of places. Pure but for the
gazetteer that it is handed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from geodata.gazetteer import Gazetteer
from geodata.reference import Reference
from geodata.tables import PLACES, find_points

_GIVEN: Final = ["place_id", "name", "name_fa", "country", "admin1", "lon", "lat", "population"]


class Point(NamedTuple):
    """A position that a person set by hand, or that rows give."""

    place_id: int  # as `geodata.tables.make_point_id` makes it
    name: str
    country: str | None  # that the person named; helps where a coast is drawn too coarsely


def make_points(points: Iterable[Point] = ()) -> pd.DataFrame:
    """Return points as a table."""
    return pd.DataFrame(points, columns=Point._fields)


def describe_places(
    place_ids: Collection[int], points: pd.DataFrame, reference: Reference
) -> pd.DataFrame:
    """Return the table of places, ordered by id.

    Parameters
    ----------
    place_ids
        GeoNames ids; one that the gazetteer doesn't have is left out.
    points
        With the columns of `Point`; of points with one id the first is taken.
    reference
        What places are looked up in.
    """
    parts = [_describe_points(points), _describe_known(place_ids, reference.gazetteer)]
    # a frame without rows has no types of its own and would spoil those of the other
    filled = [part for part in parts if len(part)]
    rows = pd.concat(filled or parts, ignore_index=True)
    country = rows["country"].astype("object")
    admin1 = rows["admin1"].to_numpy(object)
    located = reference.locator.locate(rows["lon"], rows["lat"], country.to_numpy(object), admin1)
    is_found = located.region >= 0
    regions = reference.admin1
    row = np.where(is_found, located.region, 0)
    of_region = pd.Series(regions.country[row], dtype="object")
    is_point = (rows["place_id"] < 0).to_numpy(bool)
    takes = is_found & is_point & of_region.notna().to_numpy(bool)
    rows["country"] = country.mask(takes, of_region)
    names = {code: _name_country(code, reference.gazetteer) for code in rows["country"].unique()}
    described = rows.assign(
        country_name=rows["country"].map(names),
        region_id=pd.Series(regions.id[row], dtype="object").where(is_found, None),
        region_name=pd.Series(regions.name[row], dtype="object").where(is_found, None),
        region_basis=[str(basis) for basis in located.basis],
        region_distance_km=located.distance_km,
    )
    texts = ("name", "name_fa", "country", "country_name", "admin1", "region_id", "region_name")
    return described.astype(dict.fromkeys(texts, "str")).reindex(columns=PLACES.names)


def _describe_points(points: pd.DataFrame) -> pd.DataFrame:
    own = points.astype({"place_id": "int64"})
    own = own.drop_duplicates("place_id").sort_values("place_id", ignore_index=True)
    lon, lat = find_points(own["place_id"].to_numpy())
    return own.assign(lon=lon, lat=lat, name_fa=None, admin1=None, population=None)[_GIVEN]


def _describe_known(place_ids: Collection[int], gazetteer: Gazetteer) -> pd.DataFrame:
    rows = np.flatnonzero(np.isin(gazetteer.geonames_id, list(place_ids)))
    rows = rows[np.argsort(gazetteer.geonames_id[rows])]
    places = [
        (
            place.geonames_id, place.name, place.name_fa, place.country, place.admin1, place.lon,
            place.lat, place.population or None,
        )
        for place in map(gazetteer.place, rows.tolist())
    ]  # fmt: skip
    return pd.DataFrame(places, columns=_GIVEN)


def _name_country(code: str | None, gazetteer: Gazetteer) -> str | None:
    country = gazetteer.country(code) if code else None
    return country.name if country else code
