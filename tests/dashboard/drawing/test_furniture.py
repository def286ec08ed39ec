from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing.furniture import compose_scale_bar, nice_length
from dashboard.drawing.legend import compose_class_legend, compose_size_legend
from dashboard.drawing.projection import projection_of
from dashboard.marks import ClassKey, MarkKey, SizeKey
from dashboard.palette import LIGHT
from tests.dashboard.builders import CLASSES, SIZES, make_camera


@settings(deadline=None)
@given(st.floats(0.01, 40_000))
def test_a_nice_length_is_1_2_or_5_and_at_least_four_tenths(most: float) -> None:
    length = nice_length(most)
    assert 0.399 * most <= length <= most * 1.000001
    assert round(length / 10 ** math.floor(math.log10(length) + 1e-9), 6) in {1, 2, 5}


@pytest.mark.parametrize("lat", [0.0, 32.5, -60.0])
def test_the_scale_bar_holds_at_the_centres_latitude(lat: float) -> None:
    camera = make_camera(lat=lat, zoom=5)
    piece = compose_scale_bar(camera, projection_of(camera), LIGHT, most_width=120)
    bar = float(re.findall(r"h([\d.]+)", piece.markup)[0])
    km = float(re.findall(r">([\d.,]+) km<", piece.markup)[0].replace(",", ""))
    assert km / bar == pytest.approx(projection_of(camera).km_per_pixel(lat), rel=0.001)
    assert bar <= 120


@pytest.mark.parametrize(
    ("lat", "zoom", "words"), [(30, 1, "at 30° N"), (-30, 1, "at 30° S"), (30, 5, "km<")]
)
def test_a_wide_view_says_where_the_scale_holds(lat: float, zoom: float, words: str) -> None:
    camera = make_camera(lat=lat, zoom=zoom)
    piece = compose_scale_bar(camera, projection_of(camera), LIGHT, most_width=120)
    assert words in piece.markup


def test_nested_circles_share_their_lowest_point() -> None:
    piece = compose_size_legend(SIZES, LIGHT)
    circles = re.findall(r'cy="([\d.]+)" r="([\d.]+)"', piece.markup)
    assert [float(radius) for _, radius in circles] == [3, 20]
    assert len({round(float(y) + float(radius), 2) for y, radius in circles}) == 1


def test_values_of_nearly_equal_circles_stand_apart() -> None:
    sizes = tuple(SizeKey(value=n, radius=20 + n / 10) for n in range(1, 6))
    piece = compose_size_legend(replace(SIZES, sizes=sizes), LIGHT)
    heights = sorted(
        float(y) for y in re.findall(r'y="([\d.-]+)" fill="#1c2733" font-size="11"', piece.markup)
    )
    assert all(b - a > 11 for a, b in pairwise(heights))


def test_kinds_of_marks_stand_under_the_circles() -> None:
    city = MarkKey(text="in the city", fill="#010203", outline="#ffffff", outline_width=1.0)
    hatch = replace(city, text="in the region", is_hatch=True)
    markup = compose_size_legend(replace(SIZES, marks=(city, hatch)), LIGHT).markup
    assert markup.count("<circle") == len(SIZES.sizes) + 1
    assert markup.index("in the city") < markup.index("in the region")
    assert markup.count("url(#region-only)") == 1


def test_the_class_without_figures_is_hatched_in_the_legend() -> None:
    piece = compose_class_legend(CLASSES, LIGHT, 900)
    assert piece.markup.count("url(#no-data)") == 1
    assert "no population figure" in piece.markup
    assert "residents: 2016 census" in piece.markup


@settings(deadline=None)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=8), st.integers(440, 1200))
def test_class_legends_keep_to_their_width(texts: list[str], width: int) -> None:
    keys = tuple(ClassKey(text=text, fill="#123456") for text in texts)
    one_row = compose_class_legend(replace(CLASSES, classes=keys), LIGHT, 1e9)
    rows = compose_class_legend(replace(CLASSES, classes=keys), LIGHT, width)
    moves = re.findall(r'<g transform="translate\(([\d.]+) [\d.]+\)"><rect', rows.markup)
    assert all(float(x) < width for x in moves)
    assert rows.height >= one_row.height
