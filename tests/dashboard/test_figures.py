from __future__ import annotations

from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard.figures.map import build_map
from dashboard.figures.timeline import build_timeline, find_tick, mix
from dashboard.palette import DARK, LIGHT
from dashboard.scene import build_scene
from dashboard.services import Services
from dashboard.state import parse_query
from geodata.query import Selection
from tests.dashboard.test_bins import make_bins

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
def test_timeline_has_given_days_upwards_and_ranges_downwards_over_all_their_days(palette) -> None:
    figure = build_timeline(make_bins((3, 0, 1), (2, 2)), Selection(), palette)
    go.Figure(figure)
    exact, ranged, _ = figure["data"]
    assert exact["x"] == ranged["x"] == ["2019-11-15", "2019-11-16", "2019-11-17"]
    assert exact["y"] == [3, 0, 1]
    assert ranged["y"] == [-2, -2, 0]
    assert exact["base"] == 0 > ranged["base"]
    assert exact["marker"]["color"] == palette.bubble != ranged["marker"]["color"]


def test_columns_and_band_have_one_scale_and_a_single_report_is_seen() -> None:
    figure = build_timeline(make_bins((400, 0, 0, 9), (2,)), Selection(), LIGHT)
    exact, ranged, _ = figure["data"]
    axis = figure["layout"]["yaxis"]
    assert exact["y"][0] == 400
    assert exact["y"][3] == -ranged["y"][0] > 9
    assert dict(zip(axis["ticktext"], axis["tickvals"], strict=True))["200"] == 200


def test_one_hover_and_one_click_for_a_whole_day() -> None:
    exact, ranged, listener = build_timeline(make_bins(), Selection(), LIGHT)["data"]
    assert {exact["hoverinfo"], ranged["hoverinfo"]} == {"skip"}
    assert listener["hovertext"][0].startswith("15 November 2019: 3 reports with the day given<br>")
    assert list(zip(listener["x"], listener["customdata"], strict=True))[1] == (
        "2019-11-16",
        "2019-11-16",
    )


@pytest.mark.parametrize(
    ("selection", "ends"),
    [
        (Selection(), []),
        (Selection(date_start=date(2019, 11, 16)), [("2019-11-16", "2019-11-18")]),
        (Selection(date_stop=date(2019, 11, 16)), [("2019-11-15", "2019-11-16")]),
        (Selection(date_start=date(2000, 1, 1)), [("2019-11-15", "2019-11-18")]),
        (Selection(date_start=date(2019, 11, 17), date_stop=date(2019, 11, 16)), []),
        (Selection(date_start=date(2031, 1, 1)), []),
    ],
)
def test_selected_days_are_shaded(selection: Selection, ends: list[tuple[str, str]]) -> None:
    shapes = build_timeline(make_bins(), selection, LIGHT)["layout"]["shapes"]
    assert [(shape["x0"], shape["x1"]) for shape in shapes] == ends


def test_timeline_without_reports_is_empty() -> None:
    figure = build_timeline(make_bins((), ()), Selection(), LIGHT)
    go.Figure(figure)
    assert figure["data"][0]["x"] == []


@pytest.mark.parametrize(
    ("most", "tick"), [(0, 0), (1, 1), (4, 2), (5, 5), (99, 50), (10_000_000, 10_000_000)]
)
def test_tick_is_a_round_count_that_is_reached(most: int, tick: int) -> None:
    assert find_tick(most) == tick


def test_mix_is_one_colour_over_another() -> None:
    assert mix("#000000", "#ffffff", 0.0) == "#ffffff"
    assert mix("#0b6e99", "#ffffff", 1.0) == "#0b6e99"
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
