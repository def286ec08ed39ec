from typing import Any

import pytest

from geodata.areas import Area, Named, find_area, list_unknown_areas
from geodata.merging import merge
from geodata.types import Match, MatchStatus, PlacePrecision
from tests.geodata.builders import make_candidate, make_match, make_records, real_reference

REGIONS = {"IR.07": "IR-07", "IR.28": "IR-10"}


def find(
    place: str = "",
    admin1: str = "",
    country: str = "",
    level: str = "",
    match: Match | None = None,
) -> Area:
    named = Named(place, admin1, country, level)
    return find_area(named, match, real_reference().gazetteer, REGIONS)


@pytest.mark.parametrize(
    ("named", "country", "region_id"),
    [
        ({"admin1": "Fars", "country": "Iran"}, "IR", "IR-07"),
        ({"admin1": "استان فارس", "country": "ایران"}, "IR", "IR-07"),
        ({"admin1": "Fars"}, "IR", "IR-07"),
        ({"country": "IR"}, "IR", None),
        ({"country": "Scotland"}, "GB", None),
        ({"admin1": "Fars", "country": "Norway"}, "NO", None),
        ({"admin1": "Fars", "country": "(several)"}, None, None),
        ({"place": "Fars Province", "level": "province"}, "IR", "IR-07"),
        ({"place": "Iran", "level": "country"}, "IR", None),
        ({"place": "Iran", "level": "city"}, None, None),
        ({}, None, None),
    ],
)
def test_area_is_what_the_row_names(
    named: dict[str, Any], country: str | None, region_id: str | None
) -> None:
    assert find(**named) == Area(country=country, region_id=region_id)


def test_sure_region_is_taken_from_the_match() -> None:
    match = make_match(precision=PlacePrecision.ADMIN1, geonames_id=134766)
    assert find("Fars province", match=match) == Area(country="IR", region_id="IR-07")


def test_doubtful_match_gives_what_all_candidates_share() -> None:
    candidates = (make_candidate(), make_candidate(admin1="IR.28"))
    match = make_match(status=MatchStatus.DOUBTFUL, candidates=candidates)
    assert find("Sedeh", match=match) == Area(country="IR", region_id=None)


def test_doubtful_match_abroad_gives_nothing() -> None:
    candidates = (make_candidate(), make_candidate(country="CH", admin1="CH.AG"))
    match = make_match(status=MatchStatus.DOUBTFUL, candidates=candidates)
    assert find("Baden", match=match) == Area(country=None, region_id=None)


def test_named_province_beats_the_doubtful_match() -> None:
    match = make_match(status=MatchStatus.DOUBTFUL, candidates=(make_candidate(admin1="IR.28"),))
    assert find("Kashan", "Fars", "Iran", match=match) == Area(country="IR", region_id="IR-07")


def test_of_a_divided_region_the_part_in_which_the_place_lies_is_meant() -> None:
    match = make_match(country="IN", admin1="IN.40", candidates=())
    regions = {"IN.02": "IN-AP", "IN.40": "IN-TG"}
    named = Named("Warangal", "Andhra Pradesh", "India", "")
    area = find_area(named, match, real_reference().gazetteer, regions)
    assert area == Area(country="IN", region_id="IN-TG")


def test_unknown_names_of_areas_are_said_once_with_their_extent() -> None:
    records = make_records(
        country=["Iran", "Persis", "Persis", "Iran"], admin1=["Fars", "", "", "Mordor"]
    )
    reports = merge({"a.csv": records}).reports
    problems = list_unknown_areas(reports, real_reference().gazetteer)
    assert [(item.row, item.column, item.value) for item in problems] == [
        (2, "country_name", "Persis"),
        (4, "admin1_name", "Mordor"),
    ]
    assert "(2 rows)" in problems[0].reason
