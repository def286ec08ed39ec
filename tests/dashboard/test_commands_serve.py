from __future__ import annotations

from typing import Any

import pytest

from tests.dashboard.command_line import run


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the page and the server are told, of which none is started."""
    seen: dict[str, Any] = {}

    class App:
        server = None

    class Server:
        def run(self) -> None:
            """Serve nobody."""

    monkeypatch.setattr("dashboard.app.create_app", lambda _, **said: seen.update(said) or App())
    monkeypatch.setattr("waitress.create_server", lambda *_, **said: seen.update(said) or Server())
    return seen


@pytest.mark.parametrize(
    ("arguments", "has_desk"),
    [
        ((), True),
        (("--no-desk",), False),
        (("--host", "192.0.2.7"), False),
        (("--allow-host", "maps.example.org"), False),
        (("--profile", "partner"), False),
        (("--profile", "public", "--no-desk"), False),
        (("--profile", "private", "--desk"), True),
        (("--host", "192.0.2.7", "--desk", "--allow-host", "desk.example"), True),
    ],
)
def test_names_can_be_settled_where_no_other_machine_is_let_in(
    capsys: pytest.CaptureFixture[str],
    told: dict[str, Any],
    arguments: tuple[str, ...],
    has_desk: bool,
) -> None:
    code, out, _ = run(capsys, "serve", *arguments)
    assert code == 0
    assert "Event Atlas is at http://" in out
    assert told["desk"] is has_desk


def test_a_desk_that_any_page_could_reach_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, error = run(capsys, "serve", "--host", "192.0.2.7", "--desk")
    assert code == 2
    assert "--allow-host" in error


@pytest.mark.parametrize("profile", ["partner", "public"])
def test_desk_beside_a_profile_that_hides_something_is_refused(
    capsys: pytest.CaptureFixture[str], profile: str
) -> None:
    code, out, error = run(capsys, "serve", "--desk", "--profile", profile)
    assert (code, out) == (2, "")
    assert f"--desk with the profile {profile!r}" in error
    assert "give --profile private" in error


def test_profile_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, error = run(capsys, "serve", "--profile", "secret")
    assert code == 2
    assert "no profile 'secret': allowed are private, partner, public" in error


def test_address_that_no_browser_could_use_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, error = run(capsys, "serve", "--host", "::1")
    assert code == 2
    assert "give 127.0.0.1 or localhost" in error


def test_uploads_that_any_page_could_send_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, error = run(capsys, "serve", "--host", "192.0.2.7", "--no-desk", "--allow-upload")
    assert code == 2
    assert "--allow-host" in error


def test_folder_of_data_without_uploads_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, error = run(capsys, "serve", "--data-dir", "atlases")
    assert code == 2
    assert "add --allow-upload" in error


@pytest.mark.parametrize(
    ("arguments", "may_add"), [((), False), (("--allow-upload", "--data-dir", "atlases"), True)]
)
def test_data_can_be_added_only_with_leave(
    capsys: pytest.CaptureFixture[str],
    told: dict[str, Any],
    arguments: tuple[str, ...],
    may_add: bool,
) -> None:
    assert run(capsys, "serve", *arguments)[0] == 0
    assert (told["data_folder"] is not None) is may_add
    assert (told["max_request_body_size"] > 2**24) is may_add


def test_uploads_beside_a_profile_that_hides_something_are_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, _, error = run(capsys, "serve", "--profile", "public", "--allow-upload")
    assert code == 2
    assert "would show what it hides" in error
