"""An atlas with names that wait, and the desk of it; each test has a copy of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dashboard.desk import Desk
from dashboard.live import Live
from dashboard.services import open_services
from geodata.gazetteer import Gazetteer, open_gazetteer
from geodata.ingest import build_atlas
from geodata.store import open_atlas
from tests.geodata.builders import write_csv

ROWS = (
    "date,place,country,province,title,source",
    "2024-05-01,Oslo,Norway,,Rally,Example News",
    "2024-05-01,Baden,,,Vigil,Example News",
    "2024-05-02,Baden,,,Rally,Example Agency",
    "2024-05-03,baden,,,March,Example News",
    "2024-05-02,Mariwan,,,Strike,Example Agency",
    "2024-05-03,Xyzzyville,Norway,,Rally,Example News",
)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    build_atlas([write_csv(folder / "rows.csv", *ROWS)], folder / "atlas")
    return folder / "atlas"


@pytest.fixture
def atlas(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "atlas"))


@pytest.fixture
def desk(atlas: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr("dashboard.desk.open_gazetteer", lambda: gazetteer)
    return Desk(Live(open_services(open_atlas(atlas))), may_write=True, login="tester")
