"""What a person does on the page, in the words of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from dashboard.scene import say_counts
from dashboard.services import Services
from dashboard.state import ViewState
from geodata.query import Selection

PATIENCE_MS = 10_000

WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}

_MAP = """
  const graph = document.querySelector("#map .js-plotly-plot");
  const part = graph && graph._fullLayout && graph._fullLayout.map;
  const map = part && part._subplot && part._subplot.map;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    page: Page
    origin: str

    def open(self, query: str = "") -> None:
        self.page.goto(f"{self.origin}/{'?' if query else ''}{query}")
        self.wait_until_drawn()

    def wait_until_drawn(self, sentence: str = "") -> None:
        """Wait for the map with all its tiles, and for the count that it was drawn for if given.

        Polled, since the page's policy bars what Playwright's own waiting needs.
        """
        script = f"() => {{ {_MAP} return map && map.loaded() ? graph.layout.meta.drawn : null; }}"
        drawn = None
        for _ in range(PATIENCE_MS // 50):
            drawn = self.page.evaluate(script)
            if drawn and sentence in ("", drawn):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"the map was not drawn for {sentence!r}, but for {drawn!r}")

    def query(self) -> dict[str, list[str]]:
        """Return what the address says of the view."""
        return parse_qs(urlsplit(self.page.url).query)

    def count(self, sentence: str) -> None:
        expect(self.page.locator(".count-row")).to_have_text(sentence, timeout=PATIENCE_MS)

    def figure(self) -> list[dict[str, Any]]:
        data: list[dict[str, Any]] = self.page.evaluate(
            "() => document.querySelector('#map .js-plotly-plot').data"
        )
        return data

    def bubbles(self) -> dict[str, float]:
        """Return the diameter in pixels of the fill of each bubble by its id."""
        trace = next(trace for trace in self.figure() if trace.get("mode") == "markers")
        ids = [item[0] for item in trace["customdata"]]
        return dict(zip(ids[1::2], trace["marker"]["size"][1::2], strict=True))

    def click_map(self, lon: float, lat: float) -> None:
        point = self.page.evaluate(
            f"""([lon, lat]) => {{ {_MAP}
              const box = map.getCanvas().getBoundingClientRect();
              const at = map.project([lon, lat]);
              return [box.left + at.x, box.top + at.y];
            }}""",
            [lon, lat],
        )
        self.page.mouse.move(*point)
        self.page.mouse.click(*point)

    def wait_for(self, script: str) -> Any:
        """Wait until a script about the ``map`` returns something true; return it."""
        found = None
        for _ in range(PATIENCE_MS // 50):
            found = self.page.evaluate(f"() => {{ {_MAP} {script} }}")
            if found:
                return found
            self.page.wait_for_timeout(50)
        raise AssertionError(f"this never came true: {script}")

    def drag_map(self, x: float, y: float) -> None:
        """Move the map by so many pixels, and wait until the address says so."""
        box = self.page.locator("#map").bounding_box()
        assert box is not None
        middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.mouse.move(*middle)
        self.page.mouse.down()
        self.page.mouse.move(middle[0] + x, middle[1] + y, steps=8)
        self.page.mouse.up()
        self.wait_for('return window.location.search.includes("lon=");')

    def pause(self, milliseconds: int) -> None:
        self.page.wait_for_timeout(milliseconds)

    def camera(self) -> tuple[float, float, float]:
        centre = self.page.evaluate(
            f"""() => {{ {_MAP}
              const at = map.getCenter();
              return [at.lng, at.lat, map.getZoom()];
            }}"""
        )
        return tuple(centre)


def say_for(services: Services, **conditions: object) -> str:
    """Return what the page says of the reports that meet conditions."""
    return say_counts(ViewState(selection=Selection(**conditions)), services)
