from __future__ import annotations

from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from geodata.errors import InputError
from geodata.locking import hold_if_free
from geodata.replacing import replace_file, replace_folder


def test_file_is_there_at_the_end_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old")
    with replace_file(target) as stream:
        stream.write(b"new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_file_stays_as_it_was_if_an_error_ends_the_block(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old")
    with suppress(ValueError), replace_file(target) as stream:
        stream.write(b"new")
        raise ValueError
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_link_stays_a_link_to_the_new_content(tmp_path: Path) -> None:
    link, target = tmp_path / "link.csv", tmp_path / "out.csv"
    target.write_text("old")
    link.symlink_to(target)
    with replace_file(link) as stream:
        stream.write(b"new")
    assert (link.is_symlink(), target.read_text()) == (True, "new")


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "no ordinary file"), ("/dev/null", "no ordinary file"), ("no/out.csv", "can't write")],
)
def test_path_that_cannot_be_written_says_so(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(InputError, match=said), replace_file(tmp_path / name):
        pytest.fail("the block must not run")
    assert list(tmp_path.iterdir()) == []


def test_disk_that_fills_up_is_explained(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No space left"), replace_file(tmp_path / "out.csv"):
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("is_under_way", [True, False])
def test_scratch_of_a_killed_build_is_cleared_away_and_no_other(
    tmp_path: Path, is_under_way: bool
) -> None:
    scratch = tmp_path / ".atlas-building-x1"
    (scratch / "new").mkdir(parents=True)
    with ExitStack() as stack:
        if is_under_way:
            stack.enter_context(hold_if_free(scratch / "in-use"))
        with replace_folder(tmp_path / "atlas"):
            pass
    assert (scratch / "new").exists() is is_under_way


def test_old_folder_of_a_killed_swap_is_put_back_before_it_is_replaced(tmp_path: Path) -> None:
    old = tmp_path / ".atlas-building-x1" / "old"
    old.mkdir(parents=True)
    (old / "decisions.jsonl").write_text("mine")
    seen: list[str] = []

    def look(_: Path) -> None:
        seen.append((tmp_path / "atlas" / "decisions.jsonl").read_text())

    with replace_folder(tmp_path / "atlas", finish=look):
        pass
    assert seen == ["mine"]
