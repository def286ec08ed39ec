"""The routes of the page "Add data": what each does, and who may ask for it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from dash import Dash

from dashboard import uploads
from dashboard.adding import Adding, make_folder_name, read_choice
from dashboard.app import create_app
from dashboard.services import Services
from geodata.errors import InputError
from geodata.formats.limits import UPLOAD
from geodata.store import open_atlas

ROWS = b"date,place,country,remark\n2024-05-01,Oslo,Norway,Rally\n2024-05-02,Baden,,Vigil\n,Qom,,\n"
BYTES = "application/octet-stream"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("adding")


@pytest.fixture(scope="module")
def app(services: Services, folders: Path) -> Iterator[Dash]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dashboard.app.uploads_directory", lambda: folders / "uploads")
        app = create_app(services, data_folder=folders / "data")
    yield app
    app.server.extensions["adding"].close()


@pytest.fixture
def client(app: Dash) -> Any:
    return app.server.test_client()


@pytest.fixture
def tray(client: Any) -> Iterator[str]:
    tray = client.post("/uploads", json={}).get_json()["tray"]
    yield tray
    client.delete(f"/uploads/{tray}")


def send(client: Any, tray: str, name: str = "rows.csv", content: bytes = ROWS, **more: Any) -> Any:
    told = {"data": content, "content_type": BYTES, "query_string": {"name": name}} | more
    return client.post(f"/uploads/{tray}/files", **told)


def look(client: Any, tray: str, choices: Mapping[str, Any] | None = None) -> Any:
    answer = client.post(f"/uploads/{tray}/look", json={"choices": choices or {}})
    assert answer.status_code == 200, answer.text
    return answer.get_json()["files"]


def build(app: Dash, client: Any, tray: str, **told: Any) -> Any:
    answer = client.post(f"/uploads/{tray}/build", json={"title": "My rows"} | told)
    if answer.status_code != 200:
        return answer
    adding: Adding = app.server.extensions["adding"]
    adding._builds[tray][0].wait(120)
    return client.get(f"/uploads/{tray}/build").get_json()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/add"),
        ("POST", "/uploads"),
        ("DELETE", "/uploads/x"),
        ("POST", "/uploads/x/files"),
        ("DELETE", "/uploads/x/files/1"),
        ("POST", "/uploads/x/look"),
        ("POST", "/uploads/x/build"),
        ("GET", "/uploads/x/build"),
        ("DELETE", "/uploads/x/build"),
        ("POST", "/uploads/x/open"),
    ],
)
def test_without_leave_there_is_no_route(services: Services, method: str, path: str) -> None:
    server = create_app(services).server
    # Dash answers any GET with its own page; nothing of ours is on it
    answer = server.test_client().open(path, method=method)
    assert answer.status_code in {404, 405} or b"Add data" not in answer.data
    assert not [rule for rule in server.url_map.iter_rules() if "upload" in rule.rule]


def test_button_is_there_only_with_leave(services: Services, app: Dash) -> None:
    without = create_app(services)
    assert "add-data" not in without.server.test_client().get("/_dash-layout").text
    assert "add-data.href" not in str(without.callback_map)
    assert "add-data" in app.server.test_client().get("/_dash-layout").text


def test_dashboard_loads_nothing_of_the_page(client: Any) -> None:
    text = client.get("/").text
    assert "upload-link.css" in text
    assert not re.search(r"upload(-tables)?\.(js|css)", text)


def test_page_keeps_the_way_back(client: Any) -> None:
    text = client.get("/add?tab=table&theme=dark&text=%22%3E%3Cb%3E").text
    assert 'data-theme="dark"' in text
    assert "tab=table" in text
    assert "<b>" not in text


@pytest.mark.parametrize(
    ("headers", "content_type"),
    [
        ({"Origin": "http://elsewhere.example"}, BYTES),
        ({"Origin": "null"}, BYTES),
        ({"Sec-Fetch-Site": "cross-site"}, BYTES),
        ({}, "text/plain"),
        ({}, "multipart/form-data"),
        ({}, "application/x-www-form-urlencoded"),
        ({}, None),
    ],
)
def test_page_elsewhere_can_send_nothing(
    client: Any, tray: str, headers: Mapping[str, str], content_type: str | None
) -> None:
    answer = send(client, tray, headers=headers, content_type=content_type)
    assert answer.status_code == 403
    assert "not our own page" in answer.get_json()["error"]
    assert client.delete(f"/uploads/{tray}", headers={"Origin": "http://x.y"}).status_code == 403


def test_page_of_ours_may_send(client: Any, tray: str) -> None:
    ours = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    answer = send(client, tray, "../../داده‌ها.csv", headers=ours)
    assert answer.status_code == 200
    assert answer.get_json() == {"id": 1, "name": "داده ها.csv", "bytes": len(ROWS)}
    assert answer.headers["Cache-Control"] == "no-store"


def test_file_over_the_limit_is_refused(
    client: Any, app: Dash, tray: str, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "_CHUNK", 7)
    adding: Adding = app.server.extensions["adding"]
    monkeypatch.setattr(adding.uploads, "limits", replace(UPLOAD, n_bytes=20))
    answer = send(client, tray)
    assert answer.status_code == 413
    assert "divide it" in answer.get_json()["error"]
    assert not list(folders.glob("uploads/**/*.csv"))


@pytest.mark.parametrize("path", ["files", "look", "build", "open"])
def test_unknown_tray_is_told(client: Any, path: str) -> None:
    told = {"data": b"{}", "content_type": "application/json", "query_string": {"name": "a.csv"}}
    answer = client.post(f"/uploads/unknown/{path}", **told)
    assert answer.status_code == 400
    assert answer.get_json()["error"]


def test_look_says_how_files_would_be_read(client: Any, tray: str) -> None:
    send(client, tray)
    (table,) = look(client, tray)[0]["tables"]
    assert table["counts"] == "3 rows in, 2 kept, 1 set aside"
    assert table["mapping"]["place"] == "place"
    assert table["unused"] == ["remark"]
    assert table["rows"][0]["when"] == "1 May 2024"
    assert table["rows"][0]["place"].startswith("Oslo")
    assert "10 places share this name" in table["rows"][1]["place"]
    assert table["problems"][0]["row"] == "3"


def test_chosen_column_is_read(client: Any, tray: str) -> None:
    send(client, tray)
    (table,) = look(client, tray, {"1": {"columns": {"title": "remark"}}})[0]["tables"]
    assert table["mapping"]["title"] == "remark"
    assert "Rally" in table["rows"][0]["what"]


def test_file_that_cannot_be_read_says_so_by_its_name_and_loses_no_other(
    client: Any, tray: str, folders: Path
) -> None:
    send(client, tray, "wrong.xlsx", b"no workbook")
    send(client, tray)
    wrong, right = look(client, tray)
    assert "wrong.xlsx" in wrong["trouble"]
    assert str(folders) not in wrong["trouble"]
    assert right["tables"]


def test_atlas_is_built_opened_and_its_files_are_gone(
    app: Dash, client: Any, tray: str, folders: Path
) -> None:
    send(client, tray)
    status = build(app, client, tray, choices={"1": {"columns": {"title": "remark"}}})
    assert status["state"] == "done", status
    assert status["result"]["counts"] == "3 rows in = 2 kept + 1 set aside"
    assert status["result"]["n_waiting"] == 1
    atlas = open_atlas(folders / "data" / "my-rows")
    assert atlas.imports[0].file == "rows.csv"
    assert client.post(f"/uploads/{tray}/open", json={}).status_code == 200
    assert client.get("/healthz").get_json()["reports"] == 2
    assert app.title == "My rows"
    assert not list(folders.glob("uploads/**/*.csv"))


def test_atlas_that_is_there_is_replaced_only_if_told(
    app: Dash, client: Any, tray: str, folders: Path, services: Services
) -> None:
    shutil.copytree(services.atlas.path, folders / "data" / "other")
    send(client, tray)
    answer = build(app, client, tray, title="Other")
    assert answer.status_code == 409
    assert "Replace it" in answer.get_json()["error"]
    assert len(open_atlas(folders / "data" / "other").reports) == 485
    assert build(app, client, tray, title="Other", replace=True)["state"] == "done"
    assert len(open_atlas(folders / "data" / "other").reports) == 2


def test_build_without_files_or_rows_says_why(app: Dash, client: Any, tray: str) -> None:
    assert build(app, client, tray).status_code == 400
    send(client, tray, "none.csv", b"date,place\nno day,Oslo\n")
    status = build(app, client, tray, title="None")
    assert status["state"] == "failed"
    assert "no row of 'none.csv' can be used" in status["trouble"]


def test_cancelled_build_leaves_the_atlas_as_it_was(
    client: Any, tray: str, folders: Path, services: Services
) -> None:
    atlas = Path(shutil.copytree(services.atlas.path, folders / "data" / "kept"))
    rows = b"date,place,country\n" + b"2024-05-01,Oslo,Norway\n" * 200_000
    send(client, tray, content=rows)
    told = {"title": "Kept", "replace": True}
    client.post(f"/uploads/{tray}/build", json=told)
    status = client.delete(f"/uploads/{tray}/build").get_json()
    assert status["state"] == "cancelled"
    assert len(open_atlas(atlas).reports) == 485
    left = [item.name for item in (folders / "data").iterdir() if ".kept-building" in item.name]
    assert left == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("My rows, 2024!", "my-rows-2024"),
        ("اعتراض‌های آبان", "اعتراض-های-آبان"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "atlas-con"),
        ("x" * 150, "x" * 40),
    ],
)
def test_folder_is_named_after_the_title(title: str, name: str) -> None:
    assert make_folder_name(title) == name


@pytest.mark.parametrize("title", ["", " . ", "/", "x" * 201])
def test_title_without_letters_or_too_long_is_refused(title: str) -> None:
    with pytest.raises(InputError, match="write "):
        make_folder_name(title)


@pytest.mark.parametrize("given", ["x", {"columns": "x"}, {"columns": {"a": 1}}, {"preset": 1}])
def test_choice_that_the_page_never_sends_is_refused(given: Any) -> None:
    with pytest.raises(InputError, match="no choice of columns"):
        read_choice({"1": given}, "1")
