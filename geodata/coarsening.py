"""Coarsen the tables of an atlas to a profile, so that no reader of them can tell more; pure.

In: an opened atlas and a profile. Out: an atlas of the same kind whose rows are withheld, coarser,
under other ids and in another order, with an account of each row. It adds no position: what is on
no place any more is in a region or country, and a cell of a grid is named as one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.clustering import Basis, Clusters
from geodata.events import PREFIX, describe_events
from geodata.publishing import Profile
from geodata.store import Atlas, Import
from geodata.tables import EVENTS, make_point_id
from geodata.types import LOCATED, DatePrecision, PlacePrecision
from geodata.uniting import JoiningCounts

_LOCATED: Final = frozenset(map(str, LOCATED))
_RESTRICTED: Final = (
    r"(?i)no[nt]? .*(?:redistribut|publi)|not for publication|restricted|confidential|private|"
    r"all rights reserved"
)
"""Words of a row's licence that forbid to publish it."""

_FREE: Final = ("notes", "actors", "place_name", "admin1_name", "country_name", "place_level")
_WIDE: Final = ("national", "country")  # levels of a claim that name no place
_GIVEN: Final = (
    "given_lon",
    "given_lat",
    "given_precision",
    "given_code",
    "event_key",
    "placed_as",
)
_ORDER: Final = ("date_start", "date_stop", "country", "region_id", "place_id", "kind", "subkind")
_SPAN: Final = {"week": "W-SUN", "month": "M"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What became of the reports of an atlas: in = shown + those withheld."""

    n_in: int
    n_shown: int
    n_restricted: int  # withheld: their licence
    n_few: int  # withheld: fewer than the profile's least, in their whole country
    n_raised: int  # shown in a larger area than the profile asks: too few on their place
    n_claims: int  # claims withheld: of those reports, or of a place that isn't told

    def describe(self) -> str:
        """Say it in words."""
        parts = (
            f"{self.n_shown:,} of {self.n_in:,} reports are shown",
            f"{self.n_restricted:,} withheld by their licence" if self.n_restricted else "",
            f"{self.n_few:,} withheld as too few" if self.n_few else "",
            f"{self.n_raised:,} told by a larger area as too few" if self.n_raised else "",
            f"{self.n_claims:,} claims withheld" if self.n_claims else "",
        )
        return ", ".join(filter(None, parts))


def coarsen(
    atlas: Atlas, profile: Profile, region_names: Mapping[str, str]
) -> tuple[Atlas, Account]:
    """Return what of an atlas may leave by a profile.

    Parameters
    ----------
    atlas
        As it is.
    profile
        What may leave. The minimum count holds for places of the whole atlas, not of a selection.
    region_names
        Region id → name, for titles in our words.
    """
    if profile.is_private:
        return atlas, Account(
            n_in=len(atlas.reports), n_shown=len(atlas.reports),
            n_restricted=0, n_few=0, n_raised=0, n_claims=0,
        )  # fmt: skip
    is_restricted = _find_restricted(atlas, profile)
    # a Series of all reports would give a table without rows all of its own
    reports = atlas.reports[~is_restricted].assign(origin=lambda rows: rows["report_id"])
    places = _coarsen_places(reports, atlas.places, profile)
    _coarsen_days(reports, profile)
    is_raised, is_few = _raise_few(reports, profile)
    reports = reports[~is_few]
    places = places[places["place_id"].isin(reports["place_id"].dropna())].reset_index(drop=True)
    _hide_words(reports, places, region_names, profile)
    reports = _renumber(reports, profile)
    sources = _coarsen_sources(reports, atlas, profile)
    claims = _coarsen_claims(reports, atlas.claims, sources, profile)
    events, reports = _describe(reports, sources, places, atlas.events)
    published = replace(
        atlas,
        reports=reports,
        events=events,
        places=places,
        sources=sources.drop(columns="origin"),
        claims=claims,
        imports=tuple(_redact(number, item) for number, item in enumerate(atlas.imports, start=1)),
    )
    account = Account(
        n_in=len(atlas.reports),
        n_shown=len(reports),
        n_restricted=int(is_restricted.sum()),
        n_few=int(is_few.sum()),
        n_raised=int((is_raised & ~is_few).sum()),
        n_claims=len(atlas.claims) - len(claims),
    )
    return replace(published, data_hash=_hash(published)), account


def _find_restricted(atlas: Atlas, profile: Profile) -> NDArray[np.bool_]:
    if profile.restricted:
        return np.zeros(len(atlas.reports), bool)
    files = {item.file for item in atlas.imports if item.is_restricted}
    licence = atlas.reports["licence"].fillna("").astype("str")
    by_words = licence.str.contains(_RESTRICTED, regex=True)
    return np.asarray(atlas.reports["source_file"].isin(files) | by_words, bool)


def _coarsen_places(reports: pd.DataFrame, places: pd.DataFrame, profile: Profile) -> pd.DataFrame:
    """Point reports to what may be told of their place; return the places."""
    is_placed = reports["place_id"].notna()
    if profile.place == "exact":
        return places
    if profile.place == "grid":
        cells, moved = _lay_grid(places, profile.grid)
        reports["place_id"] = reports["place_id"].map(moved).astype("Int64")
        reports.loc[is_placed, "place_precision"] = str(PlacePrecision.NEAR)
        return cells
    if profile.place == "city":  # what people or rows set by hand may be a house
        leaves = is_placed & (reports["place_id"].fillna(0) < 0)
        is_exact = is_placed & (reports["place_precision"] == str(PlacePrecision.EXACT))
        reports.loc[is_exact & ~leaves, "place_precision"] = str(PlacePrecision.CITY)
    else:
        leaves = is_placed
    _unplace(reports, leaves)
    if profile.place == "country":
        reports["region_id"] = None
        _unplace(reports, reports["place_precision"] == str(PlacePrecision.ADMIN1))
    is_finer = reports["place_precision"] == str(PlacePrecision.ADMIN2)
    reports.loc[is_finer, "place_precision"] = str(PlacePrecision.ADMIN1)
    return places


def _lay_grid(places: pd.DataFrame, degrees: float) -> tuple[pd.DataFrame, dict[int, int]]:
    """Return the cells that places lie in as places, and which cell each lies in."""
    lon, lat = ((np.floor(places[axis] / degrees) + 0.5) * degrees for axis in ("lon", "lat"))
    lon, lat = lon.clip(-180, 180).round(5), lat.clip(-90, 90).round(5)
    ids = [make_point_id(*pair) for pair in zip(lon, lat, strict=True)]
    cells = places.assign(place_id=ids, lon=lon, lat=lat, name_fa=None, admin1=None)
    cells["population"] = pd.array([None] * len(cells), "Int64")
    cells["name"] = [
        f"Area of {degrees:g}° around {y:g}, {x:g}" for x, y in zip(lon, lat, strict=True)
    ]
    cells["region_distance_km"] = np.nan
    moved = dict(zip(places["place_id"], ids, strict=True))
    return cells.drop_duplicates("place_id").sort_values("place_id", ignore_index=True), moved


def _unplace(reports: pd.DataFrame, leaves: pd.Series) -> None:
    """Take reports off their places: they are in their region, else in their country."""
    has_region, has_country = reports["region_id"].notna(), reports["country"].notna()
    reports.loc[leaves, "place_id"] = pd.NA
    reports.loc[leaves, "place_precision"] = str(PlacePrecision.UNKNOWN)
    reports.loc[leaves & has_country, "place_precision"] = str(PlacePrecision.COUNTRY)
    reports.loc[leaves & has_region, "place_precision"] = str(PlacePrecision.ADMIN1)


def _coarsen_days(reports: pd.DataFrame, profile: Profile) -> None:
    """Widen the days of reports to whole weeks or months."""
    if profile.days not in _SPAN:
        return
    span = _SPAN[profile.days]
    start = reports["date_start"].dt.to_period(span).dt.start_time
    last = (reports["date_stop"] - pd.Timedelta(days=1)).dt.to_period(span)
    stop = (last + 1).dt.start_time.astype(reports["date_stop"].dtype)
    order = list(map(str, DatePrecision))
    least = order.index(profile.days)
    given = reports["date_precision"].map(order.index)
    reports["date_start"] = start.astype(reports["date_start"].dtype)
    reports["date_stop"] = stop
    reports["date_precision"] = [order[max(least, rank)] for rank in given]


def _raise_few(
    reports: pd.DataFrame, profile: Profile
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell places with too few reports by their region, and regions by their country.

    Returns
    -------
    tuple of array of bool, shape (n reports,)
        Which were raised, and which are too few in their country or without one.
    """
    on_place = _find_few(reports["place_id"], reports["place_id"].notna(), profile)
    _unplace(reports, on_place)
    is_region = reports["place_precision"] == str(PlacePrecision.ADMIN1)
    in_region = _find_few(reports["region_id"], is_region, profile)
    reports.loc[in_region, "region_id"] = None
    _unplace(reports, in_region)
    is_country = ~reports["place_precision"].isin([*_LOCATED, str(PlacePrecision.ADMIN1)])
    in_country = _find_few(reports["country"].astype("str").fillna(""), is_country, profile)
    return np.asarray(on_place | in_region, bool), np.asarray(in_country, bool)


def _find_few(areas: pd.Series, level: pd.Series, profile: Profile) -> pd.Series:
    """Say which reports of a level are in an area that has fewer than the least of them."""
    counts = areas.where(level).map(areas[level].value_counts())
    return level & (counts.astype("float64").fillna(0) < profile.least)


def _hide_words(
    reports: pd.DataFrame,
    places: pd.DataFrame,
    region_names: Mapping[str, str],
    profile: Profile,
) -> None:
    """Leave out what rows say of their place and, unless texts may leave, all words of sources."""
    place = reports["place_id"].map(places.set_index("place_id")["name"]).astype("str")
    if profile.place != "exact" or profile.least > 1 or not profile.texts:
        for name in (*_GIVEN, "place_name", "admin1_name", "place_level"):
            reports[name] = None
        reports["place_name"] = place
    if profile.texts:
        return
    for name in set(_FREE) - {"place_name"}:
        reports[name] = None
    kind = reports["kind"].astype("str").fillna("report")
    where = place.fillna(reports["region_id"].map(region_names).astype("str"))
    where = where.fillna(reports["country"].astype("str"))
    day = reports["date_start"].dt.strftime("%Y-%m" if profile.days == "month" else "%Y-%m-%d")
    since = "week of " if profile.days == "week" else ""
    said = kind.str[:1].str.upper() + kind.str[1:] + (" in " + where).fillna("")
    reports["title"] = said + ", " + since + day


def _renumber(reports: pd.DataFrame, profile: Profile) -> pd.DataFrame:
    """Give reports other ids, in an order that tells nothing."""
    ordered = reports.sort_values(list(_ORDER), kind="stable", ignore_index=True)
    numbers = range(1, len(ordered) + 1)
    return ordered.assign(
        report_id=[f"r{number:07}" for number in numbers],
        source_file=profile.name,
        source_row=list(numbers),
        geo_reason=f"Told as the profile {profile.name!r} allows.",
        geo_score=1.0,
    )


def _coarsen_sources(reports: pd.DataFrame, atlas: Atlas, profile: Profile) -> pd.DataFrame:
    """Return the sources of what is shown, under other ids; change those of the reports."""
    cited = set(reports["source_id"].dropna()) | set(
        atlas.claims.loc[atlas.claims["report_id"].isna(), "source_id"].dropna()
    )
    sources = atlas.sources[atlas.sources["source_id"].isin(cited)].copy()
    hidden = {
        "all": (),
        "publisher": ("title", "url", "notes", "published_on"),
        "kind": ("title", "url", "notes", "published_on", "publisher", "language"),
    }[profile.sources]
    for name in hidden:
        sources[name] = None
    if not profile.texts:
        sources[["title", "notes"]] = None
    if profile.days != "day":
        sources["published_on"] = pd.NaT
    sources["origin"] = sources["source_id"]
    sources = sources.sort_values(
        ["kind", "publisher", "url"], kind="stable", ignore_index=True, na_position="last"
    )
    sources["source_id"] = [f"s{number:06}" for number in range(1, len(sources) + 1)]
    renamed = dict(zip(sources["origin"], sources["source_id"], strict=True))
    reports["source_id"] = reports["source_id"].map(renamed).astype("str")
    return sources


def _coarsen_claims(
    reports: pd.DataFrame, claims: pd.DataFrame, sources: pd.DataFrame, profile: Profile
) -> pd.DataFrame:
    """Return the claims of what is shown, and those of no single report, under other ids."""
    report_ids = dict(zip(reports["origin"], reports["report_id"], strict=True))
    source_ids = dict(zip(sources["origin"], sources["source_id"], strict=True))
    may_name = profile.place in {"exact", "city"} and profile.least == 1 and profile.texts
    is_local = ~claims["scope_level"].fillna("").isin(_WIDE)
    is_loose = claims["report_id"].isna()
    is_shown = claims["report_id"].isin(report_ids) | (is_loose & (~is_local | may_name))
    shown = claims[is_shown].copy()
    if not may_name:
        shown.loc[is_local, "scope"] = None
    claim_ids = {own: f"c{number:06}" for number, own in enumerate(shown["claim_id"], start=1)}
    shown["claim_id"] = shown["claim_id"].map(claim_ids)
    shown["subset_of"] = shown["subset_of"].map(lambda own: claim_ids.get(own, own))
    shown["report_id"] = shown["report_id"].map(report_ids).astype("str")
    shown["source_id"] = shown["source_id"].map(source_ids).astype("str")
    if not profile.texts:
        shown["notes"] = None
    if profile.days != "day":
        shown["as_of_date"] = pd.NaT
    return shown.reset_index(drop=True)


def _describe(
    reports: pd.DataFrame, sources: pd.DataFrame, places: pd.DataFrame, events: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Describe events by what is shown of them."""
    reports = reports.drop(columns="origin")
    if reports.empty:
        return events.iloc[:0], reports
    codes, own = pd.factorize(reports["event_id"])
    bases = events.set_index("event_id")["basis"].reindex(own)
    ranks = np.arange(len(reports))
    clusters = Clusters(
        codes=codes.astype(np.intp),
        ranks=ranks.astype(np.intp),
        bases=tuple(map(Basis, bases)),
        decisions=JoiningCounts(),
    )
    described = describe_events(reports, clusters, sources, places)
    smallest = pd.Series(reports["report_id"]).groupby(codes).min()
    named = reports.assign(event_id=(PREFIX + smallest).to_numpy()[codes])
    return described[EVENTS.names], named


def _redact(number: int, item: Import) -> Import:
    return replace(item, file=f"file {number}", sha256="", unused_columns=(), mapping={}, notes=())


def _hash(atlas: Atlas) -> str:
    digest = hashlib.sha256()
    for frame in (atlas.reports, atlas.events, atlas.places, atlas.sources, atlas.claims):
        digest.update(pd.util.hash_pandas_object(frame, index=False).to_numpy().tobytes())
    return digest.hexdigest()
