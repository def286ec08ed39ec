from __future__ import annotations

import json
from pathlib import Path

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


def test_table_gets_its_answers(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    table, output = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text("place,country\nOslo,Norway\nBaden,\nXqzwv,\n", "utf-8")
    code, out, err = run(capsys, "geocode", str(table), "-o", str(output))
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "name: 'place', country: 'country', no column for admin1",
        f"3 rows: 1 certain, 1 doubtful, 1 none -> {output}",
    ]
    assert len(output.read_text("utf-8").splitlines()) == 4
    assert sorted(tmp_path.iterdir()) == [table, output]


def test_table_goes_to_standard_output_and_all_words_elsewhere(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table = tmp_path / "in.csv"
    table.write_text("شهر\nاصفهان\n", "utf-8")
    code, out, err = run(capsys, "geocode", str(table), "--country", "IR", "-o", "-")
    assert code == 0
    assert out.startswith("شهر,geo_id,")
    assert out.splitlines()[1].startswith("اصفهان,418863,")
    assert err.splitlines()[-1] == "1 rows: 1 certain, 0 doubtful, 0 none -> -"


def test_columns_of_a_table_can_be_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    table, output = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text("Ort,Land,Kanton,name\nBaden,CH,Aargau,x\n", "utf-8")
    told = ["--name-column", "Ort", "--country-column", "Land", "--admin1-column", "Kanton"]
    code, out, _ = run(capsys, "geocode", str(table), "-o", str(output), *told)
    assert code == 0
    assert out.startswith("name: 'Ort', country: 'Land', admin1: 'Kanton'\n1 rows: 1 certain")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["in.csv"], "say with -o"),
        (["gone.csv"], "there is no file 'gone.csv'"),
        (["gone.csv", "-o", "out.csv"], "there is no file 'gone.csv'"),
        (["Baden", "-o", "out.csv"], "there is no file 'Baden'"),
        (["in.csv", "-o", "x" * 300 + ".csv"], "name a file in a folder that is there"),
        (["in.csv", "-o", "in.csv"], "overwrite itself"),
        (["in.csv", "-o", "./link.csv"], "overwrite itself"),
        (["in.csv", "-o", "."], "no ordinary file"),
        (["in.csv", "-o", "no/such/out.csv"], "can't write 'no/such/out.csv'"),
        (["in.csv", "-o", "out.csv", "--json"], "--json"),
        (["in.csv", "-o", "out.csv", "--name-column", "ort"], "its columns are 'place', 'x'"),
        (["Baden", "--name-column", "ort"], "--name-column is for a table"),
        (["cp1252.csv", "-o", "out.csv"], "not UTF-8"),
    ],
)
def test_table_that_cannot_be_geocoded_is_one_line_and_leaves_nothing(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text("place,x\nOslo,\n")
    Path("link.csv").symlink_to("in.csv")
    Path("cp1252.csv").write_bytes("place\nZürich\n".encode("cp1252"))
    before = sorted(tmp_path.iterdir())
    code, out, err = run(capsys, "geocode", *arguments)
    assert (code, err.count("\n")) == (2, 1)
    assert said in out + err
    assert sorted(tmp_path.iterdir()) == before
    assert Path("in.csv").read_text() == "place,x\nOslo,\n"


@pytest.mark.parametrize("name", ["x" * 10_000, "🔥", "\0\x1b", "", "--", "'; DROP TABLE x; --"])
def test_any_text_is_a_name(capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, out, _ = run(capsys, "geocode", "--", name)
    assert code == 0
    assert out.startswith("none: no place")
