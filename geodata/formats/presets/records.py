"""What every preset makes of a raw table: typed rows, not yet geocoded, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Final

import pandas as pd

from geodata.formats.raw import RawTable
from geodata.types import Problem


class PlaceLevel(StrEnum):
    """What kind of place a row speaks of, where the data says so."""

    CITY = "city"
    LOCALITY = "locality"  # a quarter, village or site
    ROAD = "road"  # a stretch between places
    PROVINCE = "province"
    COUNTRY = "country"
    NONE = "none"  # several places, or none


REPORT_FIELDS: Final = (
    "report_id",  # null where the row gives none
    "event_key",  # what rows about one event share, where the data says so
    "date_start",
    "date_stop",
    "date_precision",
    "kind",
    "subkind",
    "title",
    "actors",
    "notes",
    "place_name",
    "admin1_name",
    "country_name",
    "place_level",  # a PlaceLevel, null where not stated
    "given_lon",  # degrees, WGS 84, in range; null where the row gives no usable position
    "given_lat",
    "given_precision",  # a PlacePrecision: what the data's own code for it means
    "given_code",  # that code with its column, as "geo_precision 2"
    "verification",  # as given
    "licence",  # of the row, in words
    "placed_as",  # the place that a row of our own export brings, as `geodata.brought` writes it
    "source_id",  # null where the row gives none
)
SOURCE_FIELDS: Final = (
    "source_id", "publisher", "title", "url", "published_on", "kind", "language", "notes",
)  # fmt: skip
CLAIM_FIELDS: Final = (
    "claim_id", "report_id", "scope", "scope_level", "metric", "value_low", "value_best",
    "value_high", "qualifier", "subset_of", "claimed_by", "source_id", "as_of_date",
    "verification", "notes",
)  # fmt: skip


Cells = Mapping[str, pd.Series | str]
"""Column of a frame → its values, or the one value of all rows."""


def _no_rows(fields: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype="object") for name in fields})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Records:
    """The usable rows of one file. The index of a frame is the row number in the file."""

    problems: tuple[Problem, ...]  # of this step; the reader's own are in the RawTable
    unused_columns: tuple[str, ...]  # headers that no field reads
    # columns of each: REPORT_FIELDS, CLAIM_FIELDS, SOURCE_FIELDS
    reports: pd.DataFrame = field(default_factory=partial(_no_rows, REPORT_FIELDS))
    claims: pd.DataFrame = field(default_factory=partial(_no_rows, CLAIM_FIELDS))
    sources: pd.DataFrame = field(default_factory=partial(_no_rows, SOURCE_FIELDS))
    # SOURCE_FIELDS, with the index of reports: what each says of its source in its own words
    cited: pd.DataFrame = field(default_factory=partial(_no_rows, SOURCE_FIELDS))
    # CLAIM_FIELDS without ids; the index of reports, several times where one gives several
    # figures: what each says in numbers
    figures: pd.DataFrame = field(default_factory=partial(_no_rows, CLAIM_FIELDS))
    mapping: Mapping[str, str] = field(default_factory=dict)  # field → header that it was read from


class Unit(StrEnum):
    """What one row of a dataset is."""

    REPORT = "report"  # one source's statement: several may tell of one event
    EVENT = "event"  # one event, by whoever made the dataset: no two rows are the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A schema that a table may follow."""

    name: str  # as imports.jsonl and the summary say it
    title: str = ""  # of the dataset, for people; empty if the schema is nobody's
    unit: Unit = Unit.REPORT
    licence: str = ""  # under which its rows are, in words; empty if the schema doesn't say
    is_restricted: bool = False  # whether its rows may not be published
    citation: str = ""  # how the dataset wants to be cited
    recognises: Callable[[tuple[str, ...]], bool]  # headers as given → whether it is this one
    read: Callable[[RawTable, date], Records]  # the date is today: later dates are suspect
    # field → what a column of it may be called; empty if a person can't choose its columns
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
