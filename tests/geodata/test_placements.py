import pytest

from geodata.areas import Area, Named
from geodata.decisions import Choice
from geodata.formats.presets.records import PlaceLevel
from geodata.placements import (
    Outcome,
    Placement,
    is_followed,
    place_decision,
    place_match,
    say_decision,
)
from geodata.tables import make_point_id
from geodata.types import MatchStatus, PlacePrecision
from tests.geodata.builders import make_answer, make_decision, make_match

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


def decide(choice: Choice, precision: PlacePrecision, area: Area) -> Placement:
    answer = make_answer(choice=choice, precision=precision)
    return place_decision(make_decision(after=answer), answer, area)


@pytest.mark.parametrize("precision", [PlacePrecision.CITY, PlacePrecision.NEAR])
def test_decided_place_is_a_dot_of_the_precision_decided_on(precision: PlacePrecision) -> None:
    placement = decide(Choice.PLACE, precision, NOWHERE)
    assert (placement.place_id, placement.place_precision) == (115019, precision)
    assert (placement.geo_status, placement.geo_score) == (MatchStatus.CERTAIN, 1.0)
    assert placement.geo_reason == (
        "Settled by reviewer on 2026-11-25 at 10:30:00 UTC: the report names the river."
    )
    assert placement.outcome is Outcome.LOCATED


def test_point_set_by_hand_is_a_dot_of_its_own() -> None:
    placement = decide(Choice.POINT, PlacePrecision.EXACT, NOWHERE)
    assert placement.place_id == make_point_id(52.53, 29.61)
    assert placement.place_precision is PlacePrecision.EXACT


@pytest.mark.parametrize(
    ("choice", "precision", "area", "outcome"),
    [
        (Choice.REGION, PlacePrecision.ADMIN1, FARS, Outcome.COARSE),
        (Choice.COUNTRY, PlacePrecision.COUNTRY, IRAN, Outcome.COARSE),
        (Choice.NOWHERE, PlacePrecision.UNKNOWN, NOWHERE, Outcome.UNNAMED),
        (Choice.NOWHERE, PlacePrecision.UNKNOWN, FARS, Outcome.UNNAMED),
    ],
)
def test_decided_area_is_certain_and_no_dot(
    choice: Choice, precision: PlacePrecision, area: Area, outcome: Outcome
) -> None:
    placement = decide(choice, precision, area)
    assert placement.place_id is None
    assert (placement.country, placement.region_id) == (area.country, area.region_id)
    assert (placement.geo_status, placement.outcome) == (MatchStatus.CERTAIN, outcome)
    assert "Kept " in placement.geo_reason


def test_decision_without_names_and_reasons_is_said_in_few_words() -> None:
    said = say_decision(make_decision(who=" ", why=""))
    assert said == "Settled by a person on 2026-11-25 at 10:30:00 UTC"


def test_reason_says_whether_the_last_decision_is_followed() -> None:
    decided, undone = make_decision(), make_decision(after=None)
    settled, geocoded = f"{say_decision(decided)}.", "Only place of this name."
    assert is_followed(decided, settled)
    assert is_followed(undone, geocoded)
    assert not is_followed(decided, geocoded)
    assert not is_followed(undone, settled)
