from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.dates import (
    DayOrder,
    explain_unreadable,
    find_day_order,
    is_two_ways,
    parse_date,
)
from geodata.types import DatePrecision


@pytest.mark.parametrize(
    "text",
    [
        "2019-11-15",
        "2019/11/15",
        "20191115",
        "2019-11-15T23:30:00+03:30",
        "2019-11-15 08:05",
        "15/11/2019",
        "11/15/2019",
        "15.11.2019",
        "15 Nov 2019",
        "15-nov-2019",
        "15th of November, 2019",
        "Friday, 15 November 2019",
        "Nov. 15, 2019",
        "November 15th 2019",
        " ۲۰۱۹/۱۱/۱۵ ",
        "\u200e٢٠١٩-١١-١٥",
    ],
)
def test_day_is_read(text: str) -> None:
    span = parse_date(text)
    assert span is not None
    assert (span.start, span.stop) == (date(2019, 11, 15), date(2019, 11, 16))
    assert span.precision is DatePrecision.DAY


@pytest.mark.parametrize("text", ["2019-12", "12/2019", "Dec 2019", "december 2019"])
def test_month_is_its_whole_range(text: str) -> None:
    span = parse_date(text)
    assert span is not None
    assert (span.start, span.stop) == (date(2019, 12, 1), date(2020, 1, 1))
    assert span.precision is DatePrecision.MONTH


def test_year_is_its_whole_range() -> None:
    span = parse_date("2019")
    assert span is not None
    assert (span.start, span.stop) == (date(2019, 1, 1), date(2020, 1, 1))
    assert span.precision is DatePrecision.YEAR


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2019-02-30", "2019-13-01", "31/31/2019", "15/11/19", "1398/08/24", "43784",
     "0000-01-01", "9999", "2019-11-15 maybe", "15/11-2019"],
)  # fmt: skip
def test_anything_else_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(("order", "month"), [(DayOrder.DAY_FIRST, 4), (DayOrder.MONTH_FIRST, 3)])
def test_order_decides_only_what_can_be_read_two_ways(order: DayOrder, month: int) -> None:
    two_ways = parse_date("03/04/2019", order=order)
    one_way = parse_date("25/12/2019", order=order)
    assert two_ways is not None
    assert one_way is not None
    assert (two_ways.start.month, one_way.start.month) == (month, 12)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2019", "25/12/2019"], DayOrder.DAY_FIRST),
        (["03/04/2019", "12/25/2019 10:00"], DayOrder.MONTH_FIRST),
        (["25/12/2019", "12/25/2019"], None),
        (["03/04/2019"], None),
        (["40/04/2019", "2019-12-25", "junk"], None),
    ],
)
def test_order_is_what_the_column_proves(texts: list[str], order: DayOrder | None) -> None:
    assert find_day_order(texts) is order


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "no date"),
        ("۱۳۹۸/۰۸/۲۴", "Gregorian"),
        ("15/11/19", "two digits"),
        ("15-Nov-19", "two digits"),
        ("soon", "not a date"),
    ],
)
def test_reason_names_what_is_wrong(text: str, word: str) -> None:
    assert word in explain_unreadable(text)[0]


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2199, 12, 31)))
def test_iso_days_round_trip(day: date) -> None:
    span = parse_date(day.isoformat())
    assert span is not None
    assert (span.start, span.stop) == (day, day + timedelta(days=1))


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2199, 12, 31)))
def test_two_ways_means_that_the_order_matters(day: date) -> None:
    text = f"{day:%d/%m/%Y}"
    readings = {parse_date(text, order=order) for order in DayOrder}
    assert is_two_ways(text) == (len(readings) == 2)


@given(st.text())
def test_no_text_breaks_the_parser(text: str) -> None:
    parse_date(text)
    explain_unreadable(text)
