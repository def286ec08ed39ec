"""Reports as integer-coded columns, for any number of counts. Pure.

The tables of an atlas go in, small arrays come out. Nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.names import fold
from geodata.types import DatePrecision, PlacePrecision

NOT_STATED: Final = ""
"""The label that stands for null in a facet: "not stated" is an answer, not a gap."""

EPOCH: Final = np.datetime64(0, "D")

Codes = NDArray[np.unsignedinteger[Any]]
"""Numbers of labels, in as few bytes as they need."""


class Shown(IntEnum):
    """Where a map can show a report; each report is in exactly one of these."""

    EXACT = 0  # at the point that its source gives
    CITY = 1  # at the centre of its place
    NEAR = 2  # at a place that it is only near to
    REGION = 3  # somewhere in a region, which is known
    COUNTRY = 4  # somewhere in a country, which is known
    NOWHERE = 5  # neither is known


_AND: Final = "\x1f"
"""Between the values of a row that has several; a separator of units, which no text holds."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coded:
    """One categorical column: ``labels[codes[i]]`` is the value of row ``i``.

    With ``members`` a code stands for a set of labels instead: rows may have several values, and
    several columns may share their codes.
    """

    labels: tuple[str, ...]  # sorted; NOT_STATED stands for null
    codes: Codes  # shape (n,)
    members: NDArray[np.bool_] | None = None  # shape (number of sets, number of labels)

    def list_values(self) -> list[tuple[str, ...]]:
        """Return the values that each code stands for."""
        if self.members is None:
            return [(label,) for label in self.labels]
        return [tuple(self.labels[i] for i in np.flatnonzero(row)) for row in self.members]

    def find(self, wanted: frozenset[str]) -> NDArray[np.bool_]:
        """Return which rows have a wanted value, or any one of several; shape ``(n,)``."""
        is_wanted = np.array([label in wanted for label in self.labels], dtype=bool)
        if self.members is not None:
            is_wanted = (self.members & is_wanted).any(axis=1)
        found: NDArray[np.bool_] = is_wanted[self.codes]
        return found

    def tally_codes(self, mask: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Count the rows of a mask by code."""
        n_codes = len(self.labels) if self.members is None else len(self.members)
        return np.bincount(self.codes[mask], minlength=n_codes).astype(np.int64)

    def spread(self, tally: NDArray[np.int64]) -> NDArray[np.int64]:
        """Turn counts by code into counts by label; a row with several values counts for each."""
        return tally if self.members is None else tally @ self.members

    def tally(self, mask: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Count the rows of a mask by label; one with several values counts for each."""
        return self.spread(self.tally_codes(mask))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Columns:
    """All that is counted of ``n`` reports. Arrays have shape ``(n,)``."""

    day_start: NDArray[np.int32]  # days since 1970-01-01
    day_stop: NDArray[np.int32]  # first day after
    is_exact_day: NDArray[np.bool_]  # the source names the day, not a range
    shown: NDArray[np.uint8]  # a Shown
    facets: Mapping[str, Coded]  # one for each name in FACETS
    texts: tuple[str, ...]  # folded text that a search looks in

    @property
    def n(self) -> int:
        """The number of reports."""
        return len(self.day_start)


def code_columns(
    reports: pd.DataFrame, sources: pd.DataFrame, places: pd.DataFrame, claims: pd.DataFrame
) -> Columns:
    """Code the tables of an atlas once, for any number of counts.

    Parameters
    ----------
    reports, sources, places, claims
        Tables as `geodata.store` describes them.
    """
    source = sources.set_index("source_id")
    source_kind = reports["source_id"].map(source["kind"])
    publisher = reports["source_id"].map(source["publisher"])
    place = places.set_index("place_id")
    found = reports["place_id"]
    searched = [
        *(reports[name] for name in ("title", "actors", "place_name", "admin1_name")),
        reports["country_name"],
        found.map(place["name"]),
        found.map(place["name_fa"]),
        publisher,
    ]
    return Columns(
        day_start=_days(reports["date_start"]),
        day_stop=_days(reports["date_stop"]),
        is_exact_day=(reports["date_precision"] == DatePrecision.DAY).to_numpy(bool),
        shown=_find_shown(reports),
        facets={
            "kinds": _code(reports["kind"]),
            "countries": _code(reports["country"]),
            "regions": _code(reports["region_id"]),
            "source_kinds": _code(source_kind),
            "places": _code(found.map(lambda value: str(int(value)), na_action="ignore")),
            **_code_certainty(
                {
                    "precisions": reports["place_precision"],
                    "date_precisions": reports["date_precision"],
                    "verifications": _find_verifications(reports, claims),
                }
            ),
        },
        texts=_texts(searched),
    )


def _days(dates: pd.Series) -> NDArray[np.int32]:
    return (pd.to_datetime(dates).to_numpy("datetime64[D]") - EPOCH).astype(np.int32)


def _find_shown(reports: pd.DataFrame) -> NDArray[np.uint8]:
    """A region or country that isn't known by its id can't be shown: the next wider one is."""
    precision = reports["place_precision"]
    in_region = precision.isin([PlacePrecision.ADMIN1, PlacePrecision.ADMIN2])
    in_country = in_region | (precision == PlacePrecision.COUNTRY)
    conditions = {
        Shown.EXACT: precision == PlacePrecision.EXACT,
        Shown.CITY: precision == PlacePrecision.CITY,
        Shown.NEAR: precision == PlacePrecision.NEAR,
        Shown.REGION: in_region & reports["region_id"].notna(),
        Shown.COUNTRY: in_country & reports["country"].notna(),
    }
    masks = [mask.to_numpy(bool) for mask in conditions.values()]
    return np.select(masks, list(conditions), Shown.NOWHERE).astype(np.uint8)


def _code(values: pd.Series) -> Coded:
    codes, labels = pd.factorize(values.astype("object").fillna(NOT_STATED), sort=True)
    return Coded(labels=tuple(str(label) for label in labels), codes=_shrink(codes, len(labels)))


def _find_verifications(reports: pd.DataFrame, claims: pd.DataFrame) -> pd.Series:
    """Return how reports were verified: as their row says, else as the claims about them say.

    Claims about one report may have been verified in several ways: it then has all of them.
    """
    said = claims[["report_id", "verification"]].dropna().drop_duplicates()
    said = said.sort_values(["report_id", "verification"])
    is_one_of_several = said.duplicated("report_id", keep=False)
    several = said[is_one_of_several].groupby("report_id")["verification"].agg(_AND.join)
    one = said[~is_one_of_several].set_index("report_id")["verification"]
    of_claims = pd.concat([one, several])
    own = reports["verification"].astype("object")
    return own.where(own.notna(), reports["report_id"].map(of_claims)).fillna(NOT_STATED)


def _code_certainty(columns: Mapping[str, pd.Series]) -> dict[str, Coded]:
    """Code several columns by one number: few sets of values occur, so all are counted at once.

    Parameters
    ----------
    columns
        Of texts without null, by facet; several values in one are joined by ``_AND``.
    """
    coded = {name: pd.factorize(column) for name, column in columns.items()}
    shape = tuple(max(len(texts), 1) for _, texts in coded.values())
    numbers = np.ravel_multi_index(tuple(codes for codes, _ in coded.values()), shape)
    distinct, codes = np.unique(numbers, return_inverse=True)
    parts = zip(coded.items(), np.unravel_index(distinct, shape), strict=True)
    shared = _shrink(codes.ravel(), len(distinct))
    return {name: _share(texts[part], shared) for (name, (_, texts)), part in parts}


def _share(texts: pd.Index, codes: Codes) -> Coded:
    """Make a column of codes that stand for texts, each of one or several values."""
    sets = [str(text).split(_AND) for text in texts]
    labels = sorted({label for values in sets for label in values})
    members = [[label in values for label in labels] for values in sets]
    return Coded(
        labels=tuple(labels),
        codes=codes,
        members=np.array(members, dtype=bool).reshape(len(sets), len(labels)),
    )


def _shrink(codes: NDArray[Any], n: int) -> Codes:
    return codes.astype(np.min_scalar_type(max(n - 1, 0)))


def _texts(parts: Iterable[pd.Series]) -> tuple[str, ...]:
    rows = zip(*(part.astype("object").fillna("").tolist() for part in parts), strict=True)
    return tuple(fold(" ".join(row)) for row in rows)
