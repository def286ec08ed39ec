"""Sound and consonant keys of Iranian names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.spellings import (
    arabic_keys,
    consonant_key,
    count_consonants,
    sound_key,
    spelling_keys,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Javanroud", "Javānrūd"),
        ("Mariwan", "Marīvān"),
        ("Saghez", "Saqqez"),
        ("Islamshahr", "Eslamshahr"),
        ("Khoramshahr", "Khorramshahr"),
        ("Bandar-i Imam", "Bandar Emam"),
        ("قرجك", "قرچک"),
        ("كرمسار", "گرمسار"),
    ],
)
def test_spellings_of_one_sound_share_a_key(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Chiraz", "Shiraz"), ("Bircend", "Birjand"), ("Meşhed", "Mashhad"), ("Karadj", "Karaj")],
)
def test_french_and_turkish_spellings_reach_the_english_one(written: str, meant: str) -> None:
    sounds, consonants = spelling_keys(written)
    assert sound_key(meant) in sounds or consonant_key(meant) in consonants


def test_other_towns_keep_other_keys() -> None:
    assert sound_key("Kerman") != sound_key("Kermanshah")
    assert consonant_key("Kashan") != consonant_key("Kazerun")


def test_two_letters_of_one_sound_count_once() -> None:
    assert count_consonants(consonant_key("Khash")) == 2


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("al qamishli", {"qamishli"}),
        ("القامشلی", {"قامشلی"}),
        ("as salamiyah", {"salamiyah", "salamiya", "assalamiya"}),
        ("zawiya", {"zawiyah"}),
        ("aleppo", set()),
        ("an najaf", {"najaf"}),
        ("an uba", set()),
    ],
)
def test_arabic_names_lose_their_article_and_vary_in_their_ending(
    name: str, keys: set[str]
) -> None:
    assert set(arabic_keys(name)) == keys


@given(st.text())
def test_the_plain_reading_is_among_the_keys_of_any_text(text: str) -> None:
    sounds, consonants = spelling_keys(text)
    assert sound_key(text) in sounds
    assert consonant_key(text) in consonants
