"""Does the score mean something? Answers by score, and how many of each bin are right.

In: judged answers. Out: bins and one number, the expected calibration error. Only answers with
a point count: a region or country has no distance to be right by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tests.accuracy.measure import Judged

EDGES: Final = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The answers with a score from `low` to below `high`; the last bin holds its top too."""

    low: float
    high: float
    n: int
    mean_score: float
    right: float  # share within 25 km


def bin_scores(judged: Sequence[Judged]) -> list[Bin]:
    """Return the bins that hold an answer, lowest first."""
    placed = [one for one in judged if one.is_placed]
    bins = []
    for low, high in pairwise(EDGES):
        inside = [
            one
            for one in placed
            if low <= one.answer.score < high or one.answer.score == high == EDGES[-1]
        ]
        if inside:
            bins.append(
                Bin(
                    low=low,
                    high=high,
                    n=len(inside),
                    mean_score=sum(one.answer.score for one in inside) / len(inside),
                    right=sum(one.is_right for one in inside) / len(inside),
                )
            )
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error: how far score and share right are apart, weighted."""
    n_all = sum(one.n for one in bins)
    return sum(one.n * abs(one.mean_score - one.right) for one in bins) / n_all if n_all else 0.0
