from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.waiting import (
    MOST,
    count_waiting,
    find_next,
    list_names,
    renew,
    say_listed,
    select_names,
)
from geodata.decisions import Decision, settle
from geodata.placements import say_decision
from geodata.types import MatchStatus
from tests.dashboard.builders import make_entry, make_names
from tests.geodata.builders import make_decision


def texts(names: Any) -> list[str]:
    return [name.text for name in names]


def test_row_says_how_a_name_stands() -> None:
    waiting, unknown, settled, undone = list_names(
        [
            make_entry("A"),
            make_entry("B", geo_status=MatchStatus.NONE),
            make_entry("C", decision=make_decision("C")),
            make_entry("D", decision=make_decision("D", after=None)),
        ]
    )
    assert [name.status for name in (waiting, unknown, settled, undone)] == [
        "doubtful",
        "not found",
        "settled",
        "doubtful",
    ]
    assert count_waiting([waiting, unknown, settled, undone]) == 3


@pytest.mark.parametrize(
    ("show", "listed"), [("waiting", ["A", "C"]), ("settled", ["B"]), ("certain", ["D"])]
)
def test_waiting_and_settled_names_are_listed_apart(show: Any, listed: list[str]) -> None:
    certain = make_entry("D", geo_status=MatchStatus.CERTAIN)
    names = (*make_names("A", ("B", make_decision("B")), "C"), *list_names([certain]))
    assert texts(select_names(names, show, "")) == listed


@pytest.mark.parametrize(
    ("text", "found"),
    [("bad", ["Baden"]), ("BADEN ", ["Baden"]), ("zürich", ["Zurich"]), ("swit", ["Zurich"])],
)
def test_search_reads_name_and_context_as_the_geocoder_does(text: str, found: list[str]) -> None:
    names = list_names([make_entry("Baden"), make_entry("Zurich", country_name="Switzerland")])
    assert texts(select_names(names, "waiting", text)) == found


@given(st.lists(st.sampled_from("ABCDE"), unique=True), st.sets(st.sampled_from("ABCDE")))
def test_next_name_waits_and_is_listed(listed: list[str], waiting: set[str]) -> None:
    names = make_names(*listed)
    ids = {name.id for name in make_names(*waiting)}
    found = find_next(names, names[0].id if names else "", ids)
    assert found in ids & {name.id for name in names} | {""}
    assert bool(found) is bool(waiting & set(listed))


def test_next_name_is_the_one_below_and_then_from_the_top() -> None:
    a, b, c = names = make_names("A", "B", "C")
    assert find_next(names, b.id, {a.id, c.id}) == c.id
    assert find_next(names, c.id, {a.id, b.id}) == a.id
    assert find_next(names, "none", {b.id}) == b.id


def test_same_name_otherwise_spelled_has_the_same_id() -> None:
    first, second, other = list_names(
        [make_entry("Baden"), make_entry(" BADEN"), make_entry("Baden", country_name="Austria")]
    )
    assert first.id == second.id != other.id


@pytest.mark.parametrize(
    ("reason", "is_pending"),
    [("2 places share it.", True), (say_decision(make_decision("A")) + ". City.", False)],
)
def test_decision_is_pending_until_the_reports_follow_it(reason: str, is_pending: bool) -> None:
    names = list_names([make_entry("A", geo_reason=reason)])
    (name,) = renew(names, settle([make_decision("A")]), lambda _: "")
    assert name.answer is not None
    assert name.is_pending is is_pending


def test_decision_that_was_undone_before_it_was_applied_is_not_pending() -> None:
    log: list[Decision] = [make_decision("A"), make_decision("A", after=None)]
    (name,) = renew(make_names("A"), settle(log), lambda _: "")
    assert not name.is_pending


@pytest.mark.parametrize(
    ("n", "n_names", "show", "text", "said"),
    [
        (1, 9, "certain", "x", "1 name"),
        (MOST, 500, "waiting", "", "200 names"),
        (3412, 3412, "waiting", "", "200 of 3,412 names; search to find others"),
        (0, 9, "waiting", "", "No name waits: each is certain or settled."),
        (0, 9, "settled", "", "Nothing is decided yet."),
        (0, 9, "certain", "", "The geocoder is certain of no name."),
        (
            0,
            9,
            "settled",
            "x",
            "No name here is like “x”: clear the search, or look among others.",
        ),
        (0, 0, "waiting", "", "No report of this atlas names a place that was looked up."),
    ],
)
def test_list_says_how_long_it_is_and_why_it_is_empty(
    n: int, n_names: int, show: Any, text: str, said: str
) -> None:
    assert say_listed(n, n_names, show, text) == said
