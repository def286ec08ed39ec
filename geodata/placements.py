"""Decide where one name is put: on a place, in a region, in a country, or nowhere. Pure.

In: what the geocoder or a person says of the name, and the smallest area that is sure to hold it.
A doubtful name is never put on a place; it falls back to that area. A person's word is final.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import pandas as pd

from geodata.areas import Area, Named
from geodata.brought import Brought
from geodata.decisions import Answer, Choice, Decision
from geodata.formats.presets.records import PlaceLevel
from geodata.positions import CityPosition, is_beside
from geodata.tables import make_point_id
from geodata.types import LOCATED, Match, MatchStatus, PlacePrecision


class Outcome(StrEnum):
    """What became of a report's place, for counting; the reason in words stands beside it."""

    LOCATED = "on a place"
    COARSE = "names a province, road, country or several places"
    UNNAMED = "names no place"
    DOUBTFUL = "name is doubtful"
    UNKNOWN = "name is not in the gazetteer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where one report is put, and why."""

    place_id: int | None  # in places; None unless certain
    country: str | None  # ISO 3166-1 alpha-2; None here for a place: it is found with its region
    region_id: str | None  # None here for a place: its region is found by its position
    place_precision: PlacePrecision
    geo_status: MatchStatus
    geo_score: float  # 0 to 1
    geo_reason: str
    outcome: Outcome


GEOCODED: Final = frozenset({"", PlaceLevel.CITY, PlaceLevel.LOCALITY})
"""Levels whose names are looked up; empty is a level that is not stated."""

_LEVEL_REASONS: Final = {
    PlaceLevel.PROVINCE: "The source speaks of a province",
    PlaceLevel.ROAD: "The source speaks of a road",
    PlaceLevel.COUNTRY: "The source speaks of a country",
    PlaceLevel.NONE: "The source names several places or none",
}

_KEPT_AS: Final = {
    PlacePrecision.ADMIN1: "Kept at the level of the province",
    PlacePrecision.COUNTRY: "Kept at the level of the country",
    PlacePrecision.UNKNOWN: "Kept without a place",
}

_OUTCOMES: Final = {
    MatchStatus.CERTAIN: Outcome.COARSE,
    MatchStatus.DOUBTFUL: Outcome.DOUBTFUL,
    MatchStatus.NONE: Outcome.UNKNOWN,
}
"""Of a named row that is on no place of the map."""

_SETTLED: Final = "Settled by"
_GIVEN: Final = "The row gives the position"


def place_match(named: Named, match: Match | None, area: Area) -> Placement:
    """Decide where a name is put that no person has settled.

    Parameters
    ----------
    named
        What the row says.
    match
        What the geocoder says; None if it was not asked.
    area
        The smallest area that is sure to hold it.
    """
    if named.place_level not in GEOCODED:
        return _place_by_level(PlaceLevel(named.place_level), area)
    if match is None:
        return _fall_back(area, MatchStatus.NONE, 0.0, ("No place is given",), Outcome.UNNAMED)
    if match.status is MatchStatus.DOUBTFUL:
        return _fall_back(area, match.status, match.score, match.reasons, Outcome.DOUBTFUL)
    if match.status is MatchStatus.NONE:
        return _fall_back(area, match.status, 0.0, match.reasons, Outcome.UNKNOWN)
    if match.precision in LOCATED and match.geonames_id is not None:
        return _put(match.geonames_id, match.precision, match.score, match.reasons)
    return _fall_back(area, match.status, match.score, match.reasons, Outcome.COARSE)


def place_decision(decision: Decision, answer: Answer, area: Area) -> Placement:
    """Return where a person put a name; the level that the row states doesn't matter then.

    Parameters
    ----------
    decision
        Who decided, when and why.
    answer
        What they decided.
    area
        The region or country of the answer; for a name that is no place, what else the row names.
    """
    said = say_decision(decision)
    if answer.choice is Choice.PLACE and answer.geonames_id is not None:
        return _put(answer.geonames_id, answer.precision, 1.0, (said,))
    if answer.point:
        return _put(make_point_id(*answer.point), answer.precision, 1.0, (said,))
    if answer.choice is Choice.NOWHERE:
        reasons = (said, "The name is no place")
        return _fall_back(area, MatchStatus.CERTAIN, 1.0, reasons, Outcome.UNNAMED)
    return _fall_back(area, MatchStatus.CERTAIN, 1.0, (said,), Outcome.COARSE)


def place_city(position: CityPosition, match: Match | None) -> Placement:
    """Return where a row puts its city by the position that it gives.

    Parameters
    ----------
    position
        As the row gives it.
    match
        What the geocoder says of its name, if it was asked; the place of a sure one that lies
        beside the position is that city.
    """
    said = say_given(position.code)
    if match is not None and match.geonames_id is not None and is_beside(position, match):
        reasons = (said, *match.reasons)
        return _put(match.geonames_id, PlacePrecision.CITY, match.score, reasons)
    return _put(position.point_id, PlacePrecision.CITY, 1.0, (said,))


def place_points(positions: pd.DataFrame) -> pd.DataFrame:
    """Return the fields of placements of rows that stand where they say, whatever their names mean.

    Parameters
    ----------
    positions
        As `geodata.positions.read_positions` makes them.
    """
    said = {code: _say((say_given(code),)) for code in positions["code"].unique()}
    return pd.DataFrame(
        {
            "place_id": positions["point_id"].astype("Int64"),
            "country": pd.Series(None, index=positions.index, dtype="str"),
            "region_id": pd.Series(None, index=positions.index, dtype="str"),
            "place_precision": positions["precision"],
            "geo_status": str(MatchStatus.CERTAIN),
            "geo_score": 1.0,
            "geo_reason": positions["code"].map(said),
            "outcome": str(Outcome.LOCATED),
        },
        index=positions.index,
    )


def place_brought(brought: Brought, named: Named) -> Placement:
    """Return where a row of an exported atlas was, as it was."""
    status = MatchStatus(brought.geo_status)
    if brought.is_located:
        outcome = Outcome.LOCATED
    elif not named.place_name:
        outcome = Outcome.UNNAMED
    else:
        outcome = _OUTCOMES[status]
    return Placement(
        place_id=brought.place_id,
        country=None if brought.is_located else brought.country,
        region_id=None if brought.is_located else brought.region_id,
        place_precision=PlacePrecision(brought.place_precision),
        geo_status=status,
        geo_score=brought.geo_score,
        geo_reason=brought.geo_reason,
        outcome=outcome,
    )


def say_decision(decision: Decision) -> str:
    """Say who decided, when and why; the reason of a report that it put begins with this."""
    who = decision.who.strip() or "a person"
    why = decision.why.strip().removesuffix(".")
    settled = f"{_SETTLED} {who} on {decision.when:%Y-%m-%d at %H:%M:%S} UTC"
    return f"{settled}: {why}" if why else settled


def say_given(code: str) -> str:
    """Say that a row gives its position, and in which words."""
    return f"{_GIVEN} ({code})" if code else _GIVEN


def is_followed(decision: Decision, geo_reason: str) -> bool:
    """Say whether a report with this reason was put as the last decision about its name says."""
    if decision.after is None:
        return not geo_reason.startswith(_SETTLED)
    return geo_reason.startswith(say_decision(decision))


def is_own_position(geo_reason: str) -> bool:
    """Say whether a report with this reason stands where its row says, whatever its name means."""
    return geo_reason.startswith(_GIVEN)


def _put(
    place_id: int, precision: PlacePrecision, score: float, reasons: tuple[str, ...]
) -> Placement:
    return Placement(
        place_id=place_id,
        country=None,
        region_id=None,
        place_precision=precision,
        geo_status=MatchStatus.CERTAIN,
        geo_score=score,
        geo_reason=_say(reasons),
        outcome=Outcome.LOCATED,
    )


def _place_by_level(level: PlaceLevel, area: Area) -> Placement:
    """Keep a row that says itself that it means no single place at the level that it names."""
    known = {
        PlaceLevel.COUNTRY: replace(area, region_id=None),
        PlaceLevel.NONE: Area(country=None, region_id=None),
    }.get(level, area)
    is_known = known.region_id is not None or known.country is not None
    return _fall_back(
        known,
        MatchStatus.CERTAIN if is_known else MatchStatus.NONE,
        1.0 if is_known else 0.0,
        (_LEVEL_REASONS[level],),
        Outcome.COARSE,
    )


def _fall_back(
    area: Area, status: MatchStatus, score: float, reasons: tuple[str, ...], outcome: Outcome
) -> Placement:
    """Return no place but the smallest area that is sure."""
    if area.region_id is not None:
        precision = PlacePrecision.ADMIN1
    elif area.country is not None:
        precision = PlacePrecision.COUNTRY
    else:
        precision = PlacePrecision.UNKNOWN
    return Placement(
        place_id=None,
        country=area.country,
        region_id=area.region_id,
        place_precision=precision,
        geo_status=status,
        geo_score=score,
        geo_reason=_say((*reasons, _KEPT_AS[precision])),
        outcome=outcome,
    )


def _say(reasons: tuple[str, ...]) -> str:
    return " ".join(f"{reason}." for reason in reasons)
