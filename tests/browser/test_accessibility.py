"""Every page by axe-core, in both themes: nothing serious, at a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from dashboard.app import create_app
from dashboard.services import Services
from tests.browser.conftest import open_page, serve
from tests.browser.journey import PATIENCE_MS, PHONE, WIDE, Journey

PAGES: Final = {
    "/": "#tray",
    "/?layer=regions": ".swatch",
    "/?kind=rally&precision=city": ".chip",
    "/?open=place:112931": ".report",
    "/?open=claims": "#details-title",
    "/?tab=table": ".ag-row",
    "/?tab=figures": ".figure-row",
    "/?tab=desk": "#desk-list [role=option]",
    "/add": "#choose",
}
"""Address of each page → what stands on it once it is there."""

ON_A_PHONE: Final = ("/", "/?open=place:112931", "/?tab=figures", "/?tab=desk")
"""Those that differ most there."""

_OPTIONS: Final = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


@pytest.fixture(scope="module")
def origin(services: Services, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard with its desk, to which data can be added."""
    app = create_app(services, desk=True, data_folder=tmp_path_factory.mktemp("data"))
    with serve(app) as origin:
        yield origin
    app.server.extensions["adding"].close()


def list_violations(page: Page) -> list[str]:
    """Return what axe-core calls serious or critical, and where."""
    found = Axe().run(page, options=_OPTIONS).response["violations"]
    return [
        f"{item['impact']}: {item['help']}: {node['html'][:200]}"
        for item in found
        if item["impact"] in {"serious", "critical"}
        for node in item["nodes"]
    ]


@pytest.mark.parametrize(
    ("size", "theme", "addresses"),
    [(WIDE, "light", PAGES), (WIDE, "dark", PAGES), (PHONE, "light", ON_A_PHONE)],
    ids=["wide-light", "wide-dark", "phone"],
)
def test_nothing_serious_on_any_page(
    browser: Browser, origin: str, size: dict[str, int], theme: str, addresses: Iterable[str]
) -> None:
    with open_page(browser, origin, size) as page:
        journey = Journey(page=page, origin=origin)
        for address in addresses:
            mark = PAGES[address]
            page.goto(f"{origin}{address}{'&' if '?' in address else '?'}theme={theme}")
            expect(page.locator(mark).first).to_be_visible(timeout=PATIENCE_MS)
            if mark == "#tray":
                journey.wait_until_drawn()
                page.locator("#tray summary").click()
                page.locator("#export").click()
            assert list_violations(page) == [], address


def test_menu_closes_by_escape_and_a_click_on_the_map(journey: Journey) -> None:
    journey.open()
    menus = journey.page.locator(".menu[open]")
    journey.page.locator("#export").press("Enter")
    expect(menus).to_have_count(1)
    journey.page.keyboard.press("Escape")
    expect(menus).to_have_count(0)
    expect(journey.page.locator("#export")).to_be_focused()
    journey.page.locator("#snapshot").click()
    expect(journey.page.get_by_role("link", name="PNG")).to_be_visible()
    journey.click_map(58.0, 33.0)
    expect(menus).to_have_count(0)
