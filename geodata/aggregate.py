"""Reports as integer-coded columns, and the counts that a Selection asks of them.

Pure: columns and a Selection go in, counts come out. Each facet is counted with every other
condition on and its own off, so that its options show what choosing them would give.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.names import fold
from geodata.query import FACETS, Selection
from geodata.types import LOCATED, DatePrecision

NOT_STATED: Final = ""
"""The label that stands for null in a facet: "not stated" is an answer, not a gap."""

_EPOCH: Final = np.datetime64(0, "D")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coded:
    """One categorical column: ``labels[codes[i]]`` is the value of row ``i``."""

    labels: tuple[str, ...]  # sorted; NOT_STATED stands for null
    codes: NDArray[np.int32]  # shape (n,)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Columns:
    """All that is counted of ``n`` reports. Arrays have shape ``(n,)``."""

    day_start: NDArray[np.int32]  # days since 1970-01-01
    day_stop: NDArray[np.int32]  # first day after
    is_exact_day: NDArray[np.bool_]  # the source names the day, not a range
    is_located: NDArray[np.bool_]  # has a position that may be drawn as a dot
    facets: Mapping[str, Coded]  # one for each name in FACETS
    texts: tuple[str, ...]  # folded text that a search looks in

    @property
    def n(self) -> int:
        """The number of reports."""
        return len(self.day_start)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Days:
    """Reports per day, for consecutive days from ``first``; shape ``(m,)``."""

    first: np.datetime64
    exact: NDArray[np.int64]  # the source names this day
    ranged: NDArray[np.int64]  # the source gives a range that begins on this day


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counts:
    """The answer to one Selection."""

    selected: NDArray[np.bool_]  # shape (n,): which reports
    n_selected: int
    n_unlocated: int  # of the selected
    facets: Mapping[str, NDArray[np.int64]]  # aligned with the labels; own condition off
    by_place: NDArray[np.int64]  # located selected reports, aligned with the labels of "places"
    by_region: NDArray[np.int64]  # selected reports, aligned with the labels of "regions"
    days: Days  # all conditions but the dates


def code_columns(reports: pd.DataFrame, sources: pd.DataFrame, places: pd.DataFrame) -> Columns:
    """Code the tables of an atlas once, for any number of counts.

    Parameters
    ----------
    reports, sources, places
        Tables as `geodata.store` describes them.
    """
    source = sources.set_index("source_id")
    source_kind = reports["source_id"].map(source["kind"])
    publisher = reports["source_id"].map(source["publisher"])
    place = places.set_index("place_id")
    found = reports["place_id"]
    searched = [
        *(reports[name] for name in ("title", "actors", "place_name", "admin1_name")),
        reports["country_name"],
        found.map(place["name"]),
        found.map(place["name_fa"]),
        publisher,
    ]
    return Columns(
        day_start=_days(reports["date_start"]),
        day_stop=_days(reports["date_stop"]),
        is_exact_day=(reports["date_precision"] == DatePrecision.DAY).to_numpy(bool),
        is_located=reports["place_precision"].isin(list(LOCATED)).to_numpy(bool),
        facets={
            "kinds": _code(reports["kind"]),
            "countries": _code(reports["country"]),
            "regions": _code(reports["region_id"]),
            "source_kinds": _code(source_kind),
            "places": _code(found.map(lambda value: str(int(value)), na_action="ignore")),
        },
        texts=_texts(searched),
    )


def count(columns: Columns, selection: Selection) -> Counts:
    """Count the reports that a Selection means, with every facet beside it."""
    conditions = _conditions(columns, selection)
    selected = _all(columns.n, conditions)
    others = {
        name: _all(columns.n, {key: mask for key, mask in conditions.items() if key != name})
        for name in (*FACETS, "dates")
        if name in conditions
    }
    facets = {name: _tally(columns.facets[name], others.get(name, selected)) for name in FACETS}
    located = selected & columns.is_located
    n_selected = int(selected.sum())
    return Counts(
        selected=selected,
        n_selected=n_selected,
        n_unlocated=n_selected - int(located.sum()),
        facets=facets,
        by_place=_tally(columns.facets["places"], located),
        by_region=_tally(columns.facets["regions"], selected),
        days=_by_day(columns, others.get("dates", selected)),
    )


def _days(dates: pd.Series) -> NDArray[np.int32]:
    return (pd.to_datetime(dates).to_numpy("datetime64[D]") - _EPOCH).astype(np.int32)


def _code(values: pd.Series) -> Coded:
    codes, labels = pd.factorize(values.astype("object").fillna(NOT_STATED), sort=True)
    return Coded(labels=tuple(str(label) for label in labels), codes=codes.astype(np.int32))


def _texts(parts: list[pd.Series]) -> tuple[str, ...]:
    rows = zip(*(part.astype("object").fillna("").tolist() for part in parts), strict=True)
    return tuple(fold(" ".join(row)) for row in rows)


def _conditions(columns: Columns, selection: Selection) -> dict[str, NDArray[np.bool_]]:
    """Return a mask for each condition that is on."""
    masks: dict[str, NDArray[np.bool_]] = {}
    for name in FACETS:
        wanted = {str(value) for value in getattr(selection, name)}
        if wanted:
            coded = columns.facets[name]
            masks[name] = np.array([label in wanted for label in coded.labels])[coded.codes]
    dates = np.ones(columns.n, dtype=bool)
    if selection.date_start is not None:
        dates &= columns.day_stop > (np.datetime64(selection.date_start, "D") - _EPOCH).astype(int)
    if selection.date_stop is not None:
        dates &= columns.day_start < (np.datetime64(selection.date_stop, "D") - _EPOCH).astype(int)
    if selection.date_start is not None or selection.date_stop is not None:
        masks["dates"] = dates
    words = fold(selection.text).split()
    if words:
        masks["text"] = np.fromiter(
            (all(word in text for word in words) for text in columns.texts), bool, columns.n
        )
    return masks


def _all(n: int, conditions: Mapping[str, NDArray[np.bool_]]) -> NDArray[np.bool_]:
    return reduce(np.logical_and, conditions.values(), np.ones(n, dtype=bool))


def _tally(coded: Coded, mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    return np.bincount(coded.codes[mask], minlength=len(coded.labels)).astype(np.int64)


def _by_day(columns: Columns, mask: NDArray[np.bool_]) -> Days:
    """Count by first day, over the days of the whole atlas, so that the axis stays."""
    if columns.n == 0:
        empty = np.zeros(0, dtype=np.int64)
        return Days(first=_EPOCH, exact=empty, ranged=empty)
    first = int(columns.day_start.min())
    offset = columns.day_start - first
    length = int(columns.day_stop.max()) - first
    exact = mask & columns.is_exact_day
    ranged = mask & ~columns.is_exact_day
    return Days(
        first=_EPOCH + first,
        exact=np.bincount(offset[exact], minlength=length).astype(np.int64),
        ranged=np.bincount(offset[ranged], minlength=length).astype(np.int64),
    )
