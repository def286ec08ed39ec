"""Misspelt names lead to the places that are meant."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from geodata.fuzzy import N_NEAR, FuzzyIndex, Near
from geodata.gazetteer import open_gazetteer
from geodata.key_index import KeyIndex
from geodata.names import EVIDENCE_BITS, Evidence, key

GAZETTEER = open_gazetteer()
INDEX = GAZETTEER.fuzzy


def names_of(found: list[Near]) -> list[str]:
    return [GAZETTEER.identity(near.posting >> EVIDENCE_BITS)[1] for near in found]


@pytest.mark.parametrize(
    ("text", "country", "name"),
    [
        ("Mashad", "IR", "Mashhad"),  # left out
        ("Tehrran", "IR", "Tehran"),  # put in
        ("Tabrix", "IR", "Tabriz"),  # changed
        ("Zanajn", "IR", "Zanjan"),  # swapped
        ("Kermnashah", "IR", "Kermanshah"),
        ("Khoramabda", "IR", "Khorramabad"),  # two errors
        ("کرمانشا", "IR", "Kermanshah"),
        ("Winterhtur", "CH", "Winterthur"),
        ("Дніпр", "UA", "Dnipro"),
    ],
)
def test_finds_a_misspelt_name(text: str, country: str, name: str) -> None:
    assert names_of(INDEX.find(key(text), {country}))[0] == name
    assert name in names_of(INDEX.find(key(text)))


@pytest.mark.parametrize("text", ["", "qo", "qom", "qmo", "x" * 121])
def test_finds_nothing_for_too_short_or_too_long_a_key(text: str) -> None:
    assert INDEX.find(text) == []
    assert INDEX.find(text, {"IR"}) == []


def test_allows_one_edit_in_a_short_key_and_two_in_a_long_one() -> None:
    assert {near.distance for near in INDEX.find("tehrxn")} <= {0, 1}
    assert 2 in {near.distance for near in INDEX.find("kermxnshxh")}
    assert names_of(INDEX.find("sxixraz", {"IR"})) == []


def test_stays_within_the_countries() -> None:
    found = INDEX.find("bahdad", {"IQ", "IR"})
    countries = {GAZETTEER.country_of(near.posting >> EVIDENCE_BITS) for near in found}
    assert "Baghdad" in names_of(found)
    assert countries <= {"IQ", "IR"}
    assert INDEX.find("bahdad", {"no such code"}) == []


def test_the_nearest_come_first_and_each_place_once() -> None:
    found = INDEX.find("santamaria")
    rows = [near.posting >> EVIDENCE_BITS for near in found]
    distances = [near.distance for near in found]
    assert len(rows) == len(set(rows)) == N_NEAR
    assert distances == sorted(distances)


def test_only_proper_names_count() -> None:
    found = [near for text in ("tehran", "kerman", "teheran") for near in INDEX.find(text)]
    assert all(near.posting & 7 <= Evidence.REDUCED for near in found)
    assert not any(near.name_key.startswith(("~", "=")) for near in found)


def test_without_a_country_a_swap_in_the_middle_of_a_short_key_is_found() -> None:
    assert any(near.name_key == "oslo" for near in INDEX.find("olso"))


def make_index(names: dict[str, str]) -> FuzzyIndex:
    """Return an index with one place a name, in the country that each has."""
    keys = sorted(names, key=lambda text: text.encode())
    postings = pa.array([[row << EVIDENCE_BITS] for row in range(len(keys))], pa.list_(pa.int32()))
    codes = sorted(set(names.values()))
    country = np.array([codes.index(names[text]) for text in keys], np.int32)
    return FuzzyIndex(KeyIndex(pa.array(keys, pa.string()), postings), country.data, codes)


LETTERS = st.text(alphabet="abcاب東", min_size=1, max_size=10)


@given(st.dictionaries(LETTERS, st.sampled_from(["IR", "CH"]), min_size=1, max_size=60), LETTERS)
def test_within_a_country_nothing_is_missed(names: dict[str, str], asked: str) -> None:
    reach = 0 if len(asked) < 4 else 1 if len(asked) < 8 else 2
    distances = {name: OSA.distance(name, asked) for name in names}
    near = {name for name in names if distances[name] <= reach and names[name] == "IR"}
    found = make_index(names).find(asked, {"IR"})
    assert {each.name_key for each in found} <= (near if reach else set())
    assert len(found) == (min(len(near), N_NEAR) if reach else 0)
    assert all(each.distance == distances[each.name_key] for each in found)


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert len(INDEX.find(key(text))) <= N_NEAR
    assert len(INDEX.find(key(text), {"IR", "CN"})) <= N_NEAR
