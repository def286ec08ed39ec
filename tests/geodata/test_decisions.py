import json
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.decisions import (
    Choice,
    Decision,
    Subject,
    answer_of,
    from_json,
    settle,
    to_json,
)
from geodata.errors import InputError
from geodata.types import PlacePrecision
from tests.geodata.builders import make_answer, make_candidate, make_decision
from tests.geodata.strategies import DECISIONS, TEXTS


@given(DECISIONS)
def test_any_decision_survives_its_line(decision: Decision) -> None:
    line = to_json(decision)
    assert from_json(line) == decision
    assert line.splitlines() == [line]


def test_line_can_be_read_by_a_person() -> None:
    line = to_json(make_decision("شهریار", why="«گزارش»"))
    assert "شهریار" in line
    assert "«گزارش»" in line
    assert '"when": "2026-11-25T10:30:00Z"' in line


@given(TEXTS | DECISIONS.map(to_json).flatmap(lambda line: st.integers(0, 99).map(
    lambda n: line[: len(line) * n // 100])))  # fmt: skip
def test_any_other_line_is_an_error(line: str) -> None:
    with pytest.raises(InputError, match="is no decision"):
        from_json(line)


@pytest.mark.parametrize(
    "changes",
    [
        {"what": "Baden"},
        {"what": {"place_name": "Baden", "admin1_name": "", "country_name": None}},
        {"who": "\ud800"},
        {"when": "2026-11-25T10:30:00"},  # of which time zone?
        {"when": 3},
        {"after": {"choice": "place", "precision": "city", "geonames_id": True}},
        {"after": {"choice": "town", "precision": "city", "geonames_id": 1}},
        {"after": {"choice": "point", "precision": "exact", "lon": float("nan"), "lat": 1}},
        {"after": {"choice": "point", "precision": "exact", "lon": "1", "lat": "1"}},
    ],
)
def test_line_with_a_wrong_value_is_an_error(changes: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="correct or delete the line"):
        from_json(json.dumps(json.loads(to_json(make_decision())) | changes))


def test_fields_of_a_later_version_are_ignored() -> None:
    content = json.loads(to_json(make_decision())) | {"mood": "sure"}
    assert from_json(json.dumps(content)) == make_decision()


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"geonames_id": None}, "geonames_id"),
        ({"geonames_id": 0}, "from 1"),
        ({"geonames_id": 2**31}, "from 1"),
        ({"precision": PlacePrecision.ADMIN1}, "city, near"),
        ({"choice": Choice.POINT, "lat": None}, "lon and lat"),
        ({"choice": Choice.POINT, "lat": 90.1}, "-90 to 90"),
        ({"choice": Choice.POINT, "lon": float("nan")}, "-180 to 180"),
        (
            {"choice": Choice.REGION, "precision": PlacePrecision.ADMIN1, "admin1": None},
            "IR.26",
        ),
        (
            {"choice": Choice.COUNTRY, "precision": PlacePrecision.COUNTRY, "country": None},
            "ISO code",
        ),
    ],
)
def test_answer_without_what_it_needs_cannot_be_made(changes: dict[str, Any], wanted: str) -> None:
    with pytest.raises(InputError, match=re.escape(wanted)):
        make_answer(**changes)


@pytest.mark.parametrize(
    "when",
    [
        datetime(2026, 11, 25),
        datetime(2026, 11, 25, microsecond=1, tzinfo=UTC),
        datetime(2026, 11, 25, tzinfo=timezone(timedelta(hours=1))),
    ],
)
def test_moment_is_a_second_in_utc(when: datetime) -> None:
    with pytest.raises(InputError, match="second in UTC"):
        make_decision(when=when)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Baden", "  BADEN ", True),
        ("شهريار", "شهریار", True),
        ("Baden", "Baden-Baden", False),
        ("🔥", "💧", False),
        ("🔥", "", False),
    ],
)
def test_subjects_are_the_same_if_their_folded_texts_are(
    one: str, other: str, is_same: bool
) -> None:
    assert (Subject(place_name=one).key == Subject(place_name=other).key) is is_same


def test_context_tells_subjects_apart() -> None:
    subjects = (
        Subject(place_name="Baden"),
        Subject(place_name="Baden", country_name="CH"),
        Subject(place_name="Baden", admin1_name="CH"),
    )
    assert len({subject.key for subject in subjects}) == 3


def test_last_decision_about_a_subject_holds() -> None:
    first, other, last = make_decision(), make_decision("Oslo"), make_decision("baden", after=None)
    assert list(settle([first, other, last]).values()) == [last, other]


@pytest.mark.parametrize(
    ("precision", "choice", "kept"),
    [
        (PlacePrecision.CITY, Choice.PLACE, PlacePrecision.CITY),
        (PlacePrecision.NEAR, Choice.PLACE, PlacePrecision.NEAR),
        (PlacePrecision.ADMIN1, Choice.REGION, PlacePrecision.ADMIN1),
        (PlacePrecision.COUNTRY, Choice.COUNTRY, PlacePrecision.COUNTRY),
    ],
)
def test_candidate_is_an_answer_of_its_level(
    precision: PlacePrecision, choice: Choice, kept: PlacePrecision
) -> None:
    answer = answer_of(make_candidate(precision=precision))
    assert (answer.choice, answer.precision, answer.geonames_id) == (choice, kept, 115019)
