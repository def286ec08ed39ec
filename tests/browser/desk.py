"""The desk, in the words of a person at its keys."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.journey import PATIENCE_MS, Journey


class Desk(Journey):
    """The desk, in the words of a person at its keys."""

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the last one is answered."""
        for key in keys:
            self.page.keyboard.press(key)
            self.rest()

    def rest(self) -> None:
        expect(self.page.locator("#desk")).not_to_have_attribute(
            "aria-busy", "true", timeout=PATIENCE_MS
        )

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def stands_at(self, name: str) -> None:
        expect(self.page.locator("#desk-name")).to_have_text(name, timeout=PATIENCE_MS)
        chosen = self.page.locator("#desk-list [aria-selected=true] .row-name")
        expect(chosen).to_have_text(name, timeout=PATIENCE_MS)
        self.rest()

    def says(self, text: str) -> None:
        expect(self.page.locator("#desk-said")).to_have_text(text, timeout=PATIENCE_MS)

    def offers(self, text: str) -> str:
        """Wait for an offer with a text; return its digit."""
        offer = self.page.locator("#desk-offers .offer", has_text=text).first
        expect(offer).to_be_visible(timeout=PATIENCE_MS)
        self.rest()
        return offer.locator("kbd").first.inner_text()

    def rows(self) -> list[str]:
        return self.page.locator("#desk-list .row-name").all_inner_texts()

    def go_to_tab(self, label: str) -> None:
        """Go to another tab of the page by keys."""
        focused = "() => document.activeElement.closest('#tab') !== null"
        for _ in range(40):
            self.page.keyboard.press("Shift+Tab")
            if self.page.evaluate(focused):
                break
        for _ in range(3):
            if self.page.get_by_role("radio", name=label, exact=True).is_checked():
                break
            self.page.keyboard.press("ArrowLeft")
