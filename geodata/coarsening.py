"""Make places and days of reports as coarse as a profile says. Pure but for the gazetteer it asks.

In: placed reports. Out: where and when each is shown, and which are too few to be shown at all. A
report only ever moves to a larger area that holds it, and never to a dot that stands for an area,
but for the centre of a square, whose name says so.

What is left of an area once its shown places are taken off has the minimum too, else it goes up
with them: no total minus its parts tells of fewer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.nearest import find_cities
from geodata.places import describe_places, make_points
from geodata.profiles import Days, Level, Profile
from geodata.reference import Reference
from geodata.squares import describe_squares, find_squares
from geodata.types import DatePrecision, PlacePrecision

WHERE: Final = ("place_id", "country", "region_id", "place_precision")
"""Columns of reports that say where they are."""

_REGIONAL: Final = (PlacePrecision.ADMIN1, PlacePrecision.ADMIN2)
_NUMPY_UNIT: Final = {Days.MONTH: "M", Days.WEEK: "W"}
_MONDAY: Final = np.timedelta64(4, "D")  # numpy's weeks begin on Thursdays, like 1970


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coarsened:
    """Where reports are shown."""

    where: pd.DataFrame  # columns of WHERE, with the index of the reports
    places: pd.DataFrame  # those that a report is shown on, as a table of an atlas
    is_moved: NDArray[np.bool_]  # shape (n,): another place or area stands than before
    is_raised: NDArray[np.bool_]  # moved because its place or region has too few
    is_withheld: NDArray[np.bool_]  # too few even in its country


def coarsen_places(
    reports: pd.DataFrame,
    places: pd.DataFrame,
    profile: Profile,
    reference: Callable[[], Reference],
) -> Coarsened:
    """Move reports to where a profile shows them, then those up that are too few.

    Parameters
    ----------
    reports
        Those that are shown at all.
    places
        That they are on.
    profile
        Says how closely, and how many a place, region or country must have.
    reference
        Opens what places are looked up in; called only if they are.
    """
    before = _read_where(reports)
    where, moved_to = _move(before, places, profile, reference)
    raised = where.copy()
    if profile.places is not Level.GRID:
        _raise_few(raised, "place_id", profile.minimum, _to_region)
        _raise_few(raised, "region_id", profile.minimum, _to_country)
    else:  # a region may be smaller than a square
        _raise_few(raised, "place_id", profile.minimum, _to_country)
    is_country = raised["level"].eq("country").to_numpy(bool)
    is_few = is_country & _is_few(raised["country"], is_country, profile.minimum)
    # what had a place and has no area left is none of the reports that never had any
    is_lost = (raised["level"].eq("none") & where["level"].ne("none")).to_numpy(bool)
    used = moved_to["place_id"].isin(raised.loc[~(is_few | is_lost), "place_id"])
    return Coarsened(
        where=raised[list(WHERE)],
        places=moved_to[used].sort_values("place_id", ignore_index=True),
        is_moved=_differs(before, raised),
        is_raised=_differs(where, raised),
        is_withheld=is_few | is_lost,
    )


def coarsen_days(reports: pd.DataFrame, days: Days) -> pd.DataFrame:
    """Return date_start, date_stop and date_precision in whole weeks or months.

    A month or a year stays as it is where weeks are shown: it tells less.

    Parameters
    ----------
    reports
        Or events.
    days
        To which they are widened.
    """
    columns = reports[["date_start", "date_stop", "date_precision"]].copy()
    if days is Days.DAY:
        return columns
    start, stop = (columns[name].to_numpy("datetime64[D]") for name in ("date_start", "date_stop"))
    precision = columns["date_precision"].to_numpy(object)
    first, end = floor_days(start, days), _ceil_days(stop, days)
    long = np.isin(precision, [DatePrecision.MONTH, DatePrecision.YEAR, DatePrecision.UNKNOWN])
    is_kept = long & (stop - start >= np.timedelta64(28, "D")) & (days is Days.WEEK)
    one = end - first <= np.timedelta64(31 if days is Days.MONTH else 7, "D")
    said = np.where(one, str(days), str(DatePrecision.DAYS)).astype(object)
    said = np.where(long & ~one, precision, said)
    return columns.assign(
        date_start=np.where(is_kept, start, first).astype("datetime64[ms]"),
        date_stop=np.where(is_kept, stop, end).astype("datetime64[ms]"),
        date_precision=np.where(is_kept, precision, said),
    )


def floor_days(days: NDArray[np.datetime64], unit: Days) -> NDArray[np.datetime64]:
    """Return the first day of the week or month of each day; NaT stays."""
    if unit is Days.DAY:
        return days
    shift = _MONDAY if unit is Days.WEEK else np.timedelta64(0, "D")
    whole = (days - shift).astype(f"datetime64[{_NUMPY_UNIT[unit]}]").astype("datetime64[D]")
    return np.asarray(whole + shift, "datetime64[D]")


def _ceil_days(stop: NDArray[np.datetime64], unit: Days) -> NDArray[np.datetime64]:
    """Return the first day after the week or month of each last day."""
    last = floor_days(stop - np.timedelta64(1, "D"), unit)
    if unit is Days.WEEK:
        return last + np.timedelta64(7, "D")
    return (last.astype("datetime64[M]") + np.timedelta64(1, "M")).astype("datetime64[D]")


def _read_where(reports: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of WHERE with the level at which each report lies; no more than it has."""
    where = reports[list(WHERE)].copy()
    is_regional = where["place_precision"].isin(list(_REGIONAL)) & where["region_id"].notna()
    level = np.select(
        [where["place_id"].notna(), is_regional, where["country"].notna()],
        ["place", "region", "country"],
        "none",
    )
    where["level"] = level
    where["home"] = where["country"]  # a square on a border has none, what is taken off it has
    return where


def _move(
    where: pd.DataFrame, places: pd.DataFrame, profile: Profile, reference: Callable[[], Reference]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return where reports are at the level of a profile, and the table of places there."""
    where = where.copy()
    is_placed = where["level"].eq("place").to_numpy(bool)
    match profile.places:
        case Level.CITY:
            points = places[places["place_id"] < 0]
            if points.empty:
                return where, places
            cities = find_cities(points, reference().gazetteer)
            known = places[places["place_id"] > 0]
            new = sorted(set(cities.values()) - set(known["place_id"]))
            places = pd.concat(
                [known, describe_places(new, make_points(), reference())], ignore_index=True
            )
            is_point = is_placed & (where["place_id"] < 0).fillna(False).to_numpy(bool)
            _to_places(where, is_point, cities, places)
        case Level.GRID:
            assert profile.grid_degrees is not None  # noqa: S101 -- as profiles are read
            squares = find_squares(places, profile.grid_degrees)
            places = describe_squares(squares.values(), profile.grid_degrees, reference())
            _to_places(where, is_placed, squares, places)
            _to_country(where, where["level"].eq("region").to_numpy(bool))
        case Level.ADMIN1:
            _to_region(where, is_placed)
        case Level.COUNTRY:
            _to_country(where, where["level"].isin(["place", "region"]).to_numpy(bool))
        case Level.EXACT:
            pass
    _trim(where)
    return where, places


def _to_places(
    where: pd.DataFrame, mask: NDArray[np.bool_], ids: dict[int, int], places: pd.DataFrame
) -> None:
    """Put reports on other places; those whose place has none go to their region."""
    found = where["place_id"].map(ids).astype("Int64")
    is_found = mask & found.notna().to_numpy(bool)
    table = places.set_index("place_id")
    for column in ("country", "region_id"):
        where.loc[is_found, column] = found[is_found].map(table[column])
    where.loc[is_found, "place_id"] = found[is_found]
    where.loc[is_found, "place_precision"] = str(PlacePrecision.NEAR)
    _to_region(where, mask & ~is_found)


def _to_region(where: pd.DataFrame, mask: NDArray[np.bool_]) -> None:
    where.loc[mask, "place_id"] = pd.NA
    has_region = where["region_id"].notna().to_numpy(bool)
    where.loc[mask & has_region, "place_precision"] = str(PlacePrecision.ADMIN1)
    where.loc[mask & has_region, "level"] = "region"
    _to_country(where, mask & ~has_region)


def _to_country(where: pd.DataFrame, mask: NDArray[np.bool_]) -> None:
    where.loc[mask, "country"] = where["home"].fillna(where["country"])[mask]
    has_country = where["country"].notna().to_numpy(bool)
    where.loc[mask, "place_id"] = pd.NA
    where.loc[mask, "region_id"] = None
    where.loc[mask, "place_precision"] = np.where(
        has_country[mask], str(PlacePrecision.COUNTRY), str(PlacePrecision.UNKNOWN)
    )
    where.loc[mask, "level"] = np.where(has_country[mask], "country", "none")


def _trim(where: pd.DataFrame) -> None:
    """Take off what is said beyond the level of a report, and say a region where it is one."""
    level = where["level"]
    where.loc[level.isin(["country", "none"]), "region_id"] = None
    where.loc[level.eq("region"), "place_precision"] = str(PlacePrecision.ADMIN1)
    where.loc[level.eq("country"), "place_precision"] = str(PlacePrecision.COUNTRY)
    where.loc[level.eq("none"), "place_precision"] = str(PlacePrecision.UNKNOWN)


def _raise_few(
    where: pd.DataFrame,
    column: str,
    minimum: int,
    move: Callable[[pd.DataFrame, NDArray[np.bool_]], None],
) -> None:
    """Move reports up whose place or region has fewer than the minimum at that level."""
    is_here = where["level"].eq(column.removesuffix("_id")).to_numpy(bool)
    move(where, is_here & _is_few(where[column], is_here, minimum))


def _is_few(areas: pd.Series, is_here: NDArray[np.bool_], minimum: int) -> NDArray[np.bool_]:
    """Say of each row whether fewer than the minimum of those that are meant are in its area."""
    n = areas.map(areas[is_here].value_counts()).astype("float64")
    return (n < minimum).to_numpy(bool)


def _differs(before: pd.DataFrame, after: pd.DataFrame) -> NDArray[np.bool_]:
    """Say which rows have another value in any column of WHERE."""
    same = [
        (before[name] == after[name]).fillna(False) | (before[name].isna() & after[name].isna())
        for name in WHERE
    ]
    return np.asarray(~np.logical_and.reduce([mask.to_numpy(bool) for mask in same]), bool)
