from datetime import UTC, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.date_texts import clean_date
from geodata.formats.presets.day_numbers import Counted, find_counted
from geodata.formats.presets.days import read_days, read_optional_day, settle_order
from geodata.types import Problem


def read(*texts: str | None) -> tuple[list[str], list[Problem]]:
    """Return the first days, "" where there is none, and the problems of a column."""
    column = pd.Series(list(texts), dtype="str", index=range(1, len(texts) + 1))
    settled = settle_order("rows.csv", column, "date")
    starts = read_days(column, settled).start.dt.strftime("%Y-%m-%d")
    return starts.fillna("").tolist(), list(settled.problems)


def test_one_date_that_proves_an_order_settles_the_column() -> None:
    assert read("03/04/2019", "04/25/2019") == (["2019-03-04", "2019-04-25"], [])


def test_range_that_proves_an_order_settles_the_column() -> None:
    assert read("03/04/2019", "10/04/2019 – 15/04/2019") == (["2019-04-03", "2019-04-10"], [])


def test_order_that_nothing_proves_is_one_problem_with_the_number_of_rows() -> None:
    starts, (problem,) = read("03/04/2019", "03/04/2019", "05/06/2019", "2019-01-01")
    assert starts[0] == "2019-04-03"
    assert "read with the day first (3 such dates)" in problem.reason
    assert (problem.row, problem.set_aside) == (1, False)


def test_contradicting_dates_are_each_read_as_they_can_be_and_the_rest_by_the_majority() -> None:
    starts, (problem,) = read("04/13/2019", "04/14/2019", "13/04/2019", "03/04/2019")
    assert starts == ["2019-04-13", "2019-04-14", "2019-04-13", "2019-03-04"]
    assert "1 dates of the file put the day first, 2 the month" in problem.reason


def test_dates_of_which_order_changes_nothing_are_no_problem() -> None:
    assert read("04/04/2019", "2019-11-15", "15 Nov 2019")[1] == []


@pytest.mark.parametrize(
    ("texts", "starts"),
    [
        (["43784", "43785.75"], ["2019-11-15", "2019-11-16"]),
        (["43784.0", None, "20000"], ["2019-11-15", "", "1954-10-03"]),
        (["۴۳۷۸۴"], ["2019-11-15"]),
        (["1573776000", "1573862399.5"], ["2019-11-15", "2019-11-15"]),
        (["1573776000000", "1573862400000"], ["2019-11-15", "2019-11-16"]),
        (["20191115", "20191116"], ["2019-11-15", "2019-11-16"]),
        (["2019", "2020.0"], ["2019-01-01", "2020-01-01"]),
    ],
)
def test_numbers_are_read_as_what_all_of_them_may_be(
    texts: list[str | None], starts: list[str]
) -> None:
    assert read(*texts)[0] == starts


@pytest.mark.parametrize(
    "texts",
    [
        ["43784", "99999"],
        ["12345"],
        ["1573776000", "2019-11-15"],
        ["9999999999"],
        ["157377600"],
        ["1573776000", "1573776000000"],
    ],
)
def test_numbers_that_may_be_anything_are_no_dates(texts: list[str]) -> None:
    assert read(*texts)[0][0] == ""


def test_what_numbers_were_taken_for_is_said_once() -> None:
    _, (problem,) = read("1573776000", "1573862400", "1573862400")
    assert "seconds since 1970" in problem.reason
    assert "3 such dates; 2019-11-15 is the first" in problem.reason


def test_numbers_beside_dates_in_figures_are_said_to_be_suspect() -> None:
    _, (problem,) = read("43784", "25/12/2019")
    assert "taken day for month" in problem.reason
    assert "1904" in problem.remedy


def test_two_calendars_in_one_column_are_told_apart_by_the_year() -> None:
    assert read("۱۳۹۸/۰۸/۲۴", "2019-11-15", "24 Aban 1398") == (["2019-11-15"] * 3, [])


def test_single_day_that_is_a_month_is_kept_out_and_said() -> None:
    column = pd.Series(["2019-11-15", "2019-11"], dtype="str", index=[1, 2], name="published")
    days, (problem,) = read_optional_day("rows.csv", column, "published")
    assert days.notna().tolist() == [True, False]
    assert problem.row == 2


@given(st.lists(st.datetimes(datetime(2002, 1, 1), datetime(2050, 1, 1)), min_size=1, max_size=5))
def test_seconds_since_1970_round_trip(moments: list[datetime]) -> None:
    utc = [moment.replace(tzinfo=UTC) for moment in moments]
    starts, _ = read(*(str(int(moment.timestamp())) for moment in utc))
    assert starts == [f"{moment:%Y-%m-%d}" for moment in utc]


@given(st.lists(st.text(max_size=20), max_size=5))
def test_no_column_of_noise_breaks_the_reading(texts: list[str]) -> None:
    starts, _ = read(*texts)
    assert len(starts) == len(texts)


def test_numbers_count_nothing_in_a_column_without_them() -> None:
    assert find_counted([]) is None
    assert find_counted(["43784"]) is Counted.DAYS


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  15\u00a0NOV  2019 ", "15 nov 2019"),
        ("15 Nov 2019, 10:00–12:30 CET", "15 nov 2019"),
        ("2019-11-15T10:00:00.5+03:30 / 2019-11-16", "2019-11-15 / 2019-11-16"),
        ("10:00 AM · Nov 15, 2019", "nov 15, 2019"),
        ("ژانویهٔ ۲۰۱۹", "ژانویه 2019"),
        ("2019.0", "2019"),
        ("1" * 151, ""),
    ],
)
def test_text_is_written_in_one_way_and_without_its_time(text: str, cleaned: str) -> None:
    assert clean_date(text) == cleaned
