"""The commands of ``event-atlas``, one a module: words in, words out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import click

from dashboard.commands.build import build
from dashboard.commands.doctor import doctor
from dashboard.commands.export import export
from dashboard.commands.geocode import geocode
from dashboard.commands.rebuild import rebuild
from dashboard.commands.review import review
from dashboard.commands.serve import serve
from dashboard.commands.snapshot import snapshot

# Heavy imports stand inside the commands: `--help` and `geocode` need no map.

COMMANDS: Final[Mapping[str, click.Command]] = MappingProxyType(
    {
        "serve": serve,
        "build": build,
        "rebuild": rebuild,
        "review": review,
        "snapshot": snapshot,
        "export": export,
        "geocode": geocode,
        "doctor": doctor,
    }
)
"""What each word runs."""
