"""Claims in words: a figure with its bounds, whose it is, of what, when and through whom. Pure.

Figures are never merged, rounded or added up: each is one claimant's.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from dashboard.services import Services
from dashboard.words import say_text

Row = Mapping[Hashable, Any]


def find_wide_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the claims that belong to no single report, whose card could show them."""
    return claims[claims["report_id"].isna()]


def order_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """Return claims by metric and day, those that are a part of another figure last."""
    return claims.assign(is_part=claims["subset_of"].notna()).sort_values(
        ["is_part", "metric", "as_of_date", "claim_id"], kind="stable", na_position="last"
    )


def say_claim(claim: Row, services: Services) -> str:
    """Write one claim as a sentence without its full stop.

    Parameters
    ----------
    claim
        A row of the claims, as `geodata.tables` describes it.
    services
        Know who published its source, and the figure that it is a part of.
    """
    publishers = services.publishers
    source_id = say_text(claim["source_id"])
    day: str = "" if pd.isna(claim["as_of_date"]) else str(claim["as_of_date"])[:10]
    scope = say_text(claim["scope"])
    parts = [
        f"{say_text(claim['metric']) or 'figure'}: {say_value(claim)}",
        say_whole(claim, services.atlas.claims),
        scope,
        f"according to {say_text(claim['claimed_by']) or 'a claimant not named'}",
        f"as of {day}" if day else "",
        f"in {publishers.get(source_id, source_id)}" if source_id else "",
        say_text(claim["verification"]),
    ]
    sentence = ", ".join(part for part in parts if part)
    notes = say_text(claim["notes"])
    return f"{sentence}. {notes}" if notes else sentence


def say_whole(claim: Row, claims: pd.DataFrame) -> str:
    """Write of which figure a claim is a part; empty for one that is none."""
    part_of = say_text(claim["subset_of"])
    if not part_of:
        return ""
    found = claims[claims["claim_id"] == part_of].to_dict(orient="records")
    return f"part of {say_value(found[0]) if found else part_of}: never to be added to it"


def say_value(claim: Row) -> str:
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
