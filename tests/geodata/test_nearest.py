from __future__ import annotations

import pandas as pd
import pytest

from geodata.nearest import find_cities
from tests.geodata.builders import real_reference

SHIRAZ, BASEL, WEIL, OSLO = 115019, 2661604, 2813040, 3143244


def find(name: str, country: str | None, lon: float, lat: float) -> int | None:
    row = {"place_id": -7, "name": name, "country": country, "lon": lon, "lat": lat}
    return find_cities(pd.DataFrame([row]), real_reference().gazetteer).get(-7)


@pytest.mark.parametrize(
    ("name", "country", "lon", "lat", "city"),
    [
        ("a square", "NO", 10.7461, 59.9127, OSLO),
        ("Shiraz", "IR", 52.66, 29.64, SHIRAZ),  # other places are nearer
        ("a bridge", "CH", 7.5931, 47.5811, BASEL),
        ("a rig", "NO", 2.5, 59.5, None),
        ("an island", None, 179.99, -40.0, None),
    ],
)
def test_point_lies_at_its_city(
    name: str, country: str | None, lon: float, lat: float, city: int | None
) -> None:
    assert find(name, country, lon, lat) == city


def test_own_country_comes_before_a_nearer_place_abroad() -> None:
    gazetteer = real_reference().gazetteer
    found = find("a field", "CH", 7.62, 47.595)  # on the German bank of the Rhine
    assert found is not None
    assert gazetteer.country_of(gazetteer.row_of(found) or 0) == "CH"
