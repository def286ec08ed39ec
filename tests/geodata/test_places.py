import pandas as pd
import pytest

from geodata.places import Point, describe_places, make_points
from geodata.tables import PLACES, make_point_id
from tests.geodata.builders import real_reference


def make_point(lon: float, lat: float, *, name: str = "Mill", country: str | None = None) -> Point:
    return Point(place_id=make_point_id(lon, lat), name=name, country=country)


def test_places_are_ordered_by_id_points_first() -> None:
    points = [make_point(10.7, 59.9), make_point(51.4, 35.7)]
    places = describe_places([115019, 3143244, 112931], make_points(points), real_reference())
    assert places["place_id"].is_monotonic_increasing
    assert places["name"].tolist() == ["Mill", "Mill", "Tehran", "Shiraz", "Oslo"]
    assert places["country"].tolist() == ["NO", "IR", "IR", "IR", "NO"]


def test_id_that_the_gazetteer_lacks_is_left_out() -> None:
    assert describe_places([1], make_points(), real_reference()).empty


def test_no_place_is_a_table_without_rows() -> None:
    assert describe_places([], make_points(), real_reference()).columns.tolist() == PLACES.names


def test_of_points_in_one_spot_the_first_is_taken() -> None:
    points = [make_point(10.7, 59.9, name=name) for name in ("Mill", "Yard")]
    assert describe_places([], make_points(points), real_reference())["name"].tolist() == ["Mill"]


@pytest.mark.parametrize(
    ("point", "country", "region", "basis"),
    [
        (make_point(52.53, 29.61), "IR", "Fars", "polygon"),
        (make_point(52.53, 29.61, country="CA"), "IR", "Fars", "polygon"),
        (make_point(-30.5, 0.25), None, None, "none"),
        (make_point(-30.5, 0.25, country="BR"), "BR", None, "none"),
        (make_point(-180, -90), "AQ", "Antarctica", "polygon"),
    ],
)
def test_point_lies_where_its_position_says(
    point: Point, country: str | None, region: str | None, basis: str
) -> None:
    (place,) = describe_places([], make_points([point]), real_reference()).to_dict("records")
    found = [None if pd.isna(place[name]) else place[name] for name in ("country", "region_name")]
    assert found == [country, region]
    assert place["region_basis"] == basis
