"""GDELT 2.0 events: what a machine read in one article a row, so each row is a report; pure but for
the table of country codes that it loads.

In: a table of events with its header, or as GDELT publishes it without one. Out: records. Columns
and codes are in http://data.gdeltproject.org/documentation/GDELT-Event_Codebook-V2.0.pdf, the
classes of events in the CAMEO Manual beside it; here in our own words.

================== ================================= ====================
code               GDELT means                       kept as
================== ================================= ====================
ActionGeo_Type 1   a country                         country
ActionGeo_Type 2   a state of the United States      admin1, never a dot
ActionGeo_Type 3   a town or landmark there          city
ActionGeo_Type 4   a town or landmark elsewhere      city
ActionGeo_Type 5   a region of the first level       admin1, never a dot
0 or empty         no place was found                unknown
================== ================================= ====================

The date is that of the event as the machine read it. Numbers of mentions, sources and articles say
how much was written, not what happened: they stand in the notes and are no figures. A region such
as "South Sudan (general)" is none.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Final

import pandas as pd

from geodata.formats.presets.codes import read_codes
from geodata.formats.presets.columns import Fields, Synonyms, has_fields, join_texts, read_fields
from geodata.formats.presets.coordinates import read_coordinates
from geodata.formats.presets.figures import join_figures
from geodata.formats.presets.fips import load_fips
from geodata.formats.presets.gathering import find_hosts, gather
from geodata.formats.presets.records import Cells, PlaceLevel, Preset, Records, Unit
from geodata.formats.presets.spans import read_spans
from geodata.formats.raw import RawTable
from geodata.types import PlacePrecision

SYNONYMS: Final[Synonyms] = MappingProxyType(
    {
        "id": ("GLOBALEVENTID",),
        "date": ("SQLDATE", "Day"),
        "kind": ("EventRootCode",),
        "subkind": ("EventCode",),
        "actor1": ("Actor1Name",),
        "actor2": ("Actor2Name",),
        "precision": ("ActionGeo_Type",),
        "place": ("ActionGeo_FullName",),
        "country": ("ActionGeo_CountryCode",),
        "lat": ("ActionGeo_Lat",),
        "lon": ("ActionGeo_Long",),
        "mentions": ("NumMentions",),
        "sources": ("NumSources",),
        "articles": ("NumArticles",),
        "url": ("SOURCEURL",),
    }
)
"""Field → what GDELT calls it."""

_OWN: Final = frozenset({"id", "date", "kind", "precision"})

PLACE_CODES: Final = MappingProxyType(
    {
        "0": PlacePrecision.UNKNOWN,
        "1": PlacePrecision.COUNTRY,
        "2": PlacePrecision.ADMIN1,
        "3": PlacePrecision.CITY,
        "4": PlacePrecision.CITY,
        "5": PlacePrecision.ADMIN1,
    }
)
_NO_REGION: Final = " (general), "
"""Stands between a country's name and itself, where the region isn't known."""

_LEVELS: Final = MappingProxyType(
    {
        PlacePrecision.UNKNOWN: PlaceLevel.NONE,
        PlacePrecision.COUNTRY: PlaceLevel.COUNTRY,
        PlacePrecision.ADMIN1: PlaceLevel.PROVINCE,
    }
)

KINDS: Final = MappingProxyType(
    {
        "01": "public statement",
        "02": "appeal",
        "03": "intent to cooperate",
        "04": "consultation",
        "05": "diplomatic cooperation",
        "06": "material cooperation",
        "07": "aid",
        "08": "concession",
        "09": "investigation",
        "10": "demand",
        "11": "disapproval",
        "12": "rejection",
        "13": "threat",
        "14": "protest",
        "15": "show of force",
        "16": "reduced relations",
        "17": "coercion",
        "18": "assault",
        "19": "armed fighting",
        "20": "mass violence",
    }
)
"""CAMEO's root classes, each in a word or two of our own."""


def read_gdelt(raw: RawTable, today: date) -> Records:
    """Read a table of GDELT 2.0's events.

    Raises
    ------
    InputError
        If it has no column for the date.
    DataError
        If the table of country codes is missing.
    """
    fields = read_fields(raw, SYNONYMS, ("date",))
    places = read_codes(
        raw.file, fields["precision"], PLACE_CODES, kept="the row is kept without a position"
    )
    kinds = read_codes(
        raw.file, fields["kind"].str.zfill(2), KINDS, kept="the code is kept as it stands"
    )
    countries = read_codes(
        raw.file, fields["country"], load_fips(), kept="the country of its name is kept"
    )
    precision = places.meanings.fillna(str(PlacePrecision.UNKNOWN))
    words = kinds.meanings.fillna("CAMEO " + fields["kind"])
    none = pd.Series(None, index=precision.index, dtype="str", name="SQLDATE")
    reports: Cells = {
        "report_id": fields["id"],
        "kind": words,
        "subkind": "CAMEO " + fields["subkind"],
        "title": words.str.capitalize(),
        "actors": join_texts([fields["actor1"], fields["actor2"]]),
        "notes": _say_coverage(fields),
        **_split_place(fields["place"], countries.meanings, precision),
        "place_level": precision.map(_LEVELS),
        "given_precision": precision,
        "given_code": places.labels,
        "verification": "coded by machine",
    }
    return gather(
        fields,
        reports,
        spans=read_spans(raw.file, fields["date"], none, none, today=today),
        positions=read_coordinates(raw.file, fields["lat"], fields["lon"]),
        # a text that is no address, such as "BBC Monitoring", stands as it is
        cited={"publisher": find_hosts(fields["url"]).fillna(fields["url"]), "url": fields["url"]},
        figures=join_figures(),
        problems=(*places.problems, *kinds.problems, *countries.problems),
    )


def _split_place(names: pd.Series, codes: pd.Series, precision: pd.Series) -> dict[str, pd.Series]:
    """Divide "Shiraz, Fars, Iran" into place, region and country; of "Fars, Iran" one is absent."""
    parts = names.fillna("").str.split(", ")  # a column of nothing but blanks has no lists
    n_parts = names.str.count(", ") + 1
    has_none = names.str.contains(_NO_REGION, regex=False, na=False)
    is_region = precision == str(PlacePrecision.ADMIN1)
    region = parts.str[-2].where(((n_parts > 2) | (is_region & (n_parts > 1))) & ~has_none)
    return {
        "place_name": parts.str[0].where(names.notna()),
        "admin1_name": region,
        "country_name": codes.where(codes != "").fillna(parts.str[-1].where(names.notna())),
    }


def _say_coverage(fields: Fields) -> pd.Series:
    """Say how much was written of it."""
    mentions, sources, articles = (fields[name] for name in ("mentions", "sources", "articles"))
    return "Mentions: " + mentions + "; sources: " + sources + "; articles: " + articles


GDELT: Final = Preset(
    name="gdelt",
    title="GDELT 2.0 Events",
    unit=Unit.REPORT,
    licence="GDELT terms: any use, with a citation of the GDELT Project and a link to "
    "https://www.gdeltproject.org/",
    citation="Leetaru, K. & Schrodt, P. A. (2013). GDELT: Global Data on Events, Location, and "
    "Tone, 1979-2012. ISA Annual Convention. Data: the GDELT Project, "
    "https://www.gdeltproject.org/",
    recognises=partial(has_fields, synonyms=SYNONYMS, own=_OWN),
    read=read_gdelt,
    synonyms=SYNONYMS,
)
