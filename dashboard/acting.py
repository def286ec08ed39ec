"""What a person did at the desk, carried out: an act goes in, what the desk shows next comes out.

An act says itself all that it needs, so that of two quick ones none is taken for the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from dashboard.bulk import Bulk, accept, find_bulks
from dashboard.desk import Desk
from dashboard.offers import list_countries, list_regions, read_offer, say_answer
from dashboard.steps import NOWHERE, Step, make_point, say_undone
from dashboard.waiting import Name, count_waiting, find_next
from geodata.decisions import Answer, answer_of
from geodata.errors import AtlasError, InputError
from geodata.saying import say_count
from geodata.types import PlacePrecision

LONGEST: Final = 500  # letters of one text; a person's reason is shorter

LISTS: Final = ("candidates", "search", "regions", "countries")
"""Where the offers for a name come from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that a person did."""

    do: str  # a key of `ACTS`
    name: str = ""  # id of the name that it is about
    what: str = ""  # the mark of an offer, a typed text, or which set of names
    precision: str = ""  # of a point
    who: str = ""
    why: str = ""
    ticked: tuple[str, ...] = ()  # ids of names


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What the desk shows, and the way back."""

    name: str = ""  # id of the chosen name; empty if there is none
    offers: str = "candidates"  # one of `LISTS`
    text: str = ""  # that was searched
    steps: tuple[Step, ...] = ()  # of this session, oldest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What became of an act."""

    sight: Sight
    said: str = ""  # what was done, as a sentence
    trouble: str = ""  # why it wasn't
    is_decided: bool = False  # what was typed for the last name is done with
    asks: tuple[Bulk, ...] = ()  # sets of names to choose from


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An act where it was done."""

    act: Act
    sight: Sight  # before it
    listed: Sequence[Name]  # the list from which the next name is taken
    desk: Desk


def read_act(given: Mapping[str, Any]) -> Act:
    """Read an act as the browser sends it; a text longer than a person writes is cut."""
    texts = {
        field: str(given.get(field) or "")[:LONGEST]
        for field in ("do", "name", "what", "precision", "who", "why")
    }
    return Act(**texts, ticked=tuple(map(str, given.get("ticked") or ())))


def carry_out(case: Case) -> Reply:
    """Do what a person did; what stands against it is told in the reply."""
    act, sight = case.act, case.sight
    try:
        if act.do not in ACTS:
            raise InputError(f"{act.do!r} can't be done here: use a button or its key")
        return ACTS[act.do](case)
    except AtlasError as error:
        return Reply(sight=replace(sight, name=act.name or sight.name), trouble=str(error))


def _look(case: Case) -> Reply:
    act = case.act
    offers = act.do if act.do in LISTS else LISTS[0]
    text = act.what if offers == "search" else ""
    return Reply(sight=replace(case.sight, name=act.name, offers=offers, text=text))


def _look_at_areas(case: Case) -> Reply:
    """Offer regions or countries; a single one is settled on at once."""
    name, desk = _get_name(case), case.desk
    find = list_regions if case.act.do == "regions" else list_countries
    found = find(name.entry.subject, desk.match(name), desk.gazetteer)
    return _settle(case, name, answer_of(found[0])) if len(found) == 1 else _look(case)


def _choose(case: Case) -> Reply:
    name = _get_name(case)
    return _settle(
        case, name, read_offer(case.act.what, case.desk.match(name), case.desk.gazetteer)
    )


def _set_point(case: Case) -> Reply:
    name, act = _get_name(case), case.act
    precision = act.precision or PlacePrecision.CITY
    country = case.desk.find_country(name)
    return _settle(case, name, make_point(act.what, name.entry.subject, precision, country))


def _set_nowhere(case: Case) -> Reply:
    return _settle(case, _get_name(case), NOWHERE)


def _settle(case: Case, name: Name, answer: Answer) -> Reply:
    desk = case.desk
    step = desk.decide([(name, answer)], who=case.act.who, why=case.act.why)
    return Reply(
        sight=_go_on(case, step),
        said=f"{name.text}: settled as {say_answer(answer, desk.gazetteer)}; "
        f"{say_count(name.entry.n_reports, 'report')}. {_say_left(desk)}",
        is_decided=True,
    )


def _withdraw(case: Case) -> Reply:
    name = _get_name(case)
    if name.answer is None:
        raise InputError(f"nothing is decided of {name.text!r}: there is nothing to withdraw")
    step = case.desk.decide([(name, None)], who=case.act.who, why=case.act.why)
    return Reply(
        sight=Sight(name=name.id, steps=(*case.sight.steps, step)),
        said=f"{name.text}: the decision is withdrawn. {_say_left(case.desk)}",
        is_decided=True,
    )


def _undo(case: Case) -> Reply:
    if not case.sight.steps:
        raise InputError(
            "nothing was decided since this page was opened: withdraw a decision instead"
        )
    *steps, last = case.sight.steps
    undone = case.desk.undo(last, who=case.act.who)
    keys = {decision.what.key for decision in undone}
    ids = [name.id for name in case.desk.find_names() if name.key in keys]
    return Reply(
        sight=Sight(name=ids[0] if ids else case.sight.name, steps=tuple(steps)),
        said=f"{say_undone(undone)}. {_say_left(case.desk)}",
        is_decided=True,
    )


def _ask_bulk(case: Case) -> Reply:
    asks = find_bulks(case.act.ticked, case.desk)
    if not asks:
        raise InputError("no name that waits has a candidate: search, or set a point by hand")
    return Reply(sight=replace(case.sight, name=case.act.name), asks=asks)


def _accept_bulk(case: Case) -> Reply:
    act, desk = case.act, case.desk
    bulk = next((one for one in find_bulks(act.ticked, desk) if one.scope == act.what), None)
    if bulk is None:
        raise InputError("none of these names waits any longer: choose others")
    step = desk.decide(accept(bulk.names, desk), who=act.who, why=act.why)
    return Reply(
        sight=_go_on(case, step),
        said=f"{say_count(len(bulk.names), 'name')} settled by the first candidate; "
        f"{say_count(bulk.n_reports, 'report')}. {_say_left(desk)}",
        is_decided=True,
    )


ACTS: Final[Mapping[str, Callable[[Case], Reply]]] = {
    "select": _look,
    "candidates": _look,
    "search": _look,
    "regions": _look_at_areas,
    "countries": _look_at_areas,
    "choose": _choose,
    "point": _set_point,
    "nowhere": _set_nowhere,
    "withdraw": _withdraw,
    "undo": _undo,
    "ask-bulk": _ask_bulk,
    "bulk": _accept_bulk,
}
"""What each act does."""


def _get_name(case: Case) -> Name:
    found = (name for name in case.desk.find_names() if name.id == case.act.name)
    name = next(found, None)
    if name is None:
        raise InputError("this name is not in the atlas any more: choose another")
    return name


def _go_on(case: Case, step: Step) -> Sight:
    """Show the next name that waits; the same one if none does."""
    waiting = {name.id for name in case.desk.find_names() if name.is_waiting}
    following = find_next(case.listed, case.act.name, waiting)
    return Sight(name=following or case.act.name, steps=(*case.sight.steps, step))


def _say_left(desk: Desk) -> str:
    n = count_waiting(desk.find_names())
    return f"{n:,} left." if n else "None is left."
