"""Find the region and country that a row names beside its place; pure but for the gazetteer.

What a row names is looked up as it stands. What it doesn't name may be taken from a match, but
from a doubtful one only as far as all its candidates agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from geodata.formats.presets.records import PlaceLevel
from geodata.formats.problems import list_kept, split_files
from geodata.gazetteer import Gazetteer
from geodata.grouping import group_texts
from geodata.types import Match, MatchStatus, PlacePrecision, Problem, Step


class Named(NamedTuple):
    """What a row says of its place, as given; an empty text where it says nothing."""

    place_name: str
    admin1_name: str
    country_name: str
    place_level: str  # a PlaceLevel or empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """The smallest area that is sure to hold what a row speaks of."""

    country: str | None  # ISO 3166-1 alpha-2
    region_id: str | None  # of the admin-1 boundaries


def find_area(
    named: Named, match: Match | None, gazetteer: Gazetteer, regions: Mapping[str, str]
) -> Area:
    """Find the area of one row.

    Parameters
    ----------
    named
        What the row says.
    match
        What the geocoder says of its name, if it was asked.
    gazetteer
        Where names of regions and countries are looked up.
    regions
        GeoNames admin-1 code → region id.
    """
    is_country = named.place_level == PlaceLevel.COUNTRY
    is_province = named.place_level == PlaceLevel.PROVINCE
    country_name = named.country_name or (named.place_name if is_country else "")
    admin1_name = named.admin1_name or (named.place_name if is_province else "")
    country = gazetteer.find_country(country_name) if country_name else None
    # "Scotland" in the column of countries is a region, and says which country.
    code = None if country or not country_name else gazetteer.find_admin1(country_name, None)
    if code:
        country = code[:2]
    holders: set[str] = set()
    if admin1_name and (country or not country_name):
        holders = {holder.code for holder in gazetteer.find_holders(admin1_name, country)}
        code = gazetteer.find_admin1(admin1_name, country) or code
    if match is not None:
        meant_country, meant_code = _agreed(match)
        country = country or (code[:2] if code else meant_country)
        # of a region that was divided, the part in which the place lies now
        if meant_country == country and (code is None or meant_code in holders):
            code = meant_code
    elif code:
        country = code[:2]
    return Area(country=country, region_id=regions.get(code) if code else None)


def list_unknown_areas(reports: pd.DataFrame, gazetteer: Gazetteer) -> list[Problem]:
    """List names of countries and provinces that the gazetteer doesn't have, once a file.

    Parameters
    ----------
    reports
        With admin1_name, country_name, source_file and source_row.
    gazetteer
        Where they are looked up.
    """
    groups = group_texts(reports, ("admin1_name", "country_name"))
    countries = {name: gazetteer.find_country(name) for _, name in groups.distinct}
    known = {
        name
        for name in countries
        if not name or gazetteer.find_countries(name) or gazetteer.find_admin1(name, None)
    }
    is_country_unknown = [name not in known for _, name in groups.distinct]
    is_admin1_unknown = [
        admin1 != "" and not gazetteer.find_holders(admin1, countries[country])
        for admin1, country in groups.distinct
    ]
    return [
        problem
        for column, is_unknown, what in (
            ("country_name", is_country_unknown, "country"),
            ("admin1_name", is_admin1_unknown, "province of the country"),
        )
        for file, values in split_files(reports[np.array(is_unknown, bool)[groups.codes]], column)
        for problem in list_kept(
            file,
            values,
            column,
            reason=f"no {what} with this name is known; kept without it",
            remedy="write its usual name in English or its own language, or its ISO code",
            step=Step.PLACING,
        )
    ]


def _agreed(match: Match) -> tuple[str | None, str | None]:
    """Return country and admin-1 code of a sure match, or what all candidates have in common."""
    if match.status is MatchStatus.CERTAIN:
        is_country = match.precision is PlacePrecision.COUNTRY
        return match.country, None if is_country else match.admin1
    countries = {candidate.country for candidate in match.candidates}
    codes = {candidate.admin1 for candidate in match.candidates}
    return (
        countries.pop() if len(countries) == 1 else None,
        codes.pop() if len(codes) == 1 else None,
    )
