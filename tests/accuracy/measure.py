"""Geocode the labelled files beside this module and say which answers are as expected."""

from __future__ import annotations

import csv
import gc
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from geodata.gazetteer import Gazetteer
from geodata.geocoding import Geocoder
from geodata.types import Match, MatchStatus
from tests.accuracy.labels import Label, distance_km
from tests.accuracy.systems import Answer, System

HARD_CASES = Path(__file__).parent / "hard_cases.csv"
NEAR_KM: Final = 25.0
FAR_KM: Final = 161.0  # a hundred miles, the usual mark in papers on geocoding


class Given(StrEnum):
    """What is known of a name."""

    NOTHING = "nothing"
    COUNTRY = "country"
    REGION = "country, region"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One label, what a system said of it and how far off that is."""

    label: Label
    given: Given
    answer: Answer
    error_km: float | None  # None: the answer or the label has no point

    @property
    def is_right(self) -> bool:
        """Within 25 km; nothing, a region or a country is not."""
        return self.error_km is not None and self.error_km <= NEAR_KM

    @property
    def is_placed(self) -> bool:
        """Whether the answer has a point."""
        return self.answer.lon is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Figures of one system on one set; shares from 0 to 1, None where nothing is counted."""

    n: int  # names asked
    within_25: float | None  # of all
    within_161: float | None  # of all
    precision: float | None  # within 25 km, of the answers with a point
    certain: float | None  # of all: certain answers with a point
    certain_right: float | None  # within 25 km, of the certain answers with a point
    certain_regions: int  # certain answers that are a region or country
    held_within_25: float | None  # of the names whose place the gazetteer has


def ask(system: System, labels: Sequence[Label], given: Given) -> list[Judged]:
    """Ask a system for every label; with a region, only for the labels that have one.

    Hard cases are never asked with nothing: "London" in Canada means another place without it.
    """
    asked = [label for label in labels if _may_be_asked(label, given)]
    answers = system.answer(
        [label.name for label in asked],
        [None if given is Given.NOTHING else label.country for label in asked],
        [label.admin1 if given is Given.REGION else None for label in asked],
    )
    return [
        Judged(label=label, given=given, answer=answer, error_km=_error_km(label, answer))
        for label, answer in zip(asked, answers, strict=True)
    ]


def tally(judged: Sequence[Judged]) -> Tally:
    """Count."""
    placed = [one for one in judged if one.is_placed]
    certain = [one for one in placed if one.answer.is_certain]
    far = [one for one in judged if one.error_km is not None and one.error_km <= FAR_KM]
    held = [one for one in judged if one.label.in_gazetteer]
    return Tally(
        n=len(judged),
        within_25=_share(_n_right(judged), len(judged)),
        within_161=_share(len(far), len(judged)),
        precision=_share(_n_right(placed), len(placed)),
        certain=_share(len(certain), len(judged)),
        certain_right=_share(_n_right(certain), len(certain)),
        certain_regions=sum(one.answer.is_certain and not one.is_placed for one in judged),
        held_within_25=_share(_n_right(held), len(held)),
    )


def names_a_second(system: System, labels: Sequence[Label]) -> float:
    """Return how many distinct names, each with its country, a CPU second brings."""
    names = list({(label.name, label.country) for label in labels})
    system.answer([names[0][0]], [names[0][1]], [None])
    gc.collect()  # or the heaps of the other systems may be walked while this one is measured
    start = time.process_time()
    system.answer(
        [name for name, _ in names], [country for _, country in names], [None] * len(names)
    )
    return len(names) / (time.process_time() - start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One hard case and what came of it."""

    name: str
    context: str
    category: str
    expected: str  # GeoNames id, "ambiguous" or "none"
    match: Match

    @property
    def is_right(self) -> bool:
        """The expected place first, doubtful where several are meant, none where nothing is."""
        if self.expected == "none":
            return self.match.status is MatchStatus.NONE
        if self.expected == "ambiguous":
            return self.match.status is MatchStatus.DOUBTFUL
        return self.match.geonames_id == int(self.expected)

    @property
    def is_false_certain(self) -> bool:
        """The worst defect: sure and wrong."""
        return self.match.status is MatchStatus.CERTAIN and not self.is_right


def measure_hard_cases(gazetteer: Gazetteer) -> list[Outcome]:
    """Geocode the hard cases in their contexts, each "region, country" in either order."""
    geocoder = Geocoder(gazetteer)
    outcomes = []
    with HARD_CASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            country, admin1 = read_context(row["context"], gazetteer)
            outcomes.append(
                Outcome(
                    name=row["name"],
                    context=row["context"],
                    category=row["category"],
                    expected=row["expected"],
                    match=geocoder.geocode(row["name"], country=country, admin1=admin1),
                )
            )
    return outcomes


def read_context(text: str, gazetteer: Gazetteer) -> tuple[str | None, str | None]:
    """Split a context into country and region."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    country = next((part for part in parts if gazetteer.find_country(part)), None)
    return country, next((part for part in parts if part != country), None)


def hard_labels(gazetteer: Gazetteer) -> list[Label]:
    """Return the hard cases that mean one place with a point, as labels."""
    labels = []
    with HARD_CASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            known = row["expected"].isdigit() and gazetteer.row_of(int(row["expected"]))
            if not isinstance(known, int) or isinstance(known, bool):
                continue
            place = gazetteer.place(known)
            _, admin1 = read_context(row["context"], gazetteer)
            labels.append(
                Label(
                    set_name="hard_cases",
                    name=row["name"],
                    country=place.country,
                    admin1=admin1 or "",
                    lon=place.lon,
                    lat=place.lat,
                    geonames_id=place.geonames_id,
                    in_gazetteer=True,
                )
            )
    return labels


def _may_be_asked(label: Label, given: Given) -> bool:
    if given is Given.NOTHING:
        return label.set_name != HARD_CASES.stem
    return given is not Given.REGION or bool(label.admin1)


def _error_km(label: Label, answer: Answer) -> float | None:
    if answer.lon is None or answer.lat is None or label.lon is None or label.lat is None:
        return None
    return distance_km(label.lon, label.lat, answer.lon, answer.lat)


def _n_right(judged: Sequence[Judged]) -> int:
    return sum(one.is_right for one in judged)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
