"""Turn columns of bad values into problems; pure. Every row set aside has one of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pandas as pd

from geodata.types import Problem, Step

_LONGEST: Final = 200  # characters of a value that a problem repeats


def list_aside(
    file: str, values: pd.Series, column: str, *, reason: str, remedy: str
) -> list[Problem]:
    """List one problem for each row that is set aside; the index holds the row numbers."""
    given = ("" if pd.isna(value) else str(value) for value in values.tolist())
    rows = zip(values.index.tolist(), given, strict=True)
    return list_rows(file, rows, column, reason=reason, remedy=remedy, set_aside=True)


def list_rows(
    file: str,
    values: Iterable[tuple[int, str]],
    column: str,
    *,
    reason: str,
    remedy: str,
    set_aside: bool,
) -> list[Problem]:
    """List one problem for each row, given by its number with the value that is wrong."""
    return [
        Problem(
            file=file,
            row=row,
            column=column,
            # half a character, which JSON can spell, can't be stored
            value=value[:_LONGEST].encode("utf-8", "replace").decode(),
            reason=reason,
            remedy=remedy,
            set_aside=set_aside,
        )
        for row, value in values
    ]


def list_kept(
    file: str,
    values: pd.Series,
    column: str,
    *,
    reason: str,
    remedy: str,
    step: Step = Step.READING,
) -> list[Problem]:
    """List one problem for each distinct value of rows that are kept, at the first such row."""
    counts = values.value_counts()
    first = values.drop_duplicates()
    return [
        Problem(
            file=file,
            row=row,
            column=column,
            value=str(value)[:_LONGEST],
            reason=reason if counts[value] == 1 else f"{reason} ({counts[value]} rows)",
            remedy=remedy,
            set_aside=False,
            step=step,
        )
        for row, value in zip(first.index.tolist(), first.tolist(), strict=True)
    ]


def split_files(rows: pd.DataFrame, column: str) -> list[tuple[str, pd.Series]]:
    """Return, for each file that rows come from, its values of a column by row number."""
    return [
        (str(file), group.set_index("source_row")[column])
        for file, group in rows.groupby("source_file", sort=False)
    ]
