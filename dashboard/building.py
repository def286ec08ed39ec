"""Work in a process of its own, so that cancelling ends it and what it holds comes back.

In: a function and its arguments. Out: how far it is, and what it returned. It never changes what
the server holds. The process stays for the next work: to start one takes seconds.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Final, Literal

from geodata.errors import AtlasError, InputError

_log: Final = logging.getLogger(__name__)

_PATIENCE_S: Final = 3.0  # for a process to clear away what it has begun
_IDLE_S: Final = 900.0  # a process without work ends after so long

LOST: Final = (
    "the work ended by a mistake of the program or for want of memory; nothing was changed: try "
    "fewer or smaller files, and look into the server's own output"
)
"""What is said of work that ends in no way that was meant."""

State = Literal["running", "done", "failed", "cancelled"]

Work = Callable[..., Mapping[str, Any]]
"""Takes a `geodata.placing.Progress` first; what it returns can be written as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How far work is."""

    state: State = "running"
    step: str = "starting"  # in words
    done: int = 0  # of the step
    total: int = 0  # of the step; 0 if nobody knows
    result: Mapping[str, Any] = field(default_factory=dict)  # once it is done
    trouble: str = ""  # why it failed


class Task:
    """One piece of work under way.

    Parameters
    ----------
    process
        That does it.
    pipe
        To the process.
    """

    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self._process = process
        self._status = Status()
        self._is_cancelled = False
        self._listener = threading.Thread(target=self._listen, args=(pipe,), daemon=True)
        self._listener.start()

    @property
    def status(self) -> Status:
        """How far it is."""
        return self._status

    @property
    def is_running(self) -> bool:
        """Whether it is still under way."""
        return self._listener.is_alive()

    def wait(self, seconds: float) -> Status:
        """Wait until it ends, at most so long; return how far it is."""
        self._listener.join(seconds)
        return self._status

    def cancel(self) -> Status:
        """End it with its process; first by asking, so that it clears away what it has begun."""
        if self.is_running:
            self._is_cancelled = True
            self._process.terminate()
            self._listener.join(_PATIENCE_S)
        if self.is_running:
            self._process.kill()
            self._listener.join()
        return self._status

    def _listen(self, pipe: Connection) -> None:
        while self._status.state == "running":
            try:
                self._status = replace(self._status, **pipe.recv())
            except (EOFError, OSError):
                self._process.join()
                self._status = replace(self._status, **self._say_end())

    def _say_end(self) -> dict[str, Any]:
        """Return what is to be said of a process that ended without a word."""
        if self._is_cancelled:
            return {"state": "cancelled"}
        return {"state": "failed", "trouble": LOST}


class Worker:
    """A process that does one piece of work at a time; it is started when there is some."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._task: Task | None = None
        self._lock = threading.Lock()

    def start(self, work: Work, *arguments: Any) -> Task:
        """Begin work.

        Parameters
        ----------
        work
            A function of a module: it and its arguments are sent to the process.
        arguments
            Behind the progress.

        Raises
        ------
        InputError
            If other work is under way.
        """
        with self._lock:
            if self._task and self._task.is_running:
                raise InputError(
                    "another build is under way and one is made at a time: wait until it ends, "
                    "then choose “Build” again"
                )
            process, pipe = self._open()
            pipe.send((work, arguments))
            self._task = Task(process, pipe)
            return self._task

    def close(self) -> None:
        """End the process with what it does."""
        with self._lock:
            if self._task:
                self._task.cancel()
            if self._process:
                self._process.kill()
                self._process.join()
            if self._pipe:
                self._pipe.close()
            self._process = self._pipe = self._task = None

    def _open(self) -> tuple[BaseProcess, Connection]:
        if self._process and self._pipe and self._process.is_alive():
            return self._process, self._pipe
        if self._pipe:
            self._pipe.close()
        context = multiprocessing.get_context("spawn")  # a fork would copy the server's locks
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        return self._process, self._pipe


def _serve(pipe: Connection) -> None:
    """Do work after work in the process, and tell of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the server, which ends us
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))

    def tell(step: str, done: int = 0, total: int = 0, /) -> None:
        pipe.send({"step": step, "done": done, "total": total})

    try:
        while pipe.poll(_IDLE_S):
            work, arguments = pipe.recv()
            pipe.send(_do(work, tell, arguments))
    except (EOFError, BrokenPipeError):  # the server is gone
        return


def _do(work: Work, tell: Callable[..., None], arguments: tuple[Any, ...]) -> dict[str, Any]:
    try:
        return {"state": "done", "result": work(tell, *arguments)}
    except AtlasError as error:
        return {"state": "failed", "trouble": str(error)}
    except BrokenPipeError:
        raise
    except Exception:  # the page has to hear that it is over, whatever it was
        _log.exception("work failed")
        return {"state": "failed", "trouble": LOST}
