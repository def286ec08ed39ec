"""Counts in plain English; pure."""

from __future__ import annotations


def say_count(n: int, noun: str) -> str:
    """Write a count with its noun: ``1 report``, ``1,284 reports``."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"
