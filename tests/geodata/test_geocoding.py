"""Names with their context, from end to end."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import InputError
from geodata.gazetteer import open_gazetteer
from geodata.geocoding import Geocoder
from geodata.types import MatchStatus, PlacePrecision

ISFAHAN, TEHRAN, KARAJ = 418863, 112931, 128747


@pytest.fixture(scope="module")
def geocoder() -> Geocoder:
    return Geocoder(open_gazetteer())


@pytest.mark.parametrize(
    ("name", "country", "admin1", "geonames_id"),
    [
        ("Rafah, Gaza", None, None, 281102),
        ("Rafah", "EG", None, 350350),
        ("Tehran, Tehran", None, None, TEHRAN),
        ("Alborz, Karaj", None, None, KARAJ),
        ("Mexico, Puebla", None, None, 3521081),
        ("San Juan, Puerto Rico", "US", None, 4568127),
        ("Goma, Congo", None, None, 216281),
        ("Kinshasa", "Congo", None, 2314302),
        ("Singapore", "Singapore", None, 1880252),
        ("Vatican City", "Vatican", None, 6691831),
        ("Edinburgh", "Scotland", None, 2650225),
        ("Qamishli", "Syria", None, 173377),
        ("Diwaniyah", "Iraq", None, 99762),
        ("Baden", "CH", None, 2661646),
        ("Baden", "Schweiz", None, 2661646),
        ("Baden", "Austria", None, 2782067),
        ("Isfahan", None, None, ISFAHAN),
        ("Esfahan", None, None, ISFAHAN),
        ("اصفهان", None, None, ISFAHAN),
        ("Robatkarim", None, None, 118367),
        ("Toronto", None, None, 6167865),
        ("Oslo", None, None, 3143244),
        ("London", None, None, 2643743),
        ("London", None, "Ontario", 6058560),
        ("London, ON", None, None, 6058560),
        ("Paris, Texas", None, None, 4717560),
        ("Iran, Tehran", None, None, TEHRAN),
        ("Fardis, Karaj", "Iran", "Alborz", 6657205),
        ("Moscow", None, None, 524901),
        ("Kashan", "Iran", "استان اصفهان", 128476),
        ("Chiraz", "Iran", "Fars", 115019),
        ("Bircend", "İran", "South Khorasan", 140463),
        ("قرجك", "Iran", "Tehran", 32767),
        ("Rezaiyeh", "Iran", None, 121801),
        ("Andishe", "Iran", "Tehran", 32909),
        ("Köln", None, None, 2886242),
        ("KOELN", "Germany", None, 2886242),
    ],
)
def test_is_certain_of_clear_names(
    geocoder: Geocoder, name: str, country: str | None, admin1: str | None, geonames_id: int
) -> None:
    match = geocoder.geocode(name, country=country, admin1=admin1)
    assert (match.status, match.geonames_id) == (MatchStatus.CERTAIN, geonames_id)
    assert match.precision is PlacePrecision.CITY


def test_baden_alone_is_doubtful_with_three_countries(geocoder: Geocoder) -> None:
    match = geocoder.geocode("Baden")
    assert match.status is MatchStatus.DOUBTFUL
    assert {"AT", "CH", "DE"} <= {candidate.country for candidate in match.candidates}


@pytest.mark.parametrize(
    ("name", "country", "admin1"),
    [
        ("Springfield", None, None),
        ("Tripoli", None, None),
        ("Georgia", None, None),
        ("Luxembourg", None, None),
        ("Kurdistan", None, None),
        ("Washington", "United States", None),
        ("Congo", None, None),
        ("Korea", None, None),
        ("Amazonas", None, None),
        ("Rafah", None, None),
        ("رفح", None, None),
        ("Singapore", None, None),
        ("Luxembourg", "Luxembourg", None),
        ("San Juan", "US", None),
        ("Kansas City", "US", None),
        ("Texarkana", "US", None),
        ("Kensington", "GB", None),
        ("No", None, None),
        ("Rio", None, None),
        ("Georgetown, DE", None, None),
        ("Salem, IN", None, None),
        ("Richmond, CA", None, None),
        ("Bethlehem, Jerusalem", None, None),
        ("Galugah", "Iran", "Mazandaran"),
        ("Kashan", "Iran", "Fars"),
        ("Karaj", "Iran", "Tehran"),
        ("Tehran", "Iran", "Isfahan"),
        ("بهارستان تهران", "Iran", "Tehran"),
        ("شهرک بنفشه كرج", "Iran", "Alborz"),
        ("Qalat", "Iran", "Fars"),
        ("Downing Street, London", None, None),
        ("Toronto, Oslo, Baden", None, None),
        ("Oslo", "Freedonia", None),
        ("Oslo", "Norway", "Xyzzy"),
    ],
)
def test_is_never_sure_of_unclear_names(
    geocoder: Geocoder, name: str, country: str | None, admin1: str | None
) -> None:
    match = geocoder.geocode(name, country=country, admin1=admin1)
    assert match.status is MatchStatus.DOUBTFUL
    assert match.reasons


def test_a_town_over_a_regions_border_is_offered_as_well(geocoder: Geocoder) -> None:
    match = geocoder.geocode("Kansas City")
    assert match.status is MatchStatus.DOUBTFUL
    assert [candidate.admin1 for candidate in match.candidates] == ["US.MO", "US.KS"]


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("", None),
        ("Unknown", "Iran"),
        ("N/A", "Iran"),
        ("nationwide", "Iran"),
        ("various cities of Iran", "Iran"),
        ("12345", None),
        ("🔥", None),
        ("'; DROP TABLE cities;--", None),
        ("a" * 5000, None),
        ("Nowhereville", None),
        ("Tehran", "Iraq"),
        ("Tehran University", "Iran"),
        ("Ahwaz-Andimechk", "Iran"),
        ("Chouchtar-Dezfoul", "Iran"),
    ],
)
def test_finds_nothing_where_nothing_is_meant(
    geocoder: Geocoder, name: str, country: str | None
) -> None:
    match = geocoder.geocode(name, country=country)
    assert (match.status, match.precision) == (MatchStatus.NONE, PlacePrecision.UNKNOWN)
    assert match.geonames_id is match.lon is match.lat is None


@pytest.mark.parametrize(
    ("name", "precision", "geonames_id"),
    [
        ("Iran", PlacePrecision.COUNTRY, 130758),
        ("ایران", PlacePrecision.COUNTRY, 130758),
        ("Tehran Province", PlacePrecision.ADMIN1, 110791),
        ("استان تهران", PlacePrecision.ADMIN1, 110791),
        ("Golestan province", PlacePrecision.ADMIN1, 443792),
        ("western part of Tehran province", PlacePrecision.ADMIN1, 110791),
        ("Khuzestan, Iran", PlacePrecision.ADMIN1, 127082),
        ("Guinea", PlacePrecision.COUNTRY, 2420477),
        ("Democratic Republic of Congo", PlacePrecision.COUNTRY, 203312),
        ("Republic of Congo", PlacePrecision.COUNTRY, 2260494),
    ],
)
def test_regions_and_countries_have_no_position(
    geocoder: Geocoder, name: str, precision: PlacePrecision, geonames_id: int
) -> None:
    match = geocoder.geocode(name)
    assert (match.status, match.precision) == (MatchStatus.CERTAIN, precision)
    assert match.geonames_id == geonames_id
    assert match.lon is match.lat is None


@pytest.mark.parametrize(
    "name",
    [
        "Gohardasht",
        "گوهردشت كرج",
        "Karaj County",
        "Karaj (Behesht Sakineh Cemetery)",
        "كرج و شهرهاي اطراف",
        "near Karaj",
        "Karaj - District 2",
    ],
)
def test_a_detail_of_a_place_is_near_it(geocoder: Geocoder, name: str) -> None:
    match = geocoder.geocode(name, country="Iran", admin1="Alborz")
    assert (match.status, match.geonames_id) == (MatchStatus.CERTAIN, KARAJ)
    assert match.precision is PlacePrecision.NEAR
    assert match.lon is not None


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("Tehran, Karaj", TEHRAN, KARAJ),
        ("Tehran; Karaj", TEHRAN, KARAJ),
        ("Tehran - Karaj", TEHRAN, KARAJ),
        ("Karaj, Tehran", KARAJ, TEHRAN),
        ("آبادان، خرمشهر", 145459, 127319),
        ("Dallas, Fort Worth", 4684888, 4691930),
        ("San Francisco, Oakland", 5391959, 5378538),
        ("The Hague, Rotterdam", 2747373, 2747891),
        ("Bern, Fribourg", 2661552, 2660718),
        ("Haifa, Acre", 294801, 295721),
        ("Siena, Florence", 3166548, 3176959),
        ("Idlib, Aleppo", 169389, 170063),
        ("Tehran and Karaj", TEHRAN, KARAJ),
        ("between Tehran and Karaj", TEHRAN, KARAJ),
        ("Tehran–Karaj", TEHRAN, KARAJ),
        ("تهران و کرج", TEHRAN, KARAJ),
    ],
)
def test_two_cities_are_a_choice_with_the_first_in_front(
    geocoder: Geocoder, name: str, first: int, second: int
) -> None:
    match = geocoder.geocode(name)
    assert match.status is MatchStatus.DOUBTFUL
    assert [candidate.geonames_id for candidate in match.candidates[:2]] == [first, second]
    assert "places of their own" in match.reasons[0]


@pytest.mark.parametrize(
    ("name", "geonames_id"),
    [
        ("آبادان", 145459),
        ("Islamabad", 1176615),
        ("Venice", 3164603),
        ("Bethlehem, PA", 5180225),
        ("St. Petersburg", 498817),
        ("Congo", 203312),
    ],
)
def test_what_most_people_mean_leads_the_doubtful(
    geocoder: Geocoder, name: str, geonames_id: int
) -> None:
    match = geocoder.geocode(name)
    assert (match.status, match.geonames_id) == (MatchStatus.DOUBTFUL, geonames_id)


@pytest.mark.parametrize(
    ("name", "country", "admin1", "reason"),
    [
        ("Paris", "FR", "Texas", "'Texas' isn't in France"),
        ("Paris", "FR", "Xyzzy", "'Xyzzy' isn't a known region"),
        ("Oslo", "Freedonia", None, "'Freedonia' isn't a known country"),
        ("a" * 121, None, None, "Too long for a name: over 120 characters"),
        ("Tehran", "Iraq", None, "Places of this name are known, but none in Iraq"),
        ("Edinburgh", "Scotland", None, "'Scotland' is read as a region of United Kingdom"),
    ],
)
def test_says_how_it_read_what_was_given(
    geocoder: Geocoder, name: str, country: str | None, admin1: str | None, reason: str
) -> None:
    assert reason in geocoder.geocode(name, country=country, admin1=admin1).reasons


def test_codes_count_only_in_capitals(geocoder: Geocoder) -> None:
    assert geocoder.geocode("US").precision is PlacePrecision.COUNTRY
    assert geocoder.geocode("us").precision is not PlacePrecision.COUNTRY


def test_empty_context_is_no_context(geocoder: Geocoder) -> None:
    plain = geocoder.geocode("Oslo")
    assert geocoder.geocode("Oslo", country="", admin1="Unknown") == plain


def test_many_answer_in_order(geocoder: Geocoder) -> None:
    names = ["Oslo", "Baden", "Oslo", "Baden"]
    matches = geocoder.geocode_many(names, countries=[None, "CH", None, "AT"])
    assert [match.geonames_id for match in matches] == [3143244, 2661646, 3143244, 2782067]
    assert matches[0] is matches[2]


@pytest.mark.parametrize("countries", [[], ["NO"]])
def test_many_need_as_many_contexts(geocoder: Geocoder, countries: list[str]) -> None:
    with pytest.raises(InputError, match=f"2 names came with {len(countries)} countries"):
        geocoder.geocode_many(["Oslo", "Baden"], countries=countries)


def test_columns_of_a_table_are_geocoded(geocoder: Geocoder) -> None:
    names, countries = pd.Series(["Oslo", None]), pd.Series(["NO", None])
    matches = geocoder.geocode_many(names, countries=countries, admin1s=pd.Series([np.nan] * 2))
    assert [match.geonames_id for match in matches] == [3143244, None]
    assert geocoder.geocode_together(names, country="NO") == matches


@settings(deadline=None)
@given(st.text(max_size=150), st.text(max_size=20), st.text(max_size=20))
def test_any_text_gets_an_answer(geocoder: Geocoder, name: str, country: str, admin1: str) -> None:
    match = geocoder.geocode(name, country=country, admin1=admin1)
    assert match.reasons
    assert (match.geonames_id is None) is (match.status is MatchStatus.NONE)
    assert 0 <= match.score <= 1
    assert len(match.candidates) <= 10
