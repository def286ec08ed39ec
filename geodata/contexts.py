"""What a name led to and what is said of where it lies; frozen values, nothing is decided here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from math import cos, hypot, radians
from typing import Final, NamedTuple

from geodata.names import Evidence
from geodata.types import PlacePrecision

NEAR_KM: Final = 60.0
"""Within this distance "Fardis, Karaj" and "Sadra (Shiraz)" agree."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Something said about where the place lies; it agrees if any of its meanings does."""

    label: str  # in words, for the reasons
    countries: frozenset[str] = frozenset()
    admin1s: frozenset[str] = frozenset()
    points: tuple[tuple[float, float], ...] = ()  # lon, lat of bigger places

    @property
    def scope(self) -> Scope:
        """How closely it narrows the place down."""
        if self.countries:
            return Scope.COUNTRY
        return Scope.REGION if self.admin1s or self.points else Scope.WORLD

    def allows_country(self, country: str) -> bool:
        """Whether a place in this country can agree. A context of points alone says nothing."""
        if not (self.countries or self.admin1s):
            return True
        return country in self.countries or any(code[:2] == country for code in self.admin1s)

    def agrees(self, hit: Hit) -> bool:
        """Whether the place lies where the context says."""
        if hit.country in self.countries or hit.admin1 in self.admin1s:
            return True
        if hit.precision is not PlacePrecision.CITY:
            return False
        return any(distance_km(hit.lon, hit.lat, *point) <= NEAR_KM for point in self.points)


def distance_km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Return the distance of two near points on a plane; good to 1 % within 100 km."""
    across = ((lon - other_lon + 180) % 360 - 180) * cos(radians((lat + other_lat) / 2))
    return hypot(across, lat - other_lat) * 111.2
