from __future__ import annotations

from pathlib import Path

import pytest

from geodata.decision_log import append_decisions
from geodata.store import open_atlas
from tests.dashboard.command_line import run
from tests.geodata.builders import make_decision, write_csv

BADEN = "2024-05-01,Baden,"
OSLO = "2024-05-02,Oslo,Norway"


def build(
    capsys: pytest.CaptureFixture[str], output: Path, *rows: str, told: tuple[str, ...] = ()
) -> str:
    """Build an atlas; return what was said."""
    table = write_csv(output.with_suffix(".csv"), "date,place,country", *rows)
    code, out, err = run(capsys, "build", str(table), "-o", str(output), *told)
    assert (code, err) == (0, "")
    return out


def test_build_then_snapshot(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = build(capsys, tmp_path / "atlas", OSLO, "2024-05-02,Toronto,CA")
    assert "2 rows in = 2 kept + 0 set aside" in out
    picture = tmp_path / "map.svg"
    code, _, _ = run(capsys, "snapshot", str(tmp_path / "atlas"), "-o", str(picture))
    assert code == 0
    assert "2 of 2 reports" in picture.read_text(encoding="utf-8")


def test_rebuild_follows_the_decisions(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    atlas = tmp_path / "atlas"
    build(capsys, atlas, BADEN, OSLO)
    append_decisions(atlas, [make_decision("Baden")])
    code, out, _ = run(capsys, "rebuild", str(atlas))
    assert code == 0
    assert "decisions: 1 applied" in out
    assert open_atlas(atlas).reports["place_id"].notna().all()


@pytest.mark.parametrize("name", ["first", "first/decisions.jsonl"])
def test_decisions_of_another_atlas_are_carried_over(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    build(capsys, tmp_path / "first", OSLO)
    append_decisions(tmp_path / "first", [make_decision("Baden")])
    told = ("--decisions", str(tmp_path / name))
    out = build(capsys, tmp_path / "second", BADEN, told=told)
    assert "decisions: 1 applied" in out
    assert open_atlas(tmp_path / "second").reports["place_id"].notna().all()


def test_decisions_that_are_not_there_are_an_error(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table = write_csv(tmp_path / "a.csv", "date,place,country", OSLO)
    told = ["--decisions", str(tmp_path / "gone")]
    code, _, err = run(capsys, "build", str(table), "-o", str(tmp_path / "atlas"), *told)
    assert code == 2
    assert "gone" in err
    assert not (tmp_path / "atlas").exists()
