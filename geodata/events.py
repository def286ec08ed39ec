"""Describe each event by its reports, without saying more than they do; pure.

In: reports, their events, sources and places. Out: the table of events. Where reports differ, the
event has what they share, or what the one says that is placed and dated most closely; figures are
never added up here, and one source's title never speaks for the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.clustering import Clusters
from geodata.tables import EVENTS
from geodata.types import DatePrecision, PlacePrecision

_PLACE: Final = ("place_id", "country", "region_id", "place_precision")
_PLACE_ORDER: Final = {str(item): rank for rank, item in enumerate(PlacePrecision)}
_DATES: Final = tuple(DatePrecision)
_DATE_ORDER: Final = {str(item): rank for rank, item in enumerate(_DATES)}
_DAYS: Final = _DATE_ORDER[DatePrecision.DAYS]

PREFIX: Final = "event:"
"""What an event's id begins with; the smallest id of its reports follows."""


def name_events(reports: pd.DataFrame, clusters: Clusters) -> pd.Series:
    """Return the id of each report's event, with the index of the reports."""
    firsts = _find_leads(clusters, [clusters.ranks])
    smallest = _as_texts(reports["report_id"]).iloc[firsts[clusters.codes]]
    return (PREFIX + smallest).set_axis(reports.index)


def describe_events(
    reports: pd.DataFrame, clusters: Clusters, sources: pd.DataFrame, places: pd.DataFrame
) -> pd.DataFrame:
    """Return the table of events, ordered by the smallest id of their reports.

    Parameters
    ----------
    reports
        Placed, with the columns of `geodata.tables.REPORTS` but the event's id.
    clusters
        Of these reports.
    sources, places
        Tables of the atlas.
    """
    start, stop = (_count_days(reports[name]) for name in ("date_start", "date_stop"))
    placed = reports["place_precision"].map(_PLACE_ORDER).to_numpy(np.intp)
    leads = _find_leads(clusters, [clusters.ranks, stop - start, placed])
    smallest = _find_leads(clusters, [clusters.ranks])
    lead = reports[["kind", "title", *_PLACE]].iloc[leads].reset_index(drop=True)
    days = _find_days(clusters.codes, start, stop, _rank_dates(reports))
    return pd.DataFrame(
        {
            "event_id": PREFIX + _as_texts(reports["report_id"].iloc[smallest]).array,
            **days,
            "kind": lead["kind"],
            "title": _find_titles(reports, clusters, lead, places),
            **{name: lead[name] for name in _PLACE},
            "n_reports": np.bincount(clusters.codes),
            "n_sources": _count_publishers(reports["source_id"], clusters.codes, sources),
            "basis": [str(basis) for basis in clusters.bases],
        },
        columns=EVENTS.names,
    )


def _find_leads(clusters: Clusters, keys: Sequence[NDArray[np.integer]]) -> NDArray[np.intp]:
    """Return the position of the report of each event that is least by the keys, last one first."""
    order = np.lexsort([*keys, clusters.codes])
    return order[np.unique(clusters.codes[order], return_index=True)[1]]


def _count_days(days: pd.Series) -> NDArray[np.int64]:
    return pd.to_datetime(days).to_numpy("datetime64[D]").astype(np.int64)


def _rank_dates(reports: pd.DataFrame) -> NDArray[np.intp]:
    return np.asarray(reports["date_precision"].map(_DATE_ORDER), np.intp)


def _find_days(
    codes: NDArray[np.intp],
    start: NDArray[np.int64],
    stop: NDArray[np.int64],
    precision: NDArray[np.intp],
) -> dict[str, NDArray[np.datetime64] | list[str]]:
    """Return the days that all reports of an event share; if they share none, all from the first.

    The precision is the finest of theirs; the coarsest, and no exact day, if they share no day.
    """
    given = pd.DataFrame({"start": start, "stop": stop, "precision": precision})
    least, most = given.groupby(codes).min(), given.groupby(codes).max()
    shares = (most["start"] < least["stop"]).to_numpy(bool)
    first = np.where(shares, most["start"], least["start"])
    end = np.where(shares, least["stop"], most["stop"])
    rank = np.where(shares, least["precision"], np.maximum(most["precision"], _DAYS))
    return {
        "date_start": first.astype("datetime64[D]").astype("datetime64[ms]"),
        "date_stop": end.astype("datetime64[D]").astype("datetime64[ms]"),
        "date_precision": [str(_DATES[item]) for item in rank.tolist()],
    }


def _find_titles(
    reports: pd.DataFrame, clusters: Clusters, lead: pd.DataFrame, places: pd.DataFrame
) -> pd.Series:
    """Return the title that all reports of an event have, else its kind and place in plain words.

    A title often says whose figure or list it is: none of several may stand for all.
    """
    texts = pd.Series(pd.factorize(reports["title"])[0]).groupby(clusters.codes)
    title = _as_texts(lead["title"])
    needs_words = (texts.min() != texts.max()).to_numpy(bool) | title.isna().to_numpy(bool)
    if not needs_words.any():
        return title
    unnamed = lead[needs_words]
    kind = _as_texts(unnamed["kind"]).fillna("event")
    place = _as_texts(unnamed["place_id"].map(places.set_index("place_id")["name"]))
    title[needs_words] = kind.str[:1].str.upper() + kind.str[1:] + (" in " + place).fillna("")
    return title


def _as_texts(values: pd.Series) -> pd.Series:
    """Return a column as one of texts: one of nothing but nulls may have come with any type."""
    return values.astype("str")


def _count_publishers(
    source_ids: pd.Series, codes: NDArray[np.intp], sources: pd.DataFrame
) -> NDArray[np.intp]:
    """Count the distinct publishers of each event; a source without one counts by its id."""
    of_report, ids = pd.factorize(source_ids)
    own = _as_texts(pd.Series(ids))
    publisher = _as_texts(own.map(sources.set_index("source_id")["publisher"])).fillna(own)
    numbers = np.append(pd.factorize(publisher)[0], -1)  # a report without a source picks the last
    given = pd.DataFrame({"event": codes, "publisher": numbers[of_report]})
    known = given[given["publisher"] >= 0].drop_duplicates()
    return np.bincount(known["event"], minlength=codes.max(initial=-1) + 1).astype(np.intp)
