"""HTTP beside Dash: boundaries as GeoJSON, snapshots, exports, credits, health, headers of all."""

from __future__ import annotations

import re
import threading
import unicodedata
from importlib.resources import files
from typing import Any, Final

import flask

from dashboard.config import BUNDLE, assets_directory
from dashboard.exports import write_archive
from dashboard.live import Live
from dashboard.snapshot import MIMETYPES, draw_snapshot
from dashboard.state import parse_query
from geodata.errors import InputError

# No address but our own, and no code made from text. Grid and components need inline styles.
_POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "child-src blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)

HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}

PLOTLY: Final = "/_dash-component-suites/plotly/package_data/plotly.min.js"
"""Where Dash looks for plotly.js when the first graph is drawn."""

MOST_DRAWINGS: Final = 2
"""Snapshots drawn at once; others wait, so that the page stays quick."""

MOST_EXPORTS: Final = 1
"""Archives written at once: of a large atlas each takes seconds and much memory."""

_YEAR_S: Final = 31_536_000


def register(server: flask.Flask, live: Live) -> None:
    """Add the routes and the headers to the server under a Dash app."""
    server.after_request(add_headers)
    drawing = threading.BoundedSemaphore(MOST_DRAWINGS)
    exporting = threading.BoundedSemaphore(MOST_EXPORTS)

    @server.get("/geo/<name>.geojson")
    def _boundaries(name: str) -> flask.Response:
        geo = live.current.geo()
        if name not in geo.files:
            return _refuse(404, f"no boundaries named {name!r}: there are {', '.join(geo.files)}")
        # Not application/geo+json: the compression knows plain JSON.
        response = flask.Response(geo.files[name], mimetype="application/json")
        if flask.request.args.get("v") == geo.version:
            # The address holds the content's version, so a copy never grows old.
            response.headers["Cache-Control"] = f"public, max-age={_YEAR_S}, immutable"
        return response

    @server.get("/snapshot.<suffix>")
    def _snapshot(suffix: str) -> flask.Response:
        try:
            size, query = _split_size(flask.request.query_string.decode("utf-8", "replace"))
            view = parse_query(query)
            services = live.current
            with drawing:
                data = draw_snapshot(view, services, suffix, **size)
        except InputError as error:
            return _refuse(400, str(error))
        response = flask.Response(data, mimetype=MIMETYPES[suffix])
        response.headers["Cache-Control"] = "no-cache"
        name = f"{make_slug(services.atlas.title)}.{suffix}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    @server.get("/export.<ending>")
    def _export(ending: str) -> flask.Response:
        services = live.current
        stem = make_slug(services.atlas.title)
        try:
            view = parse_query(flask.request.query_string.decode("utf-8", "replace"))
            with exporting:
                archive = write_archive(view, services, f"{stem}.{ending}")
        except InputError as error:
            return _refuse(400, str(error))
        return flask.send_file(
            archive,
            mimetype="application/zip",
            as_attachment=True,
            download_name=f"{stem}-{ending}.zip",
            max_age=0,
        )

    @server.get(PLOTLY)
    def _plotly() -> flask.Response:
        return flask.send_from_directory(assets_directory(), BUNDLE)

    @server.get("/credits")
    def _credits() -> flask.Response:
        text = files("geodata").joinpath("data/CREDITS.md").read_text(encoding="utf-8")
        return flask.Response(text, mimetype="text/plain")

    @server.get("/healthz")
    def _health() -> flask.Response:
        return flask.jsonify(status="ok", reports=live.current.columns.n)


def add_headers(response: flask.Response) -> flask.Response:
    """Put the security headers on a response, whatever made it."""
    response.headers.update(HEADERS)
    return response


def make_slug(title: str) -> str:
    """Return a title as the name of a file: plain small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-") or "event-atlas"


def _split_size(query: str) -> tuple[dict[str, Any], str]:
    """Take the picture's size out of a query; the rest is the view's."""
    size: dict[str, Any] = {}
    rest: list[str] = []
    for pair in query.split("&"):
        key, _, value = pair.partition("=")
        if key not in ("width", "height", "scale"):
            rest.append(pair)
            continue
        try:
            size[key] = float(value) if key == "scale" else int(value)
        except ValueError:
            raise InputError(f"{key}={value!r} is not a number: write it as {key}=2") from None
    return size, "&".join(rest)


def _refuse(status: int, message: str) -> flask.Response:
    return flask.Response(message + "\n", status=status, mimetype="text/plain")
