"""What a person who types in a search box is offered."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geodata.gazetteer import open_gazetteer
from geodata.searching import search_places
from geodata.types import Candidate, PlacePrecision

GAZETTEER = open_gazetteer()


def search(text: str, country: str | None = None, limit: int = 10) -> tuple[Candidate, ...]:
    return search_places(GAZETTEER, text, country=country, limit=limit)


@pytest.mark.parametrize(
    ("text", "country", "name", "reason"),
    [
        ("Shiraz", None, "Shiraz", "Found by its main name"),
        ("Chiraz", None, "Shiraz", "Found by another of its names"),
        ("شیراز", None, "Shiraz", "Found by its main name"),
        ("Shahr-e Shiraz", None, "Shiraz", "Found by its name without its article or a word"),
        ("東京", None, "Tokyo", "Found by another of its names"),
        ("Baden", "CH", "Baden", "Found by its main name"),
        ("iran", None, "Iran", "Name or code of a country"),
        ("Khuzestan Province", None, "Khuzestan", "Name or code of a region"),
        ("CA", "US", "California", "Name or code of a region"),
        ("sananda", None, "Sanandaj", "Its main name begins so"),
        ("سنند", None, "Sanandaj", "Its main name begins so"),
        ("hochimi", None, "Ho Chi Minh City", "Its main name begins so"),
        ("saigo", "VN", "Ho Chi Minh City", "Another of its names begins so"),
        ("khuzes", None, "Khuzestan", "A name of this region begins so"),
        ("afghanis", None, "Afghanistan", "A name of this country begins so"),
        ("Mariwan", "IR", "Marīvān", "Its main name differs by one letter"),
        ("Gharchak", "Iran", "Qarchak", "Its main name differs by two letters"),
        ("Khuzistn", None, "Khuzestan", "A name of this region differs by one letter"),
        ("Baden, Switzerland", None, "Baden", "Found by its main name"),
    ],
)
def test_offers_first(text: str, country: str | None, name: str, reason: str) -> None:
    first = search(text, country)[0]
    assert first.name == name
    assert first.reasons[0].startswith(reason)


def test_whole_names_come_before_beginnings_and_these_before_misspelt_ones() -> None:
    found = search("Shiraz", limit=40)
    words = [each.reasons[0] for each in found]
    kinds = [("begins" in reason) + 2 * ("differs" in reason) for reason in words]
    assert kinds == sorted(kinds)
    assert set(kinds) == {0, 1, 2}
    assert {each.score == 1 for each in found[: kinds.count(0)]} == {True}
    assert all(0 < each.score <= 1 for each in found)


def test_the_largest_of_a_name_comes_first() -> None:
    populations = [candidate.population for candidate in search("springfield", "US", limit=5)]
    assert populations == sorted(populations, reverse=True)


def test_a_place_has_a_position_and_a_region_none() -> None:
    city, region = search("Tehran", limit=2)
    assert (city.precision, region.precision) == (PlacePrecision.CITY, PlacePrecision.ADMIN1)
    assert (city.lon, city.lat) == (51.42151, 35.69439)
    assert (region.lon, region.lat, region.admin1) == (None, None, "IR.26")


def test_a_short_word_is_no_code_of_a_region_unless_in_capitals() -> None:
    assert "South Australia" not in {candidate.name for candidate in search("sa")}
    assert "South Australia" in {candidate.name for candidate in search("SA")}


def test_stays_in_the_country_and_its_territories() -> None:
    assert {each.country for each in search("san", "US", limit=50)} == {"US", "PR"}
    assert {each.country for each in search("san", "Puerto Rico")} == {"PR"}


def test_a_country_that_is_not_known_is_passed_over() -> None:
    assert search("Oslo", "Atlantis") == search("Oslo")


@pytest.mark.parametrize("text", ["", "  ", "…", "🔥", "\u200f", "x" * 10_000])
def test_a_text_without_a_name_offers_nothing(text: str) -> None:
    assert search(text) == ()


@pytest.mark.parametrize("limit", [-1, 0, 1, 3])
def test_offers_no_more_than_asked_for(limit: int) -> None:
    assert len(search("san", limit=limit)) == max(limit, 0)


@given(st.text(), st.none() | st.sampled_from(["IR", "US", "Congo", "x"]))
@example("a" * 10_000, "IR")
@example("'; drop table places; --", None)
@example("<b>Oslo</b> تهران 東京 \x00\x1f", None)
@example("\ud800", None)
def test_any_text_has_an_answer(text: str, country: str | None) -> None:
    found = search(text, country)
    assert len({(each.precision, each.geonames_id) for each in found}) == len(found) <= 10
    assert all(each.reasons for each in found)
