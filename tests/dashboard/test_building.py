"""Work in a process of its own: it is followed, ended, and its death is told."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.building import LOST, Worker
from geodata.errors import InputError
from geodata.progress import Progress

PATIENCE_S = 60.0


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.close()


def count(progress: Progress, n: int) -> dict[str, Any]:
    progress("counting", n, n)
    return {"n": n, "process": os.getpid()}


def fail(_: Progress) -> dict[str, Any]:
    raise InputError("what was given, what is allowed, what to do")


def die(_: Progress) -> dict[str, Any]:
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


def hang(progress: Progress, scratch: Path) -> dict[str, Any]:
    scratch.touch()
    try:
        progress("hanging")
        threading.Event().wait()
    finally:
        scratch.unlink()
    return {}


def start_hanging(worker: Worker, scratch: Path) -> Any:
    task = worker.start(hang, scratch)
    while task.status.step != "hanging":
        task.wait(0.01)
    return task


def test_work_is_followed_to_its_end(worker: Worker) -> None:
    status = worker.start(count, 3).wait(PATIENCE_S)
    assert (status.state, status.step, status.done, status.total) == ("done", "counting", 3, 3)
    assert status.result["n"] == 3


def test_process_stays_for_the_next_work(worker: Worker) -> None:
    first, second = (worker.start(count, 1).wait(PATIENCE_S).result for _ in range(2))
    assert first["process"] == second["process"] != os.getpid()


def test_error_is_told_in_its_own_words(worker: Worker) -> None:
    status = worker.start(fail).wait(PATIENCE_S)
    assert (status.state, status.trouble) == (
        "failed",
        "what was given, what is allowed, what to do",
    )


def test_death_of_the_process_is_told_and_the_next_work_is_done(worker: Worker) -> None:
    status = worker.start(die).wait(PATIENCE_S)
    assert (status.state, status.trouble) == ("failed", LOST)
    assert worker.start(count, 1).wait(PATIENCE_S).state == "done"


def test_cancelled_work_clears_away_what_it_began(worker: Worker, tmp_path: Path) -> None:
    task = start_hanging(worker, tmp_path / "scratch")
    assert task.cancel().state == "cancelled"
    assert not (tmp_path / "scratch").exists()
    assert not task.is_running


def test_second_work_is_refused_while_the_first_is_under_way(
    worker: Worker, tmp_path: Path
) -> None:
    task = start_hanging(worker, tmp_path / "scratch")
    with pytest.raises(InputError, match="another build is under way"):
        worker.start(count, 1)
    task.cancel()
