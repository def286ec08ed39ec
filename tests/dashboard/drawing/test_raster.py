from __future__ import annotations

import re
import struct

from dashboard.drawing import draw_svg, svg_to_pdf, svg_to_png
from dashboard.drawing.markup import element
from dashboard.drawing.typesetting import text_element
from tests.dashboard.builders import make_base, make_label, make_regions, make_scene

Attributes = dict[str, str | float | None]
PICTURE = draw_svg(make_scene(), make_base())


def draw(*children: str) -> bytes:
    style: Attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "font_size": 40,
        "font_family": "Vazirmatn",
    }
    return svg_to_png(element("svg", *children, width=300, height=80, **style), scale=1)


def png_size(png: bytes) -> tuple[int, ...]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])


def test_a_png_has_the_pictures_size_times_the_scale() -> None:
    width, height = (int(n) for n in re.findall(r'(?:width|height)="(\d+)"', PICTURE)[:2])
    assert png_size(svg_to_png(PICTURE, scale=1)) == (width, height)
    assert png_size(svg_to_png(PICTURE)) == (2 * width, 2 * height)


def test_the_same_svg_gives_the_same_png() -> None:
    assert svg_to_png(PICTURE) == svg_to_png(PICTURE)


def test_a_pdf_is_vector_and_embeds_the_bundled_font() -> None:
    scene = make_scene(regions=make_regions(), labels=(make_label("تهران"),))
    pdf = svg_to_pdf(draw_svg(scene, make_base()))
    assert pdf.startswith(b"%PDF-")
    assert b"Vazirmatn-Regular" in pdf
    assert b"Vazirmatn-SemiBold" in pdf
    assert b"/Subtype/Image" not in pdf.replace(b" ", b"")


def test_the_halo_lies_under_the_letters() -> None:
    ground = element("rect", width=300, height=80, fill="#888")
    halo: Attributes = {"x": 10, "y": 50, "stroke": "#fff", "stroke_width": 12}
    over = draw(ground, text_element("Qom", **halo))
    under = draw(ground, text_element("Qom", **halo, paint_order="stroke"))
    assert under != over


def test_persian_letters_join() -> None:
    at: Attributes = {"x": 20, "y": 50}
    assert draw(text_element("تهران", **at)) != draw(
        text_element("ت\u200cه\u200cر\u200cا\u200cن", **at)
    )


def test_the_two_weights_differ() -> None:
    at: Attributes = {"x": 20, "y": 50}
    assert draw(text_element("Tehran", **at)) != draw(text_element("Tehran", **at, font_weight=600))
