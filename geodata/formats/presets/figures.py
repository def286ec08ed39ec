"""Read what reports say in numbers as claims: low, best and high stay as each row gives them.

Columns of texts in, rows of claims and problems out; pure. Figures are never added or merged, and
a text that is no count is a problem, never a zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from geodata.formats.presets.counts import read_count
from geodata.formats.presets.records import CLAIM_FIELDS, Cells
from geodata.formats.problems import list_kept
from geodata.types import Problem

_BOUNDS: Final = ("low", "best", "high")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Figures:
    """Claims that stand in rows of reports."""

    rows: pd.DataFrame  # CLAIM_FIELDS without ids; the index of the reports that give a number
    problems: tuple[Problem, ...]


def read_figures(
    file: str,
    metric: str,
    *,
    low: pd.Series | None = None,
    best: pd.Series | None = None,
    high: pd.Series | None = None,
    said: Cells,
) -> Figures:
    """Read the figures of one metric.

    Parameters
    ----------
    file
        What problems call the file.
    metric
        What is counted: killed, injured, arrested, participants …
    low, best, high
        Texts of counts, named as their columns; at least one.
    said
        Other CLAIM_FIELDS: claimed_by, scope, qualifier, verification … A qualifier
        that stands in the cell itself comes first.

    Raises
    ------
    ValueError
        If no column is given: a mistake of the caller.
    """
    given = {"low": low, "best": best, "high": high}
    texts = {bound: column for bound, column in given.items() if column is not None}
    if not texts:
        raise ValueError(f"no column for {metric!r}: give low, best or high")
    read = {bound: _read_texts(file, column) for bound, column in texts.items()}
    problems = [problem for _, found in read.values() for problem in found]
    values = _settle({bound: counts for bound, (counts, _) in read.items()})
    rows = values.assign(metric=metric)
    own = rows.pop("qualifier")
    rows = rows.assign(**dict(said))
    rows["qualifier"] = own.fillna(rows["qualifier"]) if "qualifier" in said else own
    rows = rows[rows[[f"value_{bound}" for bound in _BOUNDS]].notna().any(axis=1)]
    problems += _list_crossed(file, rows, texts)
    return Figures(rows=rows.reindex(columns=list(CLAIM_FIELDS)), problems=tuple(problems))


def find_noughts(texts: pd.Series) -> pd.Series:
    """Say which texts are a 0, also as "0.0": spreadsheets and data frames write it so."""
    return texts.str.fullmatch(r"0+(\.0+)?", na=False)


def join_figures(*figures: Figures) -> Figures:
    """Join the figures of several metrics."""
    frames = [item.rows for item in figures if len(item.rows)]
    none = pd.DataFrame({name: pd.Series(dtype="object") for name in CLAIM_FIELDS})
    return Figures(
        rows=pd.concat(frames) if frames else none,
        problems=tuple(problem for item in figures for problem in item.problems),
    )


def _read_texts(file: str, texts: pd.Series) -> tuple[pd.DataFrame, list[Problem]]:
    """Return low, best, high and qualifier of each text, and what can't be read."""
    codes, distinct = pd.factorize(texts)
    counts = [read_count(text) for text in distinct]
    fields = [count or (None, None, None, "") for count in counts]
    # a code of -1, a missing text, picks the last row: none
    table = pd.DataFrame(
        [*fields, (None, None, None, "")], columns=[*_BOUNDS, "qualifier"], dtype="object"
    )
    read = table.take(codes % len(table)).set_index(texts.index)
    values = read[list(_BOUNDS)].astype("float64")
    is_read = np.array([*(count is not None for count in counts), True])[codes]
    problems = list_kept(
        file,
        texts[~is_read],
        str(texts.name),
        reason="this is not a count; kept without it",
        remedy="write a number without a sign, or leave it empty",
    )
    qualifier = read["qualifier"].where(read["qualifier"] != "")
    return values.assign(qualifier=qualifier), problems


def _settle(read: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Put the number of each column under its bound; one with words or of a range says its own."""
    index = next(iter(read.values())).index
    values = {bound: pd.Series(np.nan, index=index) for bound in _BOUNDS}
    qualifier = pd.Series(None, index=index, dtype="object")
    for bound, counts in read.items():
        values[bound] = values[bound].fillna(counts["best"])
    for counts in read.values():
        for other in ("low", "high"):
            values[other] = values[other].fillna(counts[other])
        qualifier = qualifier.fillna(counts["qualifier"])
    frame = pd.DataFrame({f"value_{bound}": values[bound] for bound in _BOUNDS})
    return frame.assign(qualifier=qualifier)


def _list_crossed(file: str, rows: pd.DataFrame, texts: dict[str, pd.Series]) -> list[Problem]:
    low, best, high = (rows[f"value_{bound}"] for bound in _BOUNDS)
    is_crossed = (low > high) | (best < low) | (best > high)
    crossed = rows.loc[is_crossed, [f"value_{bound}" for bound in _BOUNDS]]
    said = [
        ", ".join("none" if pd.isna(value) else f"{value:g}" for value in values)
        for values in crossed.itertuples(index=False)
    ]
    return list_kept(
        file,
        pd.Series(said, index=crossed.index, dtype="str"),
        ", ".join(str(column.name) for column in texts.values()),
        reason="low, best and high are not in this order; kept as given",
        remedy="correct the figures",
    )
