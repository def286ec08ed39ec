from __future__ import annotations

import re

import pytest

from dashboard.services import Services
from dashboard.snapshot import draw_snapshot
from dashboard.state import parse_query
from geodata.errors import InputError


def draw(query: str, services: Services, **size: float) -> str:
    return draw_snapshot(parse_query(query), services, "svg", **size).decode()


def outside(svg: str) -> int:
    found = re.search(r"([\d,]+) outside this picture", svg)
    return int(found.group(1).replace(",", "")) if found else 0


def test_picture_of_a_part_says_how_many_reports_lie_outside(services: Services) -> None:
    drawn = services.totals.at_places.sum() + services.totals.in_regions.sum()
    assert outside(draw("lon=0&lat=-80&zoom=6", services)) == drawn
    assert outside(draw("lon=0&lat=20&zoom=0", services)) == 0


def test_picture_says_where_the_reports_without_a_dot_are(services: Services) -> None:
    svg = draw("country=IR", services)
    assert "33 known only to a region, 11 known only to a country." in svg
    assert "known only" not in draw("precision=city", services)


@pytest.mark.parametrize("query", ["", "layer=regions"])
def test_reports_abroad_are_outside_the_default_picture(query: str, services: Services) -> None:
    places = services.places
    far = sum(
        int(n)
        for n, country in zip(services.totals.by_place, places.country, strict=True)
        if country in ("CA", "US", "SE", "GB", "NO", "DE", "AU")
    )
    assert far <= outside(draw(query, services)) < services.columns.n


@pytest.mark.parametrize(("width", "height"), [(1200, 700), (480, 360), (900, 1400)])
def test_picture_has_the_size_that_was_asked_for(
    width: int, height: int, services: Services
) -> None:
    svg = draw("", services, width=width, height=height)
    assert f'width="{width}" height="{height}"' in svg[:300]


def test_same_view_gives_the_same_bytes(services: Services) -> None:
    view = parse_query("kind=rally&layer=regions")
    for suffix in ("svg", "png"):
        first, second = (draw_snapshot(view, services, suffix) for _ in range(2))
        assert first == second


def test_unknown_format_is_refused(services: Services) -> None:
    with pytest.raises(InputError, match="allowed are png, svg, pdf"):
        draw_snapshot(parse_query(""), services, "gif")
