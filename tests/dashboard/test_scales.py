import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.scales import (
    LARGEST_RADIUS,
    SMALLEST_RADIUS,
    class_breaks,
    classify,
    pick_sizes,
    scale_radius,
)

positives = st.lists(st.floats(1e-6, 1e9), min_size=1, max_size=40).map(np.array)


def test_area_is_proportional_to_value() -> None:
    one, four = scale_radius(np.array([16, 64]), 64)
    assert four == LARGEST_RADIUS
    assert four**2 / one**2 == pytest.approx(4)


def test_smallest_circle_can_be_seen() -> None:
    assert scale_radius(np.array([1]), 1_000_000)[0] == SMALLEST_RADIUS


@pytest.mark.parametrize(
    ("largest", "sizes"),
    [(0, ()), (1, (1,)), (3, (1, 2)), (64, (1, 10, 50)), (1200, (1, 200, 1000))],
)
def test_legend_sizes_are_round_and_within_the_data(largest: int, sizes: tuple[int, ...]) -> None:
    assert pick_sizes(largest) == sizes


@given(positives)
@example(np.array([1.0000000000000002e-06]))
def test_every_positive_value_has_a_class_whose_bounds_hold_it(values: np.ndarray) -> None:
    breaks = class_breaks(values)
    assert list(breaks) == sorted(set(breaks))
    for value, found in zip(values, classify(values, breaks), strict=True):
        assert found >= 0
        assert value <= breaks[found]
        assert found == 0 or value > breaks[found - 1]


def test_zero_and_missing_are_in_no_class() -> None:
    assert classify(np.array([0.0, np.nan]), (1.0, 2.0)).tolist() == [-1, -1]
    assert class_breaks(np.array([0.0, np.nan])) == ()
