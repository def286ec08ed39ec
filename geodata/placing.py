"""Put each report on a place, in a region, in a country, or nowhere.

In: names as given, what they are looked up in, what people decided, and where rows of an exported
atlas were. Out: place columns for each report, and the places. Each distinct name in its context is
settled once. Pure but for the gazetteer that it is handed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import chain
from typing import Final, Protocol

import pandas as pd

from geodata.areas import Named, find_area
from geodata.brought import Brought, find_fault, from_json
from geodata.decisions import Decision
from geodata.grouping import group_texts
from geodata.placements import (
    GEOCODED,
    Placement,
    place_brought,
    place_decision,
    place_match,
    place_position,
)
from geodata.places import Point, describe_places
from geodata.positions import (
    POSITION_COLUMNS,
    Position,
    check_positions,
    number_points,
    read_positions,
)
from geodata.reference import NameReader, Reference
from geodata.settling import (
    DecisionCounts,
    Settled,
    find_settled,
    find_settled_area,
    list_points,
)
from geodata.types import Match


class Progress(Protocol):
    """Is told how far long work is."""

    def __call__(self, step: str, done: int = 0, total: int = 0, /) -> None:
        """Take note of a step as it begins, and of how much of it is done.

        A step of known length is told again and again in the same words, from 0 of its total to
        all of it; the total of any other is 0.
        """


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Placed:
    """The place columns of all reports, and the places that they lie in."""

    columns: pd.DataFrame  # the fields of Placement, FAULT, DOUBT, STALE; index of the reports
    places: pd.DataFrame  # columns of `geodata.tables.PLACES`
    decisions: DecisionCounts


FAULT: Final = "fault"
"""Column that says why a decision about a report was left unused; empty if none was."""

DOUBT: Final = "doubt"
"""Column that says what is doubtful about a position that a row gives; empty if nothing is."""

STALE: Final = "stale"
"""Column that says why a place that a row brings was not kept; empty if none was refused."""

PLACED_AS: Final = "placed_as"
"""Column with the place that a row brings, as `geodata.brought` writes it."""

_POINT: Final = "point"
_CHUNK: Final = 5_000  # names between two words to whoever watches


def tell_nobody(_step: str, _done: int = 0, _total: int = 0, /) -> None:
    """Be the `Progress` of work that nobody watches."""


def place_reports(
    reports: pd.DataFrame,
    reference: Reference,
    *,
    decisions: Iterable[Decision] = (),
    progress: Progress = tell_nobody,
) -> Placed:
    """Place reports.

    Parameters
    ----------
    reports
        With the columns place_name, admin1_name, country_name, place_level and those of
        `geodata.positions.POSITION_COLUMNS`, null where nothing is given; perhaps PLACED_AS.
    reference
        What names and places are looked up in.
    decisions
        What people decided, oldest first; the last one about a name holds.
    progress
        Is told how much there is to look up, and how much of it is done.
    """
    keyed = reports.assign(**{_POINT: number_points(reports), PLACED_AS: reports.get(PLACED_AS)})
    groups = group_texts(keyed, (*Named._fields, _POINT, *POSITION_COLUMNS[2:], PLACED_AS))
    names = [Named(*texts[:4]) for texts in groups.distinct]
    settled = find_settled(names, decisions, reference.gazetteer)
    given = read_positions(reports.iloc[groups.first])
    brought, stale = _read_brought([texts[-1] for texts in groups.distinct], reference)
    questions = _Questions(names=names, given=given, settled=settled, brought=brought)
    placements = _place_names(questions, reference, progress)
    places = _describe(questions, placements, reference, progress)
    if any(given):
        given = check_positions(names, given, places, reference)
        if turned := [row for row, item in enumerate(given) if item and not item.is_usable]:
            questions = replace(questions, given=given)
            again = _place_names(questions.take(turned), reference, progress)
            for row, placement in zip(turned, again, strict=True):
                placements[row] = placement
            places = _describe(questions, placements, reference, progress)
    doubts = [item.doubt if item else "" for item in given]
    columns = _join(placements, places).assign(
        **{FAULT: settled.faults, DOUBT: doubts, STALE: stale}
    )
    return Placed(
        columns=columns.take(groups.codes).set_axis(reports.index),
        places=places,
        decisions=settled.counts,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Questions:
    """Distinct names with their positions. The lists are aligned."""

    names: Sequence[Named]
    given: Sequence[Position | None]
    settled: Settled
    brought: Sequence[Brought | None]  # those that hold

    def take(self, rows: Sequence[int]) -> _Questions:
        """Return those of some rows."""
        decisions, faults = self.settled.decisions, self.settled.faults
        return _Questions(
            names=[self.names[row] for row in rows],
            given=[self.given[row] for row in rows],
            settled=replace(
                self.settled,
                decisions=[decisions[row] for row in rows],
                faults=[faults[row] for row in rows],
            ),
            brought=[self.brought[row] for row in rows],
        )


def _describe(
    questions: _Questions,
    placements: Sequence[Placement],
    reference: Reference,
    progress: Progress,
) -> pd.DataFrame:
    """Describe the places that names are put on."""
    ids = {item.place_id for item in placements if item.place_id is not None}
    progress(f"finding the regions of {_count(len(ids), 'place')}")
    points = chain(
        list_points(questions.names, questions.settled.decisions),
        _list_given(questions, reference),
        _list_brought(questions.brought),
    )
    used = (point for point in points if point.place_id in ids)
    return describe_places({id_ for id_ in ids if id_ > 0}, used, reference)


def _place_names(
    questions: _Questions, reference: Reference, progress: Progress
) -> list[Placement]:
    gazetteer, admin1 = reference.gazetteer, reference.admin1
    rows = list(
        zip(
            questions.names,
            questions.given,
            questions.settled.decisions,
            questions.brought,
            strict=True,
        )
    )
    asked = list(
        dict.fromkeys(
            named
            for named, position, decision, brought in rows
            if named.place_name
            and named.place_level in GEOCODED
            and ((decision is None and brought is None) or (position and position.is_usable))
            and not (position and position.is_point)
        )
    )
    matches = dict(zip(asked, _geocode(asked, reference.geocoder, progress), strict=True))
    regions = {
        code: region_id
        for code, region_id in zip(admin1.geonames_admin1, admin1.id, strict=True)
        if code is not None
    }

    def _place(
        named: Named,
        position: Position | None,
        decision: Decision | None,
        brought: Brought | None,
    ) -> Placement:
        match = matches.get(named)
        if position and position.is_usable:
            return place_position(position, match)
        if decision and (answer := decision.after):
            area = find_settled_area(answer, named, gazetteer, regions)
            return place_decision(decision, answer, area)
        if brought:
            return place_brought(brought, named)
        return place_match(named, match, find_area(named, match, gazetteer, regions))

    return [_place(*row) for row in rows]


def _list_given(questions: _Questions, reference: Reference) -> Iterator[Point]:
    """Yield the points that positions make, named as the rows name their place."""
    find_country = cache(reference.gazetteer.find_country)
    for named, position in zip(questions.names, questions.given, strict=True):
        if position and position.is_usable:
            yield Point(
                place_id=position.point_id,
                name=next(filter(None, named[:3]), f"{position.lat:.5f}, {position.lon:.5f}"),
                country=find_country(named.country_name),
            )


def _read_brought(
    texts: Sequence[str], reference: Reference
) -> tuple[list[Brought | None], list[str]]:
    """Return the places that rows bring and keep, and why the others are not kept."""
    region_ids = frozenset(map(str, reference.admin1.id))
    brought = [from_json(text) if text else None for text in texts]
    faults = [find_fault(item, reference.gazetteer, region_ids) if item else "" for item in brought]
    kept = [None if fault else item for item, fault in zip(brought, faults, strict=True)]
    return kept, faults


def _list_brought(brought: Sequence[Brought | None]) -> list[Point]:
    return [
        Point(place_id=item.place_id, name=item.name, country=item.country)
        for item in brought
        if item and item.place_id is not None and item.place_id < 0
    ]


def _geocode(names: Sequence[Named], geocoder: NameReader, progress: Progress) -> list[Match]:
    step, total = f"geocoding {_count(len(names), 'distinct name')}", len(names)
    progress(step, 0, total)
    matches: list[Match] = []
    for start in range(0, total, _CHUNK):
        chunk = names[start : start + _CHUNK]
        matches += geocoder.geocode_many(
            [named.place_name for named in chunk],
            countries=[named.country_name or None for named in chunk],
            admin1s=[named.admin1_name or None for named in chunk],
        )
        progress(step, len(matches), total)
    return matches


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def _join(placements: Sequence[Placement], places: pd.DataFrame) -> pd.DataFrame:
    """Return placements as columns; what lies on a place has its country and region."""
    names = [field.name for field in fields(Placement)]
    found = pd.DataFrame(
        {name: [getattr(item, name) for item in placements] for name in names}, columns=names
    )
    found["place_id"] = found["place_id"].astype("Int64")
    known = places.set_index("place_id")
    for name in ("country", "region_id"):
        of_place = found["place_id"].map(known[name])
        found[name] = found[name].where(found["place_id"].isna(), of_place)
    return found
