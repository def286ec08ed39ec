from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.state import (
    MAX_LAT,
    MAX_ZOOM,
    Position,
    ViewState,
    format_query,
    parse_query,
    read_query,
)
from geodata.errors import InputError
from geodata.query import Selection
from geodata.types import DatePrecision, PlacePrecision

words = st.text(max_size=12)
word_sets = st.frozensets(words, max_size=3)
days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 30))
positions = st.builds(
    Position,
    lon=st.floats(-180, 180),
    lat=st.floats(-MAX_LAT, MAX_LAT),
    zoom=st.floats(0, MAX_ZOOM),
)
ends = st.tuples(days, days).map(sorted)
spans = st.tuples(ends, st.booleans(), st.booleans()).map(
    lambda item: (
        item[0][0] if item[1] else None,
        item[0][1] + timedelta(days=1) if item[2] else None,
    )
)


def select(span: tuple[date | None, date | None], **conditions: Any) -> Selection:
    return Selection(date_start=span[0], date_stop=span[1], **conditions)


selections = st.builds(
    select,
    span=spans,
    kinds=word_sets,
    countries=word_sets,
    regions=word_sets,
    source_kinds=word_sets,
    places=st.frozensets(st.integers(-(2**40), 2**40), max_size=3),
    precisions=st.frozensets(st.sampled_from([*map(str, PlacePrecision)])),
    date_precisions=st.frozensets(st.sampled_from([*map(str, DatePrecision)])),
    verifications=word_sets,
    text=words,
)
views = st.builds(
    ViewState,
    selection=selections,
    position=st.none() | positions,
    layer=st.sampled_from(["bubbles", "regions"]),
    metric=st.sampled_from(["rate", "count"]),
    tab=st.sampled_from(["map", "table"]),
    sort=st.sampled_from(["", "when", "-title"]),
    theme=st.sampled_from(["light", "dark"]),
    opened=st.sampled_from(
        ["", "unlocated", "place:112931", "region:IR-23", "report:E:1", "within:IR-06", "nowhere"]
    ),
)


@given(views)
def test_query_and_view_are_exact_inverses(view: ViewState) -> None:
    assert parse_query(format_query(view)) == view
    assert parse_query("?" + format_query(view)) == view


@given(views)
def test_one_view_has_one_query(view: ViewState) -> None:
    assert format_query(parse_query(format_query(view))) == format_query(view)


def test_default_view_is_an_empty_query() -> None:
    assert format_query(ViewState()) == ""
    assert parse_query("") == ViewState()


def test_dates_are_written_as_people_count_them() -> None:
    selection = Selection(date_start=date(2019, 11, 15), date_stop=date(2019, 11, 20))
    assert format_query(ViewState(selection=selection)) == "from=2019-11-15&to=2019-11-19"


@given(st.text())
def test_any_text_is_read_without_an_exception(query: str) -> None:
    view, problems = read_query(query)
    assert isinstance(view, ViewState)
    assert all(problems)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=soon", "2019-11-15"),
        ("to=9999-12-31", "is not a day"),
        ("zoom=99&lon=0&lat=0", "0 to 12"),
        ("lon=nan&lat=0&zoom=1", "-180 to 180"),
        ("lon=5", "go together"),
        ("from=2020-01-02&to=2020-01-01", "later than"),
        ("layer=pie", "bubbles or regions"),
        ("open=cupboard:1", "place:ID"),
        ("sort=colour", "choose when, title"),
        ("place=Tehran", "GeoNames ids"),
        ("precision=citty", "choose exact, city, near"),
        ("date_precision=hour", "choose day, days, week"),
        ("colour=red", "allowed are from, to"),
    ],
)
def test_bad_value_is_named_with_what_is_allowed(query: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        parse_query(query)


def test_good_part_of_a_bad_link_is_kept() -> None:
    view, problems = read_query("kind=protest&from=soon")
    assert view.selection == Selection(kinds=frozenset({"protest"}))
    assert len(problems) == 1
