"""Which names are likely misspelt."""

from __future__ import annotations

import pytest

from geodata.contexts import Hit, Scope
from geodata.fuzzy import Near
from geodata.misspellings import find_likely
from geodata.names import EVIDENCE_BITS, Evidence
from geodata.types import CITY


def make_near(name_key: str, distance: int = 1, evidence: Evidence = Evidence.MAIN) -> Near:
    return Near(posting=1 << EVIDENCE_BITS | evidence, distance=distance, name_key=name_key)


def make_hit(population: int = 500_000, lon: float = 8.5) -> Hit:
    return Hit(1, CITY, Evidence.FUZZY, "CH", "CH.ZH", lon, 47.4, population)


@pytest.mark.parametrize(
    ("typed", "name_key", "population", "scope", "is_likely"),
    [
        ("zuirch", "zurich", 400_000, Scope.COUNTRY, True),
        ("zurch", "zurich", 400_000, Scope.COUNTRY, True),
        ("zurch", "zurich", 20_000, Scope.COUNTRY, False),
        ("winterthurr", "winterthur", 10_000, Scope.COUNTRY, True),
        ("tiga", "tina", 900_000, Scope.COUNTRY, False),
        ("letcher", "fletcher", 900_000, Scope.COUNTRY, False),
        ("annabah", "annaba", 3_000, Scope.COUNTRY, False),
        ("annabah", "annaba", 3_000, Scope.REGION, True),
    ],
)
def test_long_names_and_big_cities_are_misspelt_rather_than_missing(
    typed: str, name_key: str, population: int, scope: Scope, *, is_likely: bool
) -> None:
    found = find_likely(typed, [make_near(name_key)], [make_hit(population)], scope)
    assert bool(found) is is_likely


def test_two_places_equally_near_are_none() -> None:
    near = [make_near("winterthur"), make_near("winterthar")]
    hits = [make_hit(), make_hit(lon=9.5)]
    assert find_likely("winterthxr", near, hits, Scope.COUNTRY) == []
    assert len(find_likely("winterthxr", near, [make_hit(), make_hit()], Scope.COUNTRY)) == 2


def test_a_name_unlike_the_main_one_is_never_misspelt() -> None:
    alien = make_near("constantinople", evidence=Evidence.ALIEN)
    assert find_likely("constantinopel", [alien], [make_hit()], Scope.REGION) == []
