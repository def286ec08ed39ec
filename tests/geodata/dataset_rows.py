"""Made-up rows in the schemas of known datasets: none of them is of a real dataset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from geodata.formats.headerless import GDELT_EVENTS
from geodata.formats.presets import PRESETS
from geodata.formats.presets.records import Records
from tests.geodata.builders import TODAY, make_raw

ACLED_ROW: Final[Mapping[str, str]] = MappingProxyType(
    {
        "event_id_cnty": "NOR1", "event_date": "15 November 2019", "year": "2019",
        "time_precision": "1", "disorder_type": "Demonstrations", "event_type": "Protests",
        "sub_event_type": "Peaceful protest", "actor1": "Protesters (Norway)",
        "assoc_actor_1": "Students (Norway)", "inter1": "Protesters", "actor2": "",
        "assoc_actor_2": "", "inter2": "", "interaction": "Protesters only",
        "civilian_targeting": "", "iso": "578", "region": "Europe", "country": "Norway",
        "admin1": "Oslo", "admin2": "Oslo", "admin3": "", "location": "Oslo",
        "latitude": "59.91", "longitude": "10.75", "geo_precision": "1",
        "source": "Example Agency; Example Paper", "source_scale": "National",
        "notes": "Made up.", "fatalities": "0", "tags": "crowd size=no report",
        "timestamp": "1700000000", "population_best": "",
    }
)  # fmt: skip

OLD_ACLED_ROW: Final[Mapping[str, str]] = MappingProxyType(
    {
        "DATA_ID": "1", "ISO": "578", "EVENT_ID_CNTY": "NOR1", "EVENT_ID_NO_CNTY": "1",
        "EVENT_DATE": "15-November-2019", "YEAR": "2019", "TIME_PRECISION": "1",
        "EVENT_TYPE": "Riots/Protests", "ACTOR1": "Protesters (Norway)", "ALLY_ACTOR_1": "",
        "INTER1": "6", "ACTOR2": "", "ALLY_ACTOR_2": "", "INTER2": "0", "INTERACTION": "60",
        "COUNTRY": "Norway", "ADMIN1": "Oslo", "ADMIN2": "Oslo", "ADMIN3": "", "LOCATION": "Oslo",
        "LATITUDE": "59.91", "LONGITUDE": "10.75", "GEO_PRECISION": "1",
        "SOURCE": "Example Agency", "NOTES": "Made up.", "FATALITIES": "1",
    }
)  # fmt: skip

UCDP_ROW: Final[Mapping[str, str]] = MappingProxyType(
    {
        "id": "100001", "relid": "ATL-2019-1-1-1", "year": "2019", "active_year": "1",
        "code_status": "Clear", "type_of_violence": "1", "conflict_name": "Atlantis: Government",
        "dyad_name": "Government of Atlantis - Group X", "side_a": "Government of Atlantis",
        "side_b": "Group X", "number_of_sources": "-1", "source_article": "Wire, 2019-11-16",
        "source_office": "Example Wire", "source_date": "2019-11-16",
        "source_headline": "Made-up headline", "where_prec": "1",
        "where_coordinates": "Goma town", "where_description": "Goma",
        "adm_1": "Nord-Kivu province", "adm_2": "", "latitude": "-1.68", "longitude": "29.22",
        "geom_wkt": "POINT (29.22 -1.68)", "country": "DR Congo (Zaire)", "event_clarity": "1",
        "date_prec": "1", "date_start": "2019-11-15 00:00:00.000",
        "date_end": "2019-11-15 00:00:00.000", "deaths_a": "0", "deaths_b": "1",
        "deaths_civilians": "2", "deaths_unknown": "0", "best": "3", "high": "4", "low": "1",
        "gwnoa": "", "gwnob": "",
    }
)  # fmt: skip

GDELT_ROW: Final[Mapping[str, str]] = MappingProxyType(
    dict.fromkeys(GDELT_EVENTS, "")
    | {
        "GLOBALEVENTID": "900000001", "SQLDATE": "20191115", "MonthYear": "201911", "Year": "2019",
        "FractionDate": "2019.8658", "Actor1Code": "EDU", "Actor1Name": "STUDENT",
        "Actor2Code": "GOV", "Actor2Name": "GOVERNMENT", "IsRootEvent": "1", "EventCode": "141",
        "EventBaseCode": "141", "EventRootCode": "14", "QuadClass": "3", "GoldsteinScale": "-6.5",
        "NumMentions": "10", "NumSources": "1", "NumArticles": "2", "AvgTone": "-1",
        "ActionGeo_Type": "4", "ActionGeo_FullName": "Zurich, Zürich, Switzerland",
        "ActionGeo_CountryCode": "SZ", "ActionGeo_ADM1Code": "SZ25", "ActionGeo_Lat": "47.3667",
        "ActionGeo_Long": "8.55", "ActionGeo_FeatureID": "-2554935", "DATEADDED": "20191115120000",
        "SOURCEURL": "https://www.example.org/news/1",
    }
)  # fmt: skip

CCC_ROW: Final[Mapping[str, str]] = MappingProxyType(
    {
        "date": "2019-11-15", "locality": "Austin", "state": "TX", "location_detail": "Capitol",
        "online": "0", "type": "march; rally", "title": "Made-up march", "macroevent": "NA",
        "actors": "Example Group; students", "participants": "students", "claims": "for examples",
        "valence": "0", "issue_tags": "education", "size_text": "hundreds", "size_low": "200",
        "size_high": "300", "size_mean": "250", "size_cat": "2", "arrests": "more than 5",
        "arrests_any": "1", "injuries_crowd": "0", "injuries_police": "unclear",
        "property_damage": "NA", "notes": "NA", "source_1": "https://www.example.org/a",
        "source_2": "https://example.net/b", "source_3": "A paper", "source_30": "NA",
        "lat": "30.2672", "lon": "-97.7431", "resolved_locality": "Austin",
        "resolved_county": "Travis County", "resolved_state": "TX", "fips_code": "48453",
    }
)  # fmt: skip

REPORTS_ROW: Final[Mapping[str, str]] = MappingProxyType(
    {"date": "2019-11-15", "place": "Oslo", "country": "Norway"}
)

ROWS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "acled": ACLED_ROW,
        "ucdp_ged": UCDP_ROW,
        "gdelt": GDELT_ROW,
        "ccc": CCC_ROW,
        "reports": REPORTS_ROW,
    }
)
"""One row of each dataset, by the name of its preset."""


def read_rows(preset: str, *changes: Mapping[str, str]) -> Records:
    """Read rows of a dataset, each with its own changes; one without any if none is given."""
    rows = [ROWS[preset] | change for change in changes or ({},)]
    return read_table(preset, rows)


def read_table(preset: str, rows: Sequence[Mapping[str, str]]) -> Records:
    """Read rows by a preset."""
    raw = make_raw({header: [row[header] for row in rows] for header in rows[0]})
    return PRESETS[preset].read(raw, TODAY)
