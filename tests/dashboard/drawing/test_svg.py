from __future__ import annotations

import subprocess
import sys
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing import draw_svg, layout_of
from dashboard.palette import DARK
from tests.dashboard.builders import (
    make_base,
    make_bubbles,
    make_camera,
    make_label,
    make_no_bubbles,
    make_regions,
    make_scene,
)

SVG = "{http://www.w3.org/2000/svg}"
BASE = make_base()
TEXTS = ("title", "filter_sentence", "count_sentence", "sources", "attribution")


def parse(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg.encode())


def text_of(root: ElementTree.Element, name: str) -> str:
    return " ".join(
        text.text or "" for text in root.iter(f"{SVG}text") if text.get("class") == name
    )


def test_all_texts_of_the_scene_are_in_the_picture() -> None:
    scene = make_scene(filter_sentence="Reports of protest in Tehran & Alborz <both>. " * 6)
    root = parse(draw_svg(scene, BASE))
    for field in TEXTS:
        assert text_of(root, field.replace("_", "-")) == getattr(scene, field).strip()
    assert root.findtext(f"{SVG}desc") == scene.summary
    assert root.findtext(f"{SVG}title") == scene.title


@pytest.mark.parametrize("field", ["attribution", "sources"])
@pytest.mark.parametrize("width", [440, 1160])
def test_credits_stay_legible(field: str, width: int) -> None:
    root = parse(draw_svg(make_scene(camera=make_camera(width=width)), BASE))
    sizes = [
        float(t.attrib["font-size"]) for t in root.iter(f"{SVG}text") if t.get("class") == field
    ]
    assert sizes
    assert min(sizes) >= 9.5


@settings(deadline=None)
@given(st.text(), st.text())
def test_no_text_can_break_the_document(title: str, name: str) -> None:
    scene = make_scene(title=title, labels=(make_label(name),), summary=name)
    parse(draw_svg(scene, BASE))


@pytest.mark.parametrize(
    "changes",
    [{}, {"regions": make_regions()}, {"palette": DARK}, {"camera": make_camera(zoom=0.5)}],
)
def test_the_document_loads_nothing_and_has_only_drawn_elements(changes: dict[str, Any]) -> None:
    svg = draw_svg(make_scene(**changes), BASE)
    names = {item.tag.removeprefix(SVG) for item in parse(svg).iter()}
    drawn = {"svg", "title", "desc", "defs", "clipPath", "pattern", "g", "rect", "path"}
    assert names <= drawn | {"circle", "text"}
    assert "href" not in svg
    assert svg.count("://") == 1  # the namespace


def test_the_map_area_is_the_cameras_and_clips_the_map() -> None:
    scene = make_scene()
    root = parse(draw_svg(scene, BASE))
    area = layout_of(scene).map
    clip = root.find(f"{SVG}defs/{SVG}clipPath/{SVG}rect")
    picture = root.find(f"{SVG}g[@class='map']")
    assert clip is not None
    assert picture is not None
    assert (clip.get("width"), clip.get("height")) == ("800", "500") == (str(area.width), "500")
    assert picture.attrib["transform"] == f"translate({area.x} {area.y})"
    assert picture.attrib["clip-path"] == "url(#map-area)"


def test_layers_lie_in_their_order() -> None:
    root = parse(draw_svg(make_scene(regions=make_regions()), BASE))
    picture = root.find(f"{SVG}g[@class='map']")
    assert picture is not None
    classes = [item.get("class") for item in picture]
    assert classes[:3] == ["water", "land", "regions"]
    assert classes[3:6] == ["region-borders", "country-borders", "region-outlines"]
    assert "bubbles" not in classes


def test_the_legend_takes_the_corner_where_it_hides_least() -> None:
    def legend_at(lon: float, lat: float) -> tuple[float, float]:
        camera = make_camera(lon=0, lat=0, zoom=1)
        scene = make_scene(camera=camera, bubbles=make_bubbles((lon, lat, 60, 9)), labels=())
        legend = parse(draw_svg(scene, BASE)).find(f".//{SVG}g[@class='legend']")
        assert legend is not None
        x, y = legend.attrib["transform"].removeprefix("translate(").rstrip(")").split()
        return float(x), float(y)

    left, bottom = legend_at(0, 0)
    right, _ = legend_at(-120, -60)
    assert (left < 50, bottom > 250, right > 400) == (True, True, True)


def test_an_empty_selection_is_still_a_picture() -> None:
    root = parse(draw_svg(make_scene(bubbles=make_no_bubbles(), labels=()), BASE))
    assert not root.findall(f".//{SVG}g[@class='bubbles']/{SVG}circle")


def test_the_same_scene_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "from dashboard.drawing import draw_svg\n"
        "from tests.dashboard.builders import make_base, make_scene, make_regions\n"
        "scene = make_scene(regions=make_regions())\n"
        "print(draw_svg(scene, make_base()), end='')"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout.decode()
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] == draw_svg(make_scene(regions=make_regions()), BASE)
