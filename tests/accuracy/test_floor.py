"""Accuracy on labelled names must not fall."""

from __future__ import annotations

import pytest

from geodata.gazetteer import open_gazetteer
from tests.accuracy.measure import Outcome, measure_hard_cases

LEAST_RIGHT = 172


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return measure_hard_cases(open_gazetteer())


def test_hard_cases_stay_right(outcomes: list[Outcome]) -> None:
    assert sum(outcome.is_right for outcome in outcomes) >= LEAST_RIGHT


def test_no_hard_case_is_certain_and_wrong(outcomes: list[Outcome]) -> None:
    assert [outcome.name for outcome in outcomes if outcome.is_false_certain] == []
