from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing.markup import element
from dashboard.drawing.raster import svg_to_png
from dashboard.drawing.typesetting import fit_font, text_element, text_width, wrap_text

SAMPLES = [
    "The quick brown fox jumps over the lazy dog",
    "HOW VEXINGLY QUICK DAFT ZEBRAS JUMP WMQ@%",
    "1,284 of 9,310 reports · 37 unlocated (2019–2020): 'ill' il1",
    "Khomeynī Shahr, Orūmīyeh, Şoghād, Čačak, Łódź",
    "اعتراضات گزارش‌شده در ایران، آبان ۱۳۹۸",
    "شیراز کرمانشاه بندر عباس خرم‌آباد صفاشهر",
    "الخَرْطُومُ مُظاهَرة",
]


def draw(text: str, weight: str, *, covered_to: float) -> bytes:
    """Draw text from x = 40 and hide what lies from there to ``covered_to``."""
    letters = text_element(text, x=40, y=30, font_size=20, font_weight=weight)
    cover = element("rect", x=37, width=covered_to - 37, height=60, fill="#fff")
    style = {"xmlns": "http://www.w3.org/2000/svg", "font_family": "Vazirmatn"}
    return svg_to_png(element("svg", letters, cover, width=1200, height=60, **style), scale=1)


@pytest.mark.parametrize("weight", ["400", "600"])
@pytest.mark.parametrize("text", SAMPLES)
def test_text_is_never_wider_than_said(text: str, weight: str) -> None:
    end = 40 + text_width(text, 20)
    assert draw(text, weight, covered_to=end + 1) == draw("", weight, covered_to=end + 1)


@pytest.mark.parametrize("text", SAMPLES[:4])
def test_latin_text_is_not_said_to_be_much_wider_than_it_is(text: str) -> None:
    end = 40 + 0.84 * text_width(text, 20)
    assert draw(text, "400", covered_to=end) != draw("", "400", covered_to=end)


@settings(deadline=None)
@given(st.text(), st.floats(30, 400))
def test_lines_fit_and_lose_no_letter(text: str, width: float) -> None:
    lines = wrap_text(text, 12, width)
    assert all(text_width(line, 12) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == fit_font(text).replace(" ", "")


def test_words_stay_whole_where_they_fit() -> None:
    assert wrap_text("one two three", 10, text_width("one two", 10)) == ("one two", "three")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Maḩalleh", "Mahalleh"),
        ("Naz̧arābād", "Nazarābād"),
        ("ʻAlīābād", "‘Alīābād"),
        ("Orūmīyeh", "Orūmīyeh"),
        ("a\u0304", "ā"),
        ("شیراز", "شیراز"),
    ],
)
def test_letters_that_the_font_lacks_become_their_base(name: str, expected: str) -> None:
    assert fit_font(name) == expected
