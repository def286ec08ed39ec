"""What a name led to and what is said of where it lies; frozen values, nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import IntEnum
from math import cos, hypot, radians
from typing import Final, NamedTuple

from geodata.names import Evidence
from geodata.types import CITY, PlacePrecision

KM_A_DEGREE: Final = 111.2
"""Of latitude, on a sphere of the earth's mean radius."""

_MOST_REGIONS: Final = 3
"""Of one name, as Khorasan's; more are a country rather, as Madagascar's provinces until 2009."""


class Scope(IntEnum):
    """How closely the context narrows the place down."""

    WORLD = 0
    COUNTRY = 1
    REGION = 2


class Hit(NamedTuple):
    """One place that the key of a name led to. A tuple, since a name may have hundreds."""

    ref: int | str  # row of a city; code of a region or country
    precision: PlacePrecision  # city, admin1 or country
    evidence: Evidence
    country: str  # ISO 3166-1 alpha-2
    admin1: str | None  # GeoNames code, as "IR.26"
    lon: float  # degrees; meaningless for a region or country
    lat: float
    population: int


class Point(NamedTuple):
    """A bigger place that others may lie in or by."""

    lon: float  # degrees
    lat: float
    country: str  # ISO 3166-1 alpha-2
    admin1: str | None  # GeoNames code
    most: float  # residents of a place that may lie in or by it
    reach_km: float  # within which it may lie

    def holds(self, hit: Hit) -> bool:
        """Whether a place is a part of this one or its small neighbour in the same region."""
        return (
            hit.precision is CITY
            and (hit.country, hit.admin1) == (self.country, self.admin1)
            and hit.population <= self.most
            and distance_km(hit.lon, hit.lat, self.lon, self.lat) <= self.reach_km
        )

    def is_same(self, hit: Hit) -> bool:
        """Whether a place is this very one."""
        is_city = hit.precision is CITY
        return is_city and (hit.lon, hit.lat) == (self.lon, self.lat)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Something said about where the place lies; it agrees if any of its meanings does."""

    label: str  # in words, for the reasons
    countries: frozenset[str] = frozenset()
    territories: frozenset[str] = frozenset()  # of these countries, with ISO codes of their own
    admin1s: frozenset[str] = frozenset()
    points: tuple[Point, ...] = ()
    areas: tuple[Point, ...] = ()  # second-level regions: all that lies in their reach is in them
    is_country: bool = False  # a region that is said as if it were a country: Scotland

    @property
    def scope(self) -> Scope:
        """How closely it narrows the place down."""
        if self.countries or self.is_country:
            return Scope.COUNTRY
        is_region = self.points or self.areas or 0 < len(self.admin1s) <= _MOST_REGIONS
        return Scope.REGION if is_region else Scope.COUNTRY if self.admin1s else Scope.WORLD

    @property
    def allowed(self) -> frozenset[str] | None:
        """The countries in which a place can agree; None if any: points alone rule out none."""
        if not (self.countries or self.admin1s or self.areas):
            return None
        named = {code[:2] for code in self.admin1s} | {area.country for area in self.areas}
        return self.countries | self.territories | named | {p.country for p in self.points}

    def agrees(self, hit: Hit) -> bool:
        """Whether the place lies where the context says."""
        return self.covers(hit) or any(point.holds(hit) for point in self.points)

    def covers(self, hit: Hit) -> bool:
        """Whether it agrees other than by lying near: a place may have a namesake anywhere."""
        return (
            hit.country in self.countries
            or hit.admin1 in self.admin1s
            or hit.country in self.territories
            or any(point.is_same(hit) for point in self.points)
            or any(area.holds(hit) for area in self.areas)
        )

    def names_country(self, country: str) -> bool:
        """Whether this very country, or a region of it, is said."""
        return country in self.countries or any(code[:2] == country for code in self.admin1s)

    def meanings(self) -> Iterator[Context]:
        """Yield each meaning alone: "DE" is Germany, Delaware and a region of Guyana."""
        nothing = replace(self, countries=frozenset(), admin1s=frozenset(), points=(), areas=())
        for country in sorted(self.countries):
            yield replace(nothing, countries=frozenset({country}))
        for admin1 in sorted(self.admin1s):
            yield replace(nothing, territories=frozenset(), admin1s=frozenset({admin1}))
        for point in self.points:
            yield replace(nothing, territories=frozenset(), points=(point,))
        for area in self.areas:
            yield replace(nothing, territories=frozenset(), areas=(area,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is said of the place beside its name, understood as far as possible."""

    contexts: tuple[Context, ...] = ()
    doubts: tuple[str, ...] = ()  # why no answer can be certain
    notes: tuple[str, ...] = ()  # how it was read, where that isn't plain
    countries: frozenset[str] = frozenset()  # of the country given
    # What follows from the contexts, worked out once: a file has few contexts and many names.
    allowed: frozenset[str] | None = field(init=False)  # countries of possible places; None: all
    scope: Scope = field(init=False)
    label: str = field(init=False)  # "Fars, Iran" or "the gazetteer"
    where: str = field(init=False)  # "Iran and Fars"
    region: str | None = field(init=False)  # GeoNames code of the one region said; None: not one
    territories: frozenset[str] = field(init=False)  # with codes of their own, of the countries
    is_narrow: bool = field(init=False)  # it may rule out places in the countries allowed
    is_plain: bool = field(init=False)  # no context has points or several meanings

    def __post_init__(self) -> None:
        allowed: frozenset[str] | None = None
        for context in self.contexts:
            if (own := context.allowed) is not None:
                allowed = own if allowed is None else allowed & own
        derived = {
            "allowed": allowed,
            "scope": max((context.scope for context in self.contexts), default=Scope.WORLD),
            "label": ", ".join(c.label for c in reversed(self.contexts)) or "the gazetteer",
            "where": " and ".join(context.label for context in self.contexts),
            "region": _only_region(self.contexts),
            "territories": frozenset().union(*(each.territories for each in self.contexts)),
            "is_narrow": any(c.admin1s or c.points or c.areas for c in self.contexts),
            "is_plain": not any(
                context.points
                or len(context.countries) + len(context.admin1s) + len(context.areas) > 1
                for context in self.contexts
            ),
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)


def _only_region(contexts: tuple[Context, ...]) -> str | None:
    said = {code for context in contexts for code in context.admin1s}
    said |= {area.admin1 for context in contexts for area in context.areas if area.admin1}
    return said.pop() if len(said) == 1 else None


def distance_km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Return the distance of two near points on a plane; good to 1 % within 100 km."""
    across = ((lon - other_lon + 180) % 360 - 180) * cos(radians((lat + other_lat) / 2))
    return hypot(across, lat - other_lat) * KM_A_DEGREE
