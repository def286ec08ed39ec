"""Dataset schemas, one a module: a raw table goes in, typed records come out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from geodata.formats.presets.claims import is_claims, read_claims
from geodata.formats.presets.exported import (
    is_exported_claims,
    is_exported_reports,
    is_exported_sources,
    is_restricted_reports,
    read_exported_claims,
    read_exported_reports,
    read_exported_sources,
)
from geodata.formats.presets.records import Preset, Records
from geodata.formats.presets.reports import read_reports
from geodata.formats.presets.sources import is_sources, read_sources
from geodata.formats.raw import RawTable

__all__ = ["PRESETS", "Preset", "Records", "find_preset"]

PRESETS: Final[Mapping[str, Preset]] = MappingProxyType(
    {
        "exported restricted reports": Preset(
            name="exported restricted reports",
            is_restricted=True,
            recognises=is_restricted_reports,
            read=read_exported_reports,
        ),
        "exported reports": Preset(
            name="exported reports", recognises=is_exported_reports, read=read_exported_reports
        ),
        "exported claims": Preset(
            name="exported claims", recognises=is_exported_claims, read=read_exported_claims
        ),
        "exported sources": Preset(
            name="exported sources", recognises=is_exported_sources, read=read_exported_sources
        ),
        "claims": Preset(name="claims", recognises=is_claims, read=read_claims),
        "sources": Preset(name="sources", recognises=is_sources, read=read_sources),
        "reports": Preset(name="reports", recognises=lambda _: True, read=read_reports),
    }
)
"""Every known schema, the narrowest first; a table that none of them claims is one of reports."""


def find_preset(raw: RawTable) -> Preset:
    """Return the first preset that recognises the headers of a table."""
    headers = tuple(raw.columns.columns)
    return next(preset for preset in PRESETS.values() if preset.recognises(headers))
