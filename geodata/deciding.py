"""Decide which reports of an atlas tell of one event: a line in its file of decisions.

In: the folder of an atlas, ids of its reports and a verdict. The atlas shows it after
`geodata.rebuilding.rebuild_atlas`; nothing but the file is changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from geodata.decision_log import DECISIONS, append_decisions, load_log
from geodata.errors import InputError, StoreError
from geodata.joining import Joining, Verdict, find_holding, name_reports
from geodata.store import load_table


def decide_events(
    atlas: Path,
    reports: Iterable[str],
    verdict: Verdict | None,
    *,
    who: str,
    why: str,
    when: datetime,
) -> Joining:
    """Write what a person decided about reports; return the line as a value.

    Parameters
    ----------
    atlas
        Folder of the atlas.
    reports
        Ids of reports. For ``together``, one of each event is enough: their whole events become
        one. For ``apart``, those of one event that are named leave it as one event of their own.
    verdict
        None undoes what was decided about these reports: the rules speak again.
    who, why
        Who decides, and for which reason; both are kept.
    when
        In UTC, to the second.

    Raises
    ------
    InputError
        If a report isn't in the atlas, too few are named, or a text can't be stored.
    StoreError
        If the folder is no atlas, or its file can't be read or written.
    """
    what = name_reports(reports)
    _check_known(atlas, what.reports)
    holding = find_holding(load_log(Path(atlas) / DECISIONS).joinings)
    before = next((item.after for item in holding if item.what == what), None)
    joining = Joining(what=what, before=before, after=verdict, who=who, why=why, when=when)
    append_decisions(atlas, [joining])
    return joining


def _check_known(atlas: Path, ids: tuple[str, ...]) -> None:
    table = load_table(atlas, "reports", ["report_id"])
    if table is None:
        raise StoreError(
            f"{str(atlas)!r} is no atlas that this version reads: name a folder that `event-atlas "
            "build` made"
        )
    known = pc.is_in(pa.array(ids, pa.string()), value_set=table["report_id"].combine_chunks())
    absent = [name for name, is_known in zip(ids, known.to_pylist(), strict=True) if not is_known]
    if absent:
        raise InputError(
            f"{absent[0]!r} is no report of {str(atlas)!r}: give ids as its column report_id has "
            "them"
        )
