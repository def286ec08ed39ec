"""Show a person who waits how far a command is; a program that reads its output sees nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from geodata.progress import Progress


@contextmanager
def show_progress(stream: TextIO | None = None) -> Iterator[Progress]:
    """Give what shows steps on a terminal: a line each, and a bar for one of known length.

    Parameters
    ----------
    stream
        Where they are shown; standard error if None. Nothing is shown on what is no terminal.
    """
    stream = stream or sys.stderr
    with ExitStack() as bars:
        yield _Steps(stream, bars) if stream.isatty() else _ignore


def _ignore(step: str, done: int = 0, total: int = 0, /) -> None:
    """Show nothing."""


class _Steps:
    def __init__(self, stream: TextIO, bars: ExitStack) -> None:
        self._stream = stream
        self._bars = bars  # holds the bar that is shown
        self._bar: Any = None
        self._step = ""

    def __call__(self, step: str, done: int = 0, total: int = 0, /) -> None:
        if step != self._step:
            self._bars.close()
            self._step, self._bar = step, self._begin(step, total)
        if self._bar:
            self._bar.update(done - self._bar.pos)

    def _begin(self, step: str, total: int) -> Any:
        if not total:
            click.echo(step, file=self._stream)
            return None
        bar = click.progressbar(length=total, label=step, file=self._stream)
        return self._bars.enter_context(bar)
