"""Put each report on a place, in a region, in a country, or nowhere.

In: names as given, what they are looked up in, what people decided, and where rows of an exported
atlas were. Out: place columns for each report, and the places. Each distinct name in its context is
settled once. Pure but for the gazetteer that it is handed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

import numpy as np
import pandas as pd

from geodata.areas import Named, find_area
from geodata.brought import Brought, find_fault, from_json
from geodata.decisions import Decision
from geodata.grouping import group_texts
from geodata.placements import (
    GEOCODED,
    Placement,
    place_brought,
    place_city,
    place_decision,
    place_match,
    place_points,
)
from geodata.places import Point, describe_places, make_points
from geodata.positions import CityPosition, check_positions, read_positions, take_cities
from geodata.positions import list_points as list_given
from geodata.progress import Progress, tell_nobody
from geodata.reference import NameReader, Reference
from geodata.saying import say_count
from geodata.settling import (
    DecisionCounts,
    Settled,
    find_settled,
    find_settled_area,
    list_points,
)
from geodata.types import Match, PlacePrecision


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

_POINT: Final = "point"  # of a city, by the row's own position
_CODE: Final = "code"  # the data's own word for that
_IS_EXACT: Final = "is_exact"  # whether the row stands where it says
_CHUNK: Final = 5_000  # names between two words to whoever watches


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
        With the columns place_name, admin1_name, country_name, place_level, given_lon, given_lat,
        given_precision and given_code, null where nothing is given; perhaps PLACED_AS. Each has an
        index of its own.
    reference
        What names and places are looked up in.
    decisions
        What people decided, oldest first; the last one about a name holds.
    progress
        Is told how much there is to look up, and how much of it is done.
    """
    gazetteer = reference.gazetteer
    positions = read_positions(reports, gazetteer)
    own = _describe((), list_given(positions, reports), reference, progress)
    positions = check_positions(positions, own, reference)
    is_city = positions["precision"] == PlacePrecision.CITY
    cities = positions[positions["is_usable"] & is_city]
    exact = positions[positions["is_usable"] & ~is_city]
    keyed = reports.assign(
        **{
            PLACED_AS: reports.get(PLACED_AS),
            _POINT: cities["point_id"].astype("Int64").reindex(reports.index),
            _CODE: cities["code"].reindex(reports.index),
            _IS_EXACT: reports.index.isin(exact.index),
        }
    )
    groups = group_texts(keyed, (*Named._fields, PLACED_AS, _POINT, _CODE, _IS_EXACT))
    names = [Named(*texts[:4]) for texts in groups.distinct]
    settled = find_settled(names, decisions, gazetteer)
    brought, stale = _read_brought([texts[4] for texts in groups.distinct], reference)
    questions = _Questions(
        names=names,
        cities=take_cities(cities, reports.index[groups.first]),
        settled=settled,
        brought=brought,
    )
    is_asked = ~keyed[_IS_EXACT].to_numpy(bool)
    asked = questions.take(np.flatnonzero(is_asked[groups.first]).tolist())
    answers = _tabulate(_place_names(asked, reference, progress))
    row_of_group = np.cumsum(is_asked[groups.first]) - 1
    answered = answers.take(row_of_group[groups.codes[is_asked]]).set_axis(reports.index[is_asked])
    found = pd.concat([answered, place_points(exact)]).reindex(reports.index)
    places = _gather_places(found, asked, own, reference, progress)
    columns = _join(found, places).assign(
        **{
            FAULT: pd.Series(settled.faults).take(groups.codes).set_axis(reports.index),
            DOUBT: positions["doubt"].reindex(reports.index, fill_value=""),
            STALE: pd.Series(stale).take(groups.codes).set_axis(reports.index),
        }
    )
    return Placed(columns=columns, places=places, decisions=settled.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Questions:
    """Distinct names with the positions of their cities. The lists are aligned."""

    names: Sequence[Named]
    cities: Sequence[CityPosition | None]
    settled: Settled
    brought: Sequence[Brought | None]  # those that hold

    def take(self, rows: Sequence[int]) -> _Questions:
        """Return those of some rows."""
        decisions, faults = self.settled.decisions, self.settled.faults
        return _Questions(
            names=[self.names[row] for row in rows],
            cities=[self.cities[row] for row in rows],
            settled=replace(
                self.settled,
                decisions=[decisions[row] for row in rows],
                faults=[faults[row] for row in rows],
            ),
            brought=[self.brought[row] for row in rows],
        )


def _describe(
    place_ids: Collection[int], points: pd.DataFrame, reference: Reference, progress: Progress
) -> pd.DataFrame:
    if n := len(place_ids) + len(points):
        progress(f"finding the regions of {say_count(n, 'place')}")
    return describe_places(place_ids, points, reference)


def _gather_places(
    found: pd.DataFrame,
    questions: _Questions,
    own: pd.DataFrame,
    reference: Reference,
    progress: Progress,
) -> pd.DataFrame:
    """Return the places that reports are put on; a point is named by who decided it, else by a row.

    Parameters
    ----------
    found
        With place_id.
    questions
        With what was decided and what rows of an exported atlas brought.
    own
        Places that positions of rows make.
    """
    used = found["place_id"].dropna().drop_duplicates()
    decided = make_points(list_points(questions.names, questions.settled.decisions))
    brought = make_points(_list_brought(questions.brought))
    brought = brought[~brought["place_id"].isin(own["place_id"])]
    own = own[~own["place_id"].isin(decided["place_id"]) & own["place_id"].isin(used)]
    points = pd.concat([decided, brought]).drop_duplicates("place_id")
    points = points[points["place_id"].isin(used)]
    others = _describe(used[used > 0].tolist(), points, reference, progress)
    if own.empty or others.empty:
        return others if own.empty else own.reset_index(drop=True)
    return pd.concat([own, others]).sort_values("place_id", ignore_index=True)


def _place_names(
    questions: _Questions, reference: Reference, progress: Progress
) -> list[Placement]:
    gazetteer, admin1 = reference.gazetteer, reference.admin1
    rows = list(
        zip(
            questions.names,
            questions.cities,
            questions.settled.decisions,
            questions.brought,
            strict=True,
        )
    )
    asked = list(
        dict.fromkeys(
            named
            for named, city, decision, brought in rows
            if named.place_name
            and named.place_level in GEOCODED
            and (city or (decision is None and brought is None))
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
        city: CityPosition | None,
        decision: Decision | None,
        brought: Brought | None,
    ) -> Placement:
        match = matches.get(named)
        if city:
            return place_city(city, match)
        if decision and (answer := decision.after):
            area = find_settled_area(answer, named, gazetteer, regions)
            return place_decision(decision, answer, area)
        if brought:
            return place_brought(brought, named)
        return place_match(named, match, find_area(named, match, gazetteer, regions))

    return [_place(*row) for row in rows]


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
    step, total = f"geocoding {say_count(len(names), 'distinct name')}", len(names)
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


def _tabulate(placements: Sequence[Placement]) -> pd.DataFrame:
    """Return placements as columns."""
    names = [field.name for field in fields(Placement)]
    found = pd.DataFrame(
        {name: [getattr(item, name) for item in placements] for name in names}, columns=names
    )
    texts = [name for name in names if name not in {"place_id", "geo_score"}]
    return found.astype(dict.fromkeys(texts, "str") | {"place_id": "Int64", "geo_score": "float64"})


def _join(found: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Give what lies on a place its country and region."""
    known = places.set_index("place_id")
    for name in ("country", "region_id"):
        of_place = found["place_id"].map(known[name])
        found[name] = found[name].where(found["place_id"].isna(), of_place)
    return found
