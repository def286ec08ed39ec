"""Tables that come without a header, known by their first row: what their columns are called. Pure.

These are GDELT's tables of events and some releases of UCDP's candidate events (24.0.1). Names and
their order are those of the codebooks, https://ucdp.uu.se/downloads/ and
http://data.gdeltproject.org/documentation/GDELT-Event_Codebook-V2.0.pdf
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import Final

from geodata.errors import FormatError


def _name_actor(number: int) -> tuple[str, ...]:
    parts = (
        "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
        "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
    )  # fmt: skip
    return tuple(f"Actor{number}{part}" for part in parts)


def _name_place(whose: str) -> tuple[str, ...]:
    parts = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    return tuple(f"{whose}Geo_{part}" for part in parts)


GDELT_EVENTS: Final = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *chain(_name_actor(1), _name_actor(2)),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *chain(_name_place("Actor1"), _name_place("Actor2"), _name_place("Action")),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
"""The 61 columns of GDELT 2.0's events."""

UCDP_EVENTS: Final = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
"""The 49 columns of UCDP GED and its candidate events."""

_UCDP_FORMS: Final = (
    ("id", r"\d+"),
    ("year", r"(19|20)\d\d"),
    ("type_of_violence", "[1-3]"),
    ("where_prec", "[1-7]"),
    ("date_prec", "[1-5]"),
)
"""What a first row of UCDP's has in some of its columns."""

_OLD_GDELT: Final = (57, 58)  # columns of GDELT 1.0


def find_header(first_row: Sequence[str], file: str) -> tuple[str, ...] | None:
    """Return the names of the columns of a table without a header; None for any other.

    Parameters
    ----------
    first_row
        Cells of the first row.
    file
        What an error calls the file.

    Raises
    ------
    FormatError
        If it is a table of GDELT 1.0, which isn't read.
    """
    if _is_ucdp(first_row):
        return UCDP_EVENTS
    is_gdelt = (
        len(first_row) in {len(GDELT_EVENTS), *_OLD_GDELT}
        and first_row[0].strip().isdecimal()
        and re.fullmatch(r"(18|19|20)\d{6}", first_row[1].strip()) is not None
    )
    if is_gdelt and len(first_row) != len(GDELT_EVENTS):
        raise FormatError(
            f"{file!r} looks like a table of events of GDELT 1.0 ({len(first_row)} columns, no "
            f"header): GDELT 2.0, which has {len(GDELT_EVENTS)}, can be read; give a file of GDELT "
            "2.0 (….export.CSV), or put the names of the columns in the first row"
        )
    return GDELT_EVENTS if is_gdelt else None


def _is_ucdp(first_row: Sequence[str]) -> bool:
    return len(first_row) == len(UCDP_EVENTS) and all(
        re.fullmatch(form, first_row[UCDP_EVENTS.index(name)].strip()) for name, form in _UCDP_FORMS
    )
