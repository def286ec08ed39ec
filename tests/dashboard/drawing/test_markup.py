from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing.markup import clean_text, element, escape_text, format_number


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("a\x00b\x1b[31m", "ab[31m"),
        ("two\nlines\t here ", "two lines here"),
        ("\u202egnp.exe", "gnp.exe"),
        ("گزارش\u200cشده", "گزارش\u200cشده"),
        ("half \ud800 pair", "half pair"),
    ],
)
def test_text_loses_controls_and_keeps_joiners(given_text: str, expected: str) -> None:
    assert clean_text(given_text) == expected


@settings(deadline=None)
@given(st.text())
def test_any_text_survives_as_xml(text: str) -> None:
    written = element("text", escape_text(text), data_note=text)
    parsed = ElementTree.fromstring(written.encode())
    assert (parsed.text or "") == clean_text(text)
    assert parsed.attrib["data-note"] == clean_text(text)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1.0, "1"), (0.5, "0.5"), (-0.001, "0"), (1234.567, "1234.57"), (10, "10"), (100.0, "100")],
)
def test_numbers_are_short(value: float, expected: str) -> None:
    assert format_number(value) == expected


def test_attributes_keep_their_order_and_none_is_left_out() -> None:
    written = element("g", "x", class_="b", stroke_width=0.8, id=None)
    assert written == '<g class="b" stroke-width="0.8">x</g>'
