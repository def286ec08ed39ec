"""Settle which source each report cites; pure. Other words under one id are another source.

In: reports, what they say of their sources, and tables of sources. Out: a source id for each
report and one table of sources. It never gives a report a source that it doesn't name.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geodata.formats.presets.records import SOURCE_FIELDS
from geodata.formats.problems import list_kept, split_files
from geodata.grouping import group_texts
from geodata.types import Problem

_WORDS: Final = ("publisher", "url")
"""What tells sources of one id apart; what a row leaves out differs from nothing."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Citations:
    """The sources of all reports."""

    source_ids: pd.Series  # with the index of the reports; null where none is named
    sources: pd.DataFrame  # SOURCE_FIELDS; ids are unique, the listed ones first
    problems: tuple[Problem, ...]  # one for each id of a file that stands for several sources


def cite(cited: pd.DataFrame, listed: pd.DataFrame) -> Citations:
    """Settle the source of each report.

    Parameters
    ----------
    cited
        One row for each report: SOURCE_FIELDS as the report gives them, null where it doesn't,
        source_file and source_row.
    listed
        SOURCE_FIELDS of tables of sources; ids are unique.
    """
    is_other = _find_others(cited, listed)
    ids = cited["source_id"].mask(cited["source_id"].isna() | is_other, _make_ids(cited))
    named = cited.assign(source_id=ids)[cited[list(_WORDS)].notna().any(axis=1)]
    frames = [frame[list(SOURCE_FIELDS)] for frame in (listed, named) if len(frame)]
    sources = pd.concat(frames or [listed[list(SOURCE_FIELDS)]])
    sources = sources.take(group_texts(sources, SOURCE_FIELDS).first)
    # of each field, the first that is not null
    sources = sources.groupby("source_id", sort=False, as_index=False).first()
    return Citations(
        source_ids=ids,
        sources=sources.assign(publisher=sources["publisher"].fillna(sources["url"])),
        problems=tuple(
            problem
            for file, values in split_files(cited[is_other], "source_id")
            for problem in list_kept(
                file,
                values,
                "source_id",
                reason="an earlier row has this id with another publisher or address; kept as a "
                "source of its own",
                remedy="give each source an id of its own",
            )
        ),
    )


def _find_others(cited: pd.DataFrame, listed: pd.DataFrame) -> pd.Series:
    """Say of each row whether it differs from the first source that has its id."""
    rows = pd.concat([listed, cited] if len(listed) else [cited], ignore_index=True)
    is_other = pd.Series(False, index=rows.index)
    for word in _WORDS:
        first = rows[word].mask(is_other).groupby(rows["source_id"]).transform("first")
        is_other |= rows["source_id"].notna() & rows[word].notna() & (rows[word] != first)
    return is_other.tail(len(cited)).set_axis(cited.index)


def _make_ids(cited: pd.DataFrame) -> pd.Series:
    """Return an id made from the words of each row, the same for the same words; null for none."""
    groups = group_texts(cited, ("publisher", "url", "kind"))
    made = [_make_id(*texts) for texts in groups.distinct]
    return pd.Series(pd.array(made, dtype="str").take(groups.codes), index=cited.index)


def _make_id(publisher: str, url: str, kind: str) -> str | None:
    if not (publisher or url):
        return None
    words = "\x1f".join((publisher or url, url, kind))
    return f"source-{hashlib.sha256(words.encode()).hexdigest()[:12]}"
