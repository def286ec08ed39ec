"""What people decided about names, as values and as lines of JSON; pure, it reads no file.

A decision is about a subject: a name in its context, as rows give it. Decisions are only ever
added; the last one about a subject holds, and one without an answer lets the geocoder speak again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from geodata.errors import InputError
from geodata.names import fold
from geodata.signed_lines import check_moment, format_line, read_moment, read_text
from geodata.types import Candidate, PlacePrecision


class Choice(StrEnum):
    """What kind of answer a person gave."""

    PLACE = "place"  # a populated place of the gazetteer
    POINT = "point"  # a position set by hand
    REGION = "region"  # a first-level region
    COUNTRY = "country"
    NOWHERE = "nowhere"  # the name is no place


PRECISIONS: Final[Mapping[Choice, tuple[PlacePrecision, ...]]] = MappingProxyType(
    {
        Choice.PLACE: (PlacePrecision.CITY, PlacePrecision.NEAR),
        Choice.POINT: (PlacePrecision.EXACT, PlacePrecision.CITY, PlacePrecision.NEAR),
        Choice.REGION: (PlacePrecision.ADMIN1,),
        Choice.COUNTRY: (PlacePrecision.COUNTRY,),
        Choice.NOWHERE: (PlacePrecision.UNKNOWN,),
    }
)
"""The precisions that each kind of answer may have, the usual one first."""

_GREATEST_ID: Final = 2**31 - 1

Key = tuple[str, str, str]
"""What two subjects have in common if they are the same: their folded texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A name in its context, as rows give it; an empty text where they give nothing."""

    place_name: str
    admin1_name: str = ""
    country_name: str = ""

    @property
    def key(self) -> Key:
        """The folded texts; a text of nothing but signs stands for itself."""
        return make_key(self.place_name, self.admin1_name, self.country_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Where a name is.

    Raises
    ------
    InputError
        If it lacks what its kind needs, or that is out of range.
    """

    choice: Choice
    precision: PlacePrecision  # one of `PRECISIONS`
    geonames_id: int | None = None  # of the place (needed), region or country
    name: str | None = None  # of the place, region or country; for a point, what to call it
    country: str | None = None  # ISO 3166-1 alpha-2; needed for a country
    admin1: str | None = None  # GeoNames code with its country, as "IR.26"; needed for a region
    lon: float | None = None  # degrees, WGS 84; needed for a point
    lat: float | None = None

    def __post_init__(self) -> None:
        if self.precision not in PRECISIONS[self.choice]:
            allowed = ", ".join(PRECISIONS[self.choice])
            raise InputError(
                f"a {self.choice} can't have the precision {str(self.precision)!r}: give {allowed}"
            )
        has_point = self.lon is not None and self.lat is not None
        is_whole, wanted = {
            Choice.PLACE: (self.geonames_id is not None, "geonames_id, a whole number from 1"),
            Choice.POINT: (has_point, "lon and lat"),
            Choice.REGION: (bool(self.admin1), 'admin1, a GeoNames code such as "IR.26"'),
            Choice.COUNTRY: (bool(self.country), 'country, an ISO code such as "IR"'),
            Choice.NOWHERE: (True, "nothing"),
        }[self.choice]
        if not is_whole:
            raise InputError(f"{self!r} is no {self.choice} yet: give {wanted}")
        if not (
            _is_id(self.geonames_id) and _is_within(180.0, self.lon) and _is_within(90.0, self.lat)
        ):
            raise InputError(
                f"{self!r} is out of range: give a geonames_id from 1 to {_GREATEST_ID}, lon from "
                "-180 to 180, lat from -90 to 90"
            )

    @property
    def point(self) -> tuple[float, float] | None:
        """Longitude and latitude of a point; None for any other answer."""
        if self.choice is not Choice.POINT or self.lon is None or self.lat is None:
            return None
        return self.lon, self.lat


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of decisions.jsonl.

    Raises
    ------
    InputError
        If ``when`` is not in UTC or not of a whole second.
    """

    what: Subject
    before: Answer | None  # what stood: the geocoder's best answer or an earlier decision
    after: Answer | None  # None: undone, the geocoder speaks again
    who: str
    why: str
    when: datetime  # UTC, to the second

    def __post_init__(self) -> None:
        check_moment(self.when)


def make_key(place_name: str, admin1_name: str, country_name: str) -> Key:
    """Return what a subject of these texts is known by."""
    return (
        fold(place_name) or place_name,
        fold(admin1_name) or admin1_name,
        fold(country_name) or country_name,
    )


def answer_of(candidate: Candidate) -> Answer:
    """Return the answer that means a candidate of the geocoder or of the search."""
    choice = {
        PlacePrecision.ADMIN1: Choice.REGION,
        PlacePrecision.COUNTRY: Choice.COUNTRY,
    }.get(candidate.precision, Choice.PLACE)
    usual, *others = PRECISIONS[choice]
    return Answer(
        choice=choice,
        precision=candidate.precision if candidate.precision in others else usual,
        geonames_id=candidate.geonames_id,
        name=candidate.name,
        country=candidate.country,
        admin1=candidate.admin1,
        lon=candidate.lon,
        lat=candidate.lat,
    )


def settle(decisions: Iterable[Decision]) -> Mapping[Key, Decision]:
    """Return the decision that holds for each subject, the last one; it may be an undoing."""
    return MappingProxyType({decision.what.key: decision for decision in decisions})


def to_json(decision: Decision) -> str:
    """Write a decision as one line of JSON, without its end; `from_json` is the exact inverse."""
    return format_line(asdict(decision), decision.when)


def from_json(line: str) -> Decision:
    """Read a line that `to_json` wrote; fields that it doesn't know are ignored.

    Raises
    ------
    InputError
        If the line is no decision.
    """
    try:
        content = json.loads(line)
        return Decision(
            what=Subject(
                place_name=read_text(content["what"]["place_name"]),
                admin1_name=read_text(content["what"]["admin1_name"]),
                country_name=read_text(content["what"]["country_name"]),
            ),
            before=_read_answer(content["before"]),
            after=_read_answer(content["after"]),
            who=read_text(content["who"]),
            why=read_text(content["why"]),
            when=read_moment(content["when"]),
        )
    except (InputError, ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise InputError(
            f"{line[:200]!r} is no decision ({error!r:.200}): it needs what, before, after, who, "
            "why and when; correct or delete the line"
        ) from error


def _read_answer(content: dict[str, Any] | None) -> Answer | None:
    if content is None:
        return None
    given = {name: content.get(name) for name in _OPTIONAL}
    read: dict[str, Any] = {
        name: None if value is None else _OPTIONAL[name](value) for name, value in given.items()
    }
    precision = PlacePrecision(content["precision"])
    return Answer(choice=Choice(content["choice"]), precision=precision, **read)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} is no whole number")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    return float(value)


_OPTIONAL: Final[Mapping[str, Callable[[object], Any]]] = MappingProxyType(
    {
        "geonames_id": _whole,
        "name": read_text,
        "country": read_text,
        "admin1": read_text,
        "lon": _number,
        "lat": _number,
    }
)
"""What reads each field of an answer that may be absent."""


def _is_id(value: int | None) -> bool:
    return value is None or 1 <= value <= _GREATEST_ID


def _is_within(most: float, degrees: float | None) -> bool:
    return degrees is None or -most <= degrees <= most  # NaN is not
