"""What names and places are looked up in: gazetteer, geocoder and boundaries, opened once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from geodata.boundaries import RegionSet, load_admin1, load_countries
from geodata.gazetteer import Gazetteer, open_gazetteer
from geodata.geocoding import Geocoder
from geodata.locating import Locator
from geodata.types import Match


class NameReader(Protocol):
    """Whatever says which place a name means: `geodata.geocoding.Geocoder`."""

    def geocode_many(
        self,
        names: Sequence[str],
        *,
        countries: Sequence[str | None],
        admin1s: Sequence[str | None],
    ) -> list[Match]:
        """Return a match for each name in its context."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reference:
    """What names and places are looked up in."""

    gazetteer: Gazetteer
    geocoder: NameReader
    admin1: RegionSet  # of the world, at the level for joining
    locator: Locator  # of these and of countries


def open_reference() -> Reference:
    """Open the gazetteer and the boundaries that ship with the package.

    Raises
    ------
    DataError
        If one is missing or damaged.
    """
    gazetteer = open_gazetteer()
    admin1, countries = load_admin1(), load_countries()
    return Reference(
        gazetteer=gazetteer,
        geocoder=Geocoder(gazetteer),
        admin1=admin1,
        locator=Locator(admin1, countries),
    )
