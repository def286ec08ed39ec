from __future__ import annotations

import pytest

from dashboard.desk import Desk
from dashboard.panels import drawer, report_card
from dashboard.services import Services
from dashboard.state import parse_query
from tests.dashboard.components import links_of, text_of


def test_drawer_lists_a_place_and_says_what_filters_hide(services: Services) -> None:
    index = int(services.totals.by_place.argmax())
    place = services.places.place_id[index]
    title, body = drawer.show(parse_query(f"open=place:{place}"), services)
    assert services.places.name[index] in text_of(title)
    n_events = (services.atlas.events["place_id"] == place).sum()
    assert f"{services.totals.by_place[index]} reports of {n_events} events" in text_of(body)
    _, body = drawer.show(parse_query(f"open=place:{place}&q=zzzz"), services)
    n = services.totals.by_place[index]
    assert f"None of the {n} reports here passes the filters" in text_of(body)


def test_drawer_shows_claims_with_their_claimant(services: Services) -> None:
    claims = services.atlas.claims
    claim = claims[claims["report_id"].notna() & claims["value_best"].notna()].iloc[0]
    _, body = drawer.show(parse_query(f"open=report:{claim['report_id']}"), services)
    assert f"according to {claim['claimed_by']}" in text_of(body)


def test_report_shows_the_others_of_its_event_by_kind_of_source(services: Services) -> None:
    _, body = drawer.show(parse_query("open=report:E0059"), services)
    text = text_of(body)
    assert "9 reports of one event, by" in text
    event = services.atlas.reports["event_id"] == "event:E0059"
    assert all(name in text for name in services.atlas.reports.loc[event, "report_id"])


def test_event_is_found_by_any_of_its_reports_and_says_its_rule(services: Services) -> None:
    reports = services.atlas.reports
    names = reports.loc[reports["event_id"] == "event:E0029", "report_id"]
    titles = [
        text_of(drawer.show(parse_query(f"open=event:{name}"), services)[0]) for name in names
    ]
    assert set(titles) == {"Crackdown in SirjanEvent of 4 reports: same place, kind and day"}


def test_only_a_desk_that_may_write_offers_to_take_reports_out(
    services: Services, desk: Desk
) -> None:
    view = parse_query("open=event:E0029")
    assert "Not of this event" in text_of(drawer.show(view, services, desk)[1])
    assert drawer.show_foot(view, services, desk)[0] is False
    desk.may_write = False
    assert "Not of this event" not in text_of(drawer.show(view, services, desk)[1])
    assert drawer.show_foot(view, services, desk) == (True, [])


def test_part_of_a_figure_says_so_and_stands_after_totals(services: Services) -> None:
    _, body = drawer.show(parse_query("open=report:E0410"), services)
    text = text_of(body)
    assert "part of 230 (exactly): never to be added to it" in text
    assert text.index("230 (exactly), Iran") < text.index("6 (exactly (security forces))")


def test_claims_of_no_single_report_are_all_listed(services: Services) -> None:
    _, body = drawer.show(parse_query("open=claims"), services)
    claims = services.atlas.claims[services.atlas.claims["report_id"].isna()]
    text = text_of(body)
    assert all(f"according to {claim}" in text for claim in claims["claimed_by"].dropna())
    assert sum(len(part.children) for part in body[1::2]) == len(claims)


@pytest.mark.parametrize(
    "opened", ["place:1", "place:x", "place:-1", "region:XX", "report:x", "event:x"]
)
def test_drawer_of_something_absent_says_so(opened: str, services: Services) -> None:
    _, body = drawer.show(parse_query(f"open={opened}"), services)
    assert "No report here" in text_of(body)


def test_unlocated_drawer_counts_what_the_count_says(services: Services) -> None:
    _, body = drawer.show(parse_query("open=unlocated"), services)
    assert f"{services.totals.n_unlocated} reports of" in text_of(body)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "", "file:///etc", "http://[broken/x"]
)
def test_only_web_addresses_become_links(url: str, services: Services) -> None:
    sources = services.atlas.sources.head(1).assign(url=url)
    shown = report_card.show_source(sources["source_id"].iloc[0], sources)
    assert links_of(shown) == []


def test_source_links_its_page(services: Services) -> None:
    sources = services.atlas.sources
    shown = report_card.show_source(sources["source_id"].iloc[0], sources)
    assert links_of(shown) == [sources["url"].iloc[0]]
