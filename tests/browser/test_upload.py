"""Add data: from a dropped file to its map, by mouse, by keys and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.app import create_app
from dashboard.services import Services
from tests.browser.conftest import open_page, serve
from tests.browser.journey import PATIENCE_MS, PHONE, WIDE, Journey

LONG_MS = 6 * PATIENCE_MS  # a process is started
ROWS = "date,place,country,remark\n2024-05-01,Oslo,Norway,Rally\n2024-05-02,Baden,,Vigil\n,Qom,,\n"


@pytest.fixture
def origin(services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A dashboard of its own to which data can be added."""
    monkeypatch.setattr("dashboard.app.uploads_directory", lambda: tmp_path / "uploads")
    app = create_app(services, desk=True, data_folder=tmp_path / "data")
    with serve(app) as origin:
        yield origin
    app.server.extensions["adding"].close()
    assert list((tmp_path / "uploads").iterdir()) == []


def drop(page: Page, name: str, content: str) -> None:
    """Drop a file on the page."""
    data = page.evaluate_handle(
        """([name, content]) => {
          const data = new DataTransfer();
          data.items.add(new File([content], name));
          return data;
        }""",
        [name, content],
    )
    page.dispatch_event("#drop", "drop", {"dataTransfer": data})


def test_dropped_file_becomes_a_map(browser: Browser, origin: str) -> None:
    with open_page(browser, origin, WIDE) as page:
        page.goto(f"{origin}/?tab=table")
        page.locator("#add-data").click()
        expect(page.get_by_role("link", name="Back to the atlas")).to_have_attribute(
            "href", "/?tab=table"
        )
        drop(page, "my_rows.csv", ROWS)
        counts = page.locator(".table-counts")
        expect(counts).to_have_text("3 rows in, 2 kept, 1 set aside", timeout=LONG_MS)
        page.locator(".mapping summary").click()
        page.get_by_label("Another field:").select_option("title")
        page.get_by_label("is in column").select_option("remark")
        expect(page.get_by_role("cell", name="Rally")).to_be_visible(timeout=PATIENCE_MS)
        expect(page.locator("#title")).to_have_value("my rows")
        page.get_by_role("button", name="Build").click()
        expect(page.locator("#counts")).to_have_text(
            "3 rows in = 2 kept + 1 set aside", timeout=LONG_MS
        )
        expect(page.get_by_role("button", name="Settle 1 doubtful name")).to_be_visible()
        page.get_by_role("button", name="Open the atlas").click()
        page.wait_for_url("**/?*tab=map*")
        journey = Journey(page=page, origin=origin)
        journey.wait_until_drawn()
        journey.count("2 of 2 reports · 1 unlocated")
        expect(page.locator("h1")).to_have_text("my rows")


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_wrong_file_says_why_and_fits_the_page(
    browser: Browser, origin: str, size: Any, tmp_path: Path
) -> None:
    with open_page(browser, origin, size) as page:
        page.goto(f"{origin}/add?theme=dark")
        (tmp_path / "wrong.xlsx").write_bytes(b"no workbook")
        (tmp_path / "rows.csv").write_text(ROWS, "utf-8")
        files = [tmp_path / "wrong.xlsx", tmp_path / "rows.csv"]
        page.locator("#choose").set_input_files(files)
        expect(page.locator(".is-trouble").first).to_contain_text("wrong.xlsx", timeout=LONG_MS)
        expect(page.locator(".table-card")).to_have_count(2)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= size["width"]
        page.get_by_role("button", name="Remove wrong.xlsx").click()
        expect(page.locator(".table-card")).to_have_count(1, timeout=PATIENCE_MS)


def test_data_is_added_by_keys_alone(browser: Browser, origin: str, tmp_path: Path) -> None:
    with open_page(browser, origin, WIDE) as page:
        page.goto(f"{origin}/add")
        for _ in range(2):
            page.keyboard.press("Tab")
        expect(page.locator("#choose")).to_be_focused()
        with page.expect_file_chooser() as chooser:
            # Playwright doesn't wait until the browser hands it the choosers: without a question
            # between, the key often comes first, and the chooser opens unseen.
            page.evaluate("null")
            page.keyboard.press("Enter")
        (tmp_path / "rows.csv").write_text(ROWS, "utf-8")
        chooser.value.set_files(tmp_path / "rows.csv")
        expect(page.locator(".table-card")).to_have_count(1, timeout=LONG_MS)
        page.locator("#title").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#result-title")).to_be_focused(timeout=LONG_MS)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("#desk-name")).to_have_text("Baden", timeout=LONG_MS)
