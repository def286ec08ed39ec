from datetime import UTC, datetime

import pytest

from geodata.carrying import choose_carried
from geodata.decision_log import DecisionLog
from geodata.decisions import Decision
from tests.geodata.builders import make_decision, make_joining


def decide(year: int, name: str = "Baden", who: str = "own") -> Decision:
    return make_decision(name, when=datetime(year, 1, 1, tzinfo=UTC), who=who)


def undo(year: int) -> Decision:
    return make_decision(after=None, when=datetime(year, 1, 1, tzinfo=UTC))


OLD, NEW = decide(2020, who="other"), decide(2024, who="other")


@pytest.mark.parametrize(
    ("carried", "own", "added", "n_there", "n_older"),
    [
        ((OLD, NEW), (), (OLD, NEW), 0, 0),
        ((OLD, NEW), (OLD, NEW), (), 2, 0),
        ((OLD, NEW), (OLD,), (NEW,), 1, 0),
        ((OLD, NEW), (decide(2022),), (NEW,), 0, 1),
        ((OLD, NEW), (decide(2025),), (), 0, 2),
        ((NEW,), (decide(2024),), (), 0, 1),  # of one moment the own one holds
        ((NEW,), (decide(2020), undo(2025)), (), 0, 1),  # an undoing is a decision too
        ((NEW,), (decide(2025, "Oslo"),), (NEW,), 0, 0),
        ((NEW,), (decide(2025, "BADEN"),), (), 0, 1),
    ],
)
def test_later_decision_about_a_name_holds(
    carried: tuple[Decision, ...],
    own: tuple[Decision, ...],
    added: tuple[Decision, ...],
    n_there: int,
    n_older: int,
) -> None:
    carry = choose_carried(DecisionLog(decisions=carried), DecisionLog(decisions=own))
    assert (carry.added, carry.n_there, carry.n_older) == (added, n_there, n_older)
    assert len(carried) == len(carry.added) + carry.n_there + carry.n_older


def test_decisions_about_reports_are_carried_beside_those_about_names() -> None:
    old, new = (make_joining(when=datetime(year, 1, 1, tzinfo=UTC)) for year in (2020, 2024))
    other = make_joining("c", "d")
    carried = DecisionLog(decisions=(NEW,), joinings=(old, new, other))
    carry = choose_carried(carried, DecisionLog(joinings=(old,)))
    assert (carry.added, carry.joinings) == ((NEW,), (new, other))
    assert (carry.n_there, carry.n_older) == (1, 0)
