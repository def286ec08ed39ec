"""Put a number on how likely a place is meant, so that a score of 0.8 is right in 8 of 10; pure.

The figures are shares of answers within 25 km of the place that was meant, on the half of the
labelled names that was set apart for this (`tests/accuracy`); the other half prints as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geodata.contexts import Hit, Scope
from geodata.names import Evidence, by_evidence

CERTAIN_SCORES: Final = (0.98, 0.99, 0.995)
"""Of a certain answer, by scope."""

MOST_DOUBTFUL: Final = 0.97
"""The most that an answer scores that is not certain."""

DOUBTED_SCORE: Final = 0.93
"""The most of an answer that has only its shortness against it."""

REGION_SCORE: Final = 0.3
"""Of a region that stands in for a place that isn't known in it."""

CHOICE_SCORE: Final = 0.5
"""The most for either of two places that are named together."""

_ALONE: Final = (0.95, 0.96, 0.97)
"""Of the only place of a name, by scope: what is missing may be a place that isn't known."""

_FIRST: Final = 0.2
_SHARE: Final = 0.55
"""A place among namesakes scores its share of the residents times the second; the one that most
people mean, the first more: big cities are written about more than their residents say."""

_TRUST: Final = by_evidence(
    {
        Evidence.MAIN: 1.0,
        Evidence.ALTERNATE: 0.9,
        Evidence.ALIEN: 0.83,
        Evidence.REDUCED: 0.83,
        Evidence.SOUND: 0.95,
        Evidence.CONSONANT: 0.9,
        Evidence.LOOSE: 0.6,
        Evidence.WEAK: 0.6,
        Evidence.FUZZY: 0.75,
    }
)
_SCORES_ALONE: Final = tuple(tuple(round(alone * trust, 3) for alone in _ALONE) for trust in _TRUST)
_CONFLICT: Final = 0.9  # for each context that the place contradicts


def score_alone(hit: Hit, scope: Scope, n_conflicts: int = 0) -> float:
    """Return the score of the only place that a name may mean."""
    score = _SCORES_ALONE[hit.evidence][scope]
    return round(score * _CONFLICT**n_conflicts, 3) if n_conflicts else score


def score_among(
    hits: Sequence[Hit], masses: Sequence[float], conflicts: Sequence[tuple[str, ...]]
) -> list[float]:
    """Return the scores of several places of one name; none is higher than one before it.

    Parameters
    ----------
    hits
        In their order, the likeliest first.
    masses
        What each weighs, of these and of any that follow.
    conflicts
        The contexts that each contradicts.
    """
    scores = []
    least, extra, total = MOST_DOUBTFUL, _FIRST, sum(masses)
    for hit, weight, against in zip(hits, masses, conflicts, strict=False):
        score = (extra + _SHARE * weight / total) * _TRUST[hit.evidence]
        if against:
            score *= _CONFLICT ** len(against)
        least = min(least, score)
        scores.append(round(least, 3))
        extra = 0.0
    return scores
