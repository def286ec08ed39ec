"""Take out of reports what may not leave, and say what is left in neutral words. Pure.

In: reports with the places and days at which they are shown. Out: the same without other traces of
where and when they are, of who they name and of the files that they came from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.boundaries import AreaNames
from geodata.profiles import Profile, Text
from geodata.store import Import
from geodata.types import LOCATED, DatePrecision

_GIVEN: Final = ("given_lon", "given_lat", "given_precision", "given_code")
_NAMES: Final = ("place_name", "admin1_name", "country_name", "place_level")

STATUSES: Final = frozenset({"claimed", "official", "independently documented"})
"""Of reports and claims: other words may say anything, and are a note."""


class Namer:
    """Makes ids that tell nothing of what they stand for.

    The same thing has the same id in the same atlas; after the atlas has changed an old id names
    nothing rather than something else.

    Parameters
    ----------
    secret
        What no one knows who doesn't have the whole atlas.
    """

    def __init__(self, secret: str) -> None:
        self._secret = hashlib.sha256(secret.encode()).digest()

    def name(self, prefix: str, words: Iterable[str]) -> list[str]:
        """Return an id for each text, with what it begins with."""
        start = prefix.encode()
        return [
            prefix + hashlib.blake2b(word.encode(), digest_size=8, key=self._secret, salt=start)
            .hexdigest()
            for word in words
        ]  # fmt: skip


def redact_reports(
    reports: pd.DataFrame,
    is_moved: NDArray[np.bool_],
    places: pd.DataFrame,
    profile: Profile,
    areas: AreaNames,
) -> pd.DataFrame:
    """Return reports without the texts that don't leave, their ids but not their order as before.

    Parameters
    ----------
    reports
        Where and when they are shown; columns of `geodata.tables.REPORTS`.
    is_moved
        Shape (n,): which are shown elsewhere than they are.
    places
        That they are shown on.
    profile
        Says what leaves.
    areas
        Names of regions and countries.
    """
    reports = reports.assign(placed_as=None, geo_score=reports["geo_score"].round(1))
    reports = _blank(reports, _GIVEN, is_moved)
    shown_at = _name_places(reports, places, areas)
    if Text.NAMES in profile.texts:
        reports = _blank(reports, _NAMES, is_moved)
    else:
        reports = _blank(reports, _NAMES)
    if Text.ACTORS not in profile.texts:
        reports = _blank(reports, ["actors"])
    if Text.NOTES not in profile.texts:
        reports = _blank(reports, ["notes", "given_code"])
        reports = reports.assign(
            verification=reports["verification"].where(reports["verification"].isin(STATUSES))
        )
    if Text.TITLES not in profile.texts:
        reports = reports.assign(title=_make_titles(reports, shown_at))
    return reports.assign(geo_reason=f"Shown by the profile {profile.name!r} as: " + shown_at + ".")


def redact_imports(
    imports: Iterable[Import], profile: Profile
) -> tuple[tuple[Import, ...], dict[str, str]]:
    """Return the files without what tells of them, and the new name of each."""
    if Text.IDS in profile.texts:
        return tuple(imports), {}
    names = {item.file: f"file {number}" for number, item in enumerate(imports, start=1)}
    redacted = tuple(
        Import(
            file=names[item.file],
            sha256="",
            preset=item.preset,
            unit=item.unit,
            licence=item.licence,
            is_restricted=item.is_restricted,
            citation=item.citation,
            mapping={},
            n_in=item.n_in,
            n_kept=item.n_kept,
            n_set_aside=item.n_set_aside,
            unused_columns=(),
            notes=(),
        )
        for item in imports
    )
    return redacted, names


def say_period(start: date, stop: date, precision: str) -> str:
    """Write the days of a report: "15 November 2019", "week of 11 November 2019".

    >>> say_period(date(2019, 11, 11), date(2019, 11, 18), "week")
    'week of 11 November 2019'
    """
    last = stop - timedelta(days=1)
    is_month = start.day == stop.day == 1 and (start.year, start.month) == (last.year, last.month)
    if precision == DatePrecision.MONTH and is_month:
        return f"{start:%B} {start.year}"
    if precision == DatePrecision.WEEK and stop - start == timedelta(days=7):
        return f"week of {_say_day(start)}"
    return _say_day(start) if last <= start else f"{_say_day(start)} to {_say_day(last)}"


def _blank(
    reports: pd.DataFrame, names: Iterable[str], mask: NDArray[np.bool_] | None = None
) -> pd.DataFrame:
    """Put null for columns of some rows, of all without a mask."""
    everywhere = np.ones(len(reports), bool) if mask is None else mask
    blanks = {name: reports[name].mask(everywhere) for name in names}
    return reports.assign(**blanks)


def _name_places(reports: pd.DataFrame, places: pd.DataFrame, areas: AreaNames) -> pd.Series:
    """Return the name of the place, region or country at which each report is shown."""
    country = reports["country"].map(areas.countries).fillna(reports["country"]).astype("str")
    region = reports["region_id"].map(areas.regions).astype("str")
    place = reports["place_id"].map(places.set_index("place_id")["name"]).astype("str")
    area = region.fillna("somewhere in " + country).fillna("a place not known")
    return place.where(reports["place_precision"].isin(list(LOCATED)), area)


def _make_titles(reports: pd.DataFrame, shown_at: pd.Series) -> pd.Series:
    kind = reports["kind"].astype("str").fillna("report")
    kind = kind.str[:1].str.upper() + kind.str[1:]
    days = reports[["date_start", "date_stop", "date_precision"]]
    number = days.groupby(list(days), sort=False).ngroup().to_numpy(np.intp)
    periods = [
        say_period(start.date(), stop.date(), precision)
        for start, stop, precision in days.drop_duplicates().itertuples(index=False)
    ]
    said = pd.Series(pd.array(periods, dtype="str").take(number), reports.index)
    return kind + ", " + shown_at + ", " + said


def _say_day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
