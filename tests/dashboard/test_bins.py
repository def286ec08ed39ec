from __future__ import annotations

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


def make_days(at: dict[date, int], *, ranged: bool = False) -> Days:
    """Count reports on some days, over all days from the first of them to the last."""
    first = min(at)
    counts = np.zeros((max(at) - first).days + 1, dtype=np.int64)
    for day, n in at.items():
        counts[(day - first).days] = n
    nothing = np.zeros_like(counts)
    return Days(
        first=np.datetime64(first, "D"),
        exact=nothing if ranged else counts,
        ranged=counts if ranged else nothing,
    )


def make_bins(exact: list[int] | None = None, ranged: list[int] | None = None) -> Bins:
    """Bin three days in November 2019, or those given."""
    days = Days(
        first=np.datetime64(FIRST, "D"),
        exact=np.array([3, 0, 1] if exact is None else exact, dtype=np.int64),
        ranged=np.array([1, 0, 0] if ranged is None else ranged, dtype=np.int64),
    )
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


@given(
    days=st.dictionaries(st.dates(), st.integers(1, 50), min_size=1, max_size=4),
    start=st.none() | st.dates(max_value=date(9999, 12, 30)),
    stop=st.none() | st.dates(max_value=date(9999, 12, 30)),
)
def test_every_report_is_in_a_bar_or_counted_beside_them(
    days: dict[date, int], start: date | None, stop: date | None
) -> None:
    given_days = make_days(
        {min(day, date(9999, 12, 30)): n for day, n in days.items()}, ranged=True
    )
    window = find_window(given_days, Selection(date_start=start, date_stop=stop))
    bins = bin_days(given_days, window)
    total = int(bins.exact.sum() + bins.ranged.sum())
    assert total + bins.n_earlier + bins.n_later == int(given_days.ranged.sum())
    assert len(bins.exact) <= MOST_BARS
    assert (np.diff(bins.edges).astype(int) > 0).all()
    assert all(say_bin(bins, i) for i in range(len(bins.exact)))


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2019, 11, 15), "15 November 2019: 2 reports<br>2 with the day given, 0 in a range"),
        (date(2021, 12, 31), "11 to 17 November 2019: 1 report<br>"),
        (date(2040, 1, 1), "November 2019: 1 report<br>"),
        (date(2100, 1, 1), "2019: 1 report<br>"),
        (date(3000, 1, 1), "2010 to 2019: 1 report<br>"),
    ],
)
def test_hover_names_the_days_of_its_bar(last: date, expected: str) -> None:
    days = make_days({FIRST: 2} if last == FIRST else {FIRST: 1, last: 1})
    bins = bin_days(days, (days.first, days.first + len(days.exact)))
    assert say_bin(bins, 0).startswith(expected)


def test_empty_day_says_so() -> None:
    assert say_bin(make_bins(), 1) == "16 November 2019: no report"
