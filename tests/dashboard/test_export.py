from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.panels.export import say_export
from dashboard.services import Services
from geodata.formats.out import OUT_FORMATS
from tests.dashboard.command_line import run


@pytest.fixture(scope="module")
def client(services: Services) -> FlaskClient:
    return create_app(services).server.test_client()


@pytest.mark.parametrize("ending", OUT_FORMATS)
def test_export_is_an_archive_of_what_is_selected(client: FlaskClient, ending: str) -> None:
    with client.get(f"/export.{ending}?kind=rally&layer=regions") as response:
        assert response.mimetype == "application/zip"
        assert f"november-2019-and-rallies-abroad-{ending}.zip" in str(response.headers)
        archive = zipfile.ZipFile(io.BytesIO(response.data))
    names = archive.namelist()
    citation = archive.read(names[-1]).decode()
    assert names[0].endswith(f".{ending}")
    assert "Holds: 97 of 485 reports" in citation
    assert "View: kind=rally\n" in citation  # no word of what the map looked like


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/export.pdf", "allowed are csv, xlsx"),
        ("/export.csv?kind=none", "no report is left"),
        ("/export.csv?colour=red", "unknown parameter 'colour'"),
    ],
)
def test_bad_export_is_refused_in_one_line(client: FlaskClient, address: str, said: str) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert said in response.text
    assert response.text.count("\n") == 1


def test_menu_says_what_it_exports_and_links_to_that_only(services: Services) -> None:
    said, addresses = say_export("kind=rally&theme=dark&tab=table", services)
    assert said == "97 of 485 reports"
    assert addresses[0] == "/export.csv?kind=rally"
    assert say_export("", services)[1][0] == "/export.csv"


def test_command_writes_the_part_that_a_pasted_address_selects(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    address = "http://127.0.0.1:8050/?kind=rally&theme=dark"
    code, out, err = run(capsys, "export", "-o", str(tmp_path / "a.CSV"), "--view", address)
    assert (code, err) == (0, "")
    assert out.splitlines()[0].startswith("97 of 485 reports")
    assert (tmp_path / "a.CSV").read_text("utf-8-sig").count("\n") >= 98


def test_profile_holds_in_what_is_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, _, err = run(capsys, "export", "-o", str(tmp_path / "a.csv"), "--profile", "public")
    assert (code, err) == (0, "")
    texts = [path.read_text("utf-8-sig") for path in tmp_path.iterdir()]
    assert not any("E0001" in text or "http" in text for text in texts)
    assert "Profile public: " in (tmp_path / "a.citation.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "x.csv", "--profile", "secret"), "'secret'"),
        (("-o", "x.doc"), "allowed are csv"),
        (("-o", "no/such/x.csv"), "name a file in a folder that is there"),
        (("nothing", "-o", "x.csv"), "is no folder"),
    ],
)
def test_export_that_cannot_be_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    code, _, err = run(capsys, "export", *arguments)
    assert code == 2
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", ["export", "snapshot"])
def test_nothing_is_written_among_the_files_of_an_atlas(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    name = "a.csv" if command == "export" else "a.svg"
    code, _, err = run(capsys, command, str(tmp_path), "-o", str(tmp_path / name))
    assert (code, err.count("\n")) == (2, 1)
    assert "lies in the folder of the atlas" in err
    assert not list(tmp_path.iterdir())
