from datetime import date, timedelta

import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.dates import (
    DayOrder,
    count_day_orders,
    explain_unreadable,
    is_two_ways,
    parse_date,
)
from geodata.month_names import MONTHS, Calendar
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
    ["", "soon", "2019-02-30", "2019-13-01", "31/31/2019", "15/11/19", "1441/03/18", "43784",
     "19–15 Nov 2019", "2018-2019", "x 2019", "30 Esfand 1398", "15 Nov 1398", "25 Aban 2019",
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
    ("texts", "n_day_first", "n_month_first"),
    [
        (["03/04/2019", "25/12/2019"], 1, 0),
        (["03/04/2019", "12/25/2019 10:00"], 0, 1),
        (["25/12/2019", "12/25/2019"], 1, 1),
        (["03/04/2019"], 0, 0),
        (["40/04/2019", "2019-12-25", "junk"], 0, 0),
    ],
)
def test_orders_are_counted_that_a_column_proves(
    texts: list[str], n_day_first: int, n_month_first: int
) -> None:
    assert list(count_day_orders(texts).values()) == [n_day_first, n_month_first]


@pytest.mark.parametrize(
    "text",
    [
        "۲۴ آبان ۱۳۹۸", "24 Aban 1398", "1398/08/24", "۱۳۹۸/۸/۲۴", "جمعه ۲۴ آبان‌ماه ۱۳۹۸",
        "24/08/1398", "15 نوامبر 2019", "١٥ نوفمبر ٢٠١٩", "15 تشرين الثاني 2019",
        "15 novembre 2019", "15. November 2019", "15 de noviembre de 2019", "15 Kasım 2019",
        "Fri, 15 Nov 2019 10:00", "2019 Nov 15", "le 15 novembre 2019",
    ],
)  # fmt: skip
def test_day_is_read_in_other_languages_and_the_iranian_calendar(text: str) -> None:
    span = parse_date(text)
    assert span is not None
    assert (span.start, span.precision) == (date(2019, 11, 15), DatePrecision.DAY)


@pytest.mark.parametrize(
    "text",
    [
        "15–19 Nov 2019", "15-19 November 2019", "Nov 15-19, 2019", "November 15th – 19th, 2019",
        "15 Nov - 19 Nov 2019", "2019-11-15/2019-11-19", "2019-11-15 to 2019-11-19",
        "from 15 to 19 November 2019", "between 15 and 19 November 2019", "15/11/2019 - 19/11/2019",
        "۲۴ تا ۲۸ آبان ۱۳۹۸", "از ۲۴ تا ۲۸ آبان ۱۳۹۸", "24-28 Aban 1398", "1398/08/24 - 1398/08/28",
        "15 bis 19 November 2019", "15 al 19 de noviembre de 2019", "du 15 au 19 novembre 2019",
    ],
)  # fmt: skip
def test_range_is_read_to_its_last_day(text: str) -> None:
    span = parse_date(text)
    assert span is not None
    assert (span.start, span.stop) == (date(2019, 11, 15), date(2019, 11, 20))
    assert span.precision is DatePrecision.DAYS


@pytest.mark.parametrize(
    ("text", "start", "stop", "precision"),
    [
        ("30 Dec 2019 – 2 Jan 2020", (2019, 12, 30), (2020, 1, 3), "days"),
        ("Dec 30, 2019 - Jan 2, 2020", (2019, 12, 30), (2020, 1, 3), "days"),
        ("28 Aban – 2 Azar 1398", (2019, 11, 19), (2019, 11, 24), "days"),
        ("Nov-Dec 2019", (2019, 11, 1), (2020, 1, 1), "month"),
        ("Nov 2019 to Jan 2020", (2019, 11, 1), (2020, 2, 1), "month"),
        ("2019-W46", (2019, 11, 11), (2019, 11, 18), "week"),
        ("week 46 of 2019", (2019, 11, 11), (2019, 11, 18), "week"),
        ("آبان ۱۳۹۸", (2019, 10, 23), (2019, 11, 22), "month"),
        ("Esfand 1398", (2020, 2, 20), (2020, 3, 20), "month"),
        ("۱۳۹۸", (2019, 3, 21), (2020, 3, 20), "year"),
    ],
)
def test_coarse_dates_are_their_whole_range(
    text: str, start: tuple[int, int, int], stop: tuple[int, int, int], precision: str
) -> None:
    span = parse_date(text)
    assert span is not None
    assert (span.start, span.stop, span.precision) == (date(*start), date(*stop), precision)


JALALI = ("{y}/{m:02}/{d:02}", "{d}/{m}/{y}", "{d} {fa} {y}", "{d} {latin} {y}", "{y}-{m}-{d}")


@given(st.dates(date(1900, 1, 1), date(2041, 3, 20)), st.sampled_from(JALALI))
def test_iranian_days_round_trip(day: date, form: str) -> None:
    own = jdatetime.date.fromgregorian(date=day)
    names = [name for name, (calendar, month) in MONTHS.items() if calendar is Calendar.JALALI
             and month == own.month]  # fmt: skip
    latin = max((name for name in names if name.isascii()), key=len)
    persian = next(name for name in names if not name.isascii())
    text = form.format(y=own.year, m=own.month, d=own.day, fa=persian, latin=latin)
    span = parse_date(text)
    assert span is not None
    assert span.start == day


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.integers(1, 400),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%Y-%m-%d", "%d %b %Y"]),
    st.sampled_from([" – ", "–", " to ", " - "]),
)
def test_ranges_of_any_form_round_trip(day: date, n_days: int, form: str, between: str) -> None:
    last = day + timedelta(days=n_days)
    span = parse_date(f"{day.strftime(form)}{between}{last.strftime(form)}")
    assert span is not None
    assert (span.start, span.stop) == (day, last + timedelta(days=1))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "no date"),
        ("1441/03/18", "Islamic"),
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
