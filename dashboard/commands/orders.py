"""What a typed line does at the desk in a terminal: where one stands goes in, and comes out anew.

A line is a number, or a letter and perhaps a text. Decisions go to the desk at once; nothing is
printed here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from dashboard.bulk import accept, count_reports, score_waiting
from dashboard.commands.walk import Walk, find_offers, get_name, go_on, go_to
from dashboard.desk import Desk
from dashboard.offers import mark_offer, read_offer, say_answer
from dashboard.steps import NOWHERE, make_point, say_undone
from dashboard.waiting import Name
from geodata.decisions import Answer, Choice
from geodata.errors import InputError
from geodata.saying import say_count
from geodata.types import Candidate, PlacePrecision

_N_SHOWN: Final = 10  # names of a set that is asked about
_LONGEST: Final = 500  # letters of a line; a person's reason is shorter
_LONGEST_QUOTE: Final = 40  # letters of a line that is too long, repeated in the error
_YES: Final = frozenset({"y", "yes"})
_NO: Final = frozenset({"n", "no", ""})

HELP: Final = (
    "number   choose that candidate; Enter accepts the first",
    "s TEXT   search the gazetteer",
    "p LAT LON   set a point by hand, in decimal degrees, latitude first",
    "r        somewhere in the region of the first candidate; r NAME: in that region",
    "c        somewhere in the country of the first candidate; c NAME: in that country",
    "x        not a place",
    "n        leave it and go on",
    "b        go back",
    "u        undo the last decision of this session",
    "a SCORE  accept the first candidate of all doubtful names whose score is that or more, 0 to 1",
    "w WHY    note why, for the next decision",
    "?        this list",
    "q        finish",
)


Reply = tuple[Walk, str]
"""Where one stands now, and what is said of it."""


def take(line: str, walk: Walk, desk: Desk) -> Reply:
    """Do what a line says.

    Raises
    ------
    InputError
        If it says nothing that can be done here.
    StoreError
        If a decision can't be stored.
    """
    _check_length(line)
    word, _, text = line.strip().partition(" ")
    if walk.asked:
        return _answer(word.lower(), walk, desk)
    if word.isdecimal():
        _check_alone(line.strip(), text)
        return _choose(int(word), walk, desk)
    order = word.lower()
    if order in _TEXT_ORDERS:
        return _TEXT_ORDERS[order](text.strip(), walk, desk)
    if order in _ORDERS and not text:
        return _ORDERS[order](walk, desk)
    raise InputError(f"{line.strip()!r} means nothing here: type ? for what can be done")


def _check_length(line: str) -> None:
    if len(line) > _LONGEST:
        raise InputError(
            f"{line[:_LONGEST_QUOTE]!r} … has {len(line):,} letters: write at most {_LONGEST}"
        )


def _check_alone(line: str, text: str) -> None:
    if text:
        raise InputError(
            f"{line!r} is no number of a candidate: write that alone, or p before a position, as "
            "in: p 47.47 8.31"
        )


def _choose(number: int, walk: Walk, desk: Desk) -> Reply:
    offers = find_offers(walk, desk)
    if not offers:
        raise InputError("there is no candidate: search with s, or set a point with p; n goes on")
    if not 1 <= number <= len(offers):
        raise InputError(f"{number} is no candidate: choose 1 to {len(offers)}")
    return _settle(_read(offers[number - 1], walk, desk), walk, desk)


def _search(text: str, walk: Walk, desk: Desk) -> Reply:
    name = get_name(walk, desk)
    if not text:
        raise InputError("s needs a text to search for, as in: s Baden")
    found = desk.search(text, name)
    said = "" if found else f"nothing in the gazetteer is called {text!r}"
    return replace(walk, found=found or walk.found), said


def _set_point(text: str, walk: Walk, desk: Desk) -> Reply:
    name = get_name(walk, desk)
    country = desk.find_country(name)
    return _settle(make_point(text, name.entry.subject, PlacePrecision.CITY, country), walk, desk)


def _mark_region(text: str, walk: Walk, desk: Desk) -> Reply:
    name = get_name(walk, desk)
    if text:
        found = desk.gazetteer.find_admin1s(text, desk.find_country(name))
    else:
        found = tuple(item.admin1 for item in find_offers(walk, desk)[:1] if item.admin1)
    code = _get_one(found, text, "region", "r")
    return _settle(_read_area(Choice.REGION, code, walk, desk), walk, desk)


def _mark_country(text: str, walk: Walk, desk: Desk) -> Reply:
    if text:
        found = desk.gazetteer.find_countries(text)
    else:
        found = tuple(item.country for item in find_offers(walk, desk)[:1])
    code = _get_one(found, text, "country", "c")
    return _settle(_read_area(Choice.COUNTRY, code, walk, desk), walk, desk)


def _note(text: str, walk: Walk, _: Desk) -> Reply:
    return replace(walk, note=text), f"noted for the next decision: {text!r}" if text else "no note"


def _ask_bulk(text: str, walk: Walk, desk: Desk) -> Reply:
    least = _read_score(text)
    names = tuple(
        name for name, score in score_waiting(desk) if name.id in walk.ids and score >= least
    )
    if not names:
        raise InputError(
            f"no doubtful name has a candidate that scores {least:g} or more: write a lower score, "
            "or go from name to name"
        )
    lines = [
        f"  {name.text}: {say_answer(answer, desk.gazetteer)}"
        for name, answer in accept(names[:_N_SHOWN], desk)
    ]
    more = [f"  and {len(names) - _N_SHOWN:,} more"] if len(names) > _N_SHOWN else []
    ask = f"accept the first candidate of {_say_bulk(names)}? y or n"
    return replace(walk, asked=names), "\n".join([*lines, *more, ask])


def _answer(word: str, walk: Walk, desk: Desk) -> Reply:
    if word not in _YES | _NO:
        raise InputError(f"{word!r} is no answer: say y or n")
    names, walk = walk.asked, replace(walk, asked=())
    if word in _NO:
        return walk, "nothing is accepted"
    step = desk.decide(accept(names, desk), who=desk.login, why=walk.note)
    return go_on(step, walk, desk), f"accepted: {_say_bulk(names)}; u takes all back"


def _accept_first(walk: Walk, desk: Desk) -> Reply:
    return _choose(1, walk, desk)


def _mark_nowhere(walk: Walk, desk: Desk) -> Reply:
    return _settle(NOWHERE, walk, desk)


def _leave(walk: Walk, _: Desk) -> Reply:
    return go_to(min(walk.position + 1, len(walk.ids)), walk), ""


def _go_back(walk: Walk, _: Desk) -> Reply:
    return go_to(max(walk.position - 1, 0), walk), ""


def _undo(walk: Walk, desk: Desk) -> Reply:
    if not walk.steps:
        raise InputError("nothing was decided in this session: there is nothing to undo")
    *steps, (last, position) = walk.steps
    undone = desk.undo(last, who=desk.login)
    walk = replace(go_to(position, walk), steps=tuple(steps))
    return walk, say_undone(undone)


def _help(walk: Walk, _: Desk) -> Reply:
    return walk, "\n".join(HELP)


def _finish(walk: Walk, _: Desk) -> Reply:
    return replace(walk, is_finished=True), ""


_ORDERS: Final[Mapping[str, Callable[[Walk, Desk], Reply]]] = {
    "": _accept_first,
    "x": _mark_nowhere,
    "n": _leave,
    "b": _go_back,
    "u": _undo,
    "?": _help,
    "q": _finish,
}

_TEXT_ORDERS: Final[Mapping[str, Callable[[str, Walk, Desk], Reply]]] = {
    "s": _search,
    "p": _set_point,
    "r": _mark_region,
    "c": _mark_country,
    "a": _ask_bulk,
    "w": _note,
}
"""Orders that a text may follow."""


def _settle(answer: Answer, walk: Walk, desk: Desk) -> Reply:
    name = get_name(walk, desk)
    step = desk.decide([(name, answer)], who=desk.login, why=walk.note)
    reports = say_count(name.entry.n_reports, "report")
    said = f"{name.text}: {say_answer(answer, desk.gazetteer)} ({reports})"
    return go_on(step, walk, desk), said


def _read(candidate: Candidate, walk: Walk, desk: Desk) -> Answer:
    return read_offer(mark_offer(candidate), desk.match(get_name(walk, desk)), desk.gazetteer)


def _read_area(choice: Choice, code: str, walk: Walk, desk: Desk) -> Answer:
    return read_offer(f"{choice}:{code}", desk.match(get_name(walk, desk)), desk.gazetteer)


def _get_one(codes: Sequence[str], text: str, what: str, letter: str) -> str:
    if not codes and not text:
        raise InputError(f"no candidate says the {what}: name it, as in: {letter} NAME")
    if not codes:
        raise InputError(f"{text!r} is no {what} that is known here: write its name or code")
    if len(codes) > 1:
        raise InputError(f"{text!r} may be {', '.join(codes)}: write one of these codes")
    return codes[0]


def _read_score(text: str) -> float:
    try:
        score = float(text)
    except ValueError:
        score = -1.0
    if not 0 <= score <= 1:
        raise InputError(f"{text!r} is no score: write a number from 0 to 1, as in: a 0.8")
    return score


def _say_bulk(names: Sequence[Name]) -> str:
    return f"{say_count(len(names), 'name')} ({say_count(count_reports(names), 'report')})"
