from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dashboard.desk import Desk
from dashboard.live import Live
from dashboard.services import open_services
from dashboard.steps import NOWHERE
from dashboard.waiting import Name, count_waiting
from geodata.decision_log import append_decisions, read_decisions
from geodata.decisions import answer_of
from geodata.errors import InputError, StoreError
from geodata.store import open_atlas
from tests.geodata.builders import make_decision


def accept(desk: Desk, text: str) -> None:
    name = next(name for name in desk.find_names() if name.text == text)
    desk.decide([(name, answer_of(desk.match(name).candidates[0]))], who="Ada", why="")


def find(desk: Desk, text: str) -> Name:
    return next(name for name in desk.find_names() if name.text == text)


def test_applied_decision_moves_the_served_reports(desk: Desk) -> None:
    before = desk.live.current
    accept(desk, "Mariwan")
    assert find(desk, "Mariwan").is_pending
    report = desk.apply()
    assert report.n_located == 2
    assert desk.live.current is not before
    assert 124778 in desk.live.current.places.place_id
    assert not find(desk, "Mariwan").is_pending


def test_undone_after_it_was_applied_a_decision_is_pending_again(desk: Desk) -> None:
    name = find(desk, "Mariwan")
    step = desk.decide([(name, answer_of(desk.match(name).candidates[0]))], who="Ada", why="")
    desk.apply()
    desk.undo(step, who="Ada")
    assert find(desk, "Mariwan").answer is None
    assert find(desk, "Mariwan").is_pending
    desk.apply()
    assert desk.live.current.totals.n_unlocated == 5


def test_decision_of_another_process_is_seen(desk: Desk, atlas: Path) -> None:
    assert count_waiting(desk.find_names()) == 3
    append_decisions(atlas, [make_decision("Baden")])
    assert count_waiting(desk.find_names()) == 2


def test_gazetteer_is_opened_only_when_it_is_asked_for(
    atlas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise AssertionError("the gazetteer was opened")

    monkeypatch.setattr("dashboard.desk.open_gazetteer", refuse)
    desk = Desk(Live(open_services(open_atlas(atlas))), may_write=True, login="")
    assert len(desk.find_names()) == 4
    with pytest.raises(AssertionError):
        _ = desk.gazetteer


def test_names_are_made_again_only_when_something_was_decided(desk: Desk) -> None:
    before = desk.find_names()
    assert desk.find_names() is before
    desk.decide([(before[0], NOWHERE)], who="Ada", why="")
    assert desk.find_names() is not before


def test_desk_that_is_only_looked_at_writes_nothing(desk: Desk, atlas: Path) -> None:
    read_only = Desk(desk.live, may_write=False, login="")
    name = read_only.find_names()[0]
    with pytest.raises(InputError, match="serve --desk"):
        read_only.decide([(name, None)], who="Ada", why="")
    with pytest.raises(InputError, match="serve --desk"):
        read_only.apply()
    assert read_decisions(atlas) == ()


def test_atlas_that_is_gone_is_said_to_be(desk: Desk, atlas: Path) -> None:
    desk.find_names()
    shutil.rmtree(atlas)
    with pytest.raises(StoreError):
        accept(desk, "Baden")
    with pytest.raises(StoreError):
        desk.apply()
