from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.coarsening import coarsen_days
from geodata.profiles import Days, Level
from tests.geodata.published import (
    MARVDASHT,
    OSLO,
    POINT,
    SHIRAZ,
    make_opened,
    make_report,
    show,
)


def widen(start: date, stop: date, precision: str, days: Days) -> tuple[str, str, str]:
    frame = pd.DataFrame(
        {"date_start": [start], "date_stop": [stop], "date_precision": [precision]}
    ).astype({"date_start": "datetime64[ms]", "date_stop": "datetime64[ms]"})
    row = coarsen_days(frame, days).iloc[0]
    return str(row.iloc[0])[:10], str(row.iloc[1])[:10], row.iloc[2]


@pytest.mark.parametrize(
    ("start", "stop", "precision", "days", "said"),
    [
        ("2019-11-15", "2019-11-16", "day", "day", "2019-11-15 2019-11-16 day"),
        ("2019-11-15", "2019-11-16", "day", "week", "2019-11-11 2019-11-18 week"),
        ("2019-11-17", "2019-11-18", "day", "week", "2019-11-11 2019-11-18 week"),
        ("2019-11-18", "2019-11-19", "day", "week", "2019-11-18 2019-11-25 week"),
        ("2019-11-16", "2019-11-19", "days", "week", "2019-11-11 2019-11-25 days"),
        ("2019-11-01", "2019-12-01", "month", "week", "2019-11-01 2019-12-01 month"),
        ("2019-11-15", "2019-11-16", "month", "week", "2019-11-11 2019-11-18 week"),
        ("2019-11-15", "2019-11-16", "day", "month", "2019-11-01 2019-12-01 month"),
        ("2019-11-30", "2019-12-02", "days", "month", "2019-11-01 2020-01-01 days"),
        ("2019-01-01", "2020-01-01", "year", "month", "2019-01-01 2020-01-01 year"),
        ("1969-12-31", "1970-01-01", "day", "week", "1969-12-29 1970-01-05 week"),
        ("0519-03-01", "0519-03-02", "day", "month", "0519-03-01 0519-04-01 month"),
    ],
)
def test_days_become_whole_weeks_or_months(
    start: str, stop: str, precision: str, days: str, said: str
) -> None:
    given_days = (date.fromisoformat(start), date.fromisoformat(stop))
    assert " ".join(widen(*given_days, precision, Days(days))) == said


@given(
    day=st.dates(date(1, 1, 8), date(9990, 1, 1)),
    length=st.integers(1, 40),
    days=st.sampled_from([Days.WEEK, Days.MONTH]),
)
def test_wider_days_hold_the_days_and_all_of_one_unit_are_alike(
    day: date, length: int, days: Days
) -> None:
    start, stop, _ = widen(day, day + timedelta(days=length), "days", days)
    assert start <= day.isoformat()
    assert stop >= (day + timedelta(days=length)).isoformat()
    if days is Days.WEEK:
        assert date.fromisoformat(start).isoweekday() == 1
        assert date.fromisoformat(stop).isoweekday() == 1
    else:
        assert start[8:] == stop[8:] == "01"


def where(rows: list[dict[str, object]], **changes: object) -> list[tuple[object, ...]]:
    """Say where reports are shown, in the order of their kinds."""
    for number, row in enumerate(rows):
        row["kind"] = f"k{number:03}"
    reports = show(make_opened(rows), **{"minimum": 1, **changes}).reports.sort_values("kind")
    columns = ["place_precision", "place_id", "region_id", "country"]
    shown = reports[columns].astype("object").replace(np.nan, None)
    return [tuple(None if pd.isna(value) else value for value in row) for row in shown.to_numpy()]


FARS = ("admin1", None, "IR-07", "IR")
IRAN = ("country", None, None, "IR")
CITY = ("city", SHIRAZ, "IR-07", "IR")


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        (
            Level.EXACT,
            [("exact", POINT, "IR-07", "IR"), CITY, FARS, IRAN, ("unknown", *[None] * 3)],
        ),
        (Level.CITY, [("near", SHIRAZ, "IR-07", "IR"), CITY, FARS, IRAN, ("unknown", *[None] * 3)]),
        (Level.ADMIN1, [FARS, FARS, FARS, IRAN, ("unknown", *[None] * 3)]),
        (Level.COUNTRY, [IRAN, IRAN, IRAN, IRAN, ("unknown", *[None] * 3)]),
    ],
)
def test_places_move_up_to_the_level_and_never_down(
    level: Level, shown: list[tuple[object, ...]]
) -> None:
    rows = [make_report(item) for item in (POINT, SHIRAZ, "Fars", "Iran", None)]
    assert where(rows, places=level) == shown


def test_region_report_becomes_no_square() -> None:
    shown = where([make_report(SHIRAZ), make_report("Fars")], places=Level.GRID, grid_degrees=1.0)
    assert shown[0][0] == "near"
    assert shown[0][1] is not None
    assert shown[1] == IRAN


def test_too_few_on_a_place_are_shown_for_their_region() -> None:
    rows = [make_report(item) for item in (SHIRAZ, SHIRAZ, MARVDASHT, "Fars")]
    assert where(rows, places=Level.CITY, minimum=2) == [CITY, CITY, FARS, FARS]


def test_region_less_its_shown_places_never_tells_of_fewer() -> None:
    rows = [make_report(item) for item in (SHIRAZ, SHIRAZ, MARVDASHT, "Iran")]
    # Marvdasht alone would be what Fars has beyond Shiraz
    assert where(rows, places=Level.CITY, minimum=2) == [CITY, CITY, IRAN, IRAN]


def test_too_few_in_their_country_are_withheld() -> None:
    atlas = show(make_opened([make_report(item) for item in (OSLO, SHIRAZ, SHIRAZ, SHIRAZ)]))
    assert set(atlas.reports["country"]) == {"IR"}
    assert (
        atlas.published.count("4 reports = 3 shown + 1 withheld as too few in their country") == 1
    )


@settings(max_examples=40)
@given(
    places=st.lists(
        st.sampled_from([POINT, SHIRAZ, MARVDASHT, OSLO, "Fars", "Iran", None]), max_size=12
    ),
    minimum=st.integers(1, 4),
    level=st.sampled_from([Level.EXACT, Level.CITY, Level.ADMIN1, Level.COUNTRY]),
)
def test_no_place_region_or_rest_has_fewer_than_the_minimum(
    places: list[int | str | None], minimum: int, level: Level
) -> None:
    opened = make_opened([make_report(place) for place in places])
    atlas = show(opened, minimum=minimum, places=level)
    shown = atlas.reports
    for column, precisions in (
        ("place_id", ("exact", "city", "near")),
        ("region_id", ("admin1",)),
        ("country", ("country",)),
    ):
        here = shown[shown["place_precision"].isin(precisions)]
        assert (here[column].value_counts() >= minimum).all()
    assert atlas.publication is not None
    assert len(opened.reports) == len(shown) + sum(atlas.publication.withheld.values())
