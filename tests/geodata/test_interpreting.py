"""Names as sources write them, from end to end."""

from __future__ import annotations

import pytest

from geodata.gazetteer import open_gazetteer
from geodata.geocoding import Geocoder
from geodata.types import MatchStatus, PlacePrecision

TEHRAN = 112931


@pytest.fixture(scope="module")
def geocoder() -> Geocoder:
    return Geocoder(open_gazetteer())


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("west Mosul", "IQ"),
        ("12 km south of Mosul", "IQ"),
        ("Mosul countryside", "IQ"),
        ("Mosul city center", "IQ"),
        ("موصل بزرگ", "IQ"),
    ],
)
def test_words_for_near_are_read(geocoder: Geocoder, name: str, country: str) -> None:
    match = geocoder.geocode(name, country=country)
    assert (match.geonames_id, match.precision) == (99072, PlacePrecision.NEAR)


@pytest.mark.parametrize("name", ["West Bromwich", "East London", "North Carolina", "South Sudan"])
def test_names_with_a_side_in_them_are_names(geocoder: Geocoder, name: str) -> None:
    assert geocoder.geocode(name).name == name


@pytest.mark.parametrize(
    ("name", "country", "geonames_id"),
    [
        ("Aleppo city", "SY", 170063),
        ("Saint Louis", "US", 4407066),
        ("St Louis", "US", 4407066),
        ("Toulouse/Francazal", "FR", 2972315),
        ("Zuirch", "CH", 2657896),
        ("Tehrn", "IR", TEHRAN),
        ("Banjul", "GM", 2413876),
    ],
)
def test_names_as_people_write_them_lead_to_the_place(
    geocoder: Geocoder, name: str, country: str, geonames_id: int
) -> None:
    assert geocoder.geocode(name, country=country).geonames_id == geonames_id


@pytest.mark.parametrize("name", ["Zuirch", "Sanandj"])
def test_a_misspelt_name_is_never_certain(geocoder: Geocoder, name: str) -> None:
    match = geocoder.geocode(name, country="CH" if name == "Zuirch" else "IR")
    assert match.status is MatchStatus.DOUBTFUL
    assert "misspelling" in match.reasons[0]


@pytest.mark.parametrize("name", ["Xyzabad", "Xyzabad, Fars", "Xyzabad (Fars Province)"])
def test_a_place_unknown_in_its_region_is_answered_with_the_region(
    geocoder: Geocoder, name: str
) -> None:
    match = geocoder.geocode(name, country="Iran", admin1="Fars")
    assert (match.status, match.precision) == (MatchStatus.DOUBTFUL, PlacePrecision.ADMIN1)
    assert (match.geonames_id, match.lon) == (134766, None)
    assert "answered with the region" in match.reasons[0]


@pytest.mark.parametrize(
    "name", ["Azadi Street", "Evin Prison", "University of Tehran", "میدان آزادی", "Mount Damavand"]
)
def test_what_stands_in_a_place_is_no_place_even_in_its_region(
    geocoder: Geocoder, name: str
) -> None:
    match = geocoder.geocode(name, country="Iran", admin1="Tehran")
    assert (match.status, match.geonames_id) == (MatchStatus.NONE, None)
    assert "not a place" in match.reasons[0]


@pytest.mark.parametrize(
    ("name", "country"),
    [("Akron", "US"), ("حسن آباد", "IR"), ("Nagaon", "IN"), ("Sedeh", "IR"), ("Alexandria", "IR")],
)
def test_common_and_borrowed_names_need_a_region(
    geocoder: Geocoder, name: str, country: str
) -> None:
    assert geocoder.geocode(name, country=country).status is not MatchStatus.CERTAIN


def test_names_of_one_text_help_one_another(geocoder: Geocoder) -> None:
    baden, zurich = geocoder.geocode_together(["Baden", "Zürich"])
    assert (baden.country, baden.status) == ("CH", MatchStatus.DOUBTFUL)
    assert zurich == geocoder.geocode("Zürich")


@pytest.mark.parametrize("name", ["Baden", "near Baden"])
def test_a_name_led_by_another_is_as_precise_as_alone(geocoder: Geocoder, name: str) -> None:
    together, _ = geocoder.geocode_together([name, "Zürich"])
    alone = geocoder.geocode(name, country="CH")
    assert (together.geonames_id, together.precision) == (alone.geonames_id, alone.precision)


@pytest.mark.parametrize("admin1", ["Alborz", "Fars"])
def test_all_candidates_of_a_detail_are_near(geocoder: Geocoder, admin1: str) -> None:
    match = geocoder.geocode("near Karaj", country="Iran", admin1=admin1)
    cities = [candidate for candidate in match.candidates if candidate.lon is not None]
    assert {candidate.precision for candidate in cities} == {PlacePrecision.NEAR}
