"""What a publish profile did to an atlas: the receipt, in numbers and in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from geodata.profiles import Days, Level, Profile, Told


class Reason(StrEnum):
    """Why a report or a claim isn't shown, in words."""

    LICENCE = "by their licence"
    TOO_FEW = "as too few in their country"
    REPORT = "with their report"  # of a claim
    AREA = "as their area is smaller than is shown"  # of a claim of no single report


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a profile did. Reports and claims are ``n_in == n_shown + those withheld``."""

    profile: Profile
    n_in: int  # reports of the whole atlas
    n_shown: int
    withheld: Mapping[Reason, int]  # reports; only reasons that there are
    n_raised: int  # shown reports whose place or region has too few, so that a larger area stands
    n_claims_in: int
    n_claims: int  # shown
    claims_withheld: Mapping[Reason, int]

    def say(self) -> str:
        """Write what is shown and what isn't, as one line."""
        return f"Profile {self.profile.name}: {say_rules(self.profile)}. {self._say_numbers()}"

    def _say_numbers(self) -> str:
        said = _say_sum("reports", self.n_in, self.n_shown, self.withheld)
        if self.n_raised:
            said += f" {self.n_raised:,} shown for a larger area, being too few."
        return f"{said} {_say_sum('claims', self.n_claims_in, self.n_claims, self.claims_withheld)}"


_PLACES: Final = {
    Level.EXACT: "places as they are",
    Level.CITY: "places to the city",
    Level.ADMIN1: "places to the province or state",
    Level.COUNTRY: "places to the country",
}
_DAYS: Final = {
    Days.DAY: "days as they are",
    Days.WEEK: "days to the week",
    Days.MONTH: "days to the month",
}
_SOURCES: Final = {
    Told.ALL: "sources with their pages",
    Told.PUBLISHER: "sources by publisher",
    Told.KIND: "sources by kind",
}


def say_rules(profile: Profile) -> str:
    """Write what a profile lets out."""
    square = f"places to squares of {profile.grid_degrees}°"
    parts = [
        _PLACES.get(profile.places, square),
        f"from {profile.minimum:,} reports on" if profile.minimum > 1 else "",
        _DAYS[profile.days],
        _SOURCES[profile.sources],
    ]
    return ", ".join(filter(None, parts))


def _say_sum(noun: str, n_in: int, n_shown: int, withheld: Mapping[Reason, int]) -> str:
    parts = [f"{n_shown:,} shown", *(f"{n:,} withheld {why}" for why, n in withheld.items())]
    return f"{n_in:,} {noun} = {' + '.join(parts)}."
