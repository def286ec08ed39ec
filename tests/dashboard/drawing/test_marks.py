from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from dashboard.drawing.boxes import Box
from dashboard.drawing.marks import (
    AREA_HATCH,
    HATCH,
    draw_areas,
    draw_bubbles,
    draw_regions,
    find_circles,
)
from dashboard.drawing.projection import projection_of
from geodata.errors import DataError
from tests.dashboard.builders import make_areas, make_base, make_bubbles, make_camera, make_regions


def test_circles_carry_what_the_scene_resolved_in_its_order() -> None:
    bubbles = make_bubbles((51.4, 35.7, 20, 50), (52.5, 29.6, 8.25, 8), (51.4, 35.7, 3, 1))
    projection = projection_of(make_camera())
    group = ElementTree.fromstring(draw_bubbles(bubbles, find_circles(bubbles, projection)))
    circles = group.findall("circle")
    assert [circle.attrib["data-id"] for circle in circles] == ["1", "2", "3"]
    assert [circle.attrib["data-value"] for circle in circles] == ["50", "8", "1"]
    assert [float(circle.attrib["r"]) for circle in circles] == [20, 8.25, 3]
    drawn_x = [float(circle.attrib["cx"]) for circle in circles]
    assert drawn_x == pytest.approx(projection.x(bubbles.lon), abs=0.01)
    assert tuple(circle.attrib["fill"] for circle in circles) == bubbles.fill
    assert group.attrib["fill-opacity"] == "0.72"


def test_a_bubble_stays_while_any_of_it_is_in_view() -> None:
    projection = projection_of(make_camera(lon=0, lat=0, zoom=2, width=512, height=512))
    edge = 360 / 2048 * 256
    bubbles = make_bubbles((edge + 1, 0, 20, 1), (edge + 10, 0, 20, 1), (0, 80, 20, 1))
    assert find_circles(bubbles, projection).index.tolist() == [0]


@pytest.mark.parametrize(("lon", "expected"), [(179.5, 404.0), (-179.5, 412.0)])
def test_a_bubble_across_the_date_line_is_in_view(lon: float, expected: float) -> None:
    projection = projection_of(make_camera(lon=179, lat=0, zoom=2.4914))
    circles = find_circles(make_bubbles((lon, 0, 5, 1)), projection)
    assert circles.x == pytest.approx([expected], abs=0.05)


def test_a_bubble_is_drawn_in_each_copy_of_the_world() -> None:
    projection = projection_of(make_camera(lon=0, lat=0, zoom=0, width=1200))
    circles = find_circles(make_bubbles((10, 0, 5, 2), (70, 0, 4, 1)), projection)
    assert circles.index.tolist() == [0, 0, 0, 1, 1]


def test_regions_carry_their_figures_and_a_missing_one_is_hatched() -> None:
    markup = draw_regions(make_regions(), make_base(), projection_of(make_camera()))
    group = ElementTree.fromstring(markup)
    known, missing, hatch = group.findall("path")
    assert (known.attrib["data-id"], known.attrib["data-value"]) == ("XA-1", "0.4")
    assert (missing.attrib["data-id"], missing.attrib["data-count"]) == ("XA-2", "5")
    assert "data-value" not in missing.attrib
    assert hatch.attrib["d"] == missing.attrib["d"]
    assert hatch.attrib["fill"] == f"url(#{HATCH})"
    assert group.attrib["opacity"] == "0.9"


def test_zero_is_filled_and_not_hatched() -> None:
    regions = make_regions(("XA-1", 0.0, 0))
    markup = draw_regions(regions, make_base(), projection_of(make_camera()))
    assert 'data-value="0.0"' in markup
    assert HATCH not in markup


def test_a_region_without_geometry_is_an_error_that_names_it() -> None:
    regions = replace(make_regions(), region_id=("XA-1", "YY-9"))
    with pytest.raises(DataError, match="YY-9"):
        draw_regions(regions, make_base(), projection_of(make_camera()))


def test_circles_that_a_box_hides() -> None:
    projection = projection_of(make_camera(lon=0, lat=0, zoom=2))
    circles = find_circles(make_bubbles((0, 0, 10, 1), (10, 0, 10, 1)), projection)
    box = Box(left=380, top=200, right=395, bottom=300)
    assert circles.hidden_by(box).tolist() == [True, False]
    corner = Box(left=380, top=200, right=392, bottom=242)
    assert not np.any(circles.hidden_by(corner))


def test_hatched_area_is_a_tint_under_a_pattern_with_its_count() -> None:
    markup = draw_areas(make_areas(("XA-2", 7)), make_base(), projection_of(make_camera()))
    tint, hatch, outline = ElementTree.fromstring(markup).findall("path")
    assert (tint.attrib["data-id"], tint.attrib["data-count"]) == ("XA-2", "7")
    assert hatch.attrib["d"] == tint.attrib["d"]
    assert hatch.attrib["fill"] == f"url(#{AREA_HATCH})"
    assert outline.attrib["fill"] == "none"
