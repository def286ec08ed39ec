"""Replace a folder or file whole: build the new one beside it, swap, never lose the old one.

In: where it is to be. Out: an empty one to fill, and the swap when it is full. It never knows what
is in either.
"""

from __future__ import annotations

import glob
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from geodata.errors import InputError, StoreError


@contextmanager
def replace_folder(target: Path) -> Iterator[Path]:
    """Give an empty folder that takes the target's place when the block ends without an error.

    Raises
    ------
    StoreError
        If the old folder could be neither replaced nor put back; it says where that one is.
    OSError
        If the new one can't be made or swapped in; the old one is as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-building-"))
    new, old = scratch / "new", scratch / "old"
    try:
        new.mkdir()
        yield new
        _swap(new, target, old)
    finally:
        # while the old folder is nowhere else, the scratch folder stays
        if target.exists() or not old.exists():
            shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def replace_file(path: Path) -> Iterator[BinaryIO]:
    """Give an empty file that takes the path's place when the block ends without an error.

    Raises
    ------
    InputError
        If the file can't be made or swapped in; what was there is as it was.
    """
    try:
        target = Path(os.path.realpath(path))  # Path.resolve raises on a loop of links
        if target.exists() and not target.is_file():
            raise InputError(f"{str(path)!r} is no ordinary file: name another file to write")
        scratch = Path(tempfile.mkdtemp(dir=target.parent, prefix=".event-atlas-writing-"))
        try:
            with (scratch / "new").open("xb") as stream:
                yield stream
            (scratch / "new").replace(target)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    except OSError as error:
        raise InputError(
            f"can't write {str(path)!r} ({error.strerror or error}): name a file in a folder that "
            "is there and has room; what was there is unchanged"
        ) from error


def find_left(target: Path) -> Path | None:
    """Return where the old folder is if a process died in the middle of a swap."""
    left = sorted(target.parent.glob(f".{glob.escape(target.name)}-building-*/old"))
    return left[-1] if left else None


def _swap(new: Path, target: Path, old: Path) -> None:
    """Put the new folder under the target's name; put the old one back whatever interrupts that."""
    try:
        if target.exists():
            target.rename(old)
        new.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            _restore(old, target)
        raise


def _restore(old: Path, target: Path) -> None:
    try:
        old.rename(target)
    except OSError as error:
        raise StoreError(
            f"{str(target)!r} could be neither replaced nor put back ({error.strerror or error}): "
            f"it is whole in {str(old)!r}; rename that to {target.name!r}"
        ) from error
