"""Find the columns of a raw table by what their headers may be called; pure, never by content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geodata.errors import InputError
from geodata.formats.raw import RawTable
from geodata.names import key

_N_SHOWN = 30  # headers that an error names
_LONGEST = 40  # letters of each

Synonyms = Mapping[str, tuple[str, ...]]
"""Field → what a header may call it, the most telling first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which header holds which field."""

    used: Mapping[str, str]  # field → header as given
    unused: tuple[str, ...]  # headers that no field reads, as given


def find_columns(headers: list[str], synonyms: Synonyms) -> Columns:
    """Give each field the header that fits it best; a header serves one field only.

    Case, spaces, hyphens and underscores don't matter. Fields choose in the order of the table.
    """
    free = {key(header): header for header in reversed(headers)}
    used: dict[str, str] = {}
    for field, names in synonyms.items():
        found = next((key(name) for name in names if key(name) in free), None)
        if found is not None:
            used[field] = free.pop(found)
    taken = set(used.values())
    return Columns(used=used, unused=tuple(name for name in headers if name not in taken))


def require(columns: Columns, fields: tuple[str, ...], synonyms: Synonyms, file: str) -> None:
    """Check that fields have a column.

    Raises
    ------
    InputError
        If one has none; it lists the columns given and the names that are known.
    """
    missing = [field for field in fields if field not in columns.used]
    if missing:
        given = [name[:_LONGEST] for name in (*columns.used.values(), *columns.unused)]
        listed = ", ".join(map(repr, given[:_N_SHOWN]))
        if len(given) > _N_SHOWN:
            listed += f" and {len(given) - _N_SHOWN:,} more"
        known = "; ".join(f"{field}: {', '.join(synonyms[field])}" for field in missing)
        raise InputError(
            f"{file!r} has no column for {' and '.join(missing)}; its columns are "
            f"{listed}. Rename one to a name that is known ({known})"
        )


def take(raw: RawTable, columns: Columns, field: str) -> pd.Series:
    """Return a field's texts with blanks as missing; all missing if no column holds it."""
    index = raw.columns.index
    if field not in columns.used:
        return pd.Series(np.nan, index=index, dtype="str")
    texts = raw.columns[columns.used[field]].astype("str")
    return texts.where(texts != "")
