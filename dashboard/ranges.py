"""Figures of wide scope side by side: a row for each claimant, on one scale for each metric. Pure.

In: claims. Out: rows with positions. Claimants are told apart as the data spell them; figures are
never merged or added up, and one that is a part of another stands apart from the totals.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from dashboard.claims import say_value, say_whole
from dashboard.services import Services
from dashboard.words import say_text

LEVEL: Final = "national"
"""The scope of the figures that stand side by side: others count over different places."""

FIRST: Final = ("killed", "arrested", "injured", "cities", "participants")
"""Metrics that lead, in this order; others follow by name."""

_STEPS: Final = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One claim, ready to be placed."""

    claim_id: str
    words: str  # low, best and high with the claimant's own qualifier
    low: float | None  # ends of its bar; both None where no number is given
    high: float | None
    best: float | None  # None: only bounds are given
    as_of: date | None
    verification: str  # as given
    source_id: str
    source_kind: str  # empty where not stated
    url: str  # of the page that relays it, as given
    whole: str  # of which figure it is a part, in words; empty if of none
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """What one claimant said of one metric, oldest first."""

    name: str
    figures: tuple[Figure, ...]

    @property
    def latest(self) -> tuple[Figure, ...]:
        """Those of the latest day: of several on one day none is chosen."""
        return tuple(item for item in self.figures if item.as_of == self.figures[-1].as_of)

    @property
    def earlier(self) -> tuple[Figure, ...]:
        """All others, oldest first."""
        return self.figures[: len(self.figures) - len(self.latest)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All figures of one metric."""

    metric: str
    scope: str  # what they count over, if that is one thing
    top: float  # end of the scale; it begins at zero
    ticks: tuple[float, ...]  # labelled steps of the scale, from zero
    claimants: tuple[Claimant, ...]  # of totals, the one with the latest figure first
    parts: tuple[Claimant, ...]  # of parts of other figures


def list_metrics(services: Services) -> tuple[str, ...]:
    """Return the metrics that have figures of wide scope."""
    found = set(_select(services.atlas.claims)["metric"])
    return (*(name for name in FIRST if name in found), *sorted(found - {*FIRST}))


def lay_out(metric: str, services: Services) -> Sheet:
    """Return the figures of a metric, each claimant's in a row."""
    claims = _select(services.atlas.claims)
    claims = claims[claims["metric"] == metric].sort_values(
        ["as_of_date", "claim_id"], kind="stable", na_position="first"
    )
    is_part = claims["subset_of"].notna()
    totals = _group(claims[~is_part], services)
    highest = max(
        (item.high for who in totals for item in who.figures if item.high is not None), default=1.0
    )
    step = _find_step(highest)
    n_steps = max(math.ceil(highest / step), 1)
    scopes = claims["scope"].dropna().unique()
    return Sheet(
        metric=metric,
        scope=str(scopes[0]) if len(scopes) == 1 else "",
        top=step * n_steps,
        ticks=tuple(step * number for number in range(n_steps + 1)),
        claimants=totals,
        parts=_group(claims[is_part], services),
    )


def _select(claims: pd.DataFrame) -> pd.DataFrame:
    return claims[claims["scope_level"] == LEVEL]


def _group(claims: pd.DataFrame, services: Services) -> tuple[Claimant, ...]:
    sources = services.atlas.sources.set_index("source_id")[["kind", "url"]]
    claims = claims.join(sources, on="source_id")
    names = claims["claimed_by"].fillna("claimant not named")
    found = [
        Claimant(
            name=str(name),
            figures=tuple(
                _read(row, services.atlas.claims) for row in group.to_dict(orient="records")
            ),
        )
        for name, group in claims.groupby(names, sort=False)
    ]
    by_name = sorted(found, key=lambda who: who.name)
    return tuple(sorted(by_name, key=lambda who: who.figures[-1].as_of or date.min, reverse=True))


def _read(row: dict[Any, Any], claims: pd.DataFrame) -> Figure:
    bounds: Sequence[float] = [
        row[name] for name in ("value_low", "value_best", "value_high") if pd.notna(row[name])
    ]
    return Figure(
        claim_id=row["claim_id"],
        words=say_value(row),
        low=min(bounds, default=None),
        high=max(bounds, default=None),
        best=row["value_best"] if pd.notna(row["value_best"]) else None,
        as_of=None if pd.isna(row["as_of_date"]) else row["as_of_date"].date(),
        verification=say_text(row["verification"]),
        source_id=say_text(row["source_id"]),
        source_kind=say_text(row["kind"]),
        url=say_text(row["url"]),
        whole=say_whole(row, claims),
        notes=say_text(row["notes"]),
    )


def _find_step(highest: float) -> float:
    """Return a round step that a scale takes four to ten times to reach a value."""
    rough = max(highest, 1) / 5
    unit = 10.0 ** math.floor(math.log10(rough))
    return max(next(step * unit for step in _STEPS if step * unit >= rough), 1)
