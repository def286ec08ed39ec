from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing.boxes import Box
from dashboard.drawing.labels import PlacedLabel, keep_fitting, place_labels
from dashboard.drawing.marks import Circles
from dashboard.drawing.projection import projection_of
from dashboard.marks import Label
from tests.dashboard.builders import make_camera, make_label, make_objects

PROJECTION = projection_of(make_camera(lon=51.42, lat=35.69, zoom=5))
POSITIONS = st.tuples(st.floats(40, 62), st.floats(24, 42))


def place(*labels: Label, taken: tuple[Box, ...] = ()) -> tuple[PlacedLabel, ...]:
    return place_labels(labels, PROJECTION, circles=None, taken=taken)


@settings(deadline=None)
@given(st.lists(POSITIONS, max_size=25))
def test_labels_never_overlap_nor_leave_the_map(positions: list[tuple[float, float]]) -> None:
    taken = (Box(left=0, top=400, right=200, bottom=500),)
    labels = [make_label(f"Place {i}", lon=lon, lat=lat) for i, (lon, lat) in enumerate(positions)]
    boxes = [item.box for item in place(*labels, taken=taken)]
    assert not any(a.overlaps(b) for a, b in combinations([*boxes, *taken], 2))
    assert all(box.inside(800, 500, inset=4) for box in boxes)


def make_circles(*circles: tuple[float, float, float]) -> Circles:
    x, y, radius = (np.array(values, dtype=float) for values in zip(*circles, strict=True))
    return Circles(index=np.arange(len(circles)), x=x, y=y, radius=radius)


def test_the_first_label_stands_right_of_its_mark() -> None:
    (item,) = place(make_label(offset=20))
    assert (item.anchor, item.x) == ("start", 424)
    assert (item.box.top + item.box.bottom) / 2 == 250


def test_a_label_of_a_mark_without_size_stands_on_its_middle() -> None:
    (item,) = place(make_label(offset=0))
    assert (item.anchor, item.x) == ("middle", 400)


def test_later_labels_turn_aside_then_give_up() -> None:
    placed = place(*[make_label(f"Name {i}") for i in range(12)])
    assert [item.label.text for item in placed] == [f"Name {i}" for i in range(len(placed))]
    assert [item.anchor for item in placed[:4]] == ["start", "end", "middle", "middle"]
    assert 4 <= len(placed) <= 8


@pytest.mark.parametrize(
    ("y", "radius", "is_placed"),
    [(280, 10, True), (262, 10, True), (262, 25, False), (250, 5, False)],
    ids=["beside nothing", "over a smaller rim", "over a larger one", "over a middle"],
)
def test_a_label_hides_no_more_than_rims_of_smaller_circles(
    y: float, radius: float, is_placed: bool
) -> None:
    circles = make_circles((445, y, radius))
    walls = [
        Box(left=0, top=0, right=800, bottom=240),
        Box(left=0, top=260, right=800, bottom=500),
        Box(left=0, top=240, right=400, bottom=260),
    ]
    placed = place_labels([make_label(offset=20)], PROJECTION, circles=circles, taken=walls)
    assert bool(placed) == is_placed


def test_a_label_prefers_a_place_that_hides_nothing() -> None:
    circles = make_circles((445, 262, 10))
    (item,) = place_labels([make_label()], PROJECTION, circles=circles, taken=())
    assert item.anchor == "end"


def test_a_label_much_wider_than_its_region_is_left_out() -> None:
    regions = make_objects([shapely.box(51, 35, 53, 37), shapely.box(55, 35, 55.1, 37)])
    labels = [make_label("Wide", lon=52, lat=36), make_label("Narrow", lon=55.05, lat=36)]
    abroad = make_label("Abroad", lon=10, lat=10)
    kept = keep_fitting((*labels, abroad), regions, PROJECTION)
    assert [label.text for label in kept] == ["Wide", "Abroad"]
