from __future__ import annotations

from typing import Any

import pytest

from dashboard.offers import list_countries, list_regions, mark_offer, read_offer, say_answer
from geodata.decisions import Answer, Choice, Subject, answer_of
from geodata.errors import InputError
from geodata.gazetteer import Gazetteer
from geodata.types import PlacePrecision
from tests.geodata.builders import make_answer, make_candidate, make_match

BADEN = Subject(place_name="Baden")
IN_AUSTRIA = make_candidate(geonames_id=2782067, name="Baden", country="AT", admin1="AT.03")
IN_AARGAU = make_candidate(geonames_id=2661646, name="Baden", country="CH", admin1="CH.AG")
MATCH = make_match(candidates=(IN_AUSTRIA, IN_AARGAU, IN_AARGAU))


def test_regions_are_those_of_the_candidates_each_once(gazetteer: Gazetteer) -> None:
    regions = list_regions(BADEN, MATCH, gazetteer)
    assert [region.admin1 for region in regions] == ["AT.03", "CH.AG"]
    assert {region.precision for region in regions} == {PlacePrecision.ADMIN1}


@pytest.mark.parametrize(
    ("admin1", "country", "codes"),
    [
        ("Aargau", "", ["CH.AG"]),
        ("Aargau", "Switzerland", ["CH.AG"]),
        ("Kent", "Iran", ["AT.03", "CH.AG"]),
    ],
)
def test_region_that_the_rows_name_goes_before(
    admin1: str, country: str, codes: list[str], gazetteer: Gazetteer
) -> None:
    subject = Subject(place_name="Baden", admin1_name=admin1, country_name=country)
    assert [region.admin1 for region in list_regions(subject, MATCH, gazetteer)] == codes


def test_country_that_the_rows_name_goes_before(gazetteer: Gazetteer) -> None:
    subject = Subject(place_name="Baden", country_name="Norway")
    assert [item.country for item in list_countries(BADEN, MATCH, gazetteer)] == ["AT", "CH"]
    assert [item.country for item in list_countries(subject, MATCH, gazetteer)] == ["NO"]


def test_mark_of_an_offer_means_its_answer(gazetteer: Gazetteer) -> None:
    offers = (
        IN_AARGAU._replace(lon=8.30592, lat=47.47333),
        *list_regions(BADEN, MATCH, gazetteer),
        *list_countries(BADEN, MATCH, gazetteer),
    )
    for offer in offers:
        assert read_offer(mark_offer(offer), MATCH, gazetteer) == answer_of(offer)


def test_place_is_near_where_the_words_mean_near(gazetteer: Gazetteer) -> None:
    match = make_match(precision=PlacePrecision.NEAR)
    assert read_offer("place:2661646", match, gazetteer).precision is PlacePrecision.NEAR


@pytest.mark.parametrize(
    "mark", ["", "place:", "place:0", "place:x", "place:²", "region:XX.99", "country:", "point:1"]
)
def test_mark_of_nothing_is_refused(mark: str, gazetteer: Gazetteer) -> None:
    with pytest.raises(InputError, match="choose one of the list"):
        read_offer(mark, MATCH, gazetteer)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Shiraz, Fars, Iran"),
        ({"precision": PlacePrecision.NEAR}, "near Shiraz, Fars, Iran"),
        ({"choice": Choice.REGION, "precision": PlacePrecision.ADMIN1}, "somewhere in Fars, Iran"),
        ({"choice": Choice.COUNTRY, "precision": PlacePrecision.COUNTRY}, "somewhere in Iran"),
        (
            {"choice": Choice.POINT, "precision": PlacePrecision.EXACT},
            "the point 29.6100, 52.5300 (lat, lon)",
        ),
        ({"choice": Choice.NOWHERE, "precision": PlacePrecision.UNKNOWN}, "not a place"),
        ({"name": None, "admin1": None, "country": None}, "GeoNames 115019"),
    ],
)
def test_answer_is_said_in_few_words(
    changes: dict[str, Any], said: str, gazetteer: Gazetteer
) -> None:
    answer: Answer = make_answer(**changes)
    assert say_answer(answer, gazetteer) == said
