from __future__ import annotations

from dashboard.events import find_event, find_neighbours, group_by_source, say_event, say_joining
from dashboard.services import Services
from geodata.joining import Verdict
from tests.geodata.builders import make_joining


def test_event_says_how_many_reports_of_how_many_kinds_of_source_tell_of_it(
    services: Services,
) -> None:
    said = say_event(find_event("event:E0029", services), services)
    assert said == "4 reports of one event, by 3 kinds of source"
    assert say_event(find_event("event:E0367", services), services) == ""


def test_reports_are_grouped_by_kind_of_source_and_none_is_lost(services: Services) -> None:
    reports = find_event("event:E0059", services)
    groups = dict(group_by_source(reports, services))
    assert sum(map(len, groups.values())) == len(reports) == 9
    assert len(groups) > 1


def test_neighbours_are_other_events_of_the_place_nearest_first(services: Services) -> None:
    events = services.atlas.events.set_index("event_id")
    own = events.loc["event:E0029"]
    found = [events.loc[f"event:{name}"] for name, _ in find_neighbours("event:E0029", services)]
    assert {event["place_id"] for event in found} == {own["place_id"]}
    away = [abs(event["date_start"] - own["date_start"]) for event in found]
    assert away == sorted(away)


def test_event_without_a_place_has_neighbours_in_its_region_or_country(services: Services) -> None:
    events = services.atlas.events
    lost = events[events["place_id"].isna() & events["country"].notna()].iloc[0]
    assert find_neighbours(lost["event_id"], services)


def test_decision_says_who_said_what_and_why() -> None:
    assert say_joining(make_joining()) == (
        "a, b are one event, says reviewer on 25 November 2026: both tell of the same march"
    )
    alone = make_joining("a", after=Verdict.APART, why="")
    assert say_joining(alone) == "a taken out of its event, says reviewer on 25 November 2026"
