"""Check and match what a person chose: which column of their tables holds which field. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from geodata.errors import InputError
from geodata.formats.presets.records import Preset
from geodata.formats.raw import RawTable
from geodata.names import key

_N_SHOWN = 40  # names that an error lists


def match_choice(columns: Mapping[str, str], raw: RawTable) -> dict[str, str]:
    """Return the chosen columns that a table has, as it spells them.

    Parameters
    ----------
    columns
        Field → header; case, spaces and underscores don't matter where nothing else fits.
    raw
        The table.
    """
    headers = list(raw.columns.columns)
    spelled = {key(header): header for header in reversed(headers)}
    return {
        field: header if header in headers else spelled[key(header)]
        for field, header in columns.items()
        if header in headers or key(header) in spelled
    }


def check_choice(columns: Mapping[str, str], tables: Sequence[tuple[RawTable, Preset]]) -> None:
    """Check that each chosen field and its column are in one of the tables.

    Raises
    ------
    InputError
        If one isn't; it lists what there is.
    """
    for field, header in columns.items():
        knowing = [raw for raw, preset in tables if field in preset.synonyms]
        if not knowing:
            fields = dict.fromkeys(name for _, preset in tables for name in preset.synonyms)
            raise InputError(
                f"{field!r} is no field of these tables; fields are {_list(fields)}: write "
                "FIELD=COLUMN with one of them"
            )
        if not any(match_choice({field: header}, raw) for raw in knowing):
            headers = dict.fromkeys(name for raw in knowing for name in raw.columns.columns)
            raise InputError(
                f"no table has a column {header!r} for {field}; columns are {_list(headers)}: "
                "choose one of them"
            )


def _list(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" and {len(listed) - _N_SHOWN:,} more" if len(listed) > _N_SHOWN else ""
    return ", ".join(map(repr, listed[:_N_SHOWN])) + more
