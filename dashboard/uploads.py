"""Files that come through the browser, in a private folder of the server until they are done with.

In: streams of bytes and the names that browsers give. Out: files under names of our own. A name
from a browser never becomes a path, and nothing here is read as a table.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
import threading
import time
import unicodedata
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Final

from geodata.errors import InputError, StoreError
from geodata.formats import FORMATS
from geodata.formats.limits import UPLOAD, Limits
from geodata.locking import hold_if_free
from geodata.replacing import IN_USE, clear_abandoned

MOST_FILES: Final = 12
"""Files of one person at once."""

MOST_TRAYS: Final = 8
"""Persons who add data at once."""

PATIENCE_S: Final = 60 * 60
"""How long files are kept that nobody asks for."""

_SWEEP_S: Final = 60.0
_CHUNK: Final = 2**20  # bytes
_LONGEST: Final = 120  # letters of a name


class TooLargeError(InputError):
    """A file is larger than what is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One file that came."""

    id: int  # within its tray
    name: str  # as people know it; no path
    path: Path  # where it lies
    n_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tray:
    folder: Path
    used: float  # when somebody last asked for it, seconds of the clock
    files: dict[int, Upload] = field(default_factory=dict)


class Uploads:
    """The files that wait, a tray for each page that adds data.

    Parameters
    ----------
    parent
        Where the private folder is made, with the first tray.
    limits
        How much one file may hold.
    now
        The clock, in seconds.
    """

    def __init__(
        self,
        parent: Path,
        *,
        limits: Limits = UPLOAD,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.limits = limits
        self._parent = parent
        self._now = now
        self._folder: Path | None = None
        self._trays: dict[str, _Tray] = {}
        self._lock = threading.RLock()
        self._held = ExitStack()
        self._closed = threading.Event()

    def open_tray(self) -> str:
        """Make an empty tray; return the secret by which its page knows it.

        Raises
        ------
        InputError
            If there are too many.
        StoreError
            If no folder can be made.
        """
        self.sweep()
        with self._lock:
            if len(self._trays) >= MOST_TRAYS:
                raise InputError(
                    f"{len(self._trays)} pages add data already and at most {MOST_TRAYS} may: "
                    "close one of them with “Discard”, or try again in an hour"
                )
            tray = secrets.token_urlsafe(18)
            try:
                folder = Path(tempfile.mkdtemp(dir=self._open_folder()))
            except OSError as error:
                raise StoreError(
                    f"can't keep uploads in {str(self._parent)!r} ({error.strerror or error}): "
                    "make room there and try again"
                ) from error
            self._trays[tray] = _Tray(folder=folder, used=self._now())
            return tray

    def list_files(self, tray: str) -> tuple[Upload, ...]:
        """Return the files of a tray, oldest first.

        Raises
        ------
        InputError
            If there is no such tray.
        """
        with self._lock:
            return tuple(self._get(tray).files.values())

    def add(self, tray: str, name: str, stream: IO[bytes]) -> Upload:
        """Take a file in, and not a byte more than may be.

        Parameters
        ----------
        tray
            From `open_tray`.
        name
            As the browser gives it.
        stream
            Is read to its end, or to the limit.

        Raises
        ------
        TooLargeError
            If it is.
        InputError
            If the tray is gone or full, or its ending that of no format.
        StoreError
            If it can't be written.
        """
        said = make_name(name)
        ending = _find_ending(said)
        with self._lock:
            opened = self._get(tray)
            if len(opened.files) >= MOST_FILES:
                raise InputError(
                    f"{said!r} is one file too many, at most {MOST_FILES} are taken at once: "
                    "remove one of the list, or build from these first"
                )
            path = opened.folder / f"{secrets.token_hex(8)}{ending}"
        try:
            n_bytes = self._write(stream, path, said)
            with self._lock:
                return self._list(tray, said, path, n_bytes)
        except BaseException as error:
            path.unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise StoreError(
                    f"{said!r} can't be kept ({error.strerror or error}): make room on the "
                    "server's disk, or send it again"
                ) from error
            raise

    def remove(self, tray: str, file: int) -> None:
        """Remove a file of a tray; nothing happens if it isn't there.

        Raises
        ------
        InputError
            If there is no such tray.
        """
        with self._lock:
            found = self._get(tray).files.pop(file, None)
        if found:
            found.path.unlink(missing_ok=True)

    def close_tray(self, tray: str) -> None:
        """Remove a tray with its files; nothing happens if it isn't there."""
        with self._lock:
            found = self._trays.pop(tray, None)
        if found:
            shutil.rmtree(found.folder, ignore_errors=True)

    def sweep(self) -> None:
        """Remove the trays that nobody has asked for in a long time."""
        with self._lock:
            oldest = self._now() - PATIENCE_S
            old = [tray for tray, found in self._trays.items() if found.used < oldest]
        for tray in old:
            self.close_tray(tray)

    def close(self) -> None:
        """Remove everything; what comes later finds no tray."""
        self._closed.set()
        with self._lock:
            self._trays.clear()
            self._held.close()
            if self._folder:
                shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _get(self, tray: str) -> _Tray:
        if tray not in self._trays:
            raise InputError(
                "these files are no longer on the server, which keeps them for an hour: load the "
                "page again and choose them anew"
            )
        found = self._trays[tray] = replace(self._trays[tray], used=self._now())
        return found

    def _write(self, stream: IO[bytes], path: Path, said: str) -> int:
        n_bytes = 0
        with path.open("xb") as file:
            while chunk := stream.read(_CHUNK):
                n_bytes += len(chunk)
                if n_bytes > self.limits.n_bytes:
                    raise TooLargeError(say_too_large(said, self.limits))
                file.write(chunk)
        return n_bytes

    def _list(self, tray: str, said: str, path: Path, n_bytes: int) -> Upload:
        files = self._get(tray).files
        taken = {file.name for file in files.values()}
        stem, ending = said[: -len(path.suffix)], said[-len(path.suffix) :]
        numbers = range(2, len(files) + 3)
        free = (said, *(f"{stem} ({number}){ending}" for number in numbers))
        upload = Upload(
            id=max(files, default=0) + 1,
            name=next(name for name in free if name not in taken),
            path=path,
            n_bytes=n_bytes,
        )
        files[upload.id] = upload
        return upload

    def _open_folder(self) -> Path:
        if self._folder is None:
            self._parent.mkdir(parents=True, exist_ok=True)
            clear_abandoned(self._parent.iterdir())
            folder = Path(tempfile.mkdtemp(dir=self._parent))  # for nobody else: mode 0700
            self._held.enter_context(hold_if_free(folder / IN_USE))
            self._folder = folder
            self._closed.clear()
            threading.Thread(target=self._keep_sweeping, daemon=True).start()
        return self._folder

    def _keep_sweeping(self) -> None:
        while not self._closed.wait(_SWEEP_S):
            self.sweep()


def make_name(text: str) -> str:
    """Return what a file is called here: the last part of its name, without what can't be shown."""
    last = text.replace("\\", "/").rpartition("/")[2]
    shown = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in last)
    name = " ".join(shown.split())
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: _LONGEST - len(ending) - 1]}{dot}{ending}"[:_LONGEST] or "file"


def say_too_large(name: str, limits: Limits) -> str:
    """Say that a file is larger than what is taken, and what to do."""
    return (
        f"{name!r} is larger than {limits.n_bytes // 2**20:,} MB, the most that is taken here: "
        "divide it, or build the atlas by “event-atlas build” on the machine itself"
    )


def _find_ending(name: str) -> str:
    """Return the ending of a name as one of our own."""
    ending = next((ending for ending in FORMATS if name.lower().endswith(ending)), None)
    if ending is None or len(name) == len(ending):
        raise InputError(
            f"{name!r} is of no format that is read here, files end in {', '.join(FORMATS)}: save "
            "the table as CSV (UTF-8) and choose that"
        )
    return ending
