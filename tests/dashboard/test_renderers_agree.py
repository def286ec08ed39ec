"""The page and the picture are two drawings of one Scene: mark by mark the same."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from dashboard.drawing import BaseMap, draw_svg, projection_of
from dashboard.figures.map import build_map
from dashboard.marks import Scene
from dashboard.scene import build_scene
from dashboard.services import Services
from dashboard.state import parse_query

SVG = "{http://www.w3.org/2000/svg}"

QUERIES = [
    "",
    "kind=protest&from=2019-11-15&to=2019-11-16",
    "theme=dark&country=DE",
    "kind=rally&lon=5&lat=40&zoom=1.2",
    "region=IR-06&source=advocacy",
    "open=place:115019",
    "precision=near&precision=admin1",
    "lon=179.5&lat=10&zoom=1",
    "layer=regions",
    "layer=regions&metric=count&theme=dark",
    "layer=regions&kind=memorial&zoom=5&lon=52&lat=33",
]


def draw_both(query: str, services: Services) -> tuple[Scene, dict[str, Any], ElementTree.Element]:
    scene = build_scene(parse_query(query), services, width=900, height=560)
    figure = build_map(scene, countries_url="http://x/c", admin1_url="http://x/a")
    base = BaseMap(countries=services.countries, admin1=services.admin1)
    return scene, figure, ElementTree.fromstring(draw_svg(scene, base))


@pytest.mark.parametrize("query", [query for query in QUERIES if "regions" not in query])
def test_bubbles_are_the_same_on_page_and_picture(query: str, services: Services) -> None:
    scene, figure, picture = draw_both(query, services)
    trace = next(trace for trace in figure["data"] if trace.get("mode") == "markers")
    projection = projection_of(scene.camera)
    x = projection.nearest_copy(projection.x(np.array(trace["lon"])))
    y = projection.y(np.array(trace["lat"]))
    outer, inner = np.array(trace["marker"]["size"]).reshape(-1, 2).T
    colour = np.array(trace["marker"]["color"]).reshape(-1, 2)
    on_page = {
        item[0].removeprefix("place:"): (
            (x[2 * i], y[2 * i], (outer[i] + inner[i]) / 4, (outer[i] - inner[i]) / 2),
            tuple(colour[i]),
        )
        for i, item in enumerate(trace["customdata"][::2])
    }
    group = picture.find(f".//{SVG}g[@class='bubbles']")
    assert group is not None
    circles = group.findall(f"{SVG}circle")
    assert circles or not on_page
    for circle in circles:
        expected, (outline, fill) = on_page[circle.attrib["data-id"]]
        given = {**group.attrib, **circle.attrib}
        drawn = [float(given[name]) for name in ("cx", "cy", "r", "stroke-width")]
        # The world repeats: a copy lies whole worlds beside the first.
        drawn[0] -= round((drawn[0] - expected[0]) / projection.world) * projection.world
        assert drawn == pytest.approx(expected, abs=0.1)
        assert (given["stroke"], given["fill"]) == (outline, fill)


@pytest.mark.parametrize("query", [query for query in QUERIES if "regions" not in query])
def test_no_bubble_in_view_is_missing_from_the_picture(query: str, services: Services) -> None:
    scene, _, picture = draw_both(query, services)
    assert scene.bubbles is not None
    projection = projection_of(scene.camera)
    x = projection.nearest_copy(projection.x(scene.bubbles.lon))
    y = projection.y(scene.bubbles.lat)
    inside = (x > 0) & (x < scene.camera.width) & (y > 0) & (y < scene.camera.height)
    drawn = {
        circle.attrib["data-id"]
        for circle in picture.iter(f"{SVG}circle")
        if "data-id" in circle.attrib
    }
    assert {str(place) for place in scene.bubbles.place_id[inside]} <= drawn


@pytest.mark.parametrize("query", [query for query in QUERIES if "regions" not in query])
def test_hatched_areas_are_the_same_on_page_and_picture(query: str, services: Services) -> None:
    scene, figure, picture = draw_both(query, services)
    assert scene.areas is not None
    traces = [trace for trace in figure["data"] if trace["type"] == "choroplethmap"]
    on_page = {
        region: (n, colour[1])
        for trace in traces
        for region, n in zip(trace["locations"], trace["z"], strict=True)
        for colour in trace["colorscale"][:1]
    }
    assert sorted(on_page) == sorted(figure["layout"]["meta"]["hatched"]["regions"])
    paths = picture.findall(f".//{SVG}path[@class='area']")
    drawn = {
        path.attrib["data-id"]: (int(path.attrib["data-count"]), path.attrib["fill"])
        for path in paths
    }
    assert drawn.items() <= on_page.items()
    if query == "":
        assert drawn == on_page
        assert sum(n for n, _ in drawn.values()) == 33


@pytest.mark.parametrize("query", [query for query in QUERIES if "regions" in query])
def test_regions_have_the_same_fill_on_page_and_picture(query: str, services: Services) -> None:
    _, figure, picture = draw_both(query, services)
    trace = next(trace for trace in figure["data"] if trace["type"] == "choroplethmap")
    n = round(trace["zmax"] + 0.5)
    colours = [colour for _, colour in trace["colorscale"][::2]]
    assert len(colours) == n
    on_page = {
        region: colours[step] for region, step in zip(trace["locations"], trace["z"], strict=True)
    }
    paths = picture.findall(f".//{SVG}path[@class='region']")
    assert paths
    assert all(on_page[path.attrib["data-id"]] == path.attrib["fill"] for path in paths)
    iran = {region for region in on_page if re.fullmatch(r"IR-\d\d", region)}
    assert len(iran) == 31
    if "zoom" not in query:
        assert iran <= {path.attrib["data-id"] for path in paths}
