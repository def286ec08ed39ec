"""The frozen values that modules pass to one another; nothing here computes or reads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple


class PlacePrecision(StrEnum):
    """How closely a position is known, from a point to nothing."""

    EXACT = "exact"  # a point that the source itself gives
    CITY = "city"  # the centre of a named populated place
    NEAR = "near"  # near, outside or part of a named populated place
    ADMIN2 = "admin2"  # somewhere in a second-level region
    ADMIN1 = "admin1"  # somewhere in a first-level region
    COUNTRY = "country"  # somewhere in a country
    UNKNOWN = "unknown"


CITY: Final = PlacePrecision.CITY
ADMIN1: Final = PlacePrecision.ADMIN1
COUNTRY: Final = PlacePrecision.COUNTRY
"""The three that name a kind of place; looking a member up in its class takes ten times as long."""

LOCATED = frozenset({PlacePrecision.EXACT, PlacePrecision.CITY, PlacePrecision.NEAR})
"""The precisions that are drawn as a dot or bubble; all others never are."""


class DatePrecision(StrEnum):
    """How closely a date is known."""

    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class MatchStatus(StrEnum):
    """How sure a geocode is. Only ``certain`` is put on a map without a person's word."""

    CERTAIN = "certain"
    DOUBTFUL = "doubtful"
    NONE = "none"


class Candidate(NamedTuple):
    """One place that a name may mean. A tuple: many are made, and it is six times as quick."""

    geonames_id: int  # GeoNames id of the place, region or country
    name: str  # main name in the gazetteer
    precision: PlacePrecision  # city, near, admin1 or country: what kind of place it is
    country: str  # ISO 3166-1 alpha-2
    admin1: str | None  # GeoNames admin-1 code with its country, as "IR.26"
    admin1_name: str | None  # English
    lon: float | None  # degrees, WGS 84; None for a region or country
    lat: float | None
    population: int  # residents as GeoNames gives it; of a region, of its places; 0: none given
    score: float  # how likely it is meant, 0 to 1 (`geodata.scoring`)
    reasons: tuple[str, ...]  # in words, strongest first


class Match(NamedTuple):
    """What the geocoder answers for one name in its context; never an exception.

    The place fields repeat the best candidate. They are None when the status is ``none``.
    """

    query: str  # the name as given
    status: MatchStatus
    score: float  # how likely it is right, 0 to 1; 0 when nothing matched
    precision: PlacePrecision  # unknown when the status is none
    geonames_id: int | None
    name: str | None
    country: str | None
    admin1: str | None  # as "IR.26"
    admin1_name: str | None
    lon: float | None
    lat: float | None
    reasons: tuple[str, ...]  # why this answer and why not surer
    candidates: tuple[Candidate, ...]  # best first, at most 10


class Step(StrEnum):
    """The part of a build that found a problem."""

    READING = "reading"  # of files
    PLACING = "placing"  # of names, which a rebuild does again


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with one row of an import, or with one value of it."""

    file: str
    row: int  # 1 is the first row after the header
    column: str
    value: str
    reason: str
    remedy: str  # what would fix it
    set_aside: bool  # True: the row is not in the atlas; False: kept, with less than was given
    step: Step = Step.READING  # which part of a build found it
