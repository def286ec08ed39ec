"""Geocode the labelled files beside this module and say which answers are as expected."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from geodata.gazetteer import Gazetteer
from geodata.geocoding import Geocoder
from geodata.types import Match, MatchStatus

HARD_CASES = Path(__file__).parent / "hard_cases.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One case and what came of it."""

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
