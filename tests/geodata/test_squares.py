from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.squares import describe_squares, find_squares
from geodata.tables import PLACES, find_point
from tests.geodata.builders import real_reference


def square_of(lon: float, lat: float, degrees: float) -> tuple[float, float]:
    places = pd.DataFrame({"place_id": [1], "lon": [lon], "lat": [lat]})
    return find_point(find_squares(places, degrees)[1])


@given(
    lon=st.floats(-180, 180),
    lat=st.floats(-90, 90),
    degrees=st.sampled_from([0.1, 0.3, 0.5, 1.0, 2.7, 5.0]),
)
def test_square_holds_its_place(lon: float, lat: float, degrees: float) -> None:
    x, y = square_of(lon, lat, degrees)
    assert abs(x - lon) <= degrees / 2 + 1e-5
    assert abs(y - lat) <= degrees / 2 + 1e-5
    assert (abs(x) <= 180) & (abs(y) <= 90)
    assert square_of(x, y, degrees) == (x, y)


@pytest.mark.parametrize(
    ("lon", "lat", "country", "region", "name"),
    [
        (52.53, 29.61, "IR", "IR-07", "Square of 0.5° around 29.75° N, 52.75° E"),
        (7.59, 47.56, None, None, "Square of 0.5° around 47.75° N, 7.75° E"),  # at a border
        (-30.1, 0.2, None, None, "Square of 0.5° around 0.25° N, 30.25° W"),  # at sea
    ],
)
def test_square_says_only_what_holds_for_all_of_it(
    lon: float, lat: float, country: str | None, region: str | None, name: str
) -> None:
    places = pd.DataFrame({"place_id": [1], "lon": [lon], "lat": [lat]})
    ids = find_squares(places, 0.5).values()
    row = describe_squares(ids, 0.5, real_reference()).astype("object").iloc[0]
    found = [None if pd.isna(row[key]) else row[key] for key in ("country", "region_id", "name")]
    assert found == [country, region, name]
    assert list(row.index) == PLACES.names
