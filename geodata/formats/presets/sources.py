"""Our own table of sources: who published what, where and when. Pure."""

from __future__ import annotations

from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Final

import pandas as pd

from geodata.formats.presets.columns import Synonyms, has_fields, read_fields
from geodata.formats.presets.days import read_optional_day
from geodata.formats.presets.records import SOURCE_FIELDS, Preset, Records
from geodata.formats.problems import list_aside
from geodata.formats.raw import RawTable

SYNONYMS: Final[Synonyms] = MappingProxyType({field: (field,) for field in SOURCE_FIELDS})


_OWN: Final = frozenset({"source_id", "publisher", "published_on"})
"""Fields that all such tables have, and that no other schema calls so."""


def read_sources(raw: RawTable, today: date) -> Records:  # noqa: ARG001 (one shape for all presets)
    """Read a table of sources; a row without an id is set aside, as nothing can refer to it."""
    fields = read_fields(raw, SYNONYMS, ())
    sources = pd.DataFrame({field: fields[field] for field in SOURCE_FIELDS})
    published_on, problems = read_optional_day(raw.file, sources["published_on"], "published_on")
    nameless = list_aside(
        raw.file,
        sources["publisher"][sources["source_id"].isna()],
        str(fields["source_id"].name),
        reason="the source has no id, so that nothing can refer to it",
        remedy="give each source an id of its own",
    )
    return Records(
        sources=sources.assign(published_on=published_on).dropna(subset=["source_id"]),
        problems=(*problems, *nameless),
        unused_columns=fields.columns.unused,
        mapping=fields.columns.used,
    )


SOURCES: Final = Preset(
    name="sources",
    recognises=partial(has_fields, synonyms=SYNONYMS, own=_OWN),
    read=read_sources,
    synonyms=SYNONYMS,
)
