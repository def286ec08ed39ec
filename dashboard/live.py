"""The atlas that is served, opened again when its folder was replaced, or another one instead.

In: an opened atlas. Out: at any time the newest one of its folder, made once for all who ask. It
never serves half of one: an atlas that can't be opened leaves the last one in place.
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import Final

from dashboard.services import Services, open_services
from geodata.decision_log import CARD
from geodata.door import find_profile, publish, reopen
from geodata.errors import AtlasError, InputError
from geodata.store import open_atlas

_log: Final = logging.getLogger(__name__)

Stamp = tuple[int, int, int]
"""What tells one build of an atlas from the next: device, file number and time of its card."""


class Live:
    """Opened services that follow the folder of their atlas.

    Parameters
    ----------
    services
        The opened atlas as it is now.
    """

    def __init__(self, services: Services) -> None:
        self._opened = (_find_stamp(services.atlas.path), services)
        self._lock = threading.Lock()

    @property
    def current(self) -> Services:
        """The services of the atlas on the disk; a look at one file when nothing has changed."""
        stamp, services = self._opened
        if _find_stamp(services.atlas.path) in (stamp, None):
            return services
        with self._lock:
            return self._renew()

    def switch(self, path: Path) -> Services:
        """Serve another atlas from now on; the one that is served stays if there is an error.

        Raises
        ------
        InputError
            If its own publish profile hides something: who sees this server sees all.
        StoreError
            If it can't be opened.
        """
        profile = find_profile(path)
        if not profile.is_private:
            raise InputError(
                f"the atlas {path.name!r} says that the profile {profile.name!r} shows it and this "
                f"page hides nothing: show it by “event-atlas serve {path}”"
            )
        with self._lock:
            stamp, services = _find_stamp(path), open_services(publish(open_atlas(path), profile))
            self._opened = (stamp, services)
            return services

    def _renew(self) -> Services:
        """Open the atlas again, unless another thread just did."""
        stamp, services = self._opened
        path = services.atlas.path
        while (found := _find_stamp(path)) not in (stamp, None):
            try:
                services = open_services(reopen(services.atlas))
            except AtlasError as error:
                _log.warning("the last atlas is served on: %s", error)
            # Replaced once more while it was read? Then what was read may be of two builds.
            stamp = found
            self._opened = (stamp, services)
        return services


def _find_stamp(path: Path) -> Stamp | None:
    """Return the stamp of an atlas; None if there is none now, as in the middle of a swap."""
    try:
        found = (path / CARD).stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino, found.st_mtime_ns)
