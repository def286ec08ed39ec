import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.formats.presets.coordinates import Coordinates, read_coordinates, read_pairs
from geodata.formats.presets.degrees import Axis, find_axis, read_degrees


@pytest.mark.parametrize(
    ("text", "axis", "degrees"),
    [
        ("35.7", Axis.LAT, 35.7),
        ("-35,7", Axis.LAT, -35.7),
        ("35.7N", Axis.LAT, 35.7),
        ("S 35.7", Axis.LAT, -35.7),
        ("51.4°E", Axis.LON, 51.4),
        ("97.74 W", Axis.LON, -97.74),
        ("35°41′", Axis.LAT, 35 + 41 / 60),
        ("35° 41' 24\" N", Axis.LAT, 35.69),
        ("35°41.4'S", Axis.LAT, -35.69),
        ("۳۵٫۷", Axis.LAT, 35.7),
        ("\N{MINUS SIGN}3.5", Axis.LON, -3.5),
    ],
)
def test_degrees_are_read_as_people_write_them(text: str, axis: Axis, degrees: float) -> None:
    assert read_degrees(text, axis) == pytest.approx(degrees)


@pytest.mark.parametrize(
    "text", ["", "north", "35.7E", "-35.7 S", "N 35.7 S", "35°61'", "35.7.1", "35 41 24 9", "nan"]
)
def test_degrees_that_can_be_read_two_ways_are_none(text: str) -> None:
    assert read_degrees(text, Axis.LAT) is None


@given(st.text(max_size=20))
def test_noise_never_raises(text: str) -> None:
    read_degrees(text, Axis.LON)
    find_axis(text)
    read_pairs("f", make_column("c", text))


def make_column(name: str, *texts: str | None) -> pd.Series:
    return pd.Series(list(texts), index=range(1, len(texts) + 1), dtype="str", name=name)


def read(lat: str | None, lon: str | None) -> Coordinates:
    return read_coordinates("f", make_column("Lat", lat), make_column("Lon", lon))


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_pair_in_range_is_kept_as_it_is(lat: float, lon: float) -> None:
    found = read(f"{lat:.6f}", f"{lon:.6f}")
    if found.problems:
        assert (round(lat, 6), round(lon, 6)) == (0, 0)
    else:
        assert (found.lat[1], found.lon[1]) == (round(lat, 6), round(lon, 6))


@pytest.mark.parametrize(
    ("lat", "lon", "word"),
    [
        ("95", "51.4", "changed places"),
        ("-120.5", "35.7", "changed places"),
        ("95", "120", "not on the globe"),
        ("35.7", "190", "not on the globe"),
        ("1e400", "51", "not on the globe"),
        ("0", "0.0", "0, 0 lies in the sea"),
        ("35.7", None, "only one of"),
        (None, "51.4", "only one of"),
        ("north", "51.4", "can be read one way only"),
    ],
)
def test_impossible_position_is_left_out_and_said(
    lat: str | None, lon: str | None, word: str
) -> None:
    found = read(lat, lon)
    (problem,) = found.problems
    assert word in problem.reason
    assert (problem.row, problem.set_aside) == (1, False)
    assert problem.remedy
    assert found.lat.isna().all()
    assert found.lon.isna().all()


def test_row_without_a_position_is_no_problem() -> None:
    assert read(None, None).problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "35.7, 51.4", "35.7 51.4", "(35.7; 51.4)", "35,7; 51,4", "35,7 51,4", "35,7, 51,4",
        "51.4 E, 35.7 N", "35.7N 51.4E", "POINT (51.4 35.7)", "SRID=4326;POINT(51.4 35.7)",
        "۳۵٫۷، ۵۱٫۴",
    ],
)  # fmt: skip
def test_both_numbers_are_read_from_one_column(text: str) -> None:
    found = read_pairs("f", make_column("c", text))
    assert found.problems == ()
    assert (found.lon[1], found.lat[1]) == (51.4, 35.7)


@pytest.mark.parametrize("text", ["35.7", "1, 2, 3", "here", "91.5, 35.7"])
def test_pair_that_cannot_be_is_said(text: str) -> None:
    found = read_pairs("f", make_column("c", text))
    assert len(found.problems) == 1
    assert found.lon.isna().all()
