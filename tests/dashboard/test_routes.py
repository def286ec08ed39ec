from __future__ import annotations

import json
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.routes import HEADERS
from dashboard.services import Services


@pytest.fixture(scope="module")
def client(services: Services) -> FlaskClient:
    return create_app(services).server.test_client()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/healthz",
        "/credits",
        "/geo/countries.geojson",
        "/geo/nowhere.geojson",
        "/no-such",
        "/assets/atlas.js",
        "/snapshot.svg",
        "/snapshot.svg?width=1",
        "/_dash-layout",
    ],
)
def test_every_response_has_the_security_headers(client: FlaskClient, path: str) -> None:
    with client.get(path) as response:
        for name, value in HEADERS.items():
            assert response.headers[name] == value
        assert "unsafe-eval" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("suffix", "mimetype", "begins"),
    [
        ("svg", "image/svg+xml", b"<svg"),
        ("png", "image/png", b"\x89PNG"),
        ("pdf", "application/pdf", b"%PDF"),
    ],
)
def test_snapshot_is_the_format_that_it_says(
    client: FlaskClient, suffix: str, mimetype: str, begins: bytes
) -> None:
    response = client.get(f"/snapshot.{suffix}?kind=rally&width=800&height=500&scale=1")
    assert response.status_code == 200
    assert response.mimetype == mimetype
    assert response.data.startswith(begins)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("/snapshot.gif", "allowed are png, svg, pdf"),
        ("/snapshot.png?width=1", "from 480 to 4000"),
        ("/snapshot.png?width=many", "'many' is not a number"),
        ("/snapshot.png?scale=nan", "from 1.0 to 4.0"),
        ("/snapshot.png?layer=pie", "bubbles or regions"),
        ("/snapshot.png?width=4000&height=4000&scale=4", "over 40,000,000"),
        ("/snapshot.png?q=" + "x" * 300, "at most 200"),
    ],
)
def test_bad_snapshot_is_refused_in_one_line(client: FlaskClient, query: str, said: str) -> None:
    response = client.get(query)
    assert response.status_code == 400
    assert response.text.count("\n") == 1
    assert said in response.text


def test_boundaries_are_compressed_geojson_that_may_be_kept(
    client: FlaskClient, services: Services
) -> None:
    plain = client.get("/geo/countries.geojson")
    packed = client.get("/geo/countries.geojson", headers={"Accept-Encoding": "gzip"})
    assert json.loads(plain.data)["type"] == "FeatureCollection"
    assert len(packed.data) < 0.5 * len(plain.data)
    assert "immutable" not in plain.headers.get("Cache-Control", "")
    address = f"/geo/countries.geojson?v={services.geo().version}"
    assert "immutable" in client.get(address).headers["Cache-Control"]


def test_unknown_boundaries_are_refused_with_what_there_is(client: FlaskClient) -> None:
    response = client.get("/geo/nowhere.geojson")
    assert response.status_code == 404
    assert "countries, admin1" in response.text


def test_page_loads_nothing_from_elsewhere(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "http://" not in page
    assert "https://" not in page


def test_other_names_are_refused_where_only_some_are_trusted(services: Services) -> None:
    client = create_app(services, trusted_hosts=["localhost"]).server.test_client()
    assert client.get("/healthz", headers={"Host": "localhost:8050"}).status_code == 200
    assert client.get("/healthz", headers={"Host": "evil.example"}).status_code == 400


def test_title_of_an_atlas_is_text_not_markup(services: Services) -> None:
    atlas = replace(services.atlas, title="</title><script>x()</script>")
    page = create_app(replace(services, atlas=atlas)).server.test_client().get("/").text
    assert "<script>x()" not in page
    assert "&lt;script&gt;x()" in page


def test_debug_is_off(services: Services) -> None:
    app = create_app(services)
    assert not app.server.debug
    assert app.scripts.config.serve_locally
