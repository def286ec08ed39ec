"""Our own table of claims: one figure by one claimant a row, never merged. Pure."""

from __future__ import annotations

from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Final

import pandas as pd

from geodata.formats.presets.columns import Synonyms, has_fields, read_fields
from geodata.formats.presets.days import read_optional_day
from geodata.formats.presets.records import CLAIM_FIELDS, Preset, Records
from geodata.formats.problems import list_aside, list_kept
from geodata.formats.raw import RawTable
from geodata.types import Problem

SYNONYMS: Final[Synonyms] = MappingProxyType(
    {field: (field,) for field in CLAIM_FIELDS}
    | {"report_id": ("report_id", "event_id"), "source_id": ("source_id", "reported_by")}
)

_VALUES: Final = ("value_low", "value_best", "value_high")


_OWN: Final = frozenset({"claim_id", "metric", "claimed_by"})
"""Fields that all such tables have, and that no other schema calls so."""


def read_claims(raw: RawTable, today: date) -> Records:  # noqa: ARG001 (one shape for all presets)
    """Read a table of claims; a row without an id or a metric is set aside."""
    fields = read_fields(raw, SYNONYMS, ())
    claims = pd.DataFrame({field: fields[field] for field in CLAIM_FIELDS})
    as_of_date, problems = read_optional_day(raw.file, claims["as_of_date"], "as_of_date")
    values: dict[str, pd.Series] = {}
    for name in _VALUES:
        values[name], unread = _read_counts(raw.file, claims[name], name)
        problems = (*problems, *unread)
    is_usable = claims["claim_id"].notna() & claims["metric"].notna()
    unusable = list_aside(
        raw.file,
        claims["claim_id"][~is_usable],
        "claim_id, metric",
        reason="the claim has no id or doesn't say what it counts",
        remedy="give each claim an id and a metric",
    )
    return Records(
        claims=claims.assign(as_of_date=as_of_date, **values)[is_usable],
        problems=(*problems, *unusable),
        unused_columns=fields.columns.unused,
        mapping=fields.columns.used,
    )


def _read_counts(file: str, texts: pd.Series, column: str) -> tuple[pd.Series, list[Problem]]:
    is_count = texts.str.fullmatch(r"\d+(\.\d+)?", na=False)
    problems = list_kept(
        file,
        texts[texts.notna() & ~is_count],
        column,
        reason="this is not a count; kept without it",
        remedy="write figures without signs, spaces or separators, or leave it empty",
    )
    return pd.to_numeric(texts.where(is_count)).astype("float64"), problems


CLAIMS: Final = Preset(
    name="claims",
    recognises=partial(has_fields, synonyms=SYNONYMS, own=_OWN),
    read=read_claims,
    synonyms=SYNONYMS,
)
