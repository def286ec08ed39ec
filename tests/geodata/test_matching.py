"""Which of several places a name means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.contexts import Context, Given, Hit, Point, distance_km
from geodata.matching import LEAST_POPULATION
from geodata.matching import judge as judge_given
from geodata.names import Evidence
from geodata.scoring import MOST_DOUBTFUL
from geodata.types import MatchStatus, PlacePrecision
from geodata.verdicts import Verdict
from tests.geodata.builders import make_hit

CERTAIN, DOUBTFUL, NONE = MatchStatus.CERTAIN, MatchStatus.DOUBTFUL, MatchStatus.NONE
IRAN = Context(label="Iran", countries=frozenset({"IR"}))
FARS = Context(label="Fars", admin1s=frozenset({"IR.07"}))


def judge(hits: list[Hit], contexts: Sequence[Context], doubts: tuple[str, ...] = ()) -> Verdict:
    return judge_given(hits, Given(contexts=tuple(contexts), doubts=doubts))


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
    assert verdict.reasons == ("A place of this name is known, but not in Iran",)
    assert len(verdict.ranked) == 1


def test_another_region_is_doubtful() -> None:
    verdict = judge([make_hit(admin1="IR.28")], [IRAN, FARS])
    assert verdict.status is DOUBTFUL
    assert "isn't in Fars" in verdict.reasons[0]


def test_the_region_decides_between_namesakes() -> None:
    verdict = judge([make_hit(1, admin1="IR.28"), make_hit(2, population=9_000)], [IRAN, FARS])
    assert verdict.status is CERTAIN
    assert verdict.ranked[0].hit.ref == 2


@pytest.mark.parametrize(("other", "status"), [(5_000, DOUBTFUL), (2_000, CERTAIN)])
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


def make_point(**changes: Any) -> Point:
    point = Point(lon=51.1, lat=30.0, country="IR", admin1="IR.07", most=300_000, reach_km=25)
    return point._replace(**changes)


def test_a_nearby_bigger_place_is_a_context() -> None:
    near = Context(label="Karaj", points=(make_point(),))
    verdict = judge([make_hit(1), make_hit(9, population=9_000)], [IRAN, near])
    assert (verdict.status, verdict.ranked[0].hit.ref) == (CERTAIN, 1)


@pytest.mark.parametrize(
    "changes",
    [{"most": 199_999}, {"country": "IQ"}, {"admin1": "IR.28"}, {"reach_km": 5}],
    ids=["larger", "other country", "other region", "far"],
)
def test_a_place_lies_by_a_larger_one_of_its_region_only(changes: dict[str, Any]) -> None:
    near = Context(label="Karaj", points=(make_point(**changes),))
    verdict = judge([make_hit()], [IRAN, near])
    assert verdict.status is DOUBTFUL
    assert "isn't in Karaj" in verdict.reasons[0]


def test_lying_near_doesnt_beat_a_larger_namesake_elsewhere() -> None:
    near = Context(label="Karaj", points=(make_point(),))
    verdict = judge([make_hit(9, population=900_000), make_hit(1)], [IRAN, near])
    assert (verdict.status, verdict.ranked[0].hit.ref) == (DOUBTFUL, 1)


def test_a_name_lies_in_a_place_of_its_own_name() -> None:
    same = Context(label="Tehran", points=(make_point(lon=51.0, most=0),))
    assert judge([make_hit(1)], [same]).status is CERTAIN


def test_a_context_whose_meanings_lead_to_different_places_is_doubtful() -> None:
    code = Context(label="IR", countries=frozenset({"IR"}), admin1s=frozenset({"US.IR"}))
    small = make_hit(2, country="US", admin1="US.IR", population=7_000)
    verdict = judge([make_hit(), small], [code])
    assert verdict.status is DOUBTFUL
    assert verdict.reasons[0] == "'IR' has more than one meaning with a place of this name"


@pytest.mark.parametrize(
    ("contexts", "population", "status"),
    [
        ([], 200_000, DOUBTFUL),
        ([], 600_000, CERTAIN),
        ([IRAN], 200_000, DOUBTFUL),
        ([IRAN, FARS], 200_000, CERTAIN),
        ([IRAN, FARS], 80_000, DOUBTFUL),
    ],
)
def test_a_namesake_of_unknown_size_may_be_large(
    contexts: list[Context], population: int, status: MatchStatus
) -> None:
    hits = [make_hit(1, population=population), make_hit(2, population=0)]
    assert judge(hits, contexts).status is status


def test_twins_on_either_side_of_a_border_are_two_places() -> None:
    twins = [make_hit(1, lon=34.24, lat=31.28), make_hit(2, lon=34.25, lat=31.28, country="IQ")]
    verdict = judge(twins, [])
    assert verdict.status is DOUBTFUL
    assert len(verdict.ranked) == 2


@pytest.mark.parametrize(("population", "status"), [(75_000, CERTAIN), (60_000, DOUBTFUL)])
def test_a_city_state_is_its_city(population: int, status: MatchStatus) -> None:
    state = make_hit("IR", precision=PlacePrecision.COUNTRY, admin1=None, population=100_000)
    verdict = judge([state, make_hit(population=population)], [IRAN])
    assert verdict.status is status
    assert judge([state, make_hit(population=population)], []).status is DOUBTFUL


def test_regions_of_one_name_in_two_countries_are_doubtful_whatever_their_sizes() -> None:
    other = make_region("BR.04", population=100_000)._replace(country="BR")
    assert judge([make_region(), other], []).status is DOUBTFUL


def test_a_place_in_a_territory_is_doubtful_until_the_territory_is_named() -> None:
    state = Context(label="US", countries=frozenset({"US"}), territories=frozenset({"PR"}))
    territory = Context(label="Puerto Rico", countries=frozenset({"PR"}))
    hit = make_hit(country="PR", admin1=None)
    assert judge([hit], [state]).status is DOUBTFUL
    assert judge([hit], [state, territory]).status is CERTAIN


def test_main_names_come_before_unlike_names_of_larger_places() -> None:
    venice = make_hit(1, population=51_000)
    dayton = make_hit(2, population=135_000, evidence=Evidence.ALIEN)
    assert judge([dayton, venice], []).ranked[0].hit.ref == 1
    assert judge([dayton._replace(evidence=Evidence.ALTERNATE), venice], []).ranked[0].hit.ref == 2


def test_a_callers_doubt_is_kept() -> None:
    verdict = judge([make_hit()], [IRAN], ("'Atlantis' isn't a known region",))
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
        assert scores[0] > MOST_DOUBTFUL
        assert not verdict.ranked[0].conflicts
    if verdict.status is DOUBTFUL:
        assert scores[0] <= MOST_DOUBTFUL


@given(HITS)
def test_every_verdict_has_a_reason(hits: list[Hit]) -> None:
    assert judge(hits, [IRAN]).reasons


def test_looser_evidence_never_needs_fewer_residents() -> None:
    for scope in range(3):
        # what is unlike the main name may be wrong altogether, what lacks a word another place
        apart = (Evidence.ALIEN, Evidence.REDUCED)
        looser = [evidence for evidence in Evidence if evidence not in apart]
        floors = [LEAST_POPULATION[evidence][scope] or 10**9 for evidence in looser]
        assert floors == sorted(floors)


def test_distance_crosses_the_dateline() -> None:
    assert distance_km(179.9, 0, -179.9, 0) == pytest.approx(22.2, abs=0.1)
