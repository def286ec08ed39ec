"""A person, or a script, at `event-atlas review`, and the atlas that it settles."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from geodata.decision_log import read_decisions
from geodata.decisions import Choice, Decision
from geodata.ingest import build_atlas
from tests.dashboard.command_line import run
from tests.geodata.builders import TODAY, real_reference, write_csv

ROWS = (
    "2024-05-01,Baden,,Rally at the station",
    "2024-05-02,Baden,,",
    "2024-05-02,Baden,,Rally at the bridge",
    "2024-05-04,Baden,,Rally at the fourth",
    "2024-05-02,Springfield,US,Vigil",
    "2024-05-03,Springfield,US,Vigil",
    "2024-05-02,Xqzwvv,Iran,\x1b[2JMarch",
    "2024-05-02,Oslo,Norway,March",
)


def build_reviewed(folder: Path) -> Path:
    """Build an atlas with names to settle."""
    table = write_csv(folder / "rows.csv", "date,place,country,title", *ROWS)
    build_atlas([table], folder / "atlas", reference=real_reference(), today=TODAY)
    return folder / "atlas"


class Reviewer:
    """Types lines to `event-atlas review` and keeps what it said."""

    def __init__(
        self, atlas: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self._atlas, self._capsys, self._monkeypatch = atlas, capsys, monkeypatch
        self.out = self.err = ""
        self.stream: Callable[[str], io.TextIOBase] = io.StringIO  # what is typed into

    def types(self, *lines: str, options: tuple[str, ...] = ("--who", "Tester")) -> int:
        text = "".join(f"{line}\n" for line in lines)
        self._monkeypatch.setattr(sys, "stdin", self.stream(text))
        code, self.out, self.err = run(self._capsys, "review", str(self._atlas), *options)
        return code

    def types_while(self, lines: Iterator[str]) -> int:
        """Type lines, each made when it is read: what is done before it has happened then."""
        # the module: in its package the name is the command
        module = sys.modules["dashboard.commands.review"]
        self._monkeypatch.setattr(sys, "stdin", self.stream(""))
        self._monkeypatch.setattr(module, "_read_lines", lambda: lines)
        code, self.out, self.err = run(self._capsys, "review", str(self._atlas), "--who", "Tester")
        return code

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return read_decisions(self._atlas)

    @property
    def answers(self) -> list[tuple[str, Choice | None, int | str | None]]:
        """Each decision as name, choice, and id or code."""
        return [
            (
                item.what.place_name,
                item.after.choice if item.after else None,
                item.after and (item.after.geonames_id or item.after.admin1),
            )
            for item in self.decisions
        ]


class Terminal(io.StringIO):
    """What a person types into."""

    def isatty(self) -> bool:
        """Say that it is a terminal."""
        return True
