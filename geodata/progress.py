"""How long work says how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Is told how far long work is."""

    def __call__(self, step: str, done: int = 0, total: int = 0, /) -> None:
        """Take note of a step as it begins, and of how much of it is done.

        A step of known length is told again and again in the same words, from 0 of its total to
        all of it; the total of any other is 0.
        """


def tell_nobody(_step: str, _done: int = 0, _total: int = 0, /) -> None:
    """Be the `Progress` of work that nobody watches."""
