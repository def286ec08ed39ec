from __future__ import annotations

from collections.abc import Callable

import pytest

from dashboard.desk import Desk
from dashboard.panels.event_desk import UNITE, act
from dashboard.rejoining import bring_together, find_decided, take_apart, take_back
from geodata.errors import InputError
from geodata.joining import Verdict

OSLO, BADEN = "rows.csv:1", "rows.csv:2"


def test_decision_holds_once_it_is_applied_and_is_taken_back(desk: Desk) -> None:
    bring_together([BADEN, OSLO], desk, why="one tour")
    assert len(desk.live.current.atlas.events) == 6
    desk.apply()
    assert len(desk.live.current.atlas.events) == 5
    (decided,) = find_decided([OSLO], desk)
    assert (decided.after, decided.who, decided.why) == (Verdict.TOGETHER, "tester", "one tour")
    assert "Undone" in take_back([OSLO, BADEN], desk)
    assert find_decided([OSLO], desk) == ()
    assert "Nothing is undone" in take_back([OSLO, BADEN], desk)
    desk.apply()
    assert len(desk.live.current.atlas.events) == 6


def test_only_decisions_about_the_shown_reports_are_told(desk: Desk) -> None:
    take_apart(OSLO, desk, why="")
    assert find_decided([BADEN], desk) == ()


@pytest.mark.parametrize(
    "decide",
    [
        lambda desk: take_apart(OSLO, desk, why=""),
        lambda desk: bring_together([OSLO, BADEN], desk, why=""),
    ],
)
def test_page_that_is_only_looked_at_decides_nothing(
    desk: Desk, decide: Callable[[Desk], str]
) -> None:
    desk.may_write = False
    with pytest.raises(InputError, match="--desk"):
        decide(desk)
    assert find_decided([OSLO, BADEN], desk) == ()


def test_trouble_is_said_on_the_page(desk: Desk) -> None:
    assert "is no report" in act(UNITE, [OSLO, "gone"], "", desk)
    desk.login = ""
    assert "who you are" in act(UNITE, [OSLO, BADEN], "", desk)
