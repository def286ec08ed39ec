"""What a newer version of the same files added, removed and changed; pure.

In: the reports of two builds. Out: which differ and, of what was changed, each value before and
after. Only what the files say is compared: where a name was put, and on which line a row stands,
are no news.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from geodata.placements import Placement
from geodata.tables import REPORTS, to_frame

_OTHERS: Final = {
    "report_id",
    "event_id",
    "source_row",
    "placed_as",
    *(item.name for item in fields(Placement)),
}

COMPARED: Final = tuple(name for name in REPORTS.names if name not in _OTHERS)
"""Columns in which a report may have changed."""

READ: Final = ("report_id", "source_row", *COMPARED)
"""Columns of the reports that a comparison needs."""

_CHUNK: Final = 50_000  # reports whose texts are in memory at a time


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fingerprint:
    """The reports of a build, small enough to be kept while the next one is made. Shapes (n,)."""

    keys: NDArray[np.uint64]  # hash of the id; without one, of all that is compared and a count
    contents: NDArray[np.uint64]  # hash of all that is compared


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Difference:
    """Which reports differ, as positions in the two builds; those of a change are aligned."""

    added: NDArray[np.intp]  # in the newer build
    removed: NDArray[np.intp]  # in the older one
    changed_from: NDArray[np.intp]  # in the older one
    changed_to: NDArray[np.intp]  # in the newer one

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(len(self.added) or len(self.removed) or len(self.changed_to))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One report that came or went, or one value of it that is another now."""

    change: str  # added, removed or changed
    report_id: str
    column: str = ""  # of a changed value
    before: str = ""  # empty where there was none
    after: str = ""


def take_fingerprint(reports: pa.Table) -> Fingerprint:
    """Return the fingerprint of reports, which have at least the columns of `READ`."""
    table = reports.select(list(READ))
    starts = range(0, max(table.num_rows, 1), _CHUNK)
    parts = [_hash(to_frame(table.slice(start, _CHUNK))) for start in starts]
    has_id, ids, contents = map(np.concatenate, zip(*parts, strict=True))
    # rows without an id that are alike are told apart by how many came before
    numbers = pd.Series(contents).groupby(contents).cumcount().to_numpy(np.uint64)
    alike = pd.util.hash_array(contents + numbers)
    return Fingerprint(keys=np.where(has_id, ids, alike), contents=contents)


def _hash(reports: pd.DataFrame) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return whether each report has an id, and the hashes of that and of what is compared."""
    made = reports["source_file"] + ":" + reports["source_row"].astype("str")
    ids = reports["report_id"]
    has_id = [not own.startswith(place) for own, place in zip(ids, made, strict=True)]
    return (
        np.array(has_id, bool),
        np.asarray(pd.util.hash_pandas_object(ids, index=False), np.uint64),
        np.asarray(pd.util.hash_pandas_object(reports[list(COMPARED)], index=False), np.uint64),
    )


def compare(before: Fingerprint, after: Fingerprint) -> Difference:
    """Find the reports that came, went or changed.

    A report without an id of its own can't change: the old one went and a new one came.
    """
    _, old, new = np.intersect1d(before.keys, after.keys, return_indices=True)
    is_changed = before.contents[old] != after.contents[new]
    order = np.argsort(new[is_changed])
    return Difference(
        added=np.setdiff1d(np.arange(len(after.keys)), new),
        removed=np.setdiff1d(np.arange(len(before.keys)), old),
        changed_from=old[is_changed][order],
        changed_to=new[is_changed][order],
    )


def list_changes(difference: Difference, before: pa.Table, after: pa.Table) -> Iterator[Change]:
    """Yield what was removed, in the old order, then what was added and changed, in the new one.

    Parameters
    ----------
    difference
        Of the two tables.
    before, after
        Reports with the columns of `READ`.
    """
    for report_id in before["report_id"].take(difference.removed).to_pylist():
        yield Change(change="removed", report_id=report_id)
    for report_id in after["report_id"].take(difference.added).to_pylist():
        yield Change(change="added", report_id=report_id)
    ids = after["report_id"].take(difference.changed_to).to_pylist()
    found: list[tuple[int, Change]] = []
    for column in COMPARED:
        old = before[column].take(difference.changed_from).to_pylist()
        new = after[column].take(difference.changed_to).to_pylist()
        found += [
            (
                row,
                Change(
                    change="changed",
                    report_id=ids[row],
                    column=column,
                    before=_say(value),
                    after=_say(other),
                ),
            )
            for row, (value, other) in enumerate(zip(old, new, strict=True))
            if value != other
        ]
    yield from (change for _, change in sorted(found, key=lambda item: item[0]))


def _say(value: object) -> str:
    return "" if value is None else str(value)
