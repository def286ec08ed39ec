"""A place that is missing is hardly ever taken for another with certainty."""

from __future__ import annotations

import pytest

from geodata.contexts import Scope
from geodata.gazetteer import open_gazetteer
from tests.accuracy.hiding import list_places, share_taken


@pytest.mark.parametrize(
    ("scope", "most"), [(Scope.WORLD, 0.005), (Scope.COUNTRY, 0.013), (Scope.REGION, 0.014)]
)
def test_few_hidden_places_of_iran_are_taken_for_others(scope: Scope, most: float) -> None:
    gazetteer = open_gazetteer()
    assert share_taken(gazetteer, list_places(gazetteer, "IR"), scope) <= most
