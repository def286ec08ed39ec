"""A table of reports, one a row, whatever its columns are called; pure, nothing is geocoded.

In: a raw table with at least a date and a place or a position. Out: typed reports, the sources that
they name, what they say in numbers, and what is wrong. A row without a readable date is set aside;
everything else is kept.
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Final

import pandas as pd

from geodata.formats.presets.codes import Codes, read_codes
from geodata.formats.presets.columns import Fields, find_columns, read_fields
from geodata.formats.presets.coordinates import Coordinates, read_coordinates, read_pairs
from geodata.formats.presets.figures import Figures, join_figures, read_figures
from geodata.formats.presets.gathering import gather
from geodata.formats.presets.records import PlaceLevel, Preset, Records
from geodata.formats.presets.spans import read_spans
from geodata.formats.presets.wording import METRICS, SYNONYMS
from geodata.formats.raw import RawTable
from geodata.types import DatePrecision, PlacePrecision

_LEVELS: Final = MappingProxyType({str(level): level for level in PlaceLevel})
_PLACE_WORDS: Final = MappingProxyType({str(word): word for word in PlacePrecision})
_DAY_WORDS: Final = MappingProxyType({str(word): word for word in DatePrecision})

_PRECISION_OF_LEVEL: Final = MappingProxyType(
    {
        PlaceLevel.CITY: PlacePrecision.CITY,
        PlaceLevel.ROAD: PlacePrecision.ADMIN1,
        PlaceLevel.PROVINCE: PlacePrecision.ADMIN1,
        PlaceLevel.COUNTRY: PlacePrecision.COUNTRY,
        PlaceLevel.NONE: PlacePrecision.UNKNOWN,
    }
)
"""How closely a position is known where a row only says what kind of place it speaks of."""

_LEVEL_OF_PRECISION: Final = MappingProxyType(
    {
        PlacePrecision.ADMIN2: PlaceLevel.PROVINCE,
        PlacePrecision.ADMIN1: PlaceLevel.PROVINCE,
        PlacePrecision.COUNTRY: PlaceLevel.COUNTRY,
        PlacePrecision.UNKNOWN: PlaceLevel.NONE,
    }
)
"""What kind of place a row speaks of where it only says that its position is none of a point."""


def read_reports(raw: RawTable, today: date) -> Records:
    """Read a table of reports.

    Raises
    ------
    InputError
        If there is no column for the date, or neither one for the place nor any for the position.
    """
    fields = _read_fields(raw)
    file = raw.file
    days = read_codes(
        file, fields["date_precision"], _DAY_WORDS, kept="that of the date itself is kept"
    )
    levels = read_codes(file, fields["place_level"], _LEVELS, kept="kept as if none were stated")
    places = read_codes(file, fields["precision"], _PLACE_WORDS, kept="kept as if none were stated")
    reports = {
        "report_id": fields["id"],
        "event_key": fields["event"],
        **{
            name: fields[name]
            for name in (
                "kind", "subkind", "title", "actors", "notes", "verification", "licence",
                "source_id",
            )
        },
        "place_name": fields["place"],
        "admin1_name": fields["admin1"],
        "country_name": fields["country"],
        **_settle_levels(levels, places, fields),
    }  # fmt: skip
    return gather(
        fields,
        reports,
        spans=read_spans(file, fields["date"], fields["date_end"], days.meanings, today=today),
        positions=_read_positions(fields),
        cited={
            "source_id": fields["source_id"],
            "publisher": fields["source"],
            "url": fields["url"],
            "kind": fields["source_kind"],
        },
        figures=_read_numbers(fields),
        problems=(*days.problems, *levels.problems, *places.problems),
    )


def _read_fields(raw: RawTable) -> Fields:
    used = find_columns(list(raw.columns.columns), SYNONYMS, raw.chosen).used
    has_position = {"lat", "lon"} <= used.keys() or "coordinates" in used
    return read_fields(raw, SYNONYMS, ("date",) if has_position else ("date", "place"))


def _settle_levels(levels: Codes, places: Codes, fields: Fields) -> dict[str, pd.Series]:
    """Return level and precision of each row; where one is missing, what the other one implies."""
    precision = places.meanings.fillna(levels.meanings.map(_PRECISION_OF_LEVEL))
    return {
        "place_level": levels.meanings.fillna(places.meanings.map(_LEVEL_OF_PRECISION)),
        "given_precision": precision,
        "given_code": fields["precision_code"].fillna(places.labels).fillna(levels.labels),
    }


def _read_positions(fields: Fields) -> Coordinates:
    """Read the columns of latitude and longitude, or the one of both."""
    if "coordinates" in fields.columns.used and not {"lat", "lon"} <= fields.columns.used.keys():
        return read_pairs(fields.file, fields["coordinates"])
    return read_coordinates(fields.file, fields["lat"], fields["lon"])


def _read_numbers(fields: Fields) -> Figures:
    """Read figures; who claims one is named in a column of its own, or is the row's source."""
    return join_figures(
        *(
            read_figures(
                fields.file,
                metric,
                low=fields[f"{metric}_low"],
                best=fields[f"{metric}_best"],
                high=fields[f"{metric}_high"],
                said={
                    "claimed_by": fields["claimed_by"].fillna(fields["source"]),
                    "verification": fields["verification"],
                },
            )
            for metric in METRICS
            if any(f"{metric}_{bound}" in fields.columns.used for bound in ("low", "best", "high"))
        )
    )


REPORTS: Final = Preset(
    name="reports", recognises=lambda _: True, read=read_reports, synonyms=SYNONYMS
)
