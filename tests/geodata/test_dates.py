from datetime import date, timedelta

import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.dates import DayOrder, explain_unreadable, parse_date, read_date
from geodata.types import DatePrecision


@pytest.mark.parametrize(
    "text",
    [
        "2019-11-15", "2019/11/15", "20191115", "20191115.0", "20191115233000", "20191115T233000Z",
        "2019-11-15T23:30:00+03:30", "2019-11-15T23:30:00.123Z", "2019-11-15 08:05",
        "2019-11-15 08:05:00 UTC", "2019-11-15T23:30+03:30[Asia/Tehran]", "2019-W46-5",
        "15/11/2019", "11/15/2019", "15.11.2019", "15. 11. 2019", "15/11/2019 3:45 PM",
        "15 Nov 2019", "15-nov-2019", "15/Nov/2019", "15th of November, 2019", "15 Nov. 2019",
        "Friday, 15 November 2019", "Nov. 15, 2019", "November 15th 2019", "2019 Nov 15",
        "2019-Nov-15", "Fri, 15 Nov 2019 10:00:00 +0000", "Fri Nov 15 10:00:00 +0000 2019",
        "Fri Nov 15 2019 00:00:00 GMT+0330 (Iran Standard Time)", "3:45 PM · Nov 15, 2019",
        "on Friday 15 November 2019 at 10:00", " ۲۰۱۹/۱۱/۱۵ ", "\u200e٢٠١٩-١١-١٥",
    ],
)  # fmt: skip
def test_day_is_read(text: str) -> None:
    span = parse_date(text)
    assert span is not None
    assert (span.start, span.stop) == (date(2019, 11, 15), date(2019, 11, 16))
    assert span.precision is DatePrecision.DAY


@pytest.mark.parametrize(
    "text",
    [
        "2019-12", "12/2019", "Dec 2019", "december 2019", "Dec. 2019", "2019 December",
        "December, 2019", "Dezember 2019", "décembre 2019", "diciembre de 2019", "دسامبر ۲۰۱۹",
        "ديسمبر ٢٠١٩", "كانون الأول ٢٠١٩", "early December 2019", "mid-December 2019",
        "late December 2019", "اواخر دسامبر ۲۰۱۹",
    ],
)  # fmt: skip
def test_month_and_any_part_of_it_is_its_whole_range(text: str) -> None:
    span = parse_date(text)
    assert span is not None
    assert (span.start, span.stop) == (date(2019, 12, 1), date(2020, 1, 1))
    assert span.precision is DatePrecision.MONTH


@pytest.mark.parametrize("text", ["2019", "2019.0", "late 2019", "٢٠١٩م"])
def test_year_and_any_part_of_it_is_its_whole_range(text: str) -> None:
    span = parse_date(text)
    assert span is not None
    assert (span.start, span.stop) == (date(2019, 1, 1), date(2020, 1, 1))
    assert span.precision is DatePrecision.YEAR


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2019-02-30", "2019-13-01", "31/31/2019", "15/11/19", "1441/03/18", "43784",
     "19–15 Nov 2019", "x 2019", "30 Esfand 1398", "15 Nov 1398", "25 Aban 2019", "0000-01-01",
     "9999", "2019-11-15 maybe", "15/11-2019", "before 15 Nov 2019", "since 15 Nov 2019",
     "maybe 15 Nov 2019", "2019-11-15 10:00 or so", "2019-11-15 25:00", "1398-W05", "2019-W53",
     "autumn 2019", "201911", "1573776000", "2019-03-2020", "31-11-2019", "15 Nov",
     "11/15-19/11/2019", "Nov 2019 / 15 Dec 2019", "2019-11-15" + " " * 200],
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
    ("text", "proven"),
    [
        ("25/12/2019", DayOrder.DAY_FIRST),
        ("12/25/2019 10:00", DayOrder.MONTH_FIRST),
        ("03/04/2019 – 15/04/2019", DayOrder.DAY_FIRST),
        ("03/04/2019 - 03/15/2019", DayOrder.MONTH_FIRST),
        ("3-5/4/2019", DayOrder.DAY_FIRST),
        ("03/04/2019", None),
        ("40/04/2019", None),
        ("2019-12-25", None),
        ("junk", None),
    ],
)
def test_date_proves_the_only_order_it_can_have(text: str, proven: DayOrder | None) -> None:
    assert read_date(text).proves is proven


@pytest.mark.parametrize(
    "text",
    [
        "۲۴ آبان ۱۳۹۸", "24 Aban 1398", "1398/08/24", "۱۳۹۸/۸/۲۴", "جمعه ۲۴ آبان‌ماه ۱۳۹۸",
        "جمعه، ۲۴ آبانماه سال ۱۳۹۸", "24/08/1398", "13980824", "24 عقرب 1398", "۲۴ آبان ۱۳۹۸ ه.ش",
        "15 نوامبر 2019", "١٥ نوفمبر ٢٠١٩", "15 تشرين الثاني 2019", "15 تشرین الثانی 2019",
        "15 نوفمبر 2019م", "15 نونبر 2019",
        "15 novembre 2019", "15. November 2019", "15. Nov. 2019",
        "15 de noviembre de 2019", "15 Kasım 2019", "le 15 novembre 2019", "vendredi 15 nov. 2019",
        "Freitag, den 15. November 2019", "viernes, 15 de noviembre de 2019",
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
        "15th-19th November 2019", "15 Nov - 19 Nov 2019", "15 Nov-19 Nov 2019",
        "2019-11-15/2019-11-19", "2019-11-15 to 2019-11-19", "2019-11-15..2019-11-19",
        "2019-11-15T10:00Z/2019-11-19T12:00Z", "2019-11-15 10:00 - 2019-11-19 12:00",
        "from 15 to 19 November 2019", "from 15 November 2019 to 19 November 2019",
        "between 15 and 19 November 2019", "between Nov 15 and Nov 19, 2019",
        "15/11/2019 - 19/11/2019", "15/11/2019-19/11/2019", "15/11 – 19/11/2019",
        "15-19/11/2019", "15.–19.11.2019", "15.11.-19.11.2019", "11/15–11/19/2019",
        "15.-19. November 2019", "15 bis 19 November 2019", "15 al 19 de noviembre de 2019",
        "du 15 au 19 novembre 2019", "20191115-20191119", "Fri 15 – Tue 19 Nov 2019",
        "۲۴ تا ۲۸ آبان ۱۳۹۸", "از ۲۴ تا ۲۸ آبان ۱۳۹۸", "۲۴ ـ ۲۸ آبان ۱۳۹۸", "24-28 Aban 1398",
        "1398/08/24 - 1398/08/28", "۱۳۹۸/۸/۲۴ تا ۱۳۹۸/۸/۲۸", "من 15 إلى 19 نوفمبر 2019",
        "بين 15 و19 نوفمبر 2019",
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
        ("15 Nov – 2 Dec 2019", (2019, 11, 15), (2019, 12, 3), "days"),
        ("Nov 15-Dec 2, 2019", (2019, 11, 15), (2019, 12, 3), "days"),
        ("Nov 15 – 2 Dec 2019", (2019, 11, 15), (2019, 12, 3), "days"),
        ("30 Dec 2019 – 2 Jan 2020", (2019, 12, 30), (2020, 1, 3), "days"),
        ("Dec 30, 2019 - Jan 2, 2020", (2019, 12, 30), (2020, 1, 3), "days"),
        ("28 Aban – 2 Azar 1398", (2019, 11, 19), (2019, 11, 24), "days"),
        ("15/16 November 2019", (2019, 11, 15), (2019, 11, 17), "days"),
        ("Nov-Dec 2019", (2019, 11, 1), (2020, 1, 1), "month"),
        ("2019-11/2019-12", (2019, 11, 1), (2020, 1, 1), "month"),
        ("Nov 2019 to Jan 2020", (2019, 11, 1), (2020, 2, 1), "month"),
        ("late November to early December 2019", (2019, 11, 1), (2020, 1, 1), "month"),
        ("2018-2019", (2018, 1, 1), (2020, 1, 1), "year"),
        ("2019-W46", (2019, 11, 11), (2019, 11, 18), "week"),
        ("week 46 of 2019", (2019, 11, 11), (2019, 11, 18), "week"),
        ("KW 46/2019", (2019, 11, 11), (2019, 11, 18), "week"),
        ("آبان ۱۳۹۸", (2019, 10, 23), (2019, 11, 22), "month"),
        ("1398-08", (2019, 10, 23), (2019, 11, 22), "month"),
        ("Esfand 1398", (2020, 2, 20), (2020, 3, 20), "month"),
        ("۱۳۹۸", (2019, 3, 21), (2020, 3, 20), "year"),
    ],
)
def test_ranges_and_coarse_dates_are_their_whole_range(
    text: str, start: tuple[int, int, int], stop: tuple[int, int, int], precision: str
) -> None:
    span = parse_date(text)
    assert span is not None
    assert (span.start, span.stop, span.precision) == (date(*start), date(*stop), precision)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "no date"),
        ("x" * 500, "longer"),
        ("1441/03/18", "Islamic"),
        ("۱۸ ربیع الاول ۱۴۴۱", "Islamic"),
        ("15/11/19", "two digits"),
        ("15-Nov-19", "two digits"),
        ("۲۵ آبان ۹۸", "two digits"),
        ("15 Nov '19", "two digits"),
        ("Nov 15", "without a year"),
        ("since 15 Nov 2019", "one end"),
        ("autumn 2019", "season"),
        ("43784", "spreadsheets"),
        ("2019-02-30", "no such day"),
        ("20191315", "no such day"),
        ("19–15 Nov 2019", "end lies before"),
        ("soon", "not a date"),
    ],
)
def test_reason_names_what_is_wrong(text: str, word: str) -> None:
    assert word in explain_unreadable(text)[0]


FORMS = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y-%m-%dT%H:%M:%SZ", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y",
    "%d %B %Y", "%d %b %Y", "%A, %d %B %Y", "%B %d, %Y", "%b %d %Y", "%d-%b-%Y", "%G-W%V-%u",
    "%a %b %d %H:%M:%S +0000 %Y",
)  # fmt: skip
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(DAYS, st.sampled_from(FORMS), st.sampled_from(["0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"]))
def test_days_round_trip_in_every_form_and_in_the_digits_of_three_scripts(
    day: date, form: str, digits: str
) -> None:
    span = parse_date(day.strftime(form).translate(str.maketrans("0123456789", digits)))
    assert span == (day, day + timedelta(days=1), DatePrecision.DAY)


@given(DAYS, st.sampled_from(["%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y 10:00"]))
def test_days_with_the_month_first_round_trip(day: date, form: str) -> None:
    span = parse_date(day.strftime(form), order=DayOrder.MONTH_FIRST)
    assert span == (day, day + timedelta(days=1), DatePrecision.DAY)


@given(DAYS, st.sampled_from(["%Y-%m", "%m/%Y", "%B %Y", "%b %Y", "%b-%Y", "%Y", "%G-W%V"]))
def test_weeks_months_and_years_hold_the_days_they_are_of(day: date, form: str) -> None:
    span = parse_date(day.strftime(form))
    assert span is not None
    assert span.start <= day < span.stop
    assert day.strftime(form) not in (
        (span.start - timedelta(days=1)).strftime(form), span.stop.strftime(form),
    )  # fmt: skip


MONTHS = {
    "fa": "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "latin": "Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand",
    "dari": "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
}


def say_jalali(day: jdatetime.date, form: str) -> str:
    names = {language: words.split()[day.month - 1] for language, words in MONTHS.items()}
    text = form.format(y=day.year, m=day.month, d=day.day, **names)
    return (
        text.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")) if "{latin}" not in form else text
    )


NAMED_JALALI = ["{d} {fa} {y}", "{d} {latin} {y}", "{d} {dari} {y}", "{d} {fa}\u200cماه {y}"]
JALALI_FIGURES = ["{y}/{m:02}/{d:02}", "{d}/{m}/{y}", "{y}-{m}-{d}", "{y}{m:02}{d:02}"]
ANY_NAMED = st.tuples(st.dates(date(1921, 3, 21), date(2072, 3, 19)), st.sampled_from(NAMED_JALALI))
ANY_IN_FIGURES = st.tuples(
    st.dates(date(1900, 1, 1), date(2042, 3, 20)), st.sampled_from(JALALI_FIGURES)
)


@pytest.mark.parametrize("written", [ANY_NAMED, ANY_IN_FIGURES], ids=["named", "in figures"])
@given(data=st.data())
def test_iranian_days_round_trip(
    written: st.SearchStrategy[tuple[date, str]], data: st.DataObject
) -> None:
    day, form = data.draw(written)
    text = say_jalali(jdatetime.date.fromgregorian(date=day), form)
    assert parse_date(text) == (day, day + timedelta(days=1), DatePrecision.DAY)


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.integers(1, 400),
    st.sampled_from(
        ["%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%Y-%m-%d", "%d %b %Y", "%Y%m%d", "%Y-%m-%d %H:%M"]
    ),
    st.sampled_from([" – ", "–", " to ", " - ", "/", " and "]),
)
def test_ranges_of_any_form_round_trip(day: date, n_days: int, form: str, between: str) -> None:
    last = day + timedelta(days=n_days)
    span = parse_date(f"{day.strftime(form)}{between}{last.strftime(form)}")
    assert span == (day, last + timedelta(days=1), DatePrecision.DAYS)


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2199, 12, 31)))
def test_two_ways_means_that_the_order_matters(day: date) -> None:
    text = f"{day:%d/%m/%Y}"
    assert len({parse_date(text, order=order) for order in DayOrder}) == (
        2 if read_date(text).is_two_ways else 1
    )


PIECES = st.sampled_from(
    ["15", "2019", "1398", "nov", "آبان", "w46", "-", "–", "/", ".", " ", ":", "to", "T10:00", "٣"]
)


@given(st.text() | st.lists(PIECES, max_size=14).map("".join))
def test_no_text_breaks_the_parser(text: str) -> None:
    span = parse_date(text)
    assert span is None or span.start < span.stop
    explain_unreadable(text)
