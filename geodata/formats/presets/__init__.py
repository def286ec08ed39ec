"""Dataset schemas, one a module: a raw table goes in, typed records come out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from geodata.errors import InputError
from geodata.formats.presets.acled import ACLED, ACLED_SUMS
from geodata.formats.presets.ccc import CCC
from geodata.formats.presets.claims import CLAIMS
from geodata.formats.presets.exported import (
    EXPORTED_CLAIMS,
    EXPORTED_REPORTS,
    EXPORTED_SOURCES,
    RESTRICTED_REPORTS,
)
from geodata.formats.presets.gdelt import GDELT
from geodata.formats.presets.records import Preset, Records
from geodata.formats.presets.reports import REPORTS
from geodata.formats.presets.sources import SOURCES
from geodata.formats.presets.ucdp_ged import UCDP_GED
from geodata.formats.raw import RawTable

__all__ = ["DATASETS", "PRESETS", "Preset", "Records", "find_preset", "get_dataset"]

PRESETS: Final[Mapping[str, Preset]] = MappingProxyType(
    {
        preset.name: preset
        for preset in (
            RESTRICTED_REPORTS,
            EXPORTED_REPORTS,
            EXPORTED_CLAIMS,
            EXPORTED_SOURCES,
            CLAIMS,
            SOURCES,
            ACLED_SUMS,
            ACLED,
            UCDP_GED,
            GDELT,
            CCC,
            REPORTS,
        )
    }
)
"""Every known schema, the narrowest first; a table that none of them claims is one of reports."""


DATASETS: Final = (ACLED.name, UCDP_GED.name, GDELT.name, CCC.name, REPORTS.name)
"""Schemas that a person may name for a table; the others are told by their columns alone."""


def find_preset(raw: RawTable, forced: Preset | None = None) -> Preset:
    """Return the first preset that recognises the headers of a table.

    Parameters
    ----------
    raw
        The table.
    forced
        What a person says that it is; a table of claims, sources or an export is so all the same.
    """
    headers = tuple(raw.columns.columns)
    found = next(preset for preset in PRESETS.values() if preset.recognises(headers))
    return forced if forced and found.name in DATASETS else found


def get_dataset(name: str) -> Preset:
    """Return a schema that a person names.

    Raises
    ------
    InputError
        If there is none of this name.
    """
    if name not in DATASETS:
        raise InputError(f"there is no preset {name!r}: write one of {', '.join(DATASETS)}")
    return PRESETS[name]
