"""What a person does at the desk as decisions, and the way back; pure.

A step is what one key did: a decision, or many at once. It is kept as the lines of the log that it
wrote, so that undoing it restores what stood before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from geodata.decisions import PRECISIONS, Answer, Choice, Decision, Subject, answer_of, settle
from geodata.errors import InputError
from geodata.types import Match, MatchStatus, PlacePrecision

UNDONE: Final = "undone"
"""The reason that an undoing gives."""

NOWHERE: Final = Answer(choice=Choice.NOWHERE, precision=PlacePrecision.UNKNOWN)
"""The answer that a name is no place."""

_N_NAMED: Final = 3  # names that are undone at once and still told

_SIGNS: Final = str.maketrans({"٫": ".", "،": ",", "؛": ",", ";": ",", "−": "-", "°": " "})
"""What people and Persian keyboards write for the signs of a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Lines of the log that were written at once; half open, 0 is the oldest decision."""

    start: int
    stop: int


def parse_point(text: str) -> tuple[float, float]:
    """Read a position as people write it, latitude first: ``47.47, 8.31``.

    Returns
    -------
    tuple of float
        lon and lat, degrees.

    Raises
    ------
    InputError
        If it is no position on Earth.
    """
    parts = [part for part in re.split(r"[,\s]+", text.translate(_SIGNS)) if part]
    try:
        lat, lon = map(float, parts)
    except ValueError:
        raise InputError(
            f"{text!r} is not a position: write latitude, then longitude, as in 47.47, 8.31"
        ) from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise InputError(
            f"{text!r} is not on Earth: latitude goes from -90 to 90, longitude from -180 to 180; "
            "write latitude first"
        )
    return lon, lat


def make_point(text: str, subject: Subject, precision: str, country: str | None) -> Answer:
    """Return the answer that means a position set by hand.

    Parameters
    ----------
    text
        As for `parse_point`.
    subject
        Whose name the point gets.
    precision
        One of the precisions that a point may have.
    country
        ISO code of the country that the rows name, if they do.

    Raises
    ------
    InputError
        If it is no position on Earth, or no such precision.
    """
    lon, lat = parse_point(text)
    allowed = {str(item): item for item in PRECISIONS[Choice.POINT]}
    if precision not in allowed:
        raise InputError(f"a point is not {precision!r}: choose {', '.join(allowed)}")
    return Answer(
        choice=Choice.POINT,
        precision=allowed[precision],
        name=subject.place_name,
        country=country,
        lon=lon,
        lat=lat,
    )


def find_before(decision: Decision | None, match: Match) -> Answer | None:
    """Return what stands for a name: the last decision, else the geocoder's best answer."""
    if decision and decision.after:
        return decision.after
    if match.status is MatchStatus.NONE or not match.candidates:
        return None
    return answer_of(match.candidates[0])


def revert(log: Sequence[Decision], step: Step, *, who: str, when: datetime) -> list[Decision]:
    """Return the decisions that undo a step.

    A name that was decided otherwise since, elsewhere, is left as it is.
    """
    return list(_revert(log, step, who, when))


def say_undone(undone: Sequence[Decision]) -> str:
    """Say what was undone, or why nothing was."""
    names = list(dict.fromkeys(decision.what.place_name for decision in undone))
    if not names:
        return "Nothing is undone: it was decided anew since, here or elsewhere"
    if len(names) > _N_NAMED:
        return f"{len(names):,} names: undone"
    return f"{', '.join(names)}: undone"


def _revert(log: Sequence[Decision], step: Step, who: str, when: datetime) -> Iterator[Decision]:
    earlier, now = settle(log[: step.start]), settle(log)
    for done in log[step.start : step.stop]:
        if now[done.what.key].after == done.after:
            stood = earlier.get(done.what.key)
            yield Decision(
                what=done.what,
                before=done.after,
                after=stood.after if stood else None,
                who=who,
                why=UNDONE,
                when=when,
            )
