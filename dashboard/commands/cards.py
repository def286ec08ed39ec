"""What the desk in a terminal shows, as lines: a name with its candidates, or the whole queue.

Texts of an atlas come from anywhere: nothing that would steer a terminal is let through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from dashboard.commands.walk import Walk, find_offers, get_name
from dashboard.desk import Desk
from dashboard.offers import KINDS, say_answer, say_area
from dashboard.waiting import Name
from dashboard.words import say_text
from geodata.errors import InputError
from geodata.saying import say_count
from geodata.types import Candidate

END: Final = "That was the last name: b goes back, u undoes, q finishes."

_N_REPORTS: Final = 3
_LONGEST: Final = 100  # letters of one text
_JOINERS: Final = "\u200c\u200d"  # Persian is spelled with them


def show_card(walk: Walk, desk: Desk) -> list[str]:
    """Show the name at which one stands, some of its reports, and what it may mean."""
    if walk.position == len(walk.ids):
        return ["", END]
    try:
        name = get_name(walk, desk)
    except InputError as error:
        return ["", str(error)]
    entry = name.entry
    reports = say_count(entry.n_reports, "report")
    lines = [
        "",
        f"{walk.position + 1:,} of {len(walk.ids):,}: {clean(name.text)} ({reports})",
        f"  said of it: {clean(name.context) or 'no country, province or state'}",
        f"  {name.status}: {clean(entry.geo_reason, longest=4 * _LONGEST)}",
    ]
    if name.answer:
        unused = f"; left unused: {name.fault}" if name.fault else ""
        lines.append(f"  settled as: {clean(say_answer(name.answer, desk.gazetteer))}{unused}")
    lines += _show_reports(name, desk)
    offers = find_offers(walk, desk)
    if not offers:
        lines.append("  no candidate: s TEXT searches, p LAT LON sets a point, x is no place")
    for number, candidate in enumerate(offers, start=1):
        lines.append(f"  {number:>2}  {_say_candidate(candidate, desk)}")
    return lines


def show_queue(names: Iterable[Name], desk: Desk) -> Iterator[str]:
    """Show a name a line: how many reports, how it stands, what was decided."""
    for name in names:
        context = f" ({clean(name.context)})" if name.context else ""
        settled = f" = {clean(say_answer(name.answer, desk.gazetteer))}" if name.answer else ""
        waits = ", not applied yet" if name.is_pending else ""
        waits = f", left unused: {name.fault}" if name.fault else waits
        n_reports = f"{name.entry.n_reports:,}"
        yield f"{n_reports:>7}  {name.status:<9}  {clean(name.text)}{context}{settled}{waits}"


def clean(text: str, *, longest: int = _LONGEST) -> str:
    r"""Cut a text, and put blanks for what can't be printed: line ends, escapes, direction marks.

    >>> clean("Qom\x1b[2J\n")
    'Qom [2J'
    """
    printable = "".join(sign if sign.isprintable() or sign in _JOINERS else " " for sign in text)
    line = " ".join(printable.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _show_reports(name: Name, desk: Desk) -> Iterator[str]:
    reports = desk.show_reports(name).head(_N_REPORTS)
    for date, title in zip(reports["date_start"], reports["title"], strict=True):
        yield f"  {date:%Y-%m-%d}  {clean(say_text(title)) or 'no title'}"


def _say_candidate(candidate: Candidate, desk: Desk) -> str:
    area = say_area(candidate.admin1, candidate.country, desk.gazetteer)
    name = candidate.name
    kind = KINDS.get(candidate.precision)
    said = [f"{kind}: {area or name}" if kind else f"{name}, {area}"]
    if candidate.population:
        said.append(f"{candidate.population:,} residents")
    if candidate.lon is not None:
        said.append(f"at {candidate.lat:.4f}, {candidate.lon:.4f} (lat, lon)")
    said += candidate.reasons
    return f"{candidate.score:.2f}  {'; '.join(said)}"
