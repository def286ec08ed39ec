"""Days become the bars of a timeline: which stretch of time is shown, and how coarsely.

Counts by day and a Selection go in, at most MOST_BARS bars come out, with a count of what lies
beyond them on either side. A report whose day is given is in one bar; one with a range of days is
in every bar that its range touches, apart from the others. Pure; no report is left uncounted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dashboard.words import say_day, say_days
from geodata.aggregate import Days
from geodata.query import Selection
from geodata.saying import say_count

MOST_BARS: Final = 400

Window = tuple[np.datetime64, np.datetime64]
"""A half-open stretch of days."""

_SHARE: Final = 0.99  # of the reports: the few others don't press these together
_WORTH: Final = 0.5  # leaving them out must at least halve the axis
_DAY: Final = np.timedelta64(1, "D")
_MARGIN: Final = 7 * _DAY  # at least, around dates that are zoomed to
_CALENDAR: Final = np.datetime64(date.min, "D"), np.datetime64(date.max, "D")

# Name; numpy's unit of time; how many of them are one bar; what makes the bars begin on a Monday
# (1970-01-01 was a Thursday) or on a round year.
_STEPS: Final = (
    ("day", "D", 1, 0),
    ("week", "D", 7, 3),
    ("month", "M", 1, 0),
    ("year", "Y", 1, 0),
    ("decade", "Y", 10, 1970),
    ("century", "Y", 100, 1970),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bins:
    """The bars of a timeline; arrays have shape ``(m,)`` but for the edges."""

    step: str  # "day", "week", "month", "year", "decade" or "century"
    edges: NDArray[np.datetime64]  # shape (m + 1,): days; bar i is edges[i] to edges[i + 1]
    exact: NDArray[np.int64]  # reports whose source names the day
    ranged: NDArray[np.int64]  # reports whose source gives a range that touches these days
    n_exact: int  # reports in the bars, whose source names the day
    n_ranged: int  # reports whose range touches any of the bars: each counted once
    n_earlier: int  # reports wholly before the first bar
    n_later: int  # reports wholly after the last bar
    last_earlier: date | None  # the last day with one of those before
    first_later: date | None  # the first day with one of those after


def find_window(totals: Days, selection: Selection) -> Window:
    """Return which days to show: nearly all reports, or the selected days if these lie elsewhere.

    Parameters
    ----------
    totals
        Counts of the whole atlas, so that the axis stays while other filters change.
    selection
        Whose dates are zoomed to unless they lie within the days shown anyway.
    """
    whole = totals.first, totals.first + len(totals.exact) * _DAY
    core = _find_core(totals, whole)
    low, high = _find_chosen(selection, core, whole)
    is_inside = core[0] <= low and high <= core[1]
    if is_inside or low >= high:
        return core
    margin = max((high - low) // 8, _MARGIN)
    return max(low - margin, whole[0]), min(high + margin, whole[1])


def bin_days(days: Days, window: Window) -> Bins:
    """Count by the finest step that gives at most MOST_BARS bars; bars at the ends are whole."""
    step, edges = next(
        (name, edges)
        for name, edges in ((step[0], _find_edges(window, *step[1:])) for step in _STEPS)
        if len(edges) <= MOST_BARS + 1
    )
    at = np.clip((edges - days.first) // _DAY, 0, len(days.exact))
    exact, begun, ended = (_add_up(n)[at] for n in (days.exact, days.begins, days.ends))
    n_reports = int((days.exact + days.begins).sum())
    before = np.flatnonzero((days.exact + days.ends)[: at[0]])
    after = np.flatnonzero((days.exact + days.begins)[at[-1] :])
    return Bins(
        step=step,
        edges=edges,
        exact=np.diff(exact),
        ranged=begun[1:] - ended[:-1],
        n_exact=int(exact[-1] - exact[0]),
        n_ranged=int(begun[-1] - ended[0]),
        n_earlier=int(exact[0] + ended[0]),
        n_later=n_reports - int(exact[-1] + begun[-1]),
        last_earlier=_date(days.first + before[-1] * _DAY) if len(before) else None,
        first_later=_date(days.first + (at[-1] + after[0]) * _DAY) if len(after) else None,
    )


def say_bin(bins: Bins, i: int) -> str:
    """Write what the bar ``i`` stands for, in two lines."""
    start, last = _date(bins.edges[i]), _date(bins.edges[i + 1] - _DAY)
    name = {
        "day": say_day(start),
        "week": say_days(start, last + timedelta(days=1)),
        "month": f"{start:%B} {start.year}",
        "year": str(start.year),
    }.get(bins.step, f"{start.year} to {last.year}")
    exact, ranged = int(bins.exact[i]), int(bins.ranged[i])
    if not exact + ranged:
        return f"{name}: no report"
    given = f"{name}: {say_count(exact, 'report')} with the day given"
    if not ranged:
        return given
    touches = "holds this one" if bins.step == "day" else "touches these"
    return f"{given}<br>{ranged:,} with a range of days that {touches}"


def say_earlier(bins: Bins) -> tuple[str, str]:
    """Write how many reports lie before the first bar, and until when; nothing when none does."""
    if bins.last_earlier is None:
        return "", ""
    return f"← {bins.n_earlier:,} earlier", f", until {say_day(bins.last_earlier)}"


def say_later(bins: Bins) -> tuple[str, str]:
    """Write how many reports lie after the last bar, and from when; nothing when none does."""
    if bins.first_later is None:
        return "", ""
    return f"{bins.n_later:,} later", f", from {say_day(bins.first_later)}"


def _find_core(totals: Days, whole: Window) -> Window:
    """Return the shortest stretch that holds _SHARE of the reports, a day wider on each side."""
    per_day = totals.exact + totals.begins
    filled = np.flatnonzero(per_day)
    if not len(filled):
        return whole
    running = np.cumsum(per_day[filled])
    needed = math.ceil(_SHARE * running[-1])
    ends = np.searchsorted(running, running - per_day[filled] + needed)
    begins = np.flatnonzero(ends < len(filled))
    best = begins[np.argmin(filled[ends[begins]] - filled[begins])]
    begin, end = filled[best], filled[ends[best]] + 1
    if end - begin > _WORTH * len(per_day):
        return whole
    return totals.first + (begin - 1) * _DAY, totals.first + (end + 1) * _DAY


def _add_up(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many lie before each edge of the days; shape ``(m + 1,)``."""
    return np.concatenate(([0], np.cumsum(counts)))


def _find_chosen(selection: Selection, core: Window, whole: Window) -> Window:
    """Return the selected days; an open end reaches as far as what is shown, or else all."""
    start, stop = (
        None if day is None else np.clip(np.datetime64(day, "D"), *whole)
        for day in (selection.date_start, selection.date_stop)
    )
    for ends in (core, whole):
        low = ends[0] if start is None else start
        high = ends[1] if stop is None else stop
        if low < high:
            break
    return low, high


def _find_edges(window: Window, unit: str, size: int, offset: int) -> NDArray[np.datetime64]:
    """Return the edges of whole bars that cover a window: multiples of ``size`` units."""
    if window[0] >= window[1]:
        return np.array([window[0]])
    low, high = (
        (int(day.astype(f"datetime64[{unit}]").astype(int)) + offset) // size * size - offset
        for day in (window[0], window[1] - _DAY)
    )
    units = np.arange(low, high + size + 1, size)
    edges: NDArray[np.datetime64] = units.astype(f"datetime64[{unit}]").astype("datetime64[D]")
    edges = edges.clip(*_CALENDAR)
    distinct: NDArray[np.datetime64] = edges[np.append(True, edges[1:] > edges[:-1])]
    return distinct


def _date(day: np.datetime64) -> date:
    found: date = day.astype("datetime64[D]").astype(object)
    return found
