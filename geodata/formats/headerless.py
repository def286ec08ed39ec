"""Tables that come without a header, known by their first row: what their columns are called. Pure.

GDELT's tables of events are the only ones. Names and their order are those of its codebook,
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
