from hypothesis import given
from hypothesis import strategies as st

from geodata.tables import find_point, make_point_id

STEPS = st.tuples(st.integers(-18_000_000, 18_000_000), st.integers(-9_000_000, 9_000_000))
GRID = STEPS.map(lambda steps: (steps[0] / 100_000, steps[1] / 100_000))


@given(GRID)
def test_point_is_found_by_its_id(point: tuple[float, float]) -> None:
    assert find_point(make_point_id(*point)) == point


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_id_of_any_point_is_below_those_of_readers_and_exact_in_a_float(
    lon: float, lat: float
) -> None:
    place_id = make_point_id(lon, lat)
    assert -(2**53) < place_id < -1
    found = find_point(place_id)
    assert abs(found[0] - lon) <= 0.000_006
    assert abs(found[1] - lat) <= 0.000_006
