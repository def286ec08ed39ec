"""Names that got no place though one was meant, as problems for a person to settle. Pure."""

from __future__ import annotations

import pandas as pd

from geodata.formats.problems import list_kept, split_files
from geodata.placements import Outcome
from geodata.placing import DOUBT, FAULT, STALE
from geodata.types import Problem, Step


def list_unplaced(reports: pd.DataFrame, placed: pd.DataFrame) -> list[Problem]:
    """List the names that got no place though a place was meant, once a file and name.

    Parameters
    ----------
    reports
        With place_name, source_file and source_row.
    placed
        Aligned with the reports, with outcome.
    """
    return [
        problem
        for outcome in (Outcome.DOUBTFUL, Outcome.UNKNOWN)
        for file, values in split_files(reports[placed["outcome"] == outcome], "place_name")
        for problem in list_kept(
            file,
            values,
            "place_name",
            reason=f"{outcome}; kept without a dot",
            remedy="settle it with `event-atlas review`, or name its province and country, or "
            "check the spelling: `event-atlas geocode NAME` shows what it may mean",
            step=Step.PLACING,
        )
    ]


def list_doubts(reports: pd.DataFrame, placed: pd.DataFrame) -> list[Problem]:
    """List the positions that can't be right, or may be wrong, once a file and doubt.

    Parameters
    ----------
    reports
        With given_lon, given_lat, source_file and source_row.
    placed
        Aligned with the reports, with `geodata.placing.DOUBT`.
    """
    is_doubtful = placed[DOUBT] != ""
    if not is_doubtful.any():
        return []
    rows, doubts = reports[is_doubtful], placed[DOUBT][is_doubtful]
    told = rows.assign(
        position=rows["given_lat"].astype("str") + ", " + rows["given_lon"].astype("str")
    )
    return [
        problem
        for doubt, group in told.groupby(doubts, sort=False)
        for file, values in split_files(group, "position")
        for problem in list_kept(
            file,
            values,
            "latitude, longitude",
            reason=str(doubt),
            remedy="exchange the two, or correct them or the country of the row",
            step=Step.PLACING,
        )
    ]


def list_stale(reports: pd.DataFrame, placed: pd.DataFrame) -> list[Problem]:
    """List the places that rows of an exported atlas brought and that were not kept.

    Parameters
    ----------
    reports
        With place_name, source_file and source_row.
    placed
        Aligned with the reports, with `geodata.placing.STALE`.
    """
    return _list_faults(
        reports,
        placed[STALE],
        reason="the place in the row was left unused, and its name looked up",
        remedy="check where it is now; export again from an atlas to have places that hold",
    )


def list_faults(reports: pd.DataFrame, placed: pd.DataFrame) -> list[Problem]:
    """List the names whose decision couldn't be used, once a file and name.

    Parameters
    ----------
    reports
        With place_name, source_file and source_row.
    placed
        Aligned with the reports, with `geodata.placing.FAULT`.
    """
    return _list_faults(
        reports,
        placed[FAULT],
        reason="what a person decided was left unused",
        remedy="decide again with `event-atlas review`",
    )


def _list_faults(
    reports: pd.DataFrame, faults: pd.Series, *, reason: str, remedy: str
) -> list[Problem]:
    """List the names that have a fault, once a file, fault and name."""
    faults = faults[faults != ""]
    named = reports.loc[faults.index].assign(place_name=lambda rows: rows["place_name"].fillna(""))
    return [
        problem
        for fault, rows in named.groupby(faults, sort=False)
        for file, values in split_files(rows, "place_name")
        for problem in list_kept(
            file,
            values,
            "place_name",
            reason=f"{reason}: {fault}",
            remedy=remedy,
            step=Step.PLACING,
        )
    ]
