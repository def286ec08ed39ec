from __future__ import annotations

from playwright.sync_api import expect

from dashboard.services import Services
from geodata.query import Selection
from tests.browser.journey import PATIENCE_MS, Journey, say_for


def test_unlocated_reports_are_listed_with_their_reasons(
    journey: Journey, services: Services
) -> None:
    journey.open("kind=statement")
    counts = services.count(Selection(kinds=frozenset({"statement"})))
    assert counts.n_unlocated > 0
    journey.page.locator("#unlocated").click()
    expect(journey.page.locator(".report")).to_have_count(counts.n_unlocated, timeout=PATIENCE_MS)


def test_region_without_a_figure_is_hatched_on_the_page_too(journey: Journey) -> None:
    journey.open("layer=regions&lon=10&lat=50&zoom=4")
    hatched = journey.wait_for(
        """const layer = map.getLayer("hatch");
           return layer ? map.queryRenderedFeatures({ layers: ["hatch"] }).length : 0;"""
    )
    assert hatched > 3


def test_click_on_a_hatched_region_opens_what_is_only_known_to_it(journey: Journey) -> None:
    journey.open()
    hatched = journey.wait_for(
        """const layer = map.getLayer("hatch");
           return layer ? map.queryRenderedFeatures({ layers: ["hatch"] }).length : 0;"""
    )
    assert hatched >= 14
    journey.click_map(57.6, 29.2)  # in Kerman, away from its cities
    expect(journey.page.locator("#details-title")).to_contain_text("Kerman", timeout=PATIENCE_MS)
    expect(journey.page.locator("#details-title")).to_contain_text("no more is known")
    expect(journey.page.locator(".report")).to_have_count(1)
    assert journey.query()["open"] == ["within:IR-08"]


def test_tray_opens_the_reports_of_a_country(journey: Journey) -> None:
    journey.open()
    tray = journey.page.locator("#tray")
    tray.locator("summary").click()
    expect(tray).to_contain_text("436 at places, 33 known only to a region")
    tray.get_by_role("button", name="United States").click()
    expect(journey.page.locator(".report")).to_have_count(3, timeout=PATIENCE_MS)
    assert journey.query()["open"] == ["country:US"]


def test_unticking_leaves_out_and_says_how_many_but_keeps_the_last(
    journey: Journey, services: Services
) -> None:
    journey.open()
    page = journey.page
    page.get_by_label("Region only").uncheck()
    kept = frozenset({"city", "near", "country", "unknown"})
    journey.count(say_for(services, precisions=kept))
    expect(page.locator(".chip")).to_have_text("Leaves out 33 of 485: region only×")
    page.get_by_title("Remove: Leaves out").click()
    journey.count(say_for(services))
    expect(page.get_by_label("Region only")).to_be_checked()
    assert "precision" not in journey.query()
    journey.open("precision=near")
    # a click, not "uncheck": the tick may be back before anyone can see that it was gone
    page.get_by_label("Near a place").click(force=True)
    expect(page.get_by_label("Near a place")).to_be_checked(timeout=PATIENCE_MS)
    page.get_by_label("Region only").check()
    journey.count(say_for(services, precisions=frozenset({"near", "admin1"})))
