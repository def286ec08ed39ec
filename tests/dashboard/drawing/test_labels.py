from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.drawing.boxes import Box
from dashboard.drawing.labels import PlacedLabel, place_labels
from dashboard.drawing.marks import find_circles
from dashboard.drawing.projection import projection_of
from dashboard.marks import Label
from tests.dashboard.builders import make_bubbles, make_camera, make_label

PROJECTION = projection_of(make_camera(lon=51.42, lat=35.69, zoom=5))
POSITIONS = st.tuples(st.floats(40, 62), st.floats(24, 42))


def place(*labels: Label, taken: tuple[Box, ...] = ()) -> tuple[PlacedLabel, ...]:
    return place_labels(labels, PROJECTION, circles=None, taken=taken)


@given(st.lists(POSITIONS, max_size=25))
def test_labels_never_overlap_nor_leave_the_map(positions: list[tuple[float, float]]) -> None:
    taken = (Box(left=0, top=400, right=200, bottom=500),)
    labels = [make_label(f"Place {i}", lon=lon, lat=lat) for i, (lon, lat) in enumerate(positions)]
    boxes = [item.box for item in place(*labels, taken=taken)]
    assert not any(a.overlaps(b) for a, b in combinations([*boxes, *taken], 2))
    assert all(box.inside(800, 500, inset=4) for box in boxes)


def test_the_first_label_stands_right_of_its_mark() -> None:
    (item,) = place(make_label(offset=20))
    assert (item.anchor, item.x) == ("start", 423)
    assert (item.box.top + item.box.bottom) / 2 == 250


def test_a_label_of_a_mark_without_size_stands_on_its_middle() -> None:
    (item,) = place(make_label(offset=0))
    assert (item.anchor, item.x) == ("middle", 400)


def test_later_labels_turn_aside_then_give_up() -> None:
    placed = place(*[make_label(f"Name {i}") for i in range(6)])
    assert [item.label.text for item in placed] == ["Name 0", "Name 1", "Name 2", "Name 3"]
    assert [item.anchor for item in placed] == ["start", "end", "middle", "middle"]


def test_a_label_keeps_off_larger_circles_but_may_hide_smaller_ones() -> None:
    def anchors(radius: float) -> list[str]:
        around = [(lon, lat, radius, 1) for lon in (50, 52.8) for lat in (35.2, 35.69, 36.2)]
        bubbles = make_bubbles(*around, (51.42, 36.4, radius, 1), (51.42, 35.0, radius, 1))
        circles = find_circles(bubbles, PROJECTION)
        labels = [make_label(offset=20)]
        placed = place_labels(labels, PROJECTION, circles=circles, taken=())
        return [item.anchor for item in placed]

    assert anchors(5) == ["start"]
    assert anchors(25) == []


def test_a_label_prefers_a_place_that_hides_nothing() -> None:
    circles = find_circles(make_bubbles((52.3, 35.69, 5, 1)), PROJECTION)
    (item,) = place_labels([make_label()], PROJECTION, circles=circles, taken=())
    assert item.anchor == "end"
