import pytest

from geodata.areas import Area, Named
from geodata.decisions import Answer, Choice, Subject
from geodata.settling import find_settled, find_settled_area, list_points
from geodata.types import PlacePrecision
from tests.geodata.builders import make_answer, make_decision, real_reference

GAZETTEER = real_reference().gazetteer
BADEN = Named("Baden", "", "Switzerland", "")
REGIONS = {"IR.07": "IR-07"}


def test_names_without_decisions_are_the_geocoders() -> None:
    settled = find_settled([BADEN], [], GAZETTEER)
    assert (settled.decisions, settled.faults, settled.counts) == ([None], [""], (0, 0, 0))


def test_decision_holds_for_its_name_at_any_level_and_in_no_other_context() -> None:
    names = [
        BADEN,
        BADEN._replace(place_name="BADEN", place_level="road"),
        BADEN._replace(country_name=""),
    ]
    decision = make_decision(what=Subject(place_name="baden", country_name="switzerland"))
    settled = find_settled(names, [decision], GAZETTEER)
    assert list(settled.decisions) == [decision, decision, None]
    assert settled.counts == (1, 0, 0)


def test_each_decision_is_counted_once_as_what_became_of_it() -> None:
    unusable = make_decision("Qom", after=make_answer(geonames_id=1))
    decisions = [make_decision("Baden"), make_decision("Oslo"), unusable]
    undone = make_decision("Yazd", after=None)
    names = [Named(name, "", "", "") for name in ("Baden", "Qom", "Yazd")]
    settled = find_settled(names, [make_decision("Yazd"), *decisions, undone], GAZETTEER)
    assert settled.counts._asdict() == {"n_applied": 1, "n_unfound": 1, "n_unusable": 1}
    assert settled.faults == ["", "GeoNames id 1 is not in the gazetteer", ""]


@pytest.mark.parametrize(
    ("answer", "area"),
    [
        (
            make_answer(choice=Choice.REGION, precision=PlacePrecision.ADMIN1, country=None),
            Area(country="IR", region_id="IR-07"),
        ),
        (
            make_answer(choice=Choice.REGION, precision=PlacePrecision.ADMIN1, admin1="CH.AG"),
            Area(country="CH", region_id=None),  # a region that the boundaries don't have
        ),
        (
            make_answer(choice=Choice.COUNTRY, precision=PlacePrecision.COUNTRY),
            Area(country="IR", region_id=None),
        ),
        (
            Answer(choice=Choice.NOWHERE, precision=PlacePrecision.UNKNOWN),
            Area(country="CH", region_id=None),  # that stands beside the name
        ),
    ],
)
def test_area_is_that_of_the_answer(answer: Answer, area: Area) -> None:
    assert find_settled_area(answer, BADEN, GAZETTEER, REGIONS) == area


@pytest.mark.parametrize(
    ("named", "given", "called"),
    [
        (BADEN, "The spring", "The spring"),
        (BADEN, None, "Baden"),
        (Named("", "Fars", "Iran", ""), None, "Fars"),
        (Named("", "", "", ""), None, ""),
    ],
)
def test_point_is_called_as_the_person_or_the_row_calls_it(
    named: Named, given: str | None, called: str
) -> None:
    answer = make_answer(choice=Choice.POINT, precision=PlacePrecision.EXACT, name=given)
    (point,) = list_points([named], [make_decision(after=answer)])
    assert point.name == called
