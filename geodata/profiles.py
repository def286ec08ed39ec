"""Publish profiles: what may leave an atlas and how coarse, as its atlas.toml says. Pure.

In: the table `[publish]`, parsed. Out: profiles by name and which is the default. Nothing is
coarsened here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, NoReturn

from geodata.errors import InputError


class Level(StrEnum):
    """How closely places are shown, the closest first."""

    EXACT = "exact"  # as they are
    CITY = "city"  # the populated place; a point becomes the one that it lies at
    GRID = "grid"  # a square of so many degrees
    ADMIN1 = "admin1"  # the province or state, never a dot
    COUNTRY = "country"


class Days(StrEnum):
    """How closely days are shown, the closest first."""

    DAY = "day"  # as they are
    WEEK = "week"  # of ISO 8601, from Monday
    MONTH = "month"  # of the calendar


class Told(StrEnum):
    """How much of a source is told, the most first."""

    ALL = "all"  # with its page and address
    PUBLISHER = "publisher"  # who published it, of which kind and in which language
    KIND = "kind"  # only which kind of source it is


class Text(StrEnum):
    """Texts that could hold what is hidden, and so leave only where a profile lets them."""

    TITLES = "titles"  # else "Protest in Fars, week of 11 November 2019"
    NOTES = "notes"  # of reports, claims and sources, and what else is said freely of a figure
    ACTORS = "actors"
    NAMES = "names"  # of places as they are spelled, on rows whose place is shown as it is
    CLAIMANTS = "claimants"  # whose figure it is
    IDS = "ids"  # of reports, claims and sources; file names and row numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What may leave an atlas."""

    name: str
    places: Level
    grid_degrees: float | None = None  # side of a square; only for the level grid
    days: Days
    minimum: int  # reports that a place, region or country must have to be shown as one; 1: any
    texts: frozenset[Text]  # that leave as they are
    sources: Told

    @property
    def is_private(self) -> bool:
        """Whether nothing is hidden."""
        return self.name == PRIVATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an atlas says of being published."""

    default: str  # name of the profile that is used unless another is asked for
    profiles: Mapping[str, Profile]

    def get(self, name: str | None) -> Profile:
        """Return a profile, the default one for None.

        Raises
        ------
        InputError
            If there is none of that name.
        """
        wanted = self.default if name is None else name
        if wanted not in self.profiles:
            raise InputError(
                f"there is no profile {wanted!r}: allowed are {', '.join(self.profiles)}; choose "
                "one, or define it in atlas.toml under [publish.profiles]"
            )
        return self.profiles[wanted]


PRIVATE: Final = "private"

_BUILT_IN: Final = (
    Profile(
        name=PRIVATE,
        places=Level.EXACT,
        days=Days.DAY,
        minimum=1,
        texts=frozenset(Text),
        sources=Told.ALL,
    ),
    # For those who work on the same data and must find a row again. Positions go: who holds them
    # can be made to give them up. Notes and titles go: that is where a street or a name stands.
    Profile(
        name="partner",
        places=Level.CITY,
        days=Days.DAY,
        minimum=1,
        texts=frozenset({Text.ACTORS, Text.NAMES, Text.CLAIMANTS, Text.IDS}),
        sources=Told.ALL,
    ),
    # For anyone. Three is what statistical offices take as the least for a cell of a table. An
    # address often holds the day and the place; a figure without its claimant would be asserted.
    Profile(
        name="public",
        places=Level.ADMIN1,
        days=Days.WEEK,
        minimum=3,
        texts=frozenset({Text.CLAIMANTS}),
        sources=Told.PUBLISHER,
    ),
)

BUILT_IN: Final[Mapping[str, Profile]] = MappingProxyType({item.name: item for item in _BUILT_IN})
"""Profiles that every atlas has."""

_BASE: Final = "public"
"""What a profile is like where it doesn't say: to forget a line must not let anything out."""

GRID: Final = (0.1, 5.0)
"""Least and most degrees of a square: below 11 km it tells one village from the next, and above it
may hold a whole country."""

_MOST: Final = 1000
_NAME: Final = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_KEYS: Final = ("places", "grid_degrees", "days", "minimum", "texts", "sources")


def parse_settings(content: Any) -> Settings:
    """Return what the table `[publish]` says; None, where there is none, says "private".

    Raises
    ------
    InputError
        If a key or a value isn't allowed, a profile that comes with Event Atlas would be made
        looser, or the default isn't there.

    Examples
    --------
    >>> import tomllib
    >>> said = tomllib.loads('''
    ... [publish]
    ... profile = "press"
    ... [publish.profiles.press]
    ... places = "grid"
    ... grid_degrees = 0.5
    ... [publish.profiles.public]
    ... minimum = 10
    ... ''')
    >>> settings = parse_settings(said["publish"])
    >>> press, public = settings.get(None), settings.get("public")
    >>> str(press.places), str(press.days), press.minimum
    ('grid', 'week', 3)
    >>> str(public.places), public.minimum
    ('admin1', 10)
    """
    table = _get_table(content, "publish", ("profile", "profiles"))
    own = _get_table(table.get("profiles"), "publish.profiles", None)
    read = {name: _read_profile(name, values) for name, values in own.items()}
    profiles = MappingProxyType({**BUILT_IN, **read})
    default = table.get("profile", PRIVATE)
    if not isinstance(default, str) or default not in profiles:
        _refuse("publish.profile", default, profiles, "name one of them, or define it")
    return Settings(default=default, profiles=profiles)


def _read_profile(name: str, content: Any) -> Profile:
    where = f"publish.profiles.{name}"
    if not _NAME.fullmatch(name) or name == PRIVATE:
        raise InputError(
            f"atlas.toml names a profile {name!r}: allowed are small letters, digits, - and _, and "
            f"not {PRIVATE!r}, which hides nothing; give it another name"
        )
    table = _get_table(content, where, _KEYS)
    base = BUILT_IN.get(name, BUILT_IN[_BASE])
    values: dict[str, Any] = {key: _READ[key](f"{where}.{key}", table[key]) for key in table}
    profile = replace(base, name=name, **values)
    if (profile.places is Level.GRID) != (profile.grid_degrees is not None):
        raise InputError(
            f"atlas.toml has [{where}] with places {str(profile.places)!r} and grid_degrees "
            f"{profile.grid_degrees!r}: places = 'grid' takes grid_degrees and no other does; give "
            "both or neither"
        )
    if looser := _find_looser(profile, base) if name in BUILT_IN else ():
        key = looser[0]
        raise InputError(
            f"atlas.toml has [{where}] with {key} = {table[key]!r}: a profile that comes with "
            "Event Atlas can only be made stricter; give a looser one a name of its own"
        )
    return profile


def _find_looser(profile: Profile, base: Profile) -> tuple[str, ...]:
    """Return the keys in which a profile lets more out than another one."""
    is_looser = {
        "places": _rank(profile.places) < _rank(base.places),
        "days": _rank(profile.days) < _rank(base.days),
        "minimum": profile.minimum < base.minimum,
        "texts": not profile.texts <= base.texts,
        "sources": _rank(profile.sources) < _rank(base.sources),
    }
    return tuple(key for key, value in is_looser.items() if value)


def _rank(value: StrEnum) -> int:
    return list(type(value)).index(value)


def _get_table(content: Any, where: str, keys: Collection[str] | None) -> Mapping[str, Any]:
    if content is None:
        return {}
    if not isinstance(content, Mapping):
        _refuse(where, content, ["a table"], f"write it as [{where}]")
    for key in content:
        if keys is not None and key not in keys:
            _refuse(where, key, keys, "correct or delete it", noun="key ")
    return content


def _read_choice(kind: type[StrEnum], where: str, value: Any) -> StrEnum:
    if not isinstance(value, str) or value not in set(kind):
        _refuse(where, value, list(kind), "choose one")
    return kind(value)


def _read_texts(where: str, value: Any) -> frozenset[Text]:
    if not isinstance(value, list):
        _refuse(where, value, ["a list in brackets"], "write it as [] or with some of its words")
    return frozenset(Text(_read_choice(Text, where, item)) for item in value)


def _read_minimum(where: str, value: Any) -> int:
    if type(value) is not int or not 1 <= value <= _MOST:
        _refuse(where, value, [f"whole numbers from 1 to {_MOST:,}"], "give one")
    return int(value)


def _read_degrees(where: str, value: Any) -> float:
    least, most = GRID
    if type(value) not in (int, float) or not least <= value <= most:
        _refuse(where, value, [f"numbers from {least} to {most}"], "give one, in degrees")
    return float(value)


_READ: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "places": lambda where, value: _read_choice(Level, where, value),
        "grid_degrees": _read_degrees,
        "days": lambda where, value: _read_choice(Days, where, value),
        "minimum": _read_minimum,
        "texts": _read_texts,
        "sources": lambda where, value: _read_choice(Told, where, value),
    }
)
"""How the value of each key of a profile is read."""


def _refuse(
    where: str, value: Any, allowed: Collection[str], remedy: str, *, noun: str = ""
) -> NoReturn:
    raise InputError(
        f"atlas.toml has {noun}{value!r} in {where}: allowed are {', '.join(allowed)}; {remedy}"
    )
