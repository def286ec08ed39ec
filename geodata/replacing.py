"""Replace a folder whole: build the new one beside it, swap the two, never lose the old one.

In: where the folder is to be. Out: an empty one to fill, and the swap when it is full. It never
knows what is in either.
"""

from __future__ import annotations

import glob
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geodata.errors import StoreError


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
