import threading
from pathlib import Path

import pytest

from geodata.locking import hold_build, hold_folder, hold_if_free


def tell_nobody(_: str) -> None:
    pytest.fail("nothing is to be told")


def test_who_comes_second_is_told_and_waits(tmp_path: Path) -> None:
    order: list[str] = []
    told = threading.Event()

    def build_too() -> None:
        def tell(text: str) -> None:
            order.append(text)
            told.set()

        with hold_build(tmp_path / "atlas", tell):
            order.append("second")

    thread = threading.Thread(target=build_too)
    with hold_build(tmp_path / "atlas", tell_nobody):
        thread.start()
        assert told.wait(10)
        order.append("first")
    thread.join()
    assert order == [
        f"another build of {tmp_path / 'atlas'} is under way: waiting until it ends",
        "first",
        "second",
    ]


def test_build_and_swap_and_other_folders_do_not_wait_for_one_another(tmp_path: Path) -> None:
    with (
        hold_build(tmp_path / "atlas", tell_nobody),
        hold_folder(tmp_path / "atlas"),
        hold_build(tmp_path / "other", tell_nobody),
    ):
        pass


def test_folder_that_nobody_may_write_beside_is_used_without_a_lock(tmp_path: Path) -> None:
    with hold_folder(tmp_path / "not there" / "atlas"):
        assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that takes no files")
def test_folder_that_takes_no_files_is_not_waited_for() -> None:
    with hold_build(Path("/proc/atlas"), tell_nobody):
        pass


def test_lock_is_free_or_not(tmp_path: Path) -> None:
    with hold_if_free(tmp_path / "a") as first, hold_if_free(tmp_path / "a") as second:
        assert (first, second) == (True, False)
    with hold_if_free(tmp_path / "a") as again:
        assert again
