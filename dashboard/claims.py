"""Claims in words: a figure with its bounds, whose it is, of what, when and through whom. Pure.

Figures are never merged, rounded or added up: each is one claimant's.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from dashboard.words import say_text

Row = Mapping[Hashable, Any]


def find_wide_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the claims that belong to no single report, whose card could show them."""
    return claims[claims["report_id"].isna()]


def say_claim(claim: Row, publishers: Mapping[str, str]) -> str:
    """Write one claim as a sentence without its full stop.

    Parameters
    ----------
    claim
        A row of the claims, as `geodata.tables` describes it.
    publishers
        Who published each source, by its id.
    """
    source_id = say_text(claim["source_id"])
    day: str = "" if pd.isna(claim["as_of_date"]) else str(claim["as_of_date"])[:10]
    scope = say_text(claim["scope"])
    parts = [
        f"{say_text(claim['metric']) or 'figure'}: {_say_value(claim)}",
        scope,
        f"according to {say_text(claim['claimed_by']) or 'a claimant not named'}",
        f"as of {day}" if day else "",
        f"in {publishers.get(source_id, source_id)}" if source_id else "",
        say_text(claim["verification"]),
    ]
    sentence = ", ".join(part for part in parts if part)
    notes = say_text(claim["notes"])
    return f"{sentence}. {notes}" if notes else sentence


def _say_value(claim: Row) -> str:
    """Write low, best and high as far as they are given; null is never zero."""
    low, best, high = (claim[name] for name in ("value_low", "value_best", "value_high"))
    bounds = [value for value in (low, high) if pd.notna(value)]
    if pd.notna(best):
        others = sorted({value for value in bounds if value != best})
        value = _number(best)
        if others:
            value += f" ({' to '.join(map(_number, (min(others), max(others))))})"
    elif len(bounds) == 2 and low != high:
        value = f"{_number(low)} to {_number(high)}"
    elif pd.notna(low):
        value = _number(low) if low == high else f"at least {_number(low)}"
    elif pd.notna(high):
        value = f"at most {_number(high)}"
    else:
        value = "no number given"
    qualifier = say_text(claim["qualifier"])
    return f"{value} ({qualifier})" if qualifier else value


def _number(value: float) -> str:
    return f"{value:,.10g}"
