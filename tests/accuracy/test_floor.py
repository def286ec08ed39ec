"""Accuracy on labelled names must not fall."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pytest

from geodata.gazetteer import open_gazetteer
from tests.accuracy.labels import SETS, load_labels
from tests.accuracy.measure import Given, Outcome, Tally, ask, measure_hard_cases, tally
from tests.accuracy.systems import Ours

LEAST_RIGHT: Final = 174

FLOORS: Final[Mapping[tuple[str, Given], float]] = {
    ("airport_towns", Given.COUNTRY): 0.690,
    ("airport_towns", Given.REGION): 0.710,
    ("airport_towns_us", Given.REGION): 0.718,
    ("example_abroad", Given.COUNTRY): 0.970,
    ("iran_english", Given.COUNTRY): 0.770,
    ("iran_english", Given.REGION): 0.765,
    ("iran_persian", Given.COUNTRY): 0.675,
    ("iran_persian", Given.REGION): 0.660,
    ("pakistan_urdu", Given.COUNTRY): 0.795,
    ("ucdp_ged", Given.COUNTRY): 0.575,
    ("ucdp_ged", Given.REGION): 0.590,
}
"""Least share of all names of a set within 25 km; what no gazetteer has counts as wrong."""

HELD_FLOORS: Final[Mapping[tuple[str, Given], float]] = {
    ("iran_english", Given.COUNTRY): 0.950,
    ("iran_persian", Given.COUNTRY): 0.950,
}
"""The same of the names whose place the gazetteer has."""

CERTAIN_FLOORS: Final[Mapping[Given, float]] = {
    Given.NOTHING: 0.975,
    Given.COUNTRY: 0.990,
    Given.REGION: 0.995,
}
"""Least share right of the certain answers with a point, all sets together."""


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return measure_hard_cases(open_gazetteer())


@pytest.fixture(scope="module")
def tallies() -> dict[tuple[str, Given], Tally]:
    ours = Ours()
    names = [path.stem for path in sorted(SETS.glob("*.csv"))]
    judged = {
        (name, given): ask(ours, load_labels(name), given) for name in names for given in Given
    }
    everything = {
        ("all", given): tally([one for name in names for one in judged[name, given]])
        for given in Given
    }
    return {key: tally(some) for key, some in judged.items()} | everything


def test_hard_cases_stay_right(outcomes: list[Outcome]) -> None:
    assert sum(outcome.is_right for outcome in outcomes) >= LEAST_RIGHT


def test_no_hard_case_is_certain_and_wrong(outcomes: list[Outcome]) -> None:
    assert [outcome.name for outcome in outcomes if outcome.is_false_certain] == []


@pytest.mark.parametrize("key", FLOORS)
def test_a_set_stays_as_right(
    tallies: dict[tuple[str, Given], Tally], key: tuple[str, Given]
) -> None:
    assert (tallies[key].within_25 or 0.0) >= FLOORS[key]


@pytest.mark.parametrize("key", HELD_FLOORS)
def test_what_the_gazetteer_has_is_found(
    tallies: dict[tuple[str, Given], Tally], key: tuple[str, Given]
) -> None:
    assert (tallies[key].held_within_25 or 0.0) >= HELD_FLOORS[key]


@pytest.mark.parametrize("given", CERTAIN_FLOORS)
def test_certain_answers_are_right(tallies: dict[tuple[str, Given], Tally], given: Given) -> None:
    assert (tallies["all", given].certain_right or 0.0) >= CERTAIN_FLOORS[given]
