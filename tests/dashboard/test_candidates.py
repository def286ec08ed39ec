from __future__ import annotations

import numpy as np

from dashboard.figures.candidates import build_candidates_map
from dashboard.palette import DARK, LIGHT
from tests.dashboard.builders import make_camera
from tests.geodata.builders import make_candidate


def draw(*candidates, palette=LIGHT):
    return build_candidates_map(
        candidates,
        make_camera(),
        palette,
        countries_url="http://here/countries.geojson",
        admin1_url="http://here/admin1.geojson",
        region_countries=("IR",),
    )


def test_dots_have_the_numbers_of_the_list_and_the_first_lies_on_top() -> None:
    region = make_candidate(lon=None, lat=None)
    figure = draw(make_candidate(), region, make_candidate(lon=9.0))
    dots, numbers, _ = figure["data"]
    assert dots["customdata"] == [3, 1]
    assert dots["marker"]["color"] == [LIGHT.bubble, LIGHT.accent]
    assert numbers["text"] == ["1", "3"]
    assert list(zip(numbers["lon"], numbers["text"], strict=True)) == list(
        zip(dots["lon"][::-1], ["1", "3"], strict=True)
    )


def test_text_of_a_number_has_a_marker() -> None:
    assert draw(make_candidate())["data"][1]["mode"] == "markers+text"


def test_names_are_text_not_markup() -> None:
    figure = draw(make_candidate(name="<b>x</b>"))
    assert figure["data"][0]["text"] == ["&lt;b&gt;x&lt;/b&gt;"]


def test_map_asks_its_own_server_alone() -> None:
    style = draw(palette=DARK)["layout"]["map"]["style"]
    assert "glyphs" not in style
    assert {source["data"].split("/")[2] for source in style["sources"].values()} == {"here"}


def test_numbers_stand_out_on_their_dots() -> None:
    def luminance(colour: str) -> float:
        channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
        linear = np.where(
            channels <= 0.03928, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4
        )
        return float(linear @ [0.2126, 0.7152, 0.0722])

    for palette in (LIGHT, DARK):
        ink = luminance(palette.bubble_outline)
        for dot in map(luminance, (palette.bubble, palette.accent)):
            assert (max(ink, dot) + 0.05) / (min(ink, dot) + 0.05) >= 4.5
