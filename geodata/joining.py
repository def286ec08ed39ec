"""What people decided about which reports tell of one event, as values and as lines of JSON; pure.

A decision names reports by their ids and says that they are one event ("together") or leave the
event that they are in ("apart"). They stand in one file with the decisions about names
(`geodata.decisions`) and are only ever added: the last one about the same reports holds, and one
without a verdict lets the rules of `geodata.clustering` speak again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from geodata.errors import InputError
from geodata.signed_lines import check_moment, format_line, read_moment, read_text


class Verdict(StrEnum):
    """What a person said of reports."""

    TOGETHER = "together"  # the events that they are in are one
    APART = "apart"  # those of them that are in one event leave it and are one of their own


_FEWEST = {Verdict.TOGETHER: 2, Verdict.APART: 1, None: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """The reports that a decision is about.

    Raises
    ------
    InputError
        If there are none, one is named twice, or they aren't in the order of their ids.
    """

    reports: tuple[str, ...]  # ids, rising

    def __post_init__(self) -> None:
        if not self.reports or "" in self.reports or tuple(sorted({*self.reports})) != self.reports:
            raise InputError(
                f"{self.reports!r} can't be decided on: name at least one report, each once, in "
                "the order of their ids"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """One line of decisions.jsonl that is about reports.

    Raises
    ------
    InputError
        If one report alone is to be together, or ``when`` is no whole second in UTC.
    """

    what: Reports
    before: Verdict | None  # the decision about the same reports that held; None: the rules
    after: Verdict | None  # None: undone, the rules speak again
    who: str
    why: str
    when: datetime  # UTC, to the second

    def __post_init__(self) -> None:
        check_moment(self.when)
        if len(self.what.reports) < _FEWEST[self.after]:
            raise InputError(
                f"{self.what.reports!r} can't be {str(self.after)!r}: name a second report"
            )


def name_reports(ids: Iterable[str]) -> Reports:
    """Return reports as a decision names them, whatever their order.

    Raises
    ------
    InputError
        If there are none.
    """
    return Reports(reports=tuple(sorted({*ids})))


def find_holding(joinings: Iterable[Joining]) -> tuple[Joining, ...]:
    """Return the last decision about each set of reports, in the order of their moments.

    Of one moment, in the order given. Undone ones are left out.
    """
    held: dict[Reports, Joining] = {}
    for joining in sorted(joinings, key=lambda item: item.when):
        held.pop(joining.what, None)  # it moves behind the others
        held[joining.what] = joining
    return tuple(joining for joining in held.values() if joining.after)


def to_json(joining: Joining) -> str:
    """Write a decision as one line of JSON, without its end; `from_json` is the exact inverse."""
    return format_line(asdict(joining), joining.when)


def from_json(line: str) -> Joining:
    """Read a line that `to_json` wrote; fields that it doesn't know are ignored.

    Raises
    ------
    InputError
        If the line is no such decision.
    """
    try:
        content = json.loads(line)
        named = content["what"]["reports"]
        if not isinstance(named, list):
            raise TypeError(f"{named!r} is no list")
        before, after = (content[name] for name in ("before", "after"))
        return Joining(
            what=name_reports(map(read_text, named)),
            before=None if before is None else Verdict(before),
            after=None if after is None else Verdict(after),
            who=read_text(content["who"]),
            why=read_text(content["why"]),
            when=read_moment(content["when"]),
        )
    except (InputError, ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise InputError(
            f"{line[:200]!r} is no decision about reports ({error!r:.200}): it needs what, before, "
            "after, who, why and when; correct or delete the line"
        ) from error
