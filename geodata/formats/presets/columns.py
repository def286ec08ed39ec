"""Find the columns of a raw table by what their headers may be called; pure, never by content."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd

from geodata.errors import InputError
from geodata.formats.raw import RawTable
from geodata.names import key

_N_SHOWN = 30  # headers, and names of a field, that an error lists
_LONGEST = 40  # letters of each

Synonyms = Mapping[str, tuple[str, ...]]
"""Field → what a header may call it, the most telling first."""

NO_CHOICE: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which header holds which field."""

    used: Mapping[str, str]  # field → header as given
    unused: tuple[str, ...]  # headers that no field reads, as given


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fields:
    """A table of texts by field."""

    file: str  # what problems call it
    columns: Columns
    # of each field, blanks as missing; all missing if no column holds it. Named as their column,
    # or as the field if there is none: problems call them so
    texts: Mapping[str, pd.Series]

    def __getitem__(self, field: str) -> pd.Series:
        return self.texts[field]


def find_columns(
    headers: list[str], synonyms: Synonyms, chosen: Mapping[str, str] = NO_CHOICE
) -> Columns:
    """Give each field the header that fits it best; a header serves one field only.

    Parameters
    ----------
    headers
        As the table gives them.
    synonyms
        Fields choose in this order; case, spaces, hyphens and underscores don't matter.
    chosen
        Field → header, where a person said so; these come first. What isn't there is passed over.
    """
    told = {field: header for field, header in chosen.items() if field in synonyms}
    used = {field: header for field, header in told.items() if header in headers}
    free = {key(header): header for header in reversed(headers) if header not in used.values()}
    for field, names in synonyms.items():
        if field in used:
            continue
        found = next((key(name) for name in names if key(name) in free), None)
        if found is not None:
            used[field] = free.pop(found)
    taken = set(used.values())
    used = {field: used[field] for field in synonyms if field in used}
    return Columns(used=used, unused=tuple(name for name in headers if name not in taken))


def has_fields(headers: tuple[str, ...], synonyms: Synonyms, own: Collection[str]) -> bool:
    """Say whether headers hold the fields that all tables of a schema have.

    Parameters
    ----------
    headers
        As given.
    synonyms, own
        Of the schema; ``own`` are those fields.
    """
    return find_columns(list(headers), synonyms).used.keys() >= set(own)


def read_fields(raw: RawTable, synonyms: Synonyms, required: tuple[str, ...]) -> Fields:
    """Return the texts of all fields, and which columns they are.

    Raises
    ------
    InputError
        If a required field has no column; it lists the columns given and the names that are known.
    """
    columns = find_columns(list(raw.columns.columns), synonyms, raw.chosen)
    _require(columns, required, synonyms, raw.file)
    texts = {field: take(raw, columns, field) for field in synonyms}
    return Fields(file=raw.file, columns=columns, texts=texts)


def join_texts(texts: Iterable[pd.Series], divider: str = "; ") -> pd.Series:
    """Join the texts of several columns row by row, without those that are missing."""
    first, *others = texts
    joined = first
    for column in others:
        both = joined.str.cat(column, sep=divider)
        joined = both.fillna(joined).fillna(column)
    return joined


def take(raw: RawTable, columns: Columns, field: str) -> pd.Series:
    """Return a field's texts with blanks as missing; all missing if no column holds it.

    They are named as their column, or as the field if there is none: problems call them so.
    """
    index = raw.columns.index
    if field not in columns.used:
        return pd.Series(np.nan, index=index, dtype="str", name=field)
    texts = raw.columns[columns.used[field]].astype("str")
    return texts.where(texts != "")


def _require(columns: Columns, fields: tuple[str, ...], synonyms: Synonyms, file: str) -> None:
    missing = [field for field in fields if field not in columns.used]
    if missing:
        given = [name[:_LONGEST] for name in (*columns.used.values(), *columns.unused)]
        listed = ", ".join(map(repr, given[:_N_SHOWN]))
        if len(given) > _N_SHOWN:
            listed += f" and {len(given) - _N_SHOWN:,} more"
        known = "; ".join(f"{field}: {', '.join(synonyms[field][:_N_SHOWN])}" for field in missing)
        raise InputError(
            f"{file!r} has no column for {' and '.join(missing)}; its columns are "
            f"{listed}. Rename one to a name that is known ({known})"
        )
