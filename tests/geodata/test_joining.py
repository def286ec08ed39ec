import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from geodata.errors import InputError
from geodata.joining import Joining, Verdict, find_holding, from_json, name_reports, to_json
from tests.geodata.builders import make_decision, make_joining
from tests.geodata.strategies import TEXTS, make_joinings

JOININGS = make_joinings(TEXTS.filter(bool))


@given(JOININGS)
def test_any_decision_about_reports_survives_its_line(joining: Joining) -> None:
    line = to_json(joining)
    assert from_json(line) == joining
    assert line.splitlines() == [line]


@pytest.mark.parametrize(
    "changes",
    [
        {"what": {"reports": "ab"}},
        {"what": {"reports": []}},
        {"what": {"reports": ["a", ""]}},
        {"what": {"reports": ["a", 2]}},
        {"what": {"reports": ["a"]}},  # together with what?
        {"what": {"place_name": "Baden"}},
        {"after": "joined"},
        {"who": None},
        {"when": "2026-11-25T10:30:00"},  # of which time zone?
    ],
)
def test_line_with_a_wrong_value_is_an_error(changes: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="correct or delete the line"):
        from_json(json.dumps(json.loads(to_json(make_joining())) | changes))


def test_order_in_which_reports_are_named_says_nothing() -> None:
    assert make_joining("b", "a", "b").what == name_reports(["a", "b"])
    line = to_json(make_joining()).replace('["a", "b"]', '["b", "a"]')
    assert from_json(line) == make_joining()


def test_last_decision_about_the_same_reports_holds_by_its_moment() -> None:
    days = [datetime(2026, 11, day, tzinfo=UTC) for day in (1, 2, 3)]
    first = make_joining(when=days[0])
    undone = make_joining(after=None, when=days[1])
    other = make_joining("c", after=Verdict.APART, when=days[1])
    again = make_joining(when=days[2])
    assert find_holding([again, other, first, undone]) == (other, again)
    assert find_holding([undone, first]) == ()


def test_decision_about_a_name_is_none_about_reports() -> None:
    with pytest.raises(InputError, match="no decision about reports"):
        from_json(json.dumps({"what": {"place_name": make_decision().what.place_name}}))
