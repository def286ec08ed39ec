"""Read names that stand together in one text by the light of one another; pure.

In: the matches of each name alone. Out: for a doubtful one, the candidate that lies where the sure
ones lie. That is a likelihood: it never makes a name certain.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geodata.contexts import distance_km
from geodata.types import Candidate, Match, MatchStatus

_NEAR_KM: Final = 150.0


def settle_together(matches: Sequence[Match]) -> list[Match]:
    """Put in front of each doubtful match the candidate that goes best with the certain ones.

    A candidate in a region of theirs goes before one within 150 km of them, that before one in a
    country of theirs; if none is, the match stays as it is. It keeps the score that it had, since
    how often the others tell was not measured, and those behind it score no more.
    """
    certain = [match for match in matches if match.status is MatchStatus.CERTAIN]
    return [
        _lead(match, certain) if match.status is MatchStatus.DOUBTFUL and certain else match
        for match in matches
    ]


def _lead(match: Match, certain: Sequence[Match]) -> Match:
    scored = [(_closeness(candidate, certain), candidate) for candidate in match.candidates]
    closest = max(closeness for closeness, _ in scored)
    if not closest or scored[0][0] == closest:
        return match
    first = next(candidate for closeness, candidate in scored if closeness == closest)
    others = tuple(
        candidate._replace(score=min(candidate.score, first.score))
        for candidate in match.candidates
        if candidate is not first
    )
    names = ", ".join(dict.fromkeys(other.query for other in certain))
    return match._replace(
        score=first.score,
        precision=first.precision,
        geonames_id=first.geonames_id,
        name=first.name,
        country=first.country,
        admin1=first.admin1,
        admin1_name=first.admin1_name,
        lon=first.lon,
        lat=first.lat,
        reasons=(f"Named together with {names}", *match.reasons),
        candidates=(first, *others),
    )


def _closeness(candidate: Candidate, certain: Sequence[Match]) -> int:
    if any(candidate.admin1 and candidate.admin1 == other.admin1 for other in certain):
        return 3
    if any(_is_near(candidate, other) for other in certain):
        return 2
    return int(any(candidate.country == other.country for other in certain))


def _is_near(candidate: Candidate, other: Match) -> bool:
    if candidate.lon is None or candidate.lat is None or other.lon is None or other.lat is None:
        return False
    return distance_km(candidate.lon, candidate.lat, other.lon, other.lat) <= _NEAR_KM
