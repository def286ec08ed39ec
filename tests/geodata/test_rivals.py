"""Which places compete for a name."""

from __future__ import annotations

from typing import Any

import pytest

from geodata.contexts import KM_A_DEGREE, Given
from geodata.rivals import find_rivals
from tests.geodata.builders import make_hit


@pytest.mark.parametrize(
    ("km", "changes"),
    [
        (7.0, {}),
        (7.0, {"admin1": None}),
        (3.0, {"admin1": "IR.28", "population": 0}),
    ],
)
def test_a_town_that_is_held_twice_is_one(km: float, changes: dict[str, Any]) -> None:
    town = make_hit(1, lon=50.0)
    double = make_hit(2, lon=50.0, lat=town.lat + km / KM_A_DEGREE, **{"population": 9} | changes)
    assert find_rivals([double, town], Given()) == [town]


@pytest.mark.parametrize(
    ("km", "changes"),
    [
        (9.0, {}),
        (3.0, {"country": "IQ", "admin1": "IQ.05"}),
        (3.0, {"admin1": "IR.28"}),
        (6.0, {"admin1": "IR.28", "population": 0}),
    ],
)
def test_towns_apart_or_over_a_border_are_two(km: float, changes: dict[str, Any]) -> None:
    town = make_hit(1, lon=50.0)
    twin = make_hit(2, lon=50.0, lat=town.lat + km / KM_A_DEGREE, **{"population": 9} | changes)
    assert find_rivals([twin, town], Given()) == [town, twin]
