"""Why a name was read as it was, in words for a person; pure text, nothing is decided here."""

from __future__ import annotations

from typing import Final

from geodata.contexts import Scope
from geodata.names import Evidence, by_evidence

NOT_HERE: Final = "No place of this name is in the gazetteer"
NO_PLACE: Final = "The text names no place"
FEATURE: Final = "Names a street, school or other thing in or between places, not a place"
ONLY_ALIKE: Final = "No place of this name is in the gazetteer, only some with a name like it"
ONLY_AREA: Final = "The place in it isn't known: answered with the region or country"
MAY_BE_CODE: Final = "So short that without a country it may be a code or a word"
COMMON: Final = "A common name: without a region another place of this name may be meant"
SHORT: Final = "A short name: without a country another place of this name may be meant"

HOW_FOUND: Final = by_evidence(
    {
        Evidence.MAIN: "Found by its main name",
        Evidence.ALTERNATE: "Found by another of its names",
        Evidence.ALIEN: "Found by another of its names",
        Evidence.REDUCED: "Found by its name without its article or a word such as city or port",
        Evidence.SOUND: "Found by the sound of its name",
        Evidence.CONSONANT: "Found by the consonants of its name",
        Evidence.LOOSE: "Found by a spelling somewhat like one of its names",
        Evidence.WEAK: "Found by a rough transliteration or code",
        Evidence.FUZZY: "Found as a misspelling of one of its names",
    }
)

_TOO_SMALL: Final = (
    "Without a country, another place of this name may be meant",
    "Without a region, another place of this name may be meant",
    "So small that another of this name, missing here, may be meant",
)
"""By scope."""

_TOO_LOOSE: Final = by_evidence(
    {
        Evidence.MAIN: _TOO_SMALL,
        Evidence.ALTERNATE: _TOO_SMALL,
        Evidence.ALIEN: _TOO_SMALL,
        **{
            evidence: (f"Only f{HOW_FOUND[evidence][1:]}",) * 3
            for evidence in Evidence
            if evidence >= Evidence.REDUCED
        },
    }
)


def say_too_small(evidence: Evidence, scope: Scope) -> str:
    """Say why a place isn't certain though nothing else has its name."""
    return _TOO_LOOSE[evidence][scope]


def say_shared(n_places: int, share: float) -> str:
    """Say how many places have the name, and what share of their residents lives in this one."""
    percent = f"{share:.0%}"
    if not 0.01 <= share <= 0.99:
        percent = "over 99%" if share > 0.99 else "under 1%"
    return f"{n_places} places share this name; this one has {percent} of their residents"


def say_elsewhere(n_places: int, label: str) -> str:
    """Say that the name is known, but not where it was said to be."""
    if n_places > 1:
        return f"Places of this name are known, but none in {label}"
    return f"A place of this name is known, but not in {label}"


def say_only_region(label: str) -> str:
    """Say that a region is the answer because the place in it isn't known."""
    return f"No place of this name is known in {label}: answered with the region"
