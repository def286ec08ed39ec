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


def test_explanation_builds_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    table = write_csv(tmp_path / "a.csv", "when it was,place,colour", "2024-05-01,Oslo,red")
    told = ("--column", "date=when it was", "--preset", "reports")
    code, out, err = run(capsys, "build", str(table), "--explain", *told)
    assert (code, err) == (0, "")
    assert "date = when it was\n" in out
    assert "columns not used: colour\n" in out
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (["--column", "date"], "'date' is not FIELD=COLUMN"),
        (["--column", "dat=date"], "'dat' is no field"),
        (["--column", "date=day it was"], "no table has a column 'day it was'"),
        (["--preset", "acleed"], "no preset 'acleed'"),
        ([], "Missing option '-o'"),
    ],
)
def test_what_cannot_be_chosen_is_one_clear_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, told: list[str], said: str
) -> None:
    table = write_csv(tmp_path / "a.csv", "date,place", "2024-05-01,Oslo")
    output = ["-o", str(tmp_path / "atlas")] if told else []
    code, out, err = run(capsys, "build", str(table), *output, *told)
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_chosen_column_is_built(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    table = write_csv(tmp_path / "a.csv", "when it was,place", "2024-05-01,Oslo")
    atlas = tmp_path / "atlas"
    code, _, _ = run(capsys, "build", str(table), "-o", str(atlas), "--column", "date=when it was")
    assert code == 0
    assert open_atlas(atlas).imports[0].mapping == {"date": "when it was", "place": "place"}
