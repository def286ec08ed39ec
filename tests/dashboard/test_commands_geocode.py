from __future__ import annotations

import json

import pytest

from tests.dashboard.command_line import run


def test_geocode_prints_the_documented_fields(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "geocode", "Baden", "--country", "CH", "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["geonames_id"] == 2661646
    assert answer["status"] == "certain"
    assert {"score", "name", "country", "admin1", "lon", "lat", "reasons", "candidates"} <= set(
        answer
    )


def test_doubtful_name_lists_its_candidates(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "geocode", "Baden")
    assert code == 0
    assert out.startswith("doubtful")
    assert "2661646" in out
