import pandas as pd
import pytest

from geodata.areas import Area, Named
from geodata.formats.presets.records import PlaceLevel
from geodata.merging import merge
from geodata.placements import Outcome, place_match
from geodata.placing import place_reports
from geodata.types import LOCATED, MatchStatus, PlacePrecision
from tests.geodata.builders import make_match, make_records, real_reference

FARS = Area(country="IR", region_id="IR-07")
IRAN = Area(country="IR", region_id=None)
NOWHERE = Area(country=None, region_id=None)
SHIRAZ = Named("Shiraz", "", "", "")


def test_sure_city_is_on_its_place() -> None:
    placement = place_match(SHIRAZ, make_match(), NOWHERE)
    assert placement.place_id == 115019
    assert placement.place_precision is PlacePrecision.CITY
    assert placement.geo_reason == "Only place of this name."


@pytest.mark.parametrize("status", [MatchStatus.DOUBTFUL, MatchStatus.NONE])
@pytest.mark.parametrize(
    ("area", "precision"),
    [
        (FARS, PlacePrecision.ADMIN1),
        (IRAN, PlacePrecision.COUNTRY),
        (NOWHERE, PlacePrecision.UNKNOWN),
    ],
)
def test_unsure_name_falls_back_to_what_is_sure(
    status: MatchStatus, area: Area, precision: PlacePrecision
) -> None:
    placement = place_match(SHIRAZ, make_match(status=status), area)
    assert placement.place_id is None
    assert (placement.place_precision, placement.geo_status) == (precision, status)
    assert (placement.country, placement.region_id) == (area.country, area.region_id)
    assert "Kept " in placement.geo_reason


@pytest.mark.parametrize(
    ("level", "area", "precision"),
    [
        (PlaceLevel.PROVINCE, FARS, PlacePrecision.ADMIN1),
        (PlaceLevel.PROVINCE, IRAN, PlacePrecision.COUNTRY),
        (PlaceLevel.ROAD, FARS, PlacePrecision.ADMIN1),
        (PlaceLevel.ROAD, IRAN, PlacePrecision.COUNTRY),
        (PlaceLevel.COUNTRY, FARS, PlacePrecision.COUNTRY),
        (PlaceLevel.NONE, FARS, PlacePrecision.UNKNOWN),
    ],
)
def test_stated_level_is_never_a_dot_even_for_a_sure_name(
    level: PlaceLevel, area: Area, precision: PlacePrecision
) -> None:
    placement = place_match(SHIRAZ._replace(place_level=level), make_match(), area)
    assert placement.place_id is None
    assert placement.place_precision is precision
    assert placement.outcome is Outcome.COARSE


def test_sure_region_is_no_dot() -> None:
    match = make_match(precision=PlacePrecision.ADMIN1)
    placement = place_match(SHIRAZ, match, FARS)
    assert (placement.place_id, placement.region_id) == (None, "IR-07")
    assert placement.outcome is Outcome.COARSE


def test_row_without_a_name_says_so() -> None:
    placement = place_match(Named("", "Fars", "Iran", ""), None, FARS)
    assert placement.outcome is Outcome.UNNAMED
    assert placement.geo_status is MatchStatus.NONE
    assert placement.geo_reason.startswith("No place is given.")


def test_each_report_has_one_placement_and_places_have_their_region() -> None:
    records = make_records(
        place=["Shiraz", "شیراز", "Xyzzyville", "Oslo", ""],
        country=["Iran", "Iran", "Iran", "Norway", "Iran"],
    )
    placed = place_reports(merge({"a.csv": records}).reports, real_reference())
    assert placed.columns["place_id"].fillna(0).tolist() == [115019, 115019, 0, 3143244, 0]
    assert placed.columns["region_id"].iloc[0] == "IR-07"
    assert placed.places["country_name"].tolist() == ["Iran", "Norway"]
    assert placed.places["region_name"].tolist() == ["Fars", "Oslo"]
    precise = placed.columns["place_precision"].isin(list(LOCATED))
    pd.testing.assert_series_equal(precise, placed.columns["place_id"].notna(), check_names=False)
