"""Nothing is asked of another machine: not by a build, a geocode or a snapshot."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest

from dashboard.services import Services
from dashboard.snapshot import draw_snapshot
from dashboard.state import parse_query
from geodata import Geocoder, open_gazetteer
from geodata.example import open_example


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any, **_: Any) -> NoReturn:
        raise AssertionError(f"something was asked of the network: {arguments}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf"])
def test_snapshot_asks_no_one(suffix: str, services: Services) -> None:
    assert draw_snapshot(parse_query("kind=rally"), services, suffix)


def test_build_asks_no_one(tmp_path: Path) -> None:
    assert len(open_example(tmp_path).reports) == 485


def test_geocoding_asks_no_one() -> None:
    assert Geocoder(open_gazetteer()).geocode("Oslo", country="NO").geonames_id == 3143244


@pytest.mark.parametrize("query", ["", "layer=regions&theme=dark", "lon=0&lat=0&zoom=0"])
def test_svg_refers_to_nothing_outside_itself(query: str, services: Services) -> None:
    # The encoders of PNG and PDF fetch what an SVG names, outside Python's sockets: so it names
    # nothing.
    svg = draw_snapshot(parse_query(query), services, "svg").decode()
    for word in ("<image", "<script", "@import", "@font-face", "href=", "url(http", "url(//"):
        assert word not in svg
    assert svg.count("http") == svg.count("http://www.w3.org/2000/svg")
