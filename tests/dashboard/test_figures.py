from __future__ import annotations

from datetime import date

import numpy as np
import plotly.graph_objects as go
import pytest

from dashboard.figures.map import build_map
from dashboard.figures.timeline import build_timeline
from dashboard.palette import DARK, LIGHT
from dashboard.scene import build_scene
from dashboard.services import Services
from dashboard.state import parse_query
from geodata.aggregate import Days
from geodata.query import Selection

DAYS = Days(
    first=np.datetime64("2019-11-15"), exact=np.array([3, 0, 1]), ranged=np.array([1, 0, 0])
)
ADDRESSES = {"countries_url": "http://x/c", "admin1_url": "http://x/a"}


@pytest.mark.parametrize("query", ["", "layer=regions&theme=dark", "q=nothing+at+all"])
def test_map_is_a_valid_figure_that_asks_no_one_else(query: str, services: Services) -> None:
    scene = build_scene(parse_query(query), services, width=800, height=500)
    figure = build_map(scene, **ADDRESSES)
    go.Figure(figure)
    style = figure["layout"]["map"]["style"]
    assert "glyphs" not in style
    assert "sprite" not in style
    assert {source["data"] for source in style["sources"].values()} == set(ADDRESSES.values())


def test_camera_of_the_figure_changes_only_with_the_view(services: Services) -> None:
    def camera(query: str) -> str:
        scene = build_scene(parse_query(query), services, width=800, height=500)
        return str(build_map(scene, **ADDRESSES)["layout"]["map"]["uirevision"])

    assert camera("kind=rally") == camera("")
    assert camera("lon=1&lat=2&zoom=3") != camera("")


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_timeline_is_a_valid_figure_with_exact_days_apart_from_ranges(palette) -> None:
    figure = build_timeline(DAYS, Selection(), palette)
    go.Figure(figure)
    exact, ranged = figure["data"]
    assert exact["x"] == ["2019-11-15", "2019-11-16", "2019-11-17"]
    assert exact["y"] == [3, 0, 1]
    assert ranged["y"] == [1, 0, 0]


@pytest.mark.parametrize(
    ("selection", "ends"),
    [
        (Selection(), []),
        (Selection(date_start=date(2019, 11, 16)), [("2019-11-16", "2019-11-18")]),
        (Selection(date_stop=date(2019, 11, 16)), [("2019-11-15", "2019-11-16")]),
    ],
)
def test_selected_days_are_shaded(selection: Selection, ends: list[tuple[str, str]]) -> None:
    shapes = build_timeline(DAYS, selection, LIGHT)["layout"]["shapes"]
    assert [(shape["x0"], shape["x1"]) for shape in shapes] == ends


def test_timeline_without_reports_is_empty() -> None:
    nothing = Days(first=np.datetime64("1970-01-01"), exact=np.zeros(0), ranged=np.zeros(0))
    assert build_timeline(nothing, Selection(), LIGHT)["data"][0]["x"] == []
