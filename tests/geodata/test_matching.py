"""Which of several places a name means."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.contexts import Context, Hit, distance_km
from geodata.matching import DOUBTFUL_SCORE, LEAST_POPULATION, judge
from geodata.names import Evidence
from geodata.types import MatchStatus, PlacePrecision

CERTAIN, DOUBTFUL, NONE = MatchStatus.CERTAIN, MatchStatus.DOUBTFUL, MatchStatus.NONE
IRAN = Context(label="Iran", countries=frozenset({"IR"}))
FARS = Context(label="Fars", admin1s=frozenset({"IR.07"}))


def make_hit(ref: int | str = 1, **changes: Any) -> Hit:
    hit = Hit(
        ref=ref,
        precision=PlacePrecision.CITY,
        evidence=Evidence.MAIN,
        country="IR",
        admin1="IR.07",
        lon=50.0 + (ref if isinstance(ref, int) else 0),
        lat=30.0,
        population=200_000,
    )
    return hit._replace(**changes)


def make_region(code: str = "IR.07", population: int = 4_000_000) -> Hit:
    precision = PlacePrecision.ADMIN1
    return make_hit(code, precision=precision, admin1=code, population=population)


def test_a_big_place_alone_is_certain() -> None:
    verdict = judge([make_hit()], [])
    assert verdict.status is CERTAIN
    assert "Only place of this name" in verdict.reasons[0]


def test_no_hit_is_none() -> None:
    assert judge([], [IRAN]).status is NONE


def test_another_country_is_no_answer_but_stays_a_candidate() -> None:
    verdict = judge([make_hit(country="IQ", admin1="IQ.01")], [IRAN])
    assert verdict.status is NONE
    assert "none in Iran" in verdict.reasons[0]
    assert len(verdict.ranked) == 1


def test_another_region_is_doubtful() -> None:
    verdict = judge([make_hit(admin1="IR.28")], [IRAN, FARS])
    assert verdict.status is DOUBTFUL
    assert "isn't in Fars" in verdict.reasons[0]


def test_the_region_decides_between_namesakes() -> None:
    verdict = judge([make_hit(1, admin1="IR.28"), make_hit(2, population=9_000)], [IRAN, FARS])
    assert verdict.status is CERTAIN
    assert verdict.ranked[0].hit.ref == 2


@pytest.mark.parametrize(("other", "status"), [(100_000, DOUBTFUL), (5_000, CERTAIN)])
def test_the_largest_must_dominate(other: int, status: MatchStatus) -> None:
    assert judge([make_hit(1), make_hit(2, population=other)], [IRAN]).status is status


@pytest.mark.parametrize(
    ("contexts", "population", "status"),
    [
        ([], 99_999, DOUBTFUL),
        ([IRAN], 99_999, CERTAIN),
        ([IRAN], 14_999, DOUBTFUL),
        ([IRAN, FARS], 14_999, CERTAIN),
        ([IRAN, FARS], 4_999, DOUBTFUL),
    ],
)
def test_small_places_need_closer_context(
    contexts: list[Context], population: int, status: MatchStatus
) -> None:
    assert judge([make_hit(population=population)], contexts).status is status


@pytest.mark.parametrize("evidence", [Evidence.LOOSE, Evidence.WEAK])
def test_weak_evidence_is_never_certain(evidence: Evidence) -> None:
    assert judge([make_hit(evidence=evidence)], [IRAN, FARS]).status is DOUBTFUL


def test_two_entries_of_one_town_are_one_place() -> None:
    twins = [make_hit(1, lon=51.42, lat=33.98), make_hit(2, lon=51.44, lat=34.0)]
    verdict = judge(twins, [IRAN])
    assert verdict.status is CERTAIN
    assert len(verdict.ranked) == 1


def test_a_region_named_after_its_city_gives_way() -> None:
    verdict = judge([make_hit(population=600_000), make_region()], [IRAN])
    assert verdict.status is CERTAIN
    assert verdict.ranked[0].hit.precision is PlacePrecision.CITY


def test_a_region_and_a_city_elsewhere_are_doubtful() -> None:
    verdict = judge([make_hit(admin1="IR.26"), make_region(population=9_000_000)], [IRAN])
    assert verdict.status is DOUBTFUL


def test_another_name_in_the_region_doesnt_beat_the_big_place_outside() -> None:
    big = make_hit(1, admin1="IR.44", population=1_400_000)
    bearer = make_hit(2, evidence=Evidence.ALTERNATE)
    verdict = judge([big, bearer], [IRAN, FARS])
    assert verdict.status is DOUBTFUL
    assert {item.hit.ref for item in verdict.ranked} == {1, 2}


def test_a_nearby_bigger_place_is_a_context() -> None:
    near = Context(label="Karaj", points=((51.1, 30.0),))
    assert judge([make_hit(1), make_hit(9)], [IRAN, near]).ranked[0].hit.ref == 1


def test_a_callers_doubt_is_kept() -> None:
    verdict = judge([make_hit()], [IRAN], ["'Atlantis' isn't a known region"])
    assert verdict.status is DOUBTFUL
    assert verdict.reasons[0] == "'Atlantis' isn't a known region"


HITS = st.lists(
    st.builds(
        make_hit,
        ref=st.integers(0, 30),
        evidence=st.sampled_from(Evidence),
        country=st.sampled_from(["IR", "IQ"]),
        admin1=st.sampled_from(["IR.07", "IR.28", None]),
        population=st.integers(0, 10_000_000),
    ),
    max_size=8,
    unique_by=lambda hit: hit.ref,
)


@given(HITS, st.sampled_from([[], [IRAN], [IRAN, FARS]]))
def test_status_score_and_order_agree(hits: list[Hit], contexts: list[Context]) -> None:
    verdict = judge(hits, contexts)
    scores = [item.score for item in verdict.ranked]
    assert scores == sorted(scores, reverse=True)
    if verdict.status is CERTAIN:
        assert scores[0] > DOUBTFUL_SCORE
        assert not verdict.ranked[0].conflicts
    if verdict.status is DOUBTFUL:
        assert scores[0] <= DOUBTFUL_SCORE


@given(HITS)
def test_every_verdict_has_a_reason(hits: list[Hit]) -> None:
    assert judge(hits, [IRAN]).reasons


def test_looser_evidence_never_needs_fewer_residents() -> None:
    for scope in range(3):
        floors = [LEAST_POPULATION[evidence][scope] or 10**9 for evidence in Evidence]
        assert floors == sorted(floors)


def test_distance_crosses_the_dateline() -> None:
    assert distance_km(179.9, 0, -179.9, 0) == pytest.approx(22.2, abs=0.1)
