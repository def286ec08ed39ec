import csv
from pathlib import Path
from typing import Any

import pytest

from geodata.build_report import BuildReport
from geodata.ingest import build_atlas
from geodata.rebuilding import rebuild_atlas
from tests.geodata.builders import TODAY, real_reference, write_csv

HEADER = "id,date,place,title"
A, B = "a,2019-11-15,Shiraz,First", "b,2019-11-16,Oslo,Second"


def build(folder: Path, *rows: str, **options: Any) -> BuildReport:
    table = write_csv(folder / "rows.csv", HEADER, *rows)
    return build_atlas(
        [table], folder / "atlas", reference=real_reference(), today=TODAY, **options
    )


def read_changes(folder: Path) -> list[tuple[str, ...]]:
    with (folder / "atlas" / "changes.csv").open(newline="", encoding="utf-8") as stream:
        return [tuple(row.values()) for row in csv.DictReader(stream)]


def count(report: BuildReport) -> tuple[int, int, int]:
    assert report.difference is not None
    return (
        len(report.difference.added),
        len(report.difference.removed),
        len(report.difference.changed_to),
    )


def test_first_build_has_nothing_to_compare(tmp_path: Path) -> None:
    assert build(tmp_path, A, B).difference is None
    assert not (tmp_path / "atlas" / "changes.csv").exists()


def test_same_files_again_change_no_byte(tmp_path: Path) -> None:
    build(tmp_path, A, B)
    before = {file.name: file.read_bytes() for file in (tmp_path / "atlas").iterdir()}
    report = build(tmp_path, A, B)
    assert not report.difference
    assert "the reports are those of the build that was there" in report.describe()
    assert {file.name: file.read_bytes() for file in (tmp_path / "atlas").iterdir()} == before


@pytest.mark.parametrize(
    ("rows", "changes"),
    [
        ((B, A), []),  # the order is no news
        ((A, "  ", B), []),
        ((A,), [("removed", "b", "", "", "")]),
        ((A, B, "c,2019-11-17,Qom,Third"), [("added", "c", "", "", "")]),
        (
            (A, "b,2019-11-17,Bergen,Second"),
            [
                ("changed", "b", "date_start", "2019-11-16", "2019-11-17"),
                ("changed", "b", "date_stop", "2019-11-17", "2019-11-18"),
                ("changed", "b", "place_name", "Oslo", "Bergen"),
            ],
        ),
        (("a,2019-11-15,Shiraz,", B), [("changed", "a", "title", "First", "")]),
    ],
)
def test_newer_version_is_compared_report_by_report(
    tmp_path: Path, rows: tuple[str, ...], changes: list[tuple[str, ...]]
) -> None:
    build(tmp_path, A, B)
    report = build(tmp_path, *rows)
    assert (read_changes(tmp_path) if changes else []) == changes
    told = [item[0] for item in {item[:2]: item for item in changes}.values()]
    assert count(report) == tuple(map(told.count, ("added", "removed", "changed")))


def test_rows_without_ids_come_and_go_wherever_they_stand(tmp_path: Path) -> None:
    rows = [",2019-11-15,Shiraz,x", ",2019-11-15,Shiraz,x", ",2019-11-16,Oslo,y"]
    build(tmp_path, *rows)
    report = build(tmp_path, ",2019-11-17,Qom,z", *rows[1:])
    assert count(report) == (1, 1, 0)
    assert read_changes(tmp_path) == [
        ("removed", "rows.csv:2", "", "", ""),
        ("added", "rows.csv:1", "", "", ""),
    ]


def test_changes_stay_until_a_build_changes_something(tmp_path: Path) -> None:
    build(tmp_path, A, B)
    build(tmp_path, A)
    build(tmp_path, A)
    rebuild_atlas(tmp_path / "atlas", reference=real_reference())
    assert read_changes(tmp_path) == [("removed", "b", "", "", "")]


def test_summary_counts_what_differs(tmp_path: Path) -> None:
    build(tmp_path, A, B)
    said = "reports against the build that was there: 0 added, 1 removed, 0 changed; each is in"
    assert f"{said} changes.csv" in build(tmp_path, A).describe()
