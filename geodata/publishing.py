"""Publish profiles: what may leave an atlas, and how coarse; pure.

A profile is a choice of six settings. Three are built in; an atlas may define others in its
atlas.toml, each on the base of one that is there, and say which one holds by default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any, Final

from geodata.errors import InputError

PLACES: Final = ("exact", "city", "grid", "admin1", "country")
"""How closely a place may be told, the closest first."""

DAYS: Final = ("day", "week", "month")
SOURCES: Final = ("all", "publisher", "kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What may leave an atlas.

    Raises
    ------
    InputError
        If a setting is none that there is.
    """

    name: str
    place: str = "exact"  # one of PLACES
    grid: float = 0.5  # degrees: size of a cell, if the place is told by a grid
    days: str = "day"  # one of DAYS: ISO weeks from Monday, months of the calendar
    least: int = 1  # reports of a place; one with fewer is told as its region, then its country
    texts: bool = True  # titles, notes, actors and names as sources spell them
    sources: str = "all"  # one of SOURCES: without links, or without publishers as well
    restricted: bool = True  # rows whose licence forbids to publish them

    def __post_init__(self) -> None:
        for name, allowed in (("place", PLACES), ("days", DAYS), ("sources", SOURCES)):
            if getattr(self, name) not in allowed:
                raise InputError(
                    f"profile {self.name!r} has {name} = {getattr(self, name)!r}: write one of "
                    f"{', '.join(map(repr, allowed))}"
                )
        for name in ("texts", "restricted"):
            if not isinstance(getattr(self, name), bool):
                raise InputError(
                    f"profile {self.name!r} has {name} = {getattr(self, name)!r}: write true or "
                    "false"
                )
        is_whole = isinstance(self.least, int) and not isinstance(self.least, bool)
        if not is_whole or self.least < 1:
            raise InputError(
                f"profile {self.name!r} has least = {self.least!r}: write a whole number from 1"
            )
        is_number = isinstance(self.grid, int | float) and not isinstance(self.grid, bool)
        if not is_number or not 0.01 <= self.grid <= 20:
            raise InputError(
                f"profile {self.name!r} has grid = {self.grid!r}: write degrees from 0.01 to 20"
            )

    @property
    def is_private(self) -> bool:
        """Whether nothing is left out or coarsened."""
        return self == Profile(name=self.name, grid=self.grid)

    def describe(self) -> str:
        """Say what it does, in words."""
        parts = (
            {"grid": f"places to a grid of {self.grid:g}°", "city": "places to the city",
             "admin1": "places to the region", "country": "places to the country"}.get(self.place),
            {"week": "days to the week", "month": "days to the month"}.get(self.days),
            f"at least {self.least} reports a place" if self.least > 1 else None,
            None if self.texts else "titles in our words, no notes, actors or spellings",
            {"publisher": "no links to sources", "kind": "no publishers and links"}.get(
                self.sources
            ),
            None if self.restricted else "no rows that their licence restricts",
        )  # fmt: skip
        return "; ".join(filter(None, parts)) or "everything as it is"


PRIVATE: Final = Profile(name="private")

PROFILES: Final[Mapping[str, Profile]] = MappingProxyType(
    {
        profile.name: profile
        for profile in (
            PRIVATE,
            Profile(name="partner", place="city", restricted=False),
            Profile(
                name="public",
                place="city",
                days="week",
                least=3,
                texts=False,
                sources="publisher",
                restricted=False,
            ),
        )
    }
)
"""The profiles that every atlas has."""

_SETTINGS: Final = tuple(field.name for field in fields(Profile) if field.name != "name")


def choose_profile(name: str | None, publish: object) -> Profile:
    """Return a profile by its name, or the one that an atlas holds by default.

    Parameters
    ----------
    name
        Of the profile; None for the default.
    publish
        The table "publish" of its atlas.toml, as parsed; None if it has none: private is the
        default then.

    Raises
    ------
    InputError
        If there is no such profile, or the table is wrong.
    """
    table = _check_table(publish, "publish", ("profile", "profiles"))
    known = dict(PROFILES)
    for own, settings in _check_table(table.get("profiles"), "publish.profiles", None).items():
        known[own] = _make(own, settings, known)
    wanted = table.get("profile", PRIVATE.name) if name is None else name
    if wanted not in known:
        raise InputError(
            f"there is no profile {wanted!r}: name one of {', '.join(known)}, or define it in "
            "atlas.toml under [publish.profiles]"
        )
    return known[wanted]


def _make(name: str, settings: object, known: Mapping[str, Profile]) -> Profile:
    where = f"publish.profiles.{name}"
    table = _check_table(settings, where, ("base", *_SETTINGS))
    base = table.get("base", "public")
    if base not in known:
        raise InputError(f"{where} has base = {base!r}: name one of {', '.join(known)}")
    if name in PROFILES and not isinstance(settings, dict):
        raise InputError(f"{where} is no table: write [{where}]")
    changes: dict[str, Any] = {key: value for key, value in table.items() if key != "base"}
    return replace(known[name if name in PROFILES else base], name=name, **changes)


def _check_table(content: object, where: str, allowed: tuple[str, ...] | None) -> Mapping[str, Any]:
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise InputError(f"{where} in atlas.toml is {content!r}, no table: write [{where}]")
    unknown = sorted(set(content) - set(allowed or content))
    if unknown:
        raise InputError(
            f"{where} in atlas.toml has {unknown[0]!r}, which is no setting: write "
            f"{', '.join(allowed or ())}"
        )
    return content
