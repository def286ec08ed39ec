"""The counts that a Selection asks of coded reports.

Pure: columns and a Selection go in, counts come out. Each facet is counted with every other
condition on and its own off, so that its options show what choosing them would give.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from geodata.coding import EPOCH, NOT_STATED, Columns, Shown
from geodata.names import fold
from geodata.query import FACETS, Selection


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Days:
    """Reports per day, for consecutive days from ``first``; shape ``(m,)``."""

    first: np.datetime64
    exact: NDArray[np.int64]  # the source names this day
    begins: NDArray[np.int64]  # the source gives a range of which this is the first day
    ends: NDArray[np.int64]  # the source gives a range of which this is the last day


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counts:
    """The answer to one Selection.

    Each selected report is in exactly one of ``at_places``, ``in_regions``, ``in_countries`` and
    ``n_nowhere``: their sums are ``n_selected``.
    """

    selected: NDArray[np.bool_]  # shape (n,): which reports
    n_selected: int
    at_places: NDArray[np.int64]  # shape (labels of "places", 3): exact, in the city, near it
    in_regions: NDArray[np.int64]  # no more is known; aligned with the labels of "regions"
    in_countries: NDArray[np.int64]  # no more is known; aligned with the labels of "countries"
    n_nowhere: int  # not even the country is known
    facets: Mapping[str, NDArray[np.int64]]  # aligned with the labels; own condition off
    n_without: Mapping[str, int]  # reports with a facet's own condition off, if it has one
    by_place: NDArray[np.int64]  # located selected reports, aligned with the labels of "places"
    by_region: NDArray[np.int64]  # all selected reports, aligned with the labels of "regions"
    days: Days  # all conditions but the dates

    @property
    def n_unlocated(self) -> int:
        """Selected reports that have no position."""
        return self.n_selected - int(self.by_place.sum())


def count(columns: Columns, selection: Selection) -> Counts:
    """Count the reports that a Selection means, with every facet beside it."""
    conditions = _conditions(columns, selection)
    selected = _all(columns.n, conditions)
    others = {
        name: _all(columns.n, {key: mask for key, mask in conditions.items() if key != name})
        for name in (*FACETS, "dates")
        if name in conditions
    }
    facets = _count_facets(columns, {name: others.get(name, selected) for name in FACETS})
    whole = {  # of what was counted with all conditions on
        name: columns.facets[name].tally(selected) if name in others else facets[name]
        for name in ("places", "regions")
    }
    at_places = _count_at_places(columns, selected, whole["places"])
    return Counts(
        selected=selected,
        n_selected=int(selected.sum()),
        at_places=at_places,
        in_regions=columns.facets["regions"].tally(selected & (columns.shown == Shown.REGION)),
        in_countries=columns.facets["countries"].tally(selected & (columns.shown == Shown.COUNTRY)),
        n_nowhere=int((selected & (columns.shown == Shown.NOWHERE)).sum()),
        facets=facets,
        n_without={name: int(mask.sum()) for name, mask in others.items() if name in FACETS},
        by_place=at_places.sum(axis=1),
        by_region=whole["regions"],
        days=_by_day(columns, others.get("dates", selected)),
    )


def _conditions(columns: Columns, selection: Selection) -> dict[str, NDArray[np.bool_]]:
    """Return a mask for each condition that is on."""
    masks: dict[str, NDArray[np.bool_]] = {}
    for name in FACETS:
        wanted = frozenset(str(value) for value in getattr(selection, name))
        if wanted:
            masks[name] = columns.facets[name].find(wanted)
    dates = np.ones(columns.n, dtype=bool)
    if selection.date_start is not None:
        dates &= columns.day_stop > (np.datetime64(selection.date_start, "D") - EPOCH).astype(int)
    if selection.date_stop is not None:
        dates &= columns.day_start < (np.datetime64(selection.date_stop, "D") - EPOCH).astype(int)
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


def _count_facets(
    columns: Columns, masks: Mapping[str, NDArray[np.bool_]]
) -> dict[str, NDArray[np.int64]]:
    """Count each facet under its mask; what is shared by codes and mask is counted once."""
    tallies: dict[tuple[int, int], NDArray[np.int64]] = {}
    facets = {}
    for name, mask in masks.items():
        coded = columns.facets[name]
        key = id(coded.codes), id(mask)
        if key not in tallies:
            tallies[key] = coded.tally_codes(mask)
        facets[name] = coded.spread(tallies[key])
    return facets


def _count_at_places(
    columns: Columns, selected: NDArray[np.bool_], by_place: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Tell apart how closely the reports of each place are known; most are in their city."""
    places = columns.facets["places"]
    exact, near = (
        places.tally(selected & (columns.shown == shown)) for shown in (Shown.EXACT, Shown.NEAR)
    )
    located = by_place.copy()
    if places.labels[:1] == (NOT_STATED,):  # sorted, so it comes first
        located[0] = 0
    return np.stack([exact, located - exact - near, near], axis=1)


def _by_day(columns: Columns, mask: NDArray[np.bool_]) -> Days:
    """Count by day, over the days of the whole atlas, so that the axis stays."""
    if columns.n == 0:
        empty = np.zeros(0, dtype=np.int64)
        return Days(first=EPOCH, exact=empty, begins=empty, ends=empty)
    first = int(columns.day_start.min())
    length = int(columns.day_stop.max()) - first
    ranged = mask & ~columns.is_exact_day

    def tally(days: NDArray[np.int32]) -> NDArray[np.int64]:
        return np.bincount(days - first, minlength=length).astype(np.int64)

    return Days(
        first=EPOCH + first,
        exact=tally(columns.day_start[mask & columns.is_exact_day]),
        begins=tally(columns.day_start[ranged]),
        ends=tally(columns.day_stop[ranged] - 1),
    )
