from typing import Any

import pandas as pd

from geodata.clustering import cluster
from geodata.events import describe_events, name_events
from tests.geodata.test_clustering import make_report

SOURCES = pd.DataFrame({"source_id": ["S1", "S2", "S3"], "publisher": ["Paper", "Paper", None]})
PLACES = pd.DataFrame({"place_id": [1, 2], "name": ["Shiraz", "Qom"]})


def describe(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    defaults = {
        "title": None,
        "country": "IR",
        "region_id": None,
        "place_precision": "city",
        "source_id": None,
    }
    frame = pd.DataFrame([defaults | row for row in rows])
    frame["place_id"] = frame["place_id"].astype("Int64")
    clusters = cluster(frame, frame["is_row"].to_numpy(bool))
    events = describe_events(frame, clusters, SOURCES, PLACES)
    assert set(name_events(frame, clusters)) == set(events["event_id"])
    return events.to_dict(orient="records")


def test_event_has_the_days_that_its_reports_share() -> None:
    (event,) = describe(make_report("b", "14-18"), make_report("a"))
    assert event["event_id"] == "event:a"
    assert (event["date_start"], event["date_precision"]) == (pd.Timestamp("2019-11-15"), "day")
    assert event["date_stop"] == pd.Timestamp("2019-11-16")
    assert event["n_reports"] == 2


def test_event_whose_reports_share_no_day_has_all_from_the_first() -> None:
    (event,) = describe(make_report("a", event_key="1"), make_report("b", "18", event_key="1"))
    assert (event["date_start"].day, event["date_stop"].day) == (15, 19)
    assert event["date_precision"] == "days"


def test_event_is_where_its_most_closely_placed_report_is() -> None:
    (event,) = describe(
        make_report("a", event_key="1", place_id=None, place_precision="admin1"),
        make_report("b", event_key="1", place_id=2, place_precision="city"),
    )
    assert (event["place_id"], event["place_precision"]) == (2, "city")


def test_no_source_gives_the_title_of_several_reports() -> None:
    shared, told = describe(
        make_report("a", title="A lists 3"),
        make_report("b", title="B lists 5"),
        make_report("c", "16", title="A lists 4"),
    )
    assert (shared["title"], told["title"]) == ("Protest in Shiraz", "A lists 4")


def test_publishers_are_counted_once() -> None:
    (event,) = describe(*(make_report(id_, source_id=f"S{id_}") for id_ in "1234"))
    assert event["n_sources"] == 3  # Paper, S3 without a publisher, S4 that nothing describes
    assert describe(make_report("a"))[0]["n_sources"] == 0
