"""An atlas with names to settle, and somebody at `event-atlas review` with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dashboard.review.reviewer import Reviewer, build_reviewed
from tests.geodata.builders import real_reference


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_reviewed(tmp_path_factory.mktemp("review"))


@pytest.fixture(autouse=True)
def _opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.desk.open_gazetteer", lambda: real_reference().gazetteer)


@pytest.fixture
def reviewer(
    atlas: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Reviewer:
    return Reviewer(atlas, capsys, monkeypatch)
