"""Events in the drawer and figures side by side, as a person meets them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from dashboard.app import create_app
from dashboard.services import Services, open_services
from geodata.decision_log import DECISIONS, load_log
from geodata.store import open_atlas
from tests.browser.conftest import open_page, serve
from tests.browser.journey import PATIENCE_MS, PHONE, WIDE, Journey


@pytest.mark.parametrize("viewport", [PHONE, WIDE])
def test_figures_stand_side_by_side_at_any_width(journey: Journey, viewport: Any) -> None:
    page = journey.page
    page.goto(f"{journey.origin}/?tab=figures")
    rows = page.locator(".figure-row")
    for words in ("1,500 (over)", "323 (at least)", "1,500 (about)", "200 to 225 (implied range)"):
        expect(rows.filter(has_text=words).first).to_be_attached(timeout=PATIENCE_MS)
    width = page.evaluate("() => document.querySelector('#figures-box').scrollWidth")
    assert width <= viewport["width"]
    page.locator("#figure").get_by_text("Cities").click()
    expect(rows.filter(has_text="200 (over)").first).to_be_attached()
    assert "figure=cities" in page.url


def test_earlier_figures_open_by_a_key(journey: Journey) -> None:
    journey.page.goto(f"{journey.origin}/?tab=figures")
    summary = journey.page.locator(".figure-row summary").first
    summary.focus()
    summary.press("Enter")
    expect(journey.page.get_by_text("304 (at least)").first).to_be_visible()


def test_report_is_taken_out_of_its_event_and_back(
    browser: Browser, services: Services, tmp_path: Path
) -> None:
    atlas = Path(shutil.copytree(services.atlas.path, tmp_path / "atlas"))
    app = create_app(open_services(open_atlas(atlas)), desk=True)
    size = {"width": 1280, "height": 800}
    with serve(app) as origin, open_page(browser, origin, size) as page:
        page.goto(f"{origin}/?open=report:E0029")
        page.get_by_role("button", name="Show the event").first.click()
        expect(page.locator("#details-title")).to_contain_text("Event of 4 reports")
        page.get_by_role("button", name="Not of this event").first.click()
        expect(page.locator(".decided")).to_contain_text("taken out of its event")
        page.locator("#apply-events").click()
        expect(page.locator("#details-title")).to_contain_text("apart", timeout=3 * PATIENCE_MS)
        page.locator(".decided").get_by_role("button", name="Undo").click()
        expect(page.locator("#event-said")).to_contain_text("Undone")
    assert [item.after for item in load_log(atlas / DECISIONS).joinings] == ["apart", None]
