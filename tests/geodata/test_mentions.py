"""Names that stand together in one text."""

from __future__ import annotations

from geodata.mentions import settle_together
from geodata.types import Match, MatchStatus, PlacePrecision
from tests.geodata.builders import make_candidate, make_match

ZURICH = make_match(query="Zürich", country="CH", admin1="CH.ZH", lon=8.55, lat=47.37)
AUSTRIAN = make_candidate(
    geonames_id=1, country="AT", admin1="AT.03", lon=16.2, lat=48.0, score=0.4
)
SWISS = make_candidate(geonames_id=2, country="CH", admin1="CH.AG", lon=8.3, lat=47.47, score=0.3)


def make_baden(**changes: object) -> Match:
    values = {"query": "Baden", "status": MatchStatus.DOUBTFUL, "score": 0.4, "geonames_id": 1}
    return make_match(**values | {"candidates": (AUSTRIAN, SWISS)} | changes)


def test_a_sure_neighbour_leads_a_doubtful_name() -> None:
    baden = settle_together([make_baden(), ZURICH])[0]
    assert (baden.geonames_id, baden.status) == (2, MatchStatus.DOUBTFUL)
    assert [candidate.geonames_id for candidate in baden.candidates] == [2, 1]
    assert baden.reasons[0] == "Named together with Zürich"


def test_a_name_far_from_the_others_stays_as_it_is() -> None:
    oslo = make_match(query="Oslo", country="NO", admin1="NO.12", lon=10.7, lat=59.9)
    assert settle_together([make_baden(), oslo])[0] == make_baden()


def test_doubtful_names_say_nothing_of_one_another() -> None:
    doubtful = ZURICH._replace(status=MatchStatus.DOUBTFUL)
    assert settle_together([make_baden(), doubtful])[0] == make_baden()


def test_a_certain_name_is_never_changed() -> None:
    certain = make_baden(status=MatchStatus.CERTAIN)
    assert settle_together([certain, ZURICH])[0] == certain


def test_the_same_region_goes_before_a_short_distance() -> None:
    far = SWISS._replace(geonames_id=3, admin1="CH.ZH", lon=8.9)
    baden = settle_together([make_baden(candidates=(AUSTRIAN, SWISS, far)), ZURICH])[0]
    assert baden.geonames_id == 3


def test_who_leads_scores_what_was_measured_and_none_more() -> None:
    baden = settle_together([make_baden(), ZURICH])[0]
    assert baden.score == SWISS.score
    assert [candidate.score for candidate in baden.candidates] == [SWISS.score, SWISS.score]


def test_who_leads_keeps_its_precision() -> None:
    near = SWISS._replace(precision=PlacePrecision.NEAR)
    baden = settle_together([make_baden(candidates=(AUSTRIAN, near)), ZURICH])[0]
    assert baden.precision is baden.candidates[0].precision is PlacePrecision.NEAR
