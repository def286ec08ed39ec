"""The bundle in `assets` is the plotly.js that the installed plotly speaks to."""

from __future__ import annotations

from plotly.offline import get_plotlyjs, get_plotlyjs_version

from dashboard.config import BUNDLE, assets_directory
from dashboard.plotly_build import CHARTS


def test_bundle_is_of_the_installed_version() -> None:
    assert f'"{get_plotlyjs_version()}"' in (assets_directory() / BUNDLE).read_text("utf-8")


def test_bundle_has_the_charts_and_is_much_smaller_than_the_whole() -> None:
    text = (assets_directory() / BUNDLE).read_text(encoding="utf-8")
    assert all(f'name:"{chart}"' in text or f"name:'{chart}'" in text for chart in CHARTS)
    assert len(text) < 0.7 * len(get_plotlyjs())


def test_bundle_comes_with_its_licences() -> None:
    assert (assets_directory() / f"{BUNDLE}.LEGAL.txt").stat().st_size > 0
