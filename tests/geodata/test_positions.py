import pandas as pd
import pytest

from geodata.places import describe_places
from geodata.placing import place_reports
from geodata.positions import check_positions, list_points, read_positions
from geodata.tables import make_point_id
from tests.geodata.builders import real_reference

GAZETTEER = real_reference().gazetteer
SHIRAZ = (52.53113, 29.61031)  # lon, lat, as GeoNames has it


def make_rows(**columns: object) -> pd.DataFrame:
    names = (
        "place_name", "admin1_name", "country_name", "place_level",
        "given_lon", "given_lat", "given_precision", "given_code",
    )  # fmt: skip
    return pd.DataFrame({name: [columns.get(name)] for name in names})


def place(**columns: object) -> tuple[pd.Series, pd.DataFrame]:
    placed = place_reports(make_rows(**columns), real_reference())
    return placed.columns.iloc[0], placed.places


def test_row_without_a_code_stands_exactly_where_it_says() -> None:
    row, places = place(place_name="a yard", given_lon=51.4, given_lat=35.7)
    assert (row["place_precision"], row["country"], row["region_id"]) == ("exact", "IR", "IR-23")
    assert places[["name", "lon", "lat"]].to_numpy().tolist() == [["a yard", 51.4, 35.7]]
    assert row["geo_reason"] == "The row gives the position."


@pytest.mark.parametrize(
    ("precision", "offset", "is_place"),
    [("city", 0.05, True), ("city", 0.2, False), ("near", 0.05, False), ("exact", 0.05, False)],
)
def test_position_of_a_city_beside_its_place_is_that_place(
    precision: str, offset: float, is_place: bool
) -> None:
    row, _ = place(
        place_name="Shiraz",
        country_name="Iran",
        given_lon=SHIRAZ[0] + offset,
        given_lat=SHIRAZ[1],
        given_precision=precision,
        given_code="geo_precision 1",
    )
    assert bool(row["place_id"] == 115019) is is_place
    assert row["place_precision"] == precision
    assert row["geo_reason"].startswith("The row gives the position (geo_precision 1)")


@pytest.mark.parametrize("precision", ["admin2", "admin1", "country", "unknown"])
def test_position_of_a_region_is_never_a_point(precision: str) -> None:
    rows = make_rows(given_lon=51.4, given_lat=35.7, given_precision=precision)
    assert read_positions(rows, GAZETTEER).empty


def test_row_without_a_position_has_none() -> None:
    assert read_positions(make_rows(given_lon=51.4), GAZETTEER).empty


@pytest.mark.parametrize(
    ("country", "lon", "lat", "doubt", "is_usable"),
    [
        ("Iran", 51.4, 35.7, "", True),
        ("", 35.7, 51.4, "", True),
        ("Narnia", 35.7, 51.4, "", True),
        ("Iran", 35.7, 51.4, "changed places: as given, it lies in RU", False),
        ("Iran", 8.3, 47.4, "the position lies in CH, and the row names IR", True),
        ("Iran", 61.0, 20.0, "", True),  # in the sea
        ("Norway", 59.9, 10.7, "changed places: as given, it lies in no country", False),  # too
        ("Norway", 5.0, 58.0, "", True),  # off its coast
    ],
)
def test_position_is_compared_with_the_country(
    country: str, lon: float, lat: float, doubt: str, is_usable: bool
) -> None:
    rows = make_rows(place_name="x", country_name=country, given_lon=lon, given_lat=lat)
    positions = read_positions(rows, GAZETTEER)
    places = describe_places([], list_points(positions, rows), real_reference())
    (checked,) = check_positions(positions, places, real_reference()).to_dict("records")
    assert doubt in checked["doubt"]
    assert bool(checked["doubt"]) is bool(doubt)
    assert checked["is_usable"] is is_usable


def test_row_whose_numbers_changed_places_is_put_by_its_name() -> None:
    row, places = place(
        place_name="Shiraz", country_name="Iran", given_lon=SHIRAZ[1], given_lat=SHIRAZ[0]
    )
    assert (row["place_id"], row["place_precision"]) == (115019, "city")
    assert "changed places" in row["doubt"]
    assert len(places) == 1


def test_rows_with_and_without_positions_keep_their_order() -> None:
    rows = pd.concat(
        [
            make_rows(place_name="Shiraz", country_name="Iran"),
            make_rows(place_name="a yard", given_lon=51.4, given_lat=35.7),
            make_rows(place_name="Oslo", country_name="Norway"),
            make_rows(place_name="a mill", given_lon=51.4, given_lat=35.7),
        ],
        ignore_index=True,
    )
    placed = place_reports(rows, real_reference())
    point = make_point_id(51.4, 35.7)
    assert placed.columns["place_id"].tolist() == [115019, point, 3143244, point]
    assert placed.columns["country"].tolist() == ["IR", "IR", "NO", "IR"]
    assert placed.places["name"].tolist() == ["a yard", "Shiraz", "Oslo"]
