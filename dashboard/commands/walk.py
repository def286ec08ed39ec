"""Where a person stands in the queue of names at the desk in a terminal; it decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.desk import Desk
from dashboard.steps import Step
from dashboard.waiting import Name
from geodata.errors import InputError
from geodata.types import Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Where a person stands in the queue."""

    ids: tuple[str, ...]  # of the names, most reports first
    is_whole: bool = False  # whether names that are settled or certain are stopped at too
    position: int = 0  # of the name that is shown; len(ids) is behind the last one
    found: tuple[Candidate, ...] | None = None  # by a search; None: the geocoder's are shown
    note: str = ""  # why the next decision is made
    steps: tuple[tuple[Step, int], ...] = ()  # of this session with their positions, oldest first
    asked: tuple[Name, ...] = ()  # names whose first candidates a yes accepts
    is_finished: bool = False


def start_walk(desk: Desk, *, is_whole: bool) -> Walk:
    """Stand at the first name that waits, or, of the whole queue, at the first."""
    names = desk.find_names()
    ids = tuple(name.id for name in names if is_whole or name.is_waiting)
    return Walk(ids=ids, is_whole=is_whole)


def get_name(walk: Walk, desk: Desk) -> Name:
    """Return the name that is shown.

    Raises
    ------
    InputError
        If one stands behind the last, or the atlas was built again without this one.
    """
    if walk.position == len(walk.ids):
        raise InputError("there is no name behind the last: b goes back, u undoes, q finishes")
    found = _names_by_id(desk).get(walk.ids[walk.position])
    if found is None:
        raise InputError(
            "the atlas was built again meanwhile, without this name: go on to the next"
        )
    return found


def find_offers(walk: Walk, desk: Desk) -> Sequence[Candidate]:
    """Return the candidates that are shown, best first."""
    return desk.match(get_name(walk, desk)).candidates if walk.found is None else walk.found


def go_to(position: int, walk: Walk) -> Walk:
    """Stand at a position; what was searched elsewhere is done with."""
    return replace(walk, position=position, found=None)


def pass_gone(walk: Walk, desk: Desk, *, backward: bool) -> Walk:
    """Leave a name that the atlas has no more for the next one that it has.

    Parameters
    ----------
    walk, desk
        Where one stands.
    backward
        Whether one was going back: then the one before comes first.
    """
    known = _names_by_id(desk).keys()
    behind = range(walk.position, -1, -1) if backward else ()
    ahead = range(walk.position, len(walk.ids))
    there = (at for at in (*behind, *ahead) if at == len(walk.ids) or walk.ids[at] in known)
    position = next(there, len(walk.ids))
    return walk if position == walk.position else go_to(position, walk)


def go_on(step: Step, walk: Walk, desk: Desk) -> Walk:
    """Keep a step and go to the next name that is stopped at."""
    names = _names_by_id(desk)
    following = (
        position
        for position in range(walk.position + 1, len(walk.ids))
        if (name := names.get(walk.ids[position])) and (walk.is_whole or name.is_waiting)
    )
    steps = (*walk.steps, (step, walk.position))
    return replace(go_to(next(following, len(walk.ids)), walk), steps=steps, note="")


def _names_by_id(desk: Desk) -> dict[str, Name]:
    return {name.id: name for name in desk.find_names()}
