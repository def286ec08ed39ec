"""What the page "Add data" can do on a server: keep files, look at them, build an atlas of them.

In: files and choices from the browser. Out: atlases in the folder of data, each in a folder of its
own. It never replaces an atlas without being told to.
"""

from __future__ import annotations

import atexit
import threading
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from dashboard.building import Status, Task, Worker
from dashboard.intake import Given, build, look, open_all
from dashboard.uploads import Uploads
from geodata.decision_log import CARD
from geodata.errors import InputError
from geodata.reading import Choice
from geodata.writing import check_output

LONGEST_LOOK_S: Final = 180.0
"""How long files are looked at; then they are too much for this page."""

_LONGEST_TITLE: Final = 200  # letters
_LONGEST_FOLDER: Final = 40  # letters; some scripts take four bytes for one, and a name has 255
_MOST_COLUMNS: Final = 500  # that are chosen for one file
_LONGEST_HEADER: Final = 1_000  # letters


class ExistsError(InputError):
    """An atlas of this name is there, and nobody said that it may be replaced."""


class Adding:
    """The work of all pages that add data.

    Parameters
    ----------
    uploads
        Where files are kept.
    folder
        Where atlases are put.
    show
        Lets the server show an atlas.
    """

    def __init__(self, uploads: Uploads, folder: Path, *, show: Callable[[Path], None]) -> None:
        self.uploads = uploads
        self.folder = folder
        self._show = show
        self._looker = Worker()
        self._builder = Worker()
        self._builds: dict[str, tuple[Task, Path]] = {}
        self._looking = threading.Lock()
        atexit.register(self.close)

    def prepare(self) -> None:
        """Begin to open what files are looked at with, so that a person needn't wait for it."""
        if self._looking.acquire(blocking=False):
            threading.Thread(target=self._prepare, daemon=True).start()

    def _prepare(self) -> None:
        try:
            self._looker.start(open_all).wait(LONGEST_LOOK_S)
        finally:
            self._looking.release()

    def look(self, tray: str, choices: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return how the files of a tray would be read.

        Parameters
        ----------
        tray
            Of the page.
        choices
            By the id of a file: its preset, and columns by field.

        Raises
        ------
        InputError
            If the tray is gone, a choice can't be read, or it takes too long.
        """
        files = self._give(tray, choices)
        with self._looking:
            task = self._looker.start(look, files, self.uploads.limits)
            status = task.wait(LONGEST_LOOK_S)
            if task.is_running:
                task.cancel()
                raise InputError(
                    f"the files took longer than {LONGEST_LOOK_S:.0f} seconds to read: divide "
                    "them, or build the atlas by “event-atlas build” on the machine itself"
                )
        if status.state != "done":
            raise InputError(status.trouble)
        return status.result

    def build(self, tray: str, title: str, choices: Mapping[str, Any], *, replace: bool) -> Status:
        """Begin to build an atlas of the files of a tray.

        Parameters
        ----------
        tray, choices
            As for `look`.
        title
            Of the atlas; its folder is named after it.
        replace
            Whether an atlas of this name may be replaced.

        Raises
        ------
        ExistsError
            If there is one and it may not.
        InputError
            If there is no file or no title, or another build is under way.
        StoreError
            If something else is in its place.
        """
        files = self._give(tray, choices)
        if not files:
            raise InputError("no file is listed: choose at least one table of reports")
        title = " ".join(title.split())
        output = self.folder / make_folder_name(title)
        check_output(output)
        if (output / CARD).exists() and not replace:
            raise ExistsError(
                f"an atlas {output.name!r} is there already: give another title, or tick “Replace "
                "it”, which keeps what was decided about its names"
            )
        task = self._builder.start(build, files, output, title, self.uploads.limits)
        self._builds[tray] = (task, output)
        return task.status

    def follow(self, tray: str) -> Status:
        """Return how far the last build of a tray is.

        Raises
        ------
        InputError
            If there is none.
        """
        self.uploads.list_files(tray)
        return self._get_build(tray)[0].status

    def cancel(self, tray: str) -> Status:
        """End the build of a tray; an atlas that was there is as it was.

        Raises
        ------
        InputError
            If there is none.
        """
        return self._get_build(tray)[0].cancel()

    def open(self, tray: str) -> None:
        """Let the server show the atlas that was built of a tray, and remove its files.

        Raises
        ------
        InputError
            If none was.
        StoreError
            If it can't be opened.
        """
        task, output = self._get_build(tray)
        if task.status.state != "done":
            raise InputError("the atlas is not built: wait for the build, or choose “Build” again")
        self._show(output)
        self.discard(tray)

    def discard(self, tray: str) -> None:
        """Remove the files of a tray, and end its build."""
        if found := self._builds.pop(tray, None):
            found[0].cancel()
        self.uploads.close_tray(tray)

    def close(self) -> None:
        """End what is under way and remove all files."""
        self._looker.close()
        self._builder.close()
        self.uploads.close()

    def _give(self, tray: str, choices: Mapping[str, Any]) -> list[Given]:
        return [
            Given(
                id=upload.id,
                name=upload.name,
                path=upload.path,
                choice=read_choice(choices, str(upload.id)),
            )
            for upload in self.uploads.list_files(tray)
        ]

    def _get_build(self, tray: str) -> tuple[Task, Path]:
        if tray not in self._builds:
            raise InputError("there is no build of these files: choose “Build” first")
        return self._builds[tray]


def make_folder_name(title: str) -> str:
    """Return a title as the name of a folder: small letters and digits of any script, hyphens.

    Raises
    ------
    InputError
        If there is no letter in it, or it is too long for a title.
    """
    if len(title) > _LONGEST_TITLE:
        raise InputError(
            f"{title[:40]!r} … has {len(title):,} letters: write a title of at most "
            f"{_LONGEST_TITLE}"
        )
    folded = unicodedata.normalize("NFKC", title).lower()
    parts = "".join(letter if letter.isalnum() else " " for letter in folded).split()
    name = "-".join(parts)[:_LONGEST_FOLDER].strip("-")
    if not name:
        raise InputError(
            f"{title!r} is no title that a folder can be named after: write one with letters or "
            "digits"
        )
    return f"atlas-{name}" if name in _RESERVED else name


_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{device}{n}" for device in ("com", "lpt") for n in range(10))}
)
"""Names that Windows keeps for itself."""


def read_choice(choices: Mapping[str, Any], file: str) -> Choice:
    """Read what a person chose for a file.

    Raises
    ------
    InputError
        If it isn't as the page sends it.
    """
    given = choices.get(file) or {}
    columns = given.get("columns") or {} if isinstance(given, dict) else None
    preset = given.get("preset") if isinstance(given, dict) else None
    is_sound = (
        isinstance(columns, dict)
        and len(columns) <= _MOST_COLUMNS
        and all(isinstance(text, str) for text in columns.values())
        and all(len(text) <= _LONGEST_HEADER for text in (*columns, *columns.values()))
        and (preset is None or isinstance(preset, str))
    )
    if not is_sound or columns is None:
        raise InputError(
            f"{str(given)[:80]!r} is no choice of columns: send a text for each field, as the page "
            "does"
        )
    return Choice(columns=columns, preset=preset or None)
