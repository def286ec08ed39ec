"""Find the names that people have settled, and what each decision means for them.

In: names as given and decisions. Out: the decision that holds for each name, or why it can't be
used. Pure but for the gazetteer that it is handed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from geodata.areas import Area, Named, find_area
from geodata.decisions import Answer, Choice, Decision, make_key, settle
from geodata.gazetteer import Gazetteer
from geodata.places import Point
from geodata.tables import make_point_id


class DecisionCounts(NamedTuple):
    """What became of the decisions that hold, each counted once."""

    n_applied: int = 0  # put at least one report
    n_unfound: int = 0  # no report has their name
    n_unusable: int = 0  # mean a place, region or country that the gazetteer doesn't have


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What people decided of some names. The lists are aligned with the names."""

    decisions: Sequence[Decision | None]  # None: the geocoder speaks
    faults: Sequence[str]  # why a decision was left unused; empty if none was
    counts: DecisionCounts = field(default_factory=DecisionCounts)


def find_settled(
    names: Sequence[Named], decisions: Iterable[Decision], gazetteer: Gazetteer
) -> Settled:
    """Find the decision that holds for each name.

    Parameters
    ----------
    names
        Distinct names in their context.
    decisions
        Oldest first.
    gazetteer
        Where the places, regions and countries that were decided on must be.
    """
    last = settle(decisions)
    answers = {key: item.after for key, item in last.items() if item.after is not None}
    if not answers:
        return Settled(decisions=[None] * len(names), faults=[""] * len(names))
    faults = {key: find_fault(answer, gazetteer) for key, answer in answers.items()}
    usable = {key: last[key] for key, fault in faults.items() if not fault}
    keys = [make_key(named.place_name, named.admin1_name, named.country_name) for named in names]
    found = answers.keys() & set(keys)
    n_applied = len(found & usable.keys())
    return Settled(
        decisions=[usable.get(key) for key in keys],
        faults=[faults.get(key, "") for key in keys],
        counts=DecisionCounts(
            n_applied=n_applied,
            n_unfound=len(answers) - len(found),
            n_unusable=len(found) - n_applied,
        ),
    )


def find_fault(answer: Answer, gazetteer: Gazetteer) -> str:
    """Say what of an answer the gazetteer doesn't have; an empty text if it has all of it."""
    if answer.choice is Choice.PLACE and gazetteer.row_of(answer.geonames_id or 0) is None:
        return f"GeoNames id {answer.geonames_id} is not in the gazetteer"
    if answer.choice is Choice.REGION and gazetteer.admin1(answer.admin1 or "") is None:
        return f"region {answer.admin1!r} is not in the gazetteer"
    if answer.choice is Choice.COUNTRY and gazetteer.country(answer.country or "") is None:
        return f"country {answer.country!r} is not in the gazetteer"
    return ""


def find_settled_area(
    answer: Answer, named: Named, gazetteer: Gazetteer, regions: Mapping[str, str]
) -> Area:
    """Return the region or country of an answer.

    Parameters
    ----------
    answer
        What was decided.
    named
        What the row says: of a name that is no place, what stands beside it still holds.
    gazetteer
        Where names of regions and countries are looked up.
    regions
        GeoNames admin-1 code → region id.
    """
    if answer.choice is Choice.NOWHERE:
        return find_area(named._replace(place_name="", place_level=""), None, gazetteer, regions)
    if answer.choice is Choice.REGION and answer.admin1 is not None:
        region = gazetteer.admin1(answer.admin1)
        country = region.country if region else answer.country
        return Area(country=country, region_id=regions.get(answer.admin1))
    return Area(country=answer.country, region_id=None)


def list_points(names: Sequence[Named], decisions: Sequence[Decision | None]) -> list[Point]:
    """Return the points that were set for names, in the order of the names."""
    points: list[Point] = []
    for named, decision in zip(names, decisions, strict=True):
        answer = decision.after if decision else None
        if answer and answer.point:
            name = answer.name or next(filter(None, named), "")
            place_id = make_point_id(*answer.point)
            points.append(Point(place_id=place_id, name=name, country=answer.country))
    return points
