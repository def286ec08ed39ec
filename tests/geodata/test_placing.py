from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata import placing
from geodata.decisions import Answer, Choice, Subject
from geodata.merging import merge
from geodata.placements import Outcome
from geodata.placing import Placed, place_reports
from geodata.tables import check_places, to_arrow
from geodata.types import LOCATED, PlacePrecision
from tests.geodata.builders import make_answer, make_decision, make_records, real_reference
from tests.geodata.strategies import ANSWERS


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


BADEN = make_answer(geonames_id=2661646, name="Baden", country="CH", admin1="CH.AG")
SEA_POINT = make_answer(
    choice=Choice.POINT, precision=PlacePrecision.EXACT, lon=-30.5, lat=0.25, country=None
)


def place_decided(after: Answer | None, **columns: Sequence[str]) -> Placed:
    """Place rows after a decision on the name in the first."""
    reports = merge({"a.csv": make_records(**columns)}).reports
    names = reports[["place_name", "admin1_name", "country_name"]].fillna("").iloc[0]
    subject = Subject(**{str(name): text for name, text in names.items()})
    decision = make_decision(what=subject, after=after)
    return place_reports(reports, real_reference(), decisions=[decision])


def test_decision_places_every_row_of_its_name_and_no_other() -> None:
    placed = place_decided(
        BADEN, place=["Baden", "BADEN", "Baden", "Shiraz"], country=["", "", "Austria", "Iran"]
    )
    assert placed.columns["place_id"].fillna(0).tolist() == [2661646, 2661646, 2782067, 115019]
    assert placed.columns["region_id"].iloc[0] == "CH-AG"
    assert placed.decisions == (1, 0, 0)


def test_decision_wins_over_the_level_that_the_row_states() -> None:
    placed = place_decided(BADEN, place=["Baden"], place_level=["province"])
    assert placed.columns["place_id"].tolist() == [2661646]


def test_undone_decision_lets_the_geocoder_speak() -> None:
    placed = place_decided(None, place=["Baden"])
    assert placed.columns["outcome"].tolist() == [Outcome.DOUBTFUL]
    assert placed.decisions == (0, 0, 0)


def test_last_decision_holds() -> None:
    reports = merge({"a.csv": make_records(place=["Baden"])}).reports
    decisions = [make_decision(), make_decision(after=BADEN)]
    placed = place_reports(reports, real_reference(), decisions=decisions)
    assert placed.columns["place_id"].tolist() == [2661646]


def test_decision_on_a_name_that_no_report_has_is_counted() -> None:
    reports = merge({"a.csv": make_records(place=["Shiraz"])}).reports
    placed = place_reports(reports, real_reference(), decisions=[make_decision("Baden")])
    assert placed.decisions == (0, 1, 0)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"geonames_id": 1}, "GeoNames id 1 is not in the gazetteer"),
        (
            {"choice": Choice.REGION, "precision": PlacePrecision.ADMIN1, "admin1": "IR.99"},
            "region 'IR.99' is not",
        ),
        (
            {"choice": Choice.COUNTRY, "precision": PlacePrecision.COUNTRY, "country": "XX"},
            "country 'XX' is not",
        ),
    ],
)
def test_decision_on_what_the_gazetteer_lacks_is_left_unused(
    changes: dict[str, Any], fault: str
) -> None:
    placed = place_decided(make_answer(**changes), place=["Shiraz"], country=["Iran"])
    assert placed.columns["place_id"].tolist() == [115019]
    assert fault in placed.columns[placing.FAULT].iloc[0]
    assert placed.decisions == (0, 0, 1)


def test_point_set_by_hand_finds_its_region() -> None:
    point = make_answer(choice=Choice.POINT, precision=PlacePrecision.EXACT, name=None)
    placed = place_decided(point, place=["The old mill"])
    (place,) = placed.places.to_dict("records")
    assert (place["name"], place["lon"], place["lat"]) == ("The old mill", 52.53, 29.61)
    assert (place["country_name"], place["region_name"]) == ("Iran", "Fars")
    (row,) = placed.columns.to_dict("records")
    assert (row["place_id"], row["country"], row["region_id"]) == (place["place_id"], "IR", "IR-07")


def test_point_in_the_open_sea_has_no_country() -> None:
    placed = place_decided(SEA_POINT, place=["The boat"])
    assert placed.places[["country", "region_id"]].isna().all(axis=None)
    assert placed.places["region_basis"].tolist() == ["none"]
    assert placed.columns["place_precision"].tolist() == ["exact"]


@pytest.mark.parametrize(
    ("country", "precision"), [("Iran", PlacePrecision.COUNTRY), ("", PlacePrecision.UNKNOWN)]
)
def test_name_that_is_no_place_keeps_what_stands_beside_it(
    country: str, precision: PlacePrecision
) -> None:
    nowhere = Answer(choice=Choice.NOWHERE, precision=PlacePrecision.UNKNOWN)
    placed = place_decided(nowhere, place=["Shiraz"], country=[country])
    assert placed.columns["place_precision"].tolist() == [precision]


def test_decided_region_has_its_country_and_polygon() -> None:
    region = make_answer(choice=Choice.REGION, precision=PlacePrecision.ADMIN1)
    (row,) = place_decided(region, place=["Xyzzy"]).columns.to_dict("records")
    assert (row["country"], row["region_id"], row["place_precision"]) == ("IR", "IR-07", "admin1")


def test_progress_tells_how_many_names_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "_CHUNK", 2)
    told: list[tuple[Any, ...]] = []
    reports = merge({"a.csv": make_records(place=["Qom", "Oslo", "Yazd"])}).reports
    place_reports(reports, real_reference(), progress=lambda *step: told.append(step))
    assert [step[1:] for step in told if "geocoding" in step[0]] == [(0, 3), (2, 3), (3, 3)]


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(["Baden", "Qom", "", "🔥"]), st.none() | ANSWERS)))
def test_whatever_is_decided_every_located_report_is_on_a_place(
    pairs: list[tuple[str, Answer | None]],
) -> None:
    reports = merge({"a.csv": make_records(place=["Baden", "Qom", "", "🔥", "Oslo"])}).reports
    decisions = [make_decision(name, after=after) for name, after in pairs]
    placed = place_reports(reports, real_reference(), decisions=decisions)
    found = pd.concat([reports, placed.columns], axis=1).assign(event_id="event:1")
    check_places(to_arrow(found, "reports"), to_arrow(placed.places, "places"))
    assert sum(placed.decisions) == len({name for name, after in dict(pairs).items() if after})
