from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.steps import Step, find_before, make_point, parse_point, revert
from geodata.decisions import Choice, Decision, Subject, answer_of, settle
from geodata.errors import InputError
from geodata.types import MatchStatus, PlacePrecision
from tests.geodata.builders import make_answer, make_candidate, make_decision, make_match

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
OSLO = make_answer(name="Oslo", geonames_id=3143244)


@pytest.mark.parametrize(
    "text",
    ["47.47, 8.31", "47.47 8.31", " 47.47;8.31 ", "47.47° , 8.31°", "۴۷٫۴۷، ۸٫۳۱", "+47.47,8.31"],
)
def test_point_is_read_as_people_write_it(text: str) -> None:
    assert parse_point(text) == (8.31, 47.47)


def test_point_of_the_south_and_west_has_minus_signs() -> None:
    assert parse_point("−33.45, -70.66") == (-70.66, -33.45)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is not a position: write latitude"),
        ("47.47", "is not a position"),
        ("1, 2, 3", "is not a position"),
        ("Baden", "is not a position"),
        ("95, 8", "is not on Earth"),
        ("8, 181", "is not on Earth"),
        ("nan, 8", "is not on Earth"),
        ("inf, 8", "is not on Earth"),
    ],
)
def test_what_is_no_point_is_refused_with_what_to_write(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        parse_point(text)


@given(st.text())
def test_any_text_is_a_point_or_refused(text: str) -> None:
    try:
        lon, lat = parse_point(text)
    except InputError:
        return
    assert -180 <= lon <= 180
    assert -90 <= lat <= 90


def test_point_takes_the_name_of_its_subject() -> None:
    answer = make_point("47.47, 8.31", Subject(place_name="Baden"), "near", "CH")
    assert (answer.choice, answer.name, answer.country) == (Choice.POINT, "Baden", "CH")
    assert answer.precision is PlacePrecision.NEAR


def test_best_candidate_stood_before_unless_something_was_decided() -> None:
    match = make_match(candidates=(make_candidate(),))
    assert find_before(None, match) == answer_of(make_candidate())
    assert find_before(make_decision(after=OSLO), match) == OSLO
    assert find_before(make_decision(after=None), match) == answer_of(make_candidate())
    assert find_before(None, make_match(status=MatchStatus.NONE, candidates=())) is None


def undo(log: list[Decision], start: int, stop: int) -> list[Decision]:
    return revert(log, Step(start=start, stop=stop), who="me", when=NOW)


def test_undone_step_lets_stand_what_stood_before_it() -> None:
    log = [make_decision("A"), make_decision("A", after=OSLO)]
    (undone,) = undo(log, 1, 2)
    assert (undone.before, undone.after) == (OSLO, log[0].after)
    (undone,) = undo([*log, undone], 0, 1)
    assert undone.after is None


def test_undone_bulk_takes_every_name_back() -> None:
    log = [make_decision("A"), make_decision("B"), make_decision("C")]
    assert [item.what.place_name for item in undo(log, 1, 3)] == ["B", "C"]


def test_name_that_was_decided_elsewhere_since_is_left() -> None:
    log = [make_decision("A"), make_decision("B"), make_decision("A", after=OSLO)]
    assert [item.what.place_name for item in undo(log, 0, 2)] == ["B"]


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from([OSLO, None])), max_size=5))
def test_undoing_all_steps_from_the_last_leaves_nothing_decided(
    given_: list[tuple[str, object]],
) -> None:
    log = [make_decision(name, after=after) for name, after in given_]
    for i in reversed(range(len(given_))):
        log += undo(log, i, i + 1)
    assert all(decision.after is None for decision in settle(log).values())
