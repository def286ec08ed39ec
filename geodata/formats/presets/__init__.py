"""Dataset schemas, one a module: a raw table goes in, typed records come out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from geodata.formats.presets.acled import ACLED
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

__all__ = ["PRESETS", "Preset", "Records", "find_preset"]

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
            ACLED,
            UCDP_GED,
            GDELT,
            CCC,
            REPORTS,
        )
    }
)
"""Every known schema, the narrowest first; a table that none of them claims is one of reports."""


def find_preset(raw: RawTable) -> Preset:
    """Return the first preset that recognises the headers of a table."""
    headers = tuple(raw.columns.columns)
    return next(preset for preset in PRESETS.values() if preset.recognises(headers))
