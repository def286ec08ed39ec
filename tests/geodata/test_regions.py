"""Where a place lies that a source puts into a region of today, of once, or within one."""

from __future__ import annotations

import pytest

from geodata import Geocoder
from geodata.gazetteer import Gazetteer, open_gazetteer
from geodata.types import MatchStatus


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.fixture(scope="module")
def geocoder(gazetteer: Gazetteer) -> Geocoder:
    return Geocoder(gazetteer)


def codes(gazetteer: Gazetteer, text: str, country: str | None) -> str:
    """Return the codes without their country, in order."""
    return " ".join(sorted({at.code[3:] for at in gazetteer.find_holders(text, country)}))


@pytest.mark.parametrize(
    ("text", "country", "held_by"),
    [
        ("Katanga", "CD", "14 15 22 29"),
        ("Andhra Pradesh", "IN", "02 40"),
        ("Alsace", "FR", "44"),
        ("Nyanza Province", "KE", "17 25 26 36 42 46"),
        ("Bình Dương", "VN", "79"),
        ("Viken", "NO", "01 04 13"),
        ("NWFP", "PK", "03"),
        ("Orissa", "IN", "21"),
        ("Tombouctou", "ML", "08 12070575"),
        ("Cibao Noroeste", "DO", "04 15 26 27"),
        ("Khorasan", "IR", "41 42 43"),
        ("Tehran", "IR", "26"),
    ],
)
def test_divided_and_merged_regions_are_what_they_are_today(
    gazetteer: Gazetteer, text: str, country: str, held_by: str
) -> None:
    assert codes(gazetteer, text, country) == held_by


@pytest.mark.parametrize(
    ("text", "country", "held_by"),
    [
        ("Iloilo province", "PH", "06"),
        ("La Union", "PH", "01"),
        ("Surrey", "GB", "ENG"),
        ("County Durham", "GB", "ENG"),
        ("Co. Mayo", "IE", "C"),
        ("Rakai District", "UG", "C"),
        ("Durham", "US", "NC"),
    ],
)
def test_second_level_regions_lie_in_one_of_the_first(
    gazetteer: Gazetteer, text: str, country: str, held_by: str
) -> None:
    assert codes(gazetteer, text, country) == held_by
    assert all(at.reach_km for at in gazetteer.find_holders(text, country))
    assert gazetteer.find_admin1s(text, country) == ()


def test_second_level_regions_are_looked_for_within_a_country_only(gazetteer: Gazetteer) -> None:
    assert gazetteer.find_holders("Surrey") == ()


@pytest.mark.parametrize(
    ("text", "country", "code"),
    [
        ("Sakha (Yakutia)", "RU", "63"),
        ("Khanty-Mansiy", "RU", "32"),
        ("Leningrad oblast", "RU", "42"),
        ("Vinnitsa region", "UA", "23"),
        ("Kyiv, Misto", "UA", "12"),
        ("Rural Damascus", "SY", "08"),
        ("Rif Dimashq", "SY", "08"),
        ("Lower Shabelle", "SO", "14"),
        ("Amanat al Asimah", "YE", "26"),
        ("Sana'a city", "YE", "26"),
        ("Salah al-Din", "IQ", "18"),
        ("Ninewa", "IQ", "15"),
        ("CDMX", "MX", "09"),
        ("Estado de México", "MX", "15"),
        ("W. Darfur", "SD", "47 61"),
        ("E. Azerbaijan", "IR", "33"),
        ("Ostan-e Azarbayjan-e Gharbi", "IR", "01"),
        ("Srpska, Republika", "BA", "02"),
        ("Diyarbakır ili", "TR", "21"),
        ("Departamento del Chocó", "CO", "11"),
        ("Vaestra Goetaland", "SE", "28"),
        ("Idlib / Aleppo", "SY", "09 12"),
    ],
)
def test_spellings_of_regions_are_known(
    gazetteer: Gazetteer, text: str, country: str, code: str
) -> None:
    assert codes(gazetteer, text, country) == code


def test_of_namesakes_the_one_in_the_county_is_meant(geocoder: Geocoder) -> None:
    in_cornwall = geocoder.geocode("St Ives", country="GB", admin1="Cornwall")
    in_cambridgeshire = geocoder.geocode("St Ives", country="GB", admin1="Cambridgeshire")
    assert (in_cornwall.lon or 0) < -5
    assert -1 < (in_cambridgeshire.lon or -9) < 1


def test_a_place_of_a_divided_region_is_found_in_its_new_one(geocoder: Geocoder) -> None:
    match = geocoder.geocode("Warangal", country="IN", admin1="Andhra Pradesh")
    assert (match.status, match.admin1) == (MatchStatus.CERTAIN, "IN.40")


def test_the_country_as_the_region_says_nothing_more(geocoder: Geocoder) -> None:
    alone = geocoder.geocode("Ponce", country="PR")
    assert geocoder.geocode("Ponce", country="PR", admin1="Puerto Rico").lon == alone.lon


def test_a_former_region_is_no_answer(geocoder: Geocoder) -> None:
    match = geocoder.geocode("Bình Dương", country="VN")
    assert match.precision.value != "admin1"
