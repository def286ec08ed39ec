"""HTTP of the page "Add data": files come in, each step answers as JSON; only if it is allowed.

A file is the body of its own request, so it goes to the disk as it comes and is never held whole,
as a form or a text in base64 would be. Requests that change something are taken from our own page
alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import wraps
from typing import Any, Final
from urllib.parse import urlsplit

import flask

from dashboard.adding import Adding, ExistsError
from dashboard.panels import upload
from dashboard.uploads import TooLargeError, make_name, say_too_large
from geodata.errors import AtlasError, InputError

_TYPES: Final = frozenset({"application/json", "application/octet-stream"})
"""What a page elsewhere can't send without being asked first, and is then refused."""

_LONGEST_JSON: Final = 2**20  # bytes
MARGIN: Final = 2**16
"""Bytes that a request may be longer than a file: the stream decides."""

_Answer = flask.Response | tuple[flask.Response, int]


def register(server: flask.Flask, adding: Adding) -> None:
    """Add the page and its routes."""

    def route(path: str, method: str) -> Callable[[Callable[..., Any]], None]:
        def add(act: Callable[..., Any]) -> None:
            server.add_url_rule(
                path, f"upload{act.__name__}", _guard(act), methods=[method], strict_slashes=True
            )

        return add

    @server.get(upload.ADDRESS)
    def _page() -> flask.Response:
        adding.prepare()
        query = flask.request.query_string.decode("utf-8", "replace")
        text = upload.write_page(adding.uploads.limits, adding.folder, query)
        return _keep_fresh(flask.Response(text, mimetype="text/html"))

    @route("/uploads", "POST")
    def _open_tray() -> Mapping[str, Any]:
        return {"tray": adding.uploads.open_tray()}

    @route("/uploads/<tray>", "DELETE")
    def _discard(tray: str) -> Mapping[str, Any]:
        adding.discard(tray)
        return {}

    @route("/uploads/<tray>/files", "POST")
    def _add(tray: str) -> Mapping[str, Any]:
        name, limits = flask.request.args.get("name", ""), adding.uploads.limits
        if (flask.request.content_length or 0) > limits.n_bytes + MARGIN:
            raise TooLargeError(say_too_large(make_name(name), limits))
        added = adding.uploads.add(tray, name, flask.request.stream)
        return {"id": added.id, "name": added.name, "bytes": added.n_bytes}

    @route("/uploads/<tray>/files/<int:file>", "DELETE")
    def _remove(tray: str, file: int) -> Mapping[str, Any]:
        adding.uploads.remove(tray, file)
        return {}

    @route("/uploads/<tray>/look", "POST")
    def _look(tray: str) -> Mapping[str, Any]:
        return adding.look(tray, _read_choices(_read_json()))

    @route("/uploads/<tray>/build", "POST")
    def _build(tray: str) -> Mapping[str, Any]:
        given = _read_json()
        status = adding.build(
            tray,
            str(given.get("title") or ""),
            _read_choices(given),
            replace=given.get("replace") is True,
        )
        return asdict(status)

    @route("/uploads/<tray>/build", "GET")
    def _follow(tray: str) -> Mapping[str, Any]:
        return asdict(adding.follow(tray))

    @route("/uploads/<tray>/build", "DELETE")
    def _cancel(tray: str) -> Mapping[str, Any]:
        return asdict(adding.cancel(tray))

    @route("/uploads/<tray>/open", "POST")
    def _open(tray: str) -> Mapping[str, Any]:
        adding.open(tray)
        return {}


def _guard(act: Callable[..., Mapping[str, Any]]) -> Callable[..., _Answer]:
    """Let only our own page act, and make of each error the words for it."""

    @wraps(act)
    def answer(**parts: Any) -> _Answer:
        try:
            _check_page()
            return _keep_fresh(flask.jsonify(act(**parts)))
        except AtlasError as error:
            status = next(n for kind, n in _STATUS.items() if isinstance(error, kind))
            return _keep_fresh(flask.jsonify(error=str(error))), status

    return answer


class _ElsewhereError(InputError):
    """A request doesn't come from our own page."""


_STATUS: Final[Mapping[type[AtlasError], int]] = {
    _ElsewhereError: 403,
    TooLargeError: 413,
    ExistsError: 409,
    InputError: 400,
    AtlasError: 500,
}


def _check_page() -> None:
    """Check that a request comes from our own page.

    Raises
    ------
    InputError
        If it may come from another.
    """
    request = flask.request
    origin = request.headers.get("Origin")
    is_ours = origin is None or urlsplit(origin).netloc == request.host
    is_ours &= request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}
    is_ours &= request.method != "POST" or request.mimetype in _TYPES
    if not is_ours:
        raise _ElsewhereError(
            f"{origin or request.mimetype!r} is not our own page, which alone may add data: open "
            f"{upload.ADDRESS} on this server"
        )


def _read_json() -> dict[str, Any]:
    if (flask.request.content_length or 0) > _LONGEST_JSON:
        raise TooLargeError(
            f"the request has {flask.request.content_length:,} bytes and at most "
            f"{_LONGEST_JSON:,} are read: choose fewer columns"
        )
    given = flask.request.get_json(silent=True)
    if not isinstance(given, dict):
        raise InputError("the request is no JSON object: send one, as the page does")
    return given


def _read_choices(given: Mapping[str, Any]) -> Mapping[str, Any]:
    choices = given.get("choices") or {}
    if not isinstance(choices, dict):
        raise InputError(
            f"{str(choices)[:80]!r} are no choices: send an object by the id of each file"
        )
    return choices


def _keep_fresh(response: flask.Response) -> flask.Response:
    response.headers["Cache-Control"] = "no-store"
    return response
