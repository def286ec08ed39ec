"""Files that come through the browser: kept apart, limited, and gone when they should be."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.uploads import (
    MOST_FILES,
    MOST_TRAYS,
    PATIENCE_S,
    TooLargeError,
    Uploads,
    make_name,
)
from geodata.errors import InputError
from geodata.formats.limits import UPLOAD


class Clock:
    """A clock that stands until it is set."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def uploads(tmp_path: Path, clock: Clock) -> Iterator[Uploads]:
    made = Uploads(tmp_path / "uploads", limits=replace(UPLOAD, n_bytes=20), now=clock)
    yield made
    made.close()


def add(uploads: Uploads, tray: str, name: str = "rows.csv", content: bytes = b"date\n") -> Path:
    return uploads.add(tray, name, io.BytesIO(content)).path


def list_all(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "uploads").rglob("*") if path.suffix == ".csv"]


def test_file_lies_in_a_private_folder_under_a_name_of_ours(uploads: Uploads) -> None:
    path = add(uploads, uploads.open_tray(), "../../etc/rows.CSV")
    assert path.read_bytes() == b"date\n"
    assert path.suffix == ".csv"
    assert "rows" not in path.name
    assert [folder.stat().st_mode & 0o777 for folder in path.parents[:2]] == [0o700, 0o700]


def test_two_files_of_one_name_are_told_apart(uploads: Uploads) -> None:
    tray = uploads.open_tray()
    add(uploads, tray)
    add(uploads, tray)
    assert [file.name for file in uploads.list_files(tray)] == ["rows.csv", "rows (2).csv"]


def test_not_a_byte_more_than_the_limit_is_kept(uploads: Uploads, tmp_path: Path) -> None:
    tray = uploads.open_tray()
    add(uploads, tray, content=b"x" * 20)
    with pytest.raises(TooLargeError, match="divide it"):
        add(uploads, tray, content=b"x" * 21)
    assert len(list_all(tmp_path)) == 1


@pytest.mark.parametrize("name", ["rows", "rows.exe", ".csv", "rows.csv.gz", ""])
def test_file_of_no_format_is_refused(uploads: Uploads, name: str) -> None:
    with pytest.raises(InputError, match="save the table as CSV"):
        add(uploads, uploads.open_tray(), name)


def test_one_file_too_many_is_refused(uploads: Uploads) -> None:
    tray = uploads.open_tray()
    for _ in range(MOST_FILES):
        add(uploads, tray)
    with pytest.raises(InputError, match="one file too many"):
        add(uploads, tray)


def test_one_tray_too_many_is_refused(uploads: Uploads) -> None:
    for _ in range(MOST_TRAYS):
        uploads.open_tray()
    with pytest.raises(InputError, match="at most 8"):
        uploads.open_tray()


def test_removed_file_is_gone(uploads: Uploads, tmp_path: Path) -> None:
    tray = uploads.open_tray()
    add(uploads, tray)
    uploads.remove(tray, uploads.list_files(tray)[0].id)
    assert list_all(tmp_path) == []


def test_files_that_nobody_asks_for_are_gone_after_a_while(
    uploads: Uploads, clock: Clock, tmp_path: Path
) -> None:
    old, new = uploads.open_tray(), uploads.open_tray()
    add(uploads, old)
    add(uploads, new)
    clock.seconds = PATIENCE_S - 1
    assert uploads.list_files(new)
    clock.seconds = PATIENCE_S + 1
    uploads.sweep()
    assert len(list_all(tmp_path)) == 1
    with pytest.raises(InputError, match="no longer on the server"):
        uploads.list_files(old)


def test_nothing_is_left_at_the_end(uploads: Uploads, tmp_path: Path) -> None:
    add(uploads, uploads.open_tray())
    uploads.close()
    assert list((tmp_path / "uploads").iterdir()) == []


def test_what_a_killed_server_left_is_cleared_and_what_another_holds_is_not(tmp_path: Path) -> None:
    parent = tmp_path / "uploads"
    (parent / "left").mkdir(parents=True)
    (parent / "left" / "rows.csv").touch()
    first, second = Uploads(parent), Uploads(parent)
    held = add(first, first.open_tray())
    second.open_tray()
    assert held.exists()
    assert not (parent / "left").exists()
    first.close()
    second.close()


@given(st.text(max_size=300))
def test_name_is_short_and_of_one_line_and_no_path(text: str) -> None:
    name = make_name(text)
    assert 1 <= len(name) <= 120
    assert not set("/\\\n\r\0\u202e") & set(name)
