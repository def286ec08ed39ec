"""The last steps of every build: place the reports, find their events, write the folder, report.

In: records that were read, from files or from an atlas that is built again. Out: the atlas in its
place. It decides nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pyarrow as pa

from geodata.areas import list_unknown_areas
from geodata.build_report import BuildReport
from geodata.card import Card
from geodata.carrying import choose_carried
from geodata.clustering import Clusters, cluster
from geodata.decision_log import DECISIONS, DecisionLog, load_log
from geodata.events import describe_events, name_events
from geodata.formats.presets.records import Unit
from geodata.joining import Joining
from geodata.placements import Outcome
from geodata.placing import Placed, place_reports
from geodata.progress import Progress
from geodata.reference import Reference, open_reference
from geodata.store import Import, load_table
from geodata.tables import to_arrow
from geodata.types import Problem
from geodata.unplaced import list_doubts, list_faults, list_stale, list_unplaced
from geodata.versions import (
    READ,
    Change,
    Difference,
    Fingerprint,
    compare,
    list_changes,
    take_fingerprint,
)
from geodata.writing import write_atlas


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Contents:
    """What an atlas holds before its reports are placed."""

    reports: pd.DataFrame  # columns of `geodata.tables.REPORTS` but those that are found here
    sources: pd.DataFrame
    claims: pd.DataFrame
    imports: tuple[Import, ...]
    problems: tuple[Problem, ...]  # of reading, sorted


def assemble(
    target: Path,
    card: Card,
    contents: Contents,
    *,
    carried: DecisionLog | None = None,
    before: Fingerprint | None = None,
    reference: Reference | None,
    progress: Progress,
) -> BuildReport:
    """Place reports by the decisions of the atlas and those carried to it, and write all.

    Parameters
    ----------
    target
        Folder of the atlas, checked; what it holds is replaced at the end, in one step.
    card
        What the atlas says of itself.
    contents
        What goes into it.
    carried
        Decisions of another atlas; those that `geodata.carrying.choose_carried` takes are added to
        its own.
    before
        Of the reports of the build that is there, if they are to be compared.
    reference
        What names are looked up in; what ships with the package if None.
    progress
        Is told each step.

    Raises
    ------
    StoreError
        If the atlas's decisions can't be read or the folder can't be written.
    DataError
        If the reference data are missing.
    """
    log = load_log(target / DECISIONS)
    carry = choose_carried(carried or DecisionLog(), log)
    if reference is None:
        progress("opening the gazetteer and the boundaries")
        reference = open_reference()
    reports, decisions = contents.reports, (*log.decisions, *carry.added)
    placed = place_reports(reports, reference, decisions=decisions, progress=progress)
    problems = sort_problems(
        contents.problems,
        list_unknown_areas(reports, reference.gazetteer),
        list_unplaced(reports, placed.columns),
        list_faults(reports, placed.columns),
        list_stale(reports, placed.columns),
        list_doubts(reports, placed.columns),
        log.problems,
        carried.problems if carried else (),
    )
    progress("finding which reports tell of one event")
    tables, clusters = _make_tables(contents, placed, (*log.joinings, *carry.joinings))
    difference = compare(before, take_fingerprint(tables["reports"])) if before else None
    progress(f"writing {target}")
    write_atlas(
        target,
        card,
        tables,
        imports=contents.imports,
        problems=problems,
        decisions=(*carry.added, *carry.joinings),
        changes=_list_changes(target, difference, tables["reports"]),
    )
    return BuildReport(
        output=target,
        imports=contents.imports,
        problems=problems,
        outcomes=_count_outcomes(placed),
        n_events=len(clusters.bases),
        decisions=placed.decisions,
        joinings=clusters.decisions,
        carry=carry,
        difference=difference,
    )


def _make_tables(
    contents: Contents, placed: Placed, joinings: Iterable[Joining]
) -> tuple[dict[str, pa.Table], Clusters]:
    found = pd.concat([contents.reports, placed.columns], axis=1)
    of_events = {item.file for item in contents.imports if item.unit == Unit.EVENT}
    is_event_row = found["source_file"].isin(of_events).to_numpy(bool)
    clusters = cluster(found, is_event_row, joinings)
    ids = name_events(found, clusters)
    # one after the other, so that no two tables are there twice
    events = describe_events(found, clusters, contents.sources, placed.places)
    tables = {"events": to_arrow(events, "events")}
    del events
    tables["reports"] = to_arrow(found.assign(event_id=ids), "reports")
    tables["places"] = to_arrow(placed.places, "places")
    tables["sources"] = to_arrow(contents.sources, "sources")
    tables["claims"] = to_arrow(contents.claims, "claims")
    return tables, clusters


def _list_changes(
    target: Path, difference: Difference | None, reports: pa.Table
) -> Iterable[Change] | None:
    old = load_table(target, "reports", READ) if difference else None
    return None if old is None or not difference else list_changes(difference, old, reports)


def sort_problems(*lists: Iterable[Problem]) -> tuple[Problem, ...]:
    """Join problems in the order in which a person meets them in the files."""
    joined = [problem for problems in lists for problem in problems]
    files = {name: order for order, name in enumerate(dict.fromkeys(item.file for item in joined))}
    return tuple(sorted(joined, key=lambda problem: (files[problem.file], problem.row)))


def _count_outcomes(placed: Placed) -> Mapping[Outcome, int]:
    counts = placed.columns["outcome"].value_counts()
    return MappingProxyType({outcome: int(counts.get(outcome, 0)) for outcome in Outcome})
