from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.bins import (
    MOST_BARS,
    Bins,
    bin_days,
    find_window,
    say_bin,
    say_earlier,
    say_later,
)
from geodata.aggregate import Days
from geodata.query import Selection

FIRST = date(2019, 11, 15)


def make_days(at: dict[date, int], *ranges: tuple[date, date]) -> Days:
    """Count reports on some days and in ranges of (first day, last day), over all of these days."""
    first = min([*at, *(start for start, _ in ranges)])
    length = (max([*at, *(last for _, last in ranges)]) - first).days + 1
    exact, begins, ends = np.zeros((3, length), dtype=np.int64)
    for day, n in at.items():
        exact[(day - first).days] = n
    for start, last in ranges:
        begins[(start - first).days] += 1
        ends[(last - first).days] += 1
    return Days(first=np.datetime64(first, "D"), exact=exact, begins=begins, ends=ends)


def make_bins(exact: Sequence[int] = (3, 0, 1), ranges: Sequence[int] = (2,)) -> Bins:
    """Bin three days in November 2019, with ranges of so many days from the first."""
    if not exact:
        nothing = np.zeros(0, dtype=np.int64)
        days = Days(first=np.datetime64(FIRST, "D"), exact=nothing, begins=nothing, ends=nothing)
    else:
        given = {FIRST + timedelta(days=i): n for i, n in enumerate(exact)}
        days = make_days(given, *((FIRST, FIRST + timedelta(days=n - 1)) for n in ranges))
    return bin_days(days, find_window(days, Selection()))


def span(days: Days, selection: Selection | None = None) -> tuple[str, str]:
    start, stop = find_window(days, selection or Selection())
    return str(start), str(stop)


NOVEMBER = {FIRST + timedelta(days=i): 20 for i in range(10)}
FAR = make_days({**NOVEMBER, date(2199, 1, 1): 1})
AGES = make_days({date(1519, 3, 1): 5, date(2019, 11, 15): 5})


def test_few_far_reports_dont_press_the_others_together() -> None:
    assert span(FAR) == ("2019-11-14", "2019-11-26")
    bins = bin_days(FAR, find_window(FAR, Selection()))
    assert (bins.step, bins.n_earlier, bins.n_later) == ("day", 0, 1)
    assert say_later(bins) == ("1 later", ", from 1 January 2199")
    assert say_earlier(bins) == ("", "")


def test_days_that_are_all_near_are_all_shown() -> None:
    assert span(make_days({**NOVEMBER, date(2019, 11, 28): 1})) == ("2019-11-15", "2019-11-29")


@pytest.mark.parametrize(
    ("start", "stop", "expected"),
    [
        (date(2019, 11, 17), date(2019, 11, 19), ("2019-11-14", "2019-11-26")),
        (date(2019, 11, 17), None, ("2019-11-14", "2019-11-26")),
        (date(2198, 12, 20), None, ("2198-12-13", "2199-01-02")),
        (date(2100, 1, 1), date(2100, 1, 2), ("2099-12-25", "2100-01-09")),
        (None, date(2019, 11, 20), ("2019-11-14", "2019-11-26")),
        (date(2019, 11, 19), date(2019, 11, 17), ("2019-11-14", "2019-11-26")),
        (date(2500, 1, 1), None, ("2019-11-14", "2019-11-26")),
    ],
)
def test_selected_days_elsewhere_are_zoomed_to(
    start: date | None, stop: date | None, expected: tuple[str, str]
) -> None:
    assert span(FAR, Selection(date_start=start, date_stop=stop)) == expected


@pytest.mark.parametrize(
    ("last", "step", "n"),
    [
        (date(2019, 11, 15), "day", 1),
        (date(2020, 12, 17), "day", 399),
        (date(2021, 12, 31), "week", 112),
        (date(2040, 1, 1), "month", 243),
        (date(2100, 1, 1), "year", 82),
        (date(3000, 1, 1), "decade", 100),
        (date(9999, 12, 1), "century", 80),
    ],
)
def test_bars_are_as_coarse_as_need_be(last: date, step: str, n: int) -> None:
    days = make_days({FIRST: 1, last: 1})
    bins = bin_days(days, (days.first, days.first + len(days.exact)))
    assert (bins.step, len(bins.exact)) == (step, n)
    assert bins.exact[0] == 1 or n == 1
    assert bins.exact[-1] >= 1


def test_date_of_another_age_gives_few_bars() -> None:
    bins = bin_days(AGES, find_window(AGES, Selection()))
    assert (bins.step, len(bins.exact)) == ("decade", 51)


LAST = date(9999, 12, 30)
some_days = st.dictionaries(st.dates(max_value=LAST), st.integers(1, 50), min_size=1, max_size=4)
recent = st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 1, 1))
some_ranges = st.lists(
    st.tuples(st.dates(max_value=LAST), st.dates(max_value=LAST)).map(
        lambda ends: (*sorted(ends),)
    ),
    max_size=4,
)


@given(
    days=some_days,
    ranges=some_ranges,
    start=st.none() | st.dates(max_value=LAST),
    stop=st.none() | st.dates(max_value=LAST),
)
def test_every_report_is_in_the_bars_or_counted_beside_them(
    days: dict[date, int],
    ranges: list[tuple[date, date]],
    start: date | None,
    stop: date | None,
) -> None:
    given_days = make_days(days, *ranges)
    window = find_window(given_days, Selection(date_start=start, date_stop=stop))
    bins = bin_days(given_days, window)
    assert bins.exact.sum() == bins.n_exact
    total = bins.n_exact + bins.n_ranged + bins.n_earlier + bins.n_later
    assert total == sum(days.values()) + len(ranges)
    assert len(bins.exact) <= MOST_BARS
    assert (np.diff(bins.edges).astype(int) > 0).all()
    assert all(say_bin(bins, i) for i in range(len(bins.exact)))


@given(
    st.dictionaries(recent, st.integers(1, 50), min_size=1, max_size=4),
    st.lists(st.tuples(recent, recent).map(lambda ends: (*sorted(ends),)), max_size=4),
)
def test_range_is_in_every_bar_that_it_touches(
    days: dict[date, int], ranges: list[tuple[date, date]]
) -> None:
    given_days = make_days(days, *ranges)
    bins = bin_days(given_days, find_window(given_days, Selection()))
    edges = bins.edges.astype("datetime64[D]").astype(object)
    for i, n in enumerate(bins.ranged):
        assert n == sum(start < edges[i + 1] and last >= edges[i] for start, last in ranges)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2019, 11, 15), "15 November 2019: 2 reports with the day given"),
        (date(2021, 12, 31), "11 to 17 November 2019: 1 report with"),
        (date(2040, 1, 1), "November 2019: 1 report with"),
        (date(2100, 1, 1), "2019: 1 report with"),
        (date(3000, 1, 1), "2010 to 2019: 1 report with"),
    ],
)
def test_hover_names_the_days_of_its_bar(last: date, expected: str) -> None:
    days = make_days({FIRST: 2} if last == FIRST else {FIRST: 1, last: 1})
    bins = bin_days(days, (days.first, days.first + len(days.exact)))
    assert say_bin(bins, 0).startswith(expected)


def test_empty_day_says_so_and_a_range_says_that_it_is_one() -> None:
    bins = make_bins((3, 0, 1), (2, 2, 1))
    assert say_bin(bins, 0).endswith("<br>3 with a range of days that holds this one")
    assert say_bin(bins, 1).startswith("16 November 2019: 0 reports with the day given<br>2 with")
    assert say_bin(make_bins((3, 0, 1), ()), 1) == "16 November 2019: no report"
