"""Locks that processes hold on the folder of an atlas, each as a hidden file beside it.

In: where the folder is or will be. Out: nobody else holds it while the block runs. It never touches
the folder and leaves no file behind. Where none can be made beside it, nobody can replace the
folder either: the block then runs without a lock. The system releases what a killed process held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

_POLL_SECONDS: Final = 0.01  # between two looks at a lock that is held


@contextmanager
def hold_folder(target: Path) -> Iterator[None]:
    """Hold what takes moments: the folder is swapped, or a line is added to a file in it.

    Parameters
    ----------
    target
        The folder, resolved: a link to it and the folder itself share a lock.
    """
    with _hold(target.with_name(f".{target.name}.lock"), lambda: None):
        yield


@contextmanager
def hold_build(target: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold a whole build: what another one did meanwhile would be lost when this one ends.

    Parameters
    ----------
    target
        The folder, resolved.
    tell
        Is told if another build has to end first.
    """

    def say_waiting() -> None:
        tell(f"another build of {target} is under way: waiting until it ends")

    with _hold(target.with_name(f".{target.name}.build.lock"), say_waiting):
        yield


@contextmanager
def hold_if_free(file: Path) -> Iterator[bool]:
    """Say whether a lock is free, and if it is hold it while the block runs."""
    lock = FileLock(file)
    try:
        lock.acquire(blocking=False)
    except OSError:  # Timeout is one
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


@contextmanager
def _hold(file: Path, say_waiting: Callable[[], None]) -> Iterator[None]:
    lock = FileLock(file, poll_interval=_POLL_SECONDS)
    try:
        if file.parent.is_dir():  # else the lock would make it
            file.touch()  # where no file can be made a lock would be taken for one that is held
            lock.acquire(blocking=False)
    except Timeout:
        say_waiting()
        lock.acquire()
    except OSError:  # no file can be made there
        pass
    try:
        yield
    finally:
        if lock.is_locked:
            with suppress(OSError):
                file.unlink()  # who waits for it sees that, and makes another
        lock.release()
