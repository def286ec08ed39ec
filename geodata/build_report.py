"""What a build did, as numbers and in words for a person; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geodata.carrying import Carry
from geodata.formats.presets import PRESETS
from geodata.placements import Outcome
from geodata.settling import DecisionCounts
from geodata.store import CHANGES, Import
from geodata.types import Problem
from geodata.uniting import JoiningCounts
from geodata.versions import Difference

_SHOWN_PROBLEMS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BuildReport:
    """What a build did. ``n_in == n_kept + n_set_aside``, over all files and for each."""

    output: Path  # the atlas
    imports: tuple[Import, ...]  # one for each file, in the order given
    problems: tuple[Problem, ...]  # also in problems.csv
    outcomes: Mapping[Outcome, int]  # every report once, by what became of its place
    n_events: int  # that the reports tell of
    decisions: DecisionCounts  # what became of what people decided about names
    joinings: JoiningCounts  # and about which reports are one event
    carry: Carry  # what became of the decisions of another atlas
    difference: Difference | None  # from the build that was there; None if none was compared

    @property
    def n_reports(self) -> int:
        """The number of reports in the atlas."""
        return sum(self.outcomes.values())

    @property
    def n_located(self) -> int:
        """The number of reports on a place of the map."""
        return self.outcomes[Outcome.LOCATED]

    @property
    def n_in(self) -> int:
        """The number of rows in all files."""
        return sum(item.n_in for item in self.imports)

    @property
    def n_kept(self) -> int:
        """The number of rows in the atlas."""
        return sum(item.n_kept for item in self.imports)

    @property
    def n_set_aside(self) -> int:
        """The number of rows that aren't in the atlas; each has a problem."""
        return sum(item.n_set_aside for item in self.imports)

    def describe(self) -> list[str]:
        """Return the summary for a person, one line a fact."""
        lines = [line for item in self.imports for line in _describe_import(item)]
        lines.append(f"{self.n_located:,} of {self.n_reports:,} reports are {Outcome.LOCATED}")
        lines += [
            f"  {n:,}: {outcome}"
            for outcome, n in self.outcomes.items()
            if n and outcome is not Outcome.LOCATED
        ]
        lines.append(f"the reports tell of {self.n_events:,} events")
        lines += _describe_difference(self.difference)
        lines += _describe_carry(self.carry)
        lines += _describe_decisions(self.decisions)
        lines += _describe_joinings(self.joinings)
        lines += [
            f"{item.file}, row {item.row}: {item.column} {item.value!r}: {item.reason}"
            for item in self.problems[:_SHOWN_PROBLEMS]
        ]
        if self.problems:
            lines.append(f"all problems ({len(self.problems):,}) are in {self.output}/problems.csv")
        lines.append(f"the atlas is {self.output}")
        lines.append(
            f"{self.n_in:,} rows in = {self.n_kept:,} kept + {self.n_set_aside:,} set aside"
        )
        return lines


def _describe_import(item: Import) -> list[str]:
    line = (
        f"{item.file} ({item.preset}): {item.n_in:,} rows in, {item.n_kept:,} kept, "
        f"{item.n_set_aside:,} set aside"
    )
    unused = ", ".join(item.unused_columns)
    return [
        f"{line}; columns not used: {unused}" if unused else line,
        *(f"  {note}" for note in item.notes),
        *(f"  {line}" for line in _describe_dataset(item)),
    ]


def _describe_dataset(item: Import) -> list[str]:
    """Say whose rows they are, under which licence, and how to cite them; nothing if unknown."""
    known = PRESETS.get(item.preset)
    parts = (
        ("dataset", known.title if known else ""),
        ("licence", item.licence + (" (may not be published)" if item.is_restricted else "")),
        ("cite as", item.citation),
    )
    return [f"{what}: {said.strip()}" for what, said in parts if said]


def _describe_difference(difference: Difference | None) -> list[str]:
    """Say in one line what is other than in the build that was there, if one was compared."""
    if difference is None:
        return []
    if not difference:
        return ["the reports are those of the build that was there"]
    parts = (
        (difference.added, "added"),
        (difference.removed, "removed"),
        (difference.changed_to, "changed"),
    )
    said = ", ".join(f"{len(rows):,} {what}" for rows, what in parts)
    return [f"reports against the build that was there: {said}; each is in {CHANGES}"]


def _describe_carry(carry: Carry) -> list[str]:
    """Say in one line what became of carried decisions; nothing if there are none."""
    parts = (
        (len(carry.added), "added to those of the atlas"),
        (carry.n_there, "there already"),
        (carry.n_older, "older than what the atlas has of their names"),
    )
    said = ", ".join(f"{n:,} {what}" for n, what in parts if n)
    return [f"carried decisions: {said}"] if said else []


def _describe_decisions(counts: DecisionCounts) -> list[str]:
    """Say in one line what became of decisions; nothing if there are none."""
    parts = (
        (counts.n_applied, "applied"),
        (counts.n_unfound, "about names that no report has"),
        (counts.n_unusable, "left unused, see the problems"),
    )
    said = ", ".join(f"{n:,} {what}" for n, what in parts if n)
    return [f"decisions: {said}"] if said else []


def _describe_joinings(counts: JoiningCounts) -> list[str]:
    """Say in one line what became of decisions about events; nothing if there are none."""
    parts = (
        (counts.n_applied, "applied"),
        (counts.n_unfound, "about reports that the atlas lacks"),
    )
    said = ", ".join(f"{n:,} {what}" for n, what in parts if n)
    return [f"decisions about events: {said}"] if said else []
