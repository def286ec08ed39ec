"""What a caller other than the command line says of files: their names, how much they hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from geodata.errors import InputError
from geodata.formats.limits import UPLOAD
from geodata.ingest import build_atlas
from geodata.reading import Choice
from geodata.store import open_atlas
from tests.geodata.builders import real_reference, write_csv

ROWS = ("date,place,country", "2019-11-15,Shiraz,Iran")


def test_files_go_by_the_names_that_are_given(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "1.csv", *ROWS)
    report = build_atlas(
        [file], tmp_path / "atlas", reference=real_reference(), names=["رویدادها.csv"]
    )
    assert [item.file for item in report.imports] == ["رویدادها.csv"]


def test_more_than_the_limits_is_refused(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "1.csv", *ROWS)
    with pytest.raises(InputError, match="bytes and at most 10 are read"):
        build_atlas([file], tmp_path / "atlas", limits=replace(UPLOAD, n_bytes=10))


def test_each_file_is_read_in_its_own_way(tmp_path: Path) -> None:
    first = write_csv(tmp_path / "1.csv", "date,ort,place", "2019-11-15,Shiraz,hall")
    second = write_csv(tmp_path / "2.csv", "date,place", "2019-11-15,Oslo")
    build_atlas(
        [first, second],
        tmp_path / "atlas",
        reference=real_reference(),
        names=["a.csv", "b.csv"],
        choices={"a.csv": Choice(columns={"place": "ort"})},
    )
    names = open_atlas(tmp_path / "atlas").reports["place_name"]
    assert sorted(names) == ["Oslo", "Shiraz"]
