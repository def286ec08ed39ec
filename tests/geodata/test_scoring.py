"""Scores as shares of right answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.contexts import Hit, Scope
from geodata.names import Evidence
from geodata.scoring import CERTAIN_SCORES, MOST_DOUBTFUL, score_alone, score_among
from geodata.types import CITY


def make_hit(evidence: Evidence = Evidence.MAIN) -> Hit:
    return Hit(1, CITY, evidence, "IR", "IR.07", 52.5, 29.6, 10_000)


@pytest.mark.parametrize("scope", Scope)
def test_closer_context_and_better_evidence_score_more(scope: Scope) -> None:
    assert score_alone(make_hit(), scope) > score_alone(make_hit(Evidence.FUZZY), scope)
    assert score_alone(make_hit(), scope) > score_alone(make_hit(), scope, n_conflicts=1)
    assert score_alone(make_hit(), Scope.WORLD) <= score_alone(make_hit(), scope)


@given(st.lists(st.floats(1, 1e7), min_size=2, max_size=10), st.sampled_from(Evidence))
def test_no_score_is_higher_than_one_before_it(masses: list[float], evidence: Evidence) -> None:
    hits = [make_hit(evidence)] * len(masses)
    scores = score_among(hits, sorted(masses, reverse=True), [()] * len(masses))
    assert scores == sorted(scores, reverse=True)
    assert 0 <= scores[-1] <= scores[0] <= MOST_DOUBTFUL < min(CERTAIN_SCORES)
