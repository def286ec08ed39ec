"""What a person does about events in the drawer, written into the atlas's file of decisions.

In: an act on reports and a desk that says whether anything may be decided. Out: a line in
decisions.jsonl, and what to say of it. The atlas shows it when the decisions are applied.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from dashboard.desk import READ_ONLY, Desk
from geodata.deciding import decide_events
from geodata.decision_log import DECISIONS, load_log
from geodata.errors import InputError
from geodata.joining import Joining, Verdict, find_holding


def take_apart(report_id: str, desk: Desk, *, why: str) -> str:
    """Decide that a report is not of its event; return what to say.

    Raises
    ------
    InputError
        If nothing may be decided here, or nobody is known to decide.
    StoreError
        If the decision can't be written.
    """
    _decide([report_id], Verdict.APART, desk, why=why)
    return f"{report_id} leaves its event once decisions are applied."


def bring_together(report_ids: Sequence[str], desk: Desk, *, why: str) -> str:
    """Decide that the events of some reports are one; return what to say.

    Raises
    ------
    InputError, StoreError
        As for `take_apart`.
    """
    _decide(report_ids, Verdict.TOGETHER, desk, why=why)
    return f"The events of {' and '.join(report_ids)} are one once decisions are applied."


def take_back(report_ids: Sequence[str], desk: Desk) -> str:
    """Undo what was decided about reports: the rules speak again.

    Raises
    ------
    InputError, StoreError
        As for `take_apart`.
    """
    named = tuple(sorted(report_ids))
    if not any(item.what.reports == named for item in _load(desk)):
        return "Nothing is undone: it was undone before."
    _decide(named, None, desk, why="undone")
    return f"Undone: {', '.join(named)}. Apply the decisions to see it."


def find_decided(report_ids: Collection[str], desk: Desk) -> tuple[Joining, ...]:
    """Return the decisions that hold and name any of some reports.

    Raises
    ------
    StoreError
        If the file can't be read.
    """
    known = set(report_ids)
    return tuple(item for item in _load(desk) if known & {*item.what.reports})


def _load(desk: Desk) -> tuple[Joining, ...]:
    if desk.is_closed:
        return ()
    return find_holding(load_log(desk.live.current.atlas.path / DECISIONS).joinings)


def _decide(report_ids: Sequence[str], verdict: Verdict | None, desk: Desk, *, why: str) -> None:
    if not desk.may_write:
        raise InputError(READ_ONLY)
    if not desk.login:
        raise InputError(
            "this machine doesn't say who you are: set LOGNAME before you start the page, or "
            "decide by geodata.deciding"
        )
    decide_events(
        desk.live.current.atlas.path,
        report_ids,
        verdict,
        who=desk.login,
        why=why,
        when=datetime.now(UTC).replace(microsecond=0),
    )
