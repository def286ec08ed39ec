"""Replace a folder or file whole: build the new one beside it, swap, never lose the old one.

In: where it is to be. Out: an empty one to fill, and the swap when it is full. It never knows what
is in either. What a process that was killed left behind is put back or cleared away.
"""

from __future__ import annotations

import glob
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from geodata.errors import InputError, StoreError
from geodata.locking import hold_folder, hold_if_free

IN_USE: Final = "in-use"
"""A lock in a scratch folder; one in which nobody holds it belongs to a process that was killed."""


@contextmanager
def replace_folder(target: Path, *, finish: Callable[[Path], None] | None = None) -> Iterator[Path]:
    """Give an empty folder that takes the target's place when the block ends without an error.

    Parameters
    ----------
    target
        Where the folder is to be, resolved. One that is there is replaced; the new one and its
        files get the modes of the old ones.
    finish
        What has to see the old folder as it is at the very last, if anything: it is handed the
        new one while nobody else swaps or adds to the old one.

    Raises
    ------
    StoreError
        If the old folder could be neither replaced nor put back; it says where that one is.
    OSError
        If the new one can't be made or swapped in; the old one is as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _clear_left(target)
    scratch = Path(tempfile.mkdtemp(dir=target.parent, prefix=_scratch_prefix(target)))
    new, old = scratch / "new", scratch / "old"
    try:
        with hold_if_free(scratch / IN_USE):
            new.mkdir()
            yield new
            with hold_folder(target):
                if finish:
                    finish(new)
                _copy_modes(target, new)
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
    left = sorted(scratch / "old" for scratch in _find_scratch(target))
    return next((folder for folder in left if folder.exists()), None)


def restore_left(target: Path) -> None:
    """Put the old folder back if a process died in the middle of a swap; wait if one is swapping.

    Parameters
    ----------
    target
        Where the folder should be, resolved.

    Raises
    ------
    OSError
        If it can't be put back.
    """
    if target.exists() or not find_left(target):
        return
    with hold_folder(target):
        left = find_left(target)
        if left and not target.exists():
            left.rename(target)
            shutil.rmtree(left.parent, ignore_errors=True)


def clear_abandoned(folders: Iterable[Path]) -> None:
    """Remove scratch folders whose process was killed: in which nobody holds the lock `IN_USE`."""
    for folder in folders:
        with hold_if_free(folder / IN_USE) as is_free:
            if is_free:
                shutil.rmtree(folder, ignore_errors=True)


def _clear_left(target: Path) -> None:
    """Put back or clear away what builds left that were killed."""
    restore_left(target)
    clear_abandoned(_find_scratch(target))


def _scratch_prefix(target: Path) -> str:
    return f".{target.name}-building-"


def _find_scratch(target: Path) -> list[Path]:
    return list(target.parent.glob(f"{glob.escape(_scratch_prefix(target))}*"))


def _copy_modes(old: Path, new: Path) -> None:
    """Let the new folder and its files be read and written by whom the old ones may be."""
    for item in (new, *new.iterdir()):
        twin = old / item.relative_to(new)
        if twin.exists():
            shutil.copymode(twin, item)


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
