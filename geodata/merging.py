"""Join the records of several files: ids made unique, references checked. Pure.

Two rows that are alike to the last value, id included, are one; two rows that only share an id
are two reports. Nothing else is ever merged here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geodata.citing import cite
from geodata.formats.presets.records import (
    CLAIM_FIELDS,
    REPORT_FIELDS,
    SOURCE_FIELDS,
    Records,
)
from geodata.formats.problems import list_aside, list_kept, split_files
from geodata.types import Problem

_ORIGIN: Final = ("source_file", "source_row")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Merged:
    """The records of all files, in the order of the files. Frames have a plain index."""

    reports: pd.DataFrame  # REPORT_FIELDS, source_file, source_row; ids are there and unique
    sources: pd.DataFrame  # SOURCE_FIELDS; ids are unique
    claims: pd.DataFrame  # CLAIM_FIELDS, source_file, source_row; ids are unique
    problems: tuple[Problem, ...]


def merge(files: Mapping[str, Records]) -> Merged:
    """Join the records of files, given by the name that reports cite."""
    listed, source_problems = _keep_first(_join(files, "sources", SOURCE_FIELDS), "source_id")
    citations = cite(_join(files, "cited", SOURCE_FIELDS), listed)
    sources = citations.sources
    given = _join(files, "reports", REPORT_FIELDS).assign(source_id=citations.source_ids)
    reports, report_problems = _identify(given)
    claims, claim_problems = _keep_first(_join_claims(files, reports), "claim_id")
    problems = [
        *report_problems,
        *source_problems,
        *citations.problems,
        *claim_problems,
        *_find_dangling(reports, "source_id", sources["source_id"]),
        *_find_dangling(claims, "source_id", sources["source_id"]),
        *_find_dangling(claims, "report_id", reports["report_id"]),
    ]
    return Merged(reports=reports, sources=sources, claims=claims, problems=tuple(problems))


def _join(files: Mapping[str, Records], table: str, fields: tuple[str, ...]) -> pd.DataFrame:
    frames = {file: getattr(records, table) for file, records in files.items()}
    located = [
        frame.assign(source_file=file, source_row=frame.index) for file, frame in frames.items()
    ]
    joined = _join_frames(located)
    return joined.reindex(columns=[*fields, *_ORIGIN])


def _join_claims(files: Mapping[str, Records], reports: pd.DataFrame) -> pd.DataFrame:
    """Join the claims of tables of claims, and the figures that stand in rows of reports."""
    claims, figures = (_join(files, table, CLAIM_FIELDS) for table in ("claims", "figures"))
    if figures.empty:
        return claims
    # a report that was set aside takes its figures with it; a figure was seen where its report was
    ids = reports[["report_id", "source_id", *_ORIGIN]]
    figures = figures.drop(columns=["report_id", "source_id"]).merge(ids, on=list(_ORIGIN))
    order = figures.groupby(["report_id", "metric"]).cumcount().astype("str")
    number = ("-" + order).where(order != "0", "")
    figures["claim_id"] = figures["report_id"] + ":" + figures["metric"] + number
    return _join_frames([claims, figures[claims.columns]])


def _join_frames(frames: list[pd.DataFrame]) -> pd.DataFrame:
    # frames without rows have no types of their own and would spoil those of the others
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled or frames[:1], ignore_index=True)


def _identify(reports: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """Give each report an id of its own; a repeated row is set aside."""
    # a column of nothing but nulls may have come with any type
    given = reports["report_id"].astype("str")
    # all columns are compared only of the few rows that share an id
    sharing = reports[given.notna() & given.duplicated(keep=False)]
    is_repeated = sharing.duplicated(list(REPORT_FIELDS)).reindex(reports.index, fill_value=False)
    is_shared = given.notna() & given.duplicated() & ~is_repeated
    ids = given.copy()
    is_made = given.isna() | is_shared
    ids[is_made] = _make_ids(reports[is_made], given)
    problems = [
        *_list_aside(
            reports[is_repeated],
            "report_id",
            "the row repeats another one, id included",
            "delete the repetition, or give it an id of its own",
        ),
        *_list_kept(
            reports[is_shared],
            "report_id",
            "another row has the same id; kept under an id made from file and row",
            "give each row an id of its own",
        ),
    ]
    identified = reports.assign(report_id=ids)
    if is_repeated.any():
        identified = identified[~is_repeated].reset_index(drop=True)
    return identified, problems


def _make_ids(frame: pd.DataFrame, given: pd.Series) -> pd.Series:
    """Return an id for each row, from its file and number, that no row was given."""
    # the name of the file with its ending: "rows.csv" and "rows.tsv" are two files
    ids = frame["source_file"].astype("str") + ":" + frame["source_row"].astype("str")
    while (is_given := _is_in(ids, given)).any():
        ids = ids.mask(is_given, ids + "+")
    return ids


def _is_in(values: pd.Series, known: pd.Series) -> pd.Series:
    """Say which texts are among the known ones; `Series.isin` makes Python objects of all those."""
    found = pc.is_in(
        pa.array(values, pa.string(), from_pandas=True),
        pa.array(known, pa.string(), from_pandas=True).drop_null(),
    )
    return pd.Series(found.to_numpy(zero_copy_only=False), index=values.index, dtype="bool")


def _keep_first(frame: pd.DataFrame, column: str) -> tuple[pd.DataFrame, list[Problem]]:
    is_repeated = frame[column].duplicated()
    problems = _list_aside(
        frame[is_repeated],
        column,
        "another row has the same id; the first one is kept",
        "give each row an id of its own",
    )
    return frame[~is_repeated].reset_index(drop=True), problems


def _find_dangling(frame: pd.DataFrame, column: str, known: pd.Series) -> list[Problem]:
    """Name, for each file, the first id that refers to nothing, and how many do."""
    if frame.empty:
        return []
    is_dangling = frame[column].notna() & ~_is_in(frame[column], known)
    problems: list[Problem] = []
    for _, group in frame[is_dangling].groupby("source_file", sort=False):
        n_ids = group[column].nunique()
        problems += _list_kept(
            group.head(1),
            column,
            f"no row with this id was kept ({n_ids} such ids in {len(group)} rows)",
            "give the file that holds these ids as well, or correct them",
        )
    return problems


def _list_aside(rows: pd.DataFrame, column: str, reason: str, remedy: str) -> list[Problem]:
    return [
        problem
        for file, values in split_files(rows, column)
        for problem in list_aside(file, values, column, reason=reason, remedy=remedy)
    ]


def _list_kept(rows: pd.DataFrame, column: str, reason: str, remedy: str) -> list[Problem]:
    return [
        problem
        for file, values in split_files(rows, column)
        for problem in list_kept(file, values, column, reason=reason, remedy=remedy)
    ]
