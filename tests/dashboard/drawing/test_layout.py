from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing.layout import LEAST_MAP_HEIGHT, MARGIN, layout_for, layout_of
from tests.dashboard.builders import make_camera, make_regions, make_scene

LONG = "many words that say what is shown " * 12


@pytest.mark.parametrize(("width", "height"), [(480, 360), (640, 480), (1200, 700), (4000, 4000)])
@pytest.mark.parametrize("texts", [{}, {"regions": make_regions()}, {"filter_sentence": LONG[:90]}])
def test_the_picture_has_the_wanted_size(width: int, height: int, texts: dict[str, Any]) -> None:
    layout = layout_for(width, height, make_scene(**texts))
    assert (layout.width, layout.height) == (width, height)
    assert layout.map.height >= LEAST_MAP_HEIGHT


@settings(deadline=None)
@given(st.integers(480, 2000), st.integers(360, 2000), st.text(), st.text(), st.booleans())
def test_parts_follow_one_another_inside_the_margins(
    width: int, height: int, title: str, sources: str, filled: bool
) -> None:
    regions = make_regions() if filled else None
    layout = layout_for(width, height, make_scene(title=title, sources=sources, regions=regions))
    parts = [layout.header, layout.legend, layout.map, layout.footer]
    present = [part for part in parts if part is not None]
    assert all(a.bottom < b.y for a, b in pairwise(present))
    assert {(part.x, part.width) for part in present} == {(MARGIN, width - 2 * MARGIN)}
    assert (present[0].y, present[-1].bottom) == (MARGIN, layout.height - MARGIN)


@settings(deadline=None)
@given(st.integers(480, 1500), st.integers(360, 1500), st.booleans())
def test_a_scene_made_for_a_size_is_drawn_in_that_layout(
    width: int, height: int, filled: bool
) -> None:
    scene = make_scene(regions=make_regions() if filled else None)
    layout = layout_for(width, height, scene)
    camera = make_camera(width=layout.map.width, height=layout.map.height)
    drawn = make_scene(regions=scene.regions, camera=camera)
    assert layout_of(drawn) == layout


def test_long_texts_take_from_the_map_then_make_the_picture_taller() -> None:
    short = layout_for(600, 500, make_scene())
    longer = layout_for(600, 500, make_scene(filter_sentence=LONG))
    endless = layout_for(600, 500, make_scene(filter_sentence=LONG * 10))
    assert longer.height == short.height
    assert longer.map.height < short.map.height
    assert endless.map.height == LEAST_MAP_HEIGHT
    assert endless.height > 500


def test_only_classes_take_rows_above_the_map() -> None:
    assert layout_for(800, 600, make_scene()).legend is None
    assert layout_for(800, 600, make_scene(regions=make_regions())).legend is not None
