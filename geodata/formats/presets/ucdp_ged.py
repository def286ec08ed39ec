"""UCDP GED: one event of organised violence a row, Uppsala Conflict Data Program; pure.

In: a release of the Georeferenced Event Dataset or of its candidate events. Out: records. What its
codes say is in the codebook beside each release, https://ucdp.uu.se/downloads/; here in our words.

============ =========================================== =======================================
code         UCDP means                                  kept as
============ =========================================== =======================================
where_prec 1 the place is known, and it is the position   exact
where_prec 2 within some 25 km of the position            near
where_prec 3 a second-level region                        admin2: listed in its first-level region
where_prec 4 a first-level region                         admin1
where_prec 5 a line or an area without bounds, wider than admin1: a dot would claim 25 km, and the
             25 km: a river, a road, a border             region of its middle is all that is given
where_prec 6 a country                                    country
where_prec 7 at sea or in the air                         unknown
date_prec 1  that day                                     day
date_prec 2  within two to six days                       days
date_prec 3  within a week                                week
date_prec 4  within a month                               month
date_prec 5  within a year                                year
============ =========================================== =======================================

Deaths are kept as low, best and high of the event. Those by side are parts of the best figure: they
are kept as subsets of it with their side as scope, where they aren't 0, and never add to it.
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
from geodata.formats.presets.figures import Figures, find_noughts, join_figures, read_figures
from geodata.formats.presets.gathering import gather
from geodata.formats.presets.records import Cells, PlaceLevel, Preset, Records, Unit
from geodata.formats.presets.spans import read_spans
from geodata.formats.raw import RawTable
from geodata.types import DatePrecision, PlacePrecision

SYNONYMS: Final[Synonyms] = MappingProxyType(
    {
        "id": ("id", "relid"),
        "date": ("date_start",),
        "date_end": ("date_end",),
        "date_precision": ("date_prec",),
        "kind": ("type_of_violence",),
        "conflict": ("conflict_name",),
        "title": ("dyad_name",),
        "side_a": ("side_a",),
        "side_b": ("side_b",),
        "country": ("country",),
        "admin1": ("adm_1",),
        "place": ("where_coordinates",),
        "lat": ("latitude",),
        "lon": ("longitude",),
        "precision": ("where_prec",),
        "notes": ("where_description",),
        "status": ("code_status",),
        "clarity": ("event_clarity",),
        "source": ("source_office", "source_article"),
        "source_title": ("source_headline",),
        "killed_low": ("low", "low_est"),
        "killed": ("best", "best_est"),
        "killed_high": ("high", "high_est"),
        "killed_a": ("deaths_a",),
        "killed_b": ("deaths_b",),
        "killed_civilians": ("deaths_civilians",),
        "killed_unknown": ("deaths_unknown",),
    }
)
"""Field → what the releases of UCDP GED call it."""

_OWN: Final = frozenset({"date", "date_precision", "kind", "precision", "killed"})

PLACE_CODES: Final = MappingProxyType(
    {
        "1": PlacePrecision.EXACT,
        "2": PlacePrecision.NEAR,
        "3": PlacePrecision.ADMIN2,
        "4": PlacePrecision.ADMIN1,
        "5": PlacePrecision.ADMIN1,
        "6": PlacePrecision.COUNTRY,
        "7": PlacePrecision.UNKNOWN,
    }
)
DAY_CODES: Final = MappingProxyType(
    {
        "1": DatePrecision.DAY,
        "2": DatePrecision.DAYS,
        "3": DatePrecision.WEEK,
        "4": DatePrecision.MONTH,
        "5": DatePrecision.YEAR,
    }
)
KINDS: Final = MappingProxyType(
    {"1": "state-based conflict", "2": "non-state conflict", "3": "one-sided violence"}
)
_LEVELS: Final = MappingProxyType(
    {
        "where_prec 3": PlaceLevel.PROVINCE,
        "where_prec 4": PlaceLevel.PROVINCE,
        "where_prec 5": PlaceLevel.ROAD,
        "where_prec 6": PlaceLevel.COUNTRY,
        "where_prec 7": PlaceLevel.NONE,
    }
)


def read_ucdp_ged(raw: RawTable, today: date) -> Records:
    """Read a release of UCDP GED.

    Raises
    ------
    InputError
        If it has no column for the first day.
    """
    fields = read_fields(raw, SYNONYMS, ("date",))
    places = read_codes(
        raw.file, fields["precision"], PLACE_CODES, kept="the row is kept as if it were 1"
    )
    days = read_codes(
        raw.file, fields["date_precision"], DAY_CODES, kept="the days are kept as they are given"
    )
    kinds = read_codes(raw.file, fields["kind"], KINDS, kept="the code is kept as it stands")
    reports: Cells = {
        "report_id": fields["id"],
        "event_key": fields["id"],
        "kind": kinds.meanings.fillna(fields["kind"]),
        "subkind": fields["conflict"],
        "title": fields["title"],
        "actors": join_texts([fields["side_a"], fields["side_b"]]),
        "notes": fields["notes"],
        "place_name": fields["place"],
        "admin1_name": fields["admin1"],
        "country_name": _take_today(fields["country"]),
        "place_level": ("where_prec " + places.labels.str.split().str[-1]).map(_LEVELS),
        "given_precision": places.meanings.fillna(str(PlacePrecision.EXACT)),
        "given_code": places.labels,
        "verification": join_texts(
            ["code_status " + fields["status"], "event_clarity " + fields["clarity"]]
        ),
    }
    return gather(
        fields,
        reports,
        spans=read_spans(raw.file, fields["date"], fields["date_end"], days.meanings, today=today),
        positions=read_coordinates(raw.file, fields["lat"], fields["lon"]),
        cited={"publisher": fields["source"], "title": fields["source_title"]},
        figures=_read_deaths(fields),
        problems=(*places.problems, *days.problems, *kinds.problems),
    )


def _take_today(countries: pd.Series) -> pd.Series:
    """Leave out the former name that UCDP writes behind a country: "DR Congo (Zaire)".

    Its "Congo" is the other one.
    """
    plain = countries.str.replace(r"^(?:Kingdom of )?(.+?) \(.+\)$", r"\1", regex=True)
    return plain.replace("Congo", "Republic of the Congo")


def _read_deaths(fields: Fields) -> Figures:
    total = read_figures(
        fields.file,
        "killed",
        low=fields["killed_low"],
        best=fields["killed"],
        high=fields["killed_high"],
        said={"claimed_by": "UCDP", "verification": "coded"},
    )
    sides: Cells = {
        "killed_a": "side A: " + fields["side_a"].fillna("unnamed"),
        "killed_b": "side B: " + fields["side_b"].fillna("unnamed"),
        "killed_civilians": "civilians",
        "killed_unknown": "people of an unknown side",
    }
    return join_figures(total, *(_read_part(fields, name, scope) for name, scope in sides.items()))


def _read_part(fields: Fields, name: str, scope: pd.Series | str) -> Figures:
    """Read the deaths of one side: a part of the total, and said to be one."""
    deaths = fields[name]
    return read_figures(
        fields.file,
        "killed",
        best=deaths.mask(find_noughts(deaths)),
        said={
            "claimed_by": "UCDP",
            "verification": "coded",
            "scope": scope,
            "subset_of": "the best figure of all sides",
        },
    )


UCDP_GED: Final = Preset(
    name="ucdp_ged",
    title="UCDP Georeferenced Event Dataset (GED)",
    unit=Unit.EVENT,
    licence="CC BY 4.0",
    citation="Sundberg, R. & Melander, E. (2013). Introducing the UCDP Georeferenced Event "
    "Dataset. Journal of Peace Research 50(4), 523-532. Data: Uppsala Conflict Data Program, "
    "https://ucdp.uu.se, with the version of the release and the article of its year. Candidate "
    "events: Hegre, H., Croicu, M., Eck, K. & Högbladh, S. (2020). Introducing the UCDP Candidate "
    "Events Dataset. Research & Politics 7(3). https://doi.org/10.1177/2053168020935257",
    recognises=partial(has_fields, synonyms=SYNONYMS, own=_OWN),
    read=read_ucdp_ged,
    synonyms=SYNONYMS,
)
