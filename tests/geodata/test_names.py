"""Folding, keys and readings of place names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.names import fold, is_bracketed, is_empty, key, split_parts
from geodata.readings import readings


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  TEHRAN ", "tehran"),
        ("Bandar-e Māhshahr", "bandar e mahshahr"),
        ("Īz̄eh", "izeh"),
        ("Zu\u0308rich", "zurich"),
        ("Weißenfels", "weissenfels"),
        ("İzmir", "izmir"),
        ("Diyarbakır", "diyarbakir"),
        ("Təbriz", "tabriz"),
        ("Łódź", "lodz"),
        ("Ma`shour", "mashour"),
        ("Washington, D.C.", "washington dc"),
        ("Tehran 🔥", "tehran"),
        ("\u202bتهران\u202c", "تهران"),
        ("كرج", "کرج"),
        ("أورومية", "اورومیه"),
        ("قَصَبِهِ", "قصبه"),
        ("رباط\u200cکریم", "رباطکریم"),
        ("منطقه ۱۲", "منطقه 12"),
        ("दिल्ली", "दिल्ली"),
        ("東京", "東京"),
    ],
)
def test_folds_what_differs_without_meaning(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_key_has_no_spaces_and_ignores_case_of_ascii(text: str) -> None:
    assert " " not in key(text)
    assert key(text.encode("ascii", "ignore").decode().upper()) == key(
        text.encode("ascii", "ignore").decode().lower()
    )


@pytest.mark.parametrize("text", ["Robatkarim", "Robat Karim", "ROBAT-KARIM", "Robāţ Karīm"])
def test_spacing_and_accents_share_a_key(text: str) -> None:
    assert key(text) == "robatkarim"


@pytest.mark.parametrize(
    "text",
    ["", "   ", "🔥", "12345", "Unknown", "N/A", "nationwide", "online", "various cities of Iran"],
)
def test_says_what_names_no_place(text: str) -> None:
    assert is_empty(fold(text))


@pytest.mark.parametrize("text", ["Qom", "قم", "Various", "Nan", "Y", "東"])
def test_short_names_are_names_unless_null_words(text: str) -> None:
    assert is_empty(fold(text)) is (text in {"Various", "Nan"})


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Paris, Texas", ("Paris", "Texas")),
        ("تهران، ایران", ("تهران", "ایران")),
        ("Karaj (Behesht Sakineh Cemetery)", ("Karaj", "Behesht Sakineh Cemetery")),
        ("Tehran - District 12", ("Tehran", "District 12")),
        ("Baden-Baden", ("Baden-Baden",)),
        ("Oslo", ("Oslo",)),
    ],
)
def test_splits_parts_but_not_at_hyphens(text: str, parts: tuple[str, ...]) -> None:
    assert split_parts(text) == parts


def test_only_brackets_and_dashes_hold_a_detail() -> None:
    assert is_bracketed("London (Downing Street)")
    assert not is_bracketed("Paris, Texas")


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Isfahan Province", "isfahan"),
        ("استان تهران", "تهران"),
        ("State of Georgia", "georgia"),
        ("Sadra City", "sadra"),
        ("شهرک صدرا", "صدرا"),
        ("Bandar-i Imam", "imam"),
        ("Bandar-e Mahshahr and its suburbs", "mahshahr"),
        ("كرج و شهرهاي اطراف", "کرج"),
        ("western part of Tehran province", "tehran"),
    ],
)
def test_reads_a_name_without_its_words_of_kind(text: str, last: str) -> None:
    assert list(readings(fold(text)))[-1].folded == last


def test_words_of_kind_are_remembered() -> None:
    region = list(readings("western part of tehran province"))[-1]
    assert region.is_near
    assert region.is_region


@given(st.text(max_size=60))
def test_reading_any_text_ends(text: str) -> None:
    assert len(list(readings(fold(text)))) >= 1
