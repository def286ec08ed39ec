"""ACLED: one event a row, as coded by the Armed Conflict Location & Event Data project; pure.

In: any of its exports since 2015 (upper or lower case, with `data_id` or without; some of 2015
write GEO_PRECIS and ADM_LEVEL_1). Out: records.
What its codes say is in the ACLED Codebook, https://acleddata.com/knowledge-base/codebook/; here in
our own words. Its terms, https://acleddata.com/eula/, don't allow its rows to be passed on.

=============== ========================================= ==============================
code            ACLED means                               kept as
=============== ========================================= ==============================
geo_precision 1 the named town, or a place in it          city
geo_precision 2 near a town, or a small part of a region  near, at the town's position
geo_precision 3 a region; the position is only its town's admin1, never a dot
time_precision 1 that day                                 day
time_precision 2 a week or weekend about that day         week: three days before and after
time_precision 3 a month that holds that day              month: the calendar month
=============== ========================================= ==============================

Since May 2026 an event in international waters is at the middle of a sea or of a part of it, as
"Gulf of X (centroid)" with an ocean for its country: that is no place, whatever its code.

`fatalities` is 0 where no deaths are reported, so a 0 is kept with those words. The crowd size
among the tags is a claim where it is a number; other tags, and sizes such as "hundreds", stand in
the notes.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Final

import pandas as pd

from geodata.errors import InputError
from geodata.formats.presets.codes import read_codes
from geodata.formats.presets.columns import Fields, Synonyms, has_fields, join_texts, read_fields
from geodata.formats.presets.coordinates import read_coordinates
from geodata.formats.presets.counts import read_count
from geodata.formats.presets.figures import (
    Figures,
    find_noughts,
    join_figures,
    read_figures,
)
from geodata.formats.presets.gathering import gather
from geodata.formats.presets.records import Cells, PlaceLevel, Preset, Records, Unit
from geodata.formats.presets.spans import Spans, read_spans
from geodata.formats.raw import RawTable
from geodata.types import DatePrecision, PlacePrecision

SYNONYMS: Final[Synonyms] = MappingProxyType(
    {
        "id": ("event_id_cnty",),
        "number": ("event_id_no_cnty",),  # of the event within its country: not unique
        "row": ("data_id",),  # another one after each update of the dataset
        "date": ("event_date",),
        "date_precision": ("time_precision",),
        "kind": ("event_type",),
        "subkind": ("sub_event_type",),
        "actor1": ("actor1",),
        "ally1": ("assoc_actor_1", "ally_actor_1"),
        "actor2": ("actor2",),
        "ally2": ("assoc_actor_2", "ally_actor_2"),
        "country": ("country", "iso3", "iso"),
        "admin1": ("admin1", "adm_level_1"),
        "place": ("location", "admin3", "admin2", "adm_level_3", "adm_level_2"),
        "lat": ("latitude",),
        "lon": ("longitude",),
        "precision": ("geo_precision", "geo_precis"),
        "source": ("source",),
        "source_kind": ("source_scale",),
        "notes": ("notes",),
        "killed": ("fatalities",),
        "tags": ("tags",),
    }
)
"""Field → what ACLED's exports call it."""

_OWN: Final = frozenset({"date", "kind", "actor1", "killed"})
"""Fields that its exports with data_id have, and that no other schema calls so."""

_TELLING: Final[Synonyms] = MappingProxyType(
    {name: (name,) for name in ("event_id_cnty", "event_id_no_cnty", "event_date", "fatalities")}
    | {name: (name,) for name in ("sub_event_type", "interaction")}
)
_PARTS: Final = (
    ("event_id_cnty", "event_date"),
    ("event_id_no_cnty", "event_date"),
    ("event_date", "sub_event_type", "interaction", "fatalities"),
)
"""Names that nobody else uses together: they tell an export with only some of the columns."""

PLACE_CODES: Final = MappingProxyType(
    {"1": PlacePrecision.CITY, "2": PlacePrecision.NEAR, "3": PlacePrecision.ADMIN1}
)
DAY_CODES: Final = MappingProxyType(
    {"1": DatePrecision.DAY, "2": DatePrecision.WEEK, "3": DatePrecision.MONTH}
)
_CROWD: Final = r"(?:^|; *)crowd size *= *([^;]*)"

_LEVELS: Final = MappingProxyType(
    {PlacePrecision.ADMIN1: PlaceLevel.PROVINCE, PlacePrecision.UNKNOWN: PlaceLevel.NONE}
)
_MIDDLE: Final = " (centroid)"
"""Ends the name of a sea, of which only the middle is given."""
_SEAS: Final = (" Ocean", " Sea")
"""One of these ends what stands as the country of international waters."""


def _recognises(headers: tuple[str, ...]) -> bool:
    """Say whether headers are of ACLED; its terms hold for an export of a few columns too."""
    return has_fields(headers, SYNONYMS, (*_OWN, "row")) or any(
        has_fields(headers, _TELLING, part) for part in _PARTS
    )


def read_acled(raw: RawTable, today: date) -> Records:
    """Read an export of ACLED.

    Raises
    ------
    InputError
        If it has no column for the date.
    """
    fields = read_fields(raw, SYNONYMS, ("date",))
    places = read_codes(
        raw.file, fields["precision"], PLACE_CODES, kept="the row is kept as if it were 1"
    )
    positions = read_coordinates(raw.file, fields["lat"], fields["lon"])
    is_sea = fields["place"].str.endswith(_MIDDLE, na=False)
    is_sea |= fields["country"].str.endswith(_SEAS, na=False)
    precision = places.meanings.fillna(str(PlacePrecision.CITY))
    precision = precision.mask(is_sea, str(PlacePrecision.UNKNOWN))
    crowds, tags = _read_tags(fields)
    # a number is one event's only within its country
    ids = fields["id"].fillna(fields["country"] + " " + fields["number"]).fillna(fields["row"])
    reports: Cells = {
        "report_id": ids,
        "event_key": ids,  # an export by actor has each event twice
        **{name: fields[name] for name in ("kind", "subkind")},
        "notes": join_texts([fields["notes"], "Tags: " + tags], divider=" | "),
        "title": fields["subkind"].fillna(fields["kind"]),
        "actors": join_texts(fields[name] for name in ("actor1", "ally1", "actor2", "ally2")),
        "place_name": fields["place"],
        "admin1_name": fields["admin1"],
        "country_name": fields["country"],
        "place_level": precision.map(_LEVELS),
        "given_precision": precision,
        "given_code": places.labels,
    }
    return gather(
        fields,
        reports,
        spans=_read_days(fields, today),
        positions=positions,
        cited={"publisher": fields["source"], "kind": fields["source_kind"]},
        figures=join_figures(_read_deaths(fields), crowds),
        problems=places.problems,
    )


def _read_days(fields: Fields, today: date) -> Spans:
    """Read the day; a week or month reaches as far around it as its code says."""
    codes = read_codes(
        fields.file,
        fields["date_precision"],
        DAY_CODES,
        kept="the day is kept as the date gives it",
    )
    none = pd.Series(None, index=codes.meanings.index, dtype="str", name="event_date")
    spans = read_spans(fields.file, fields["date"], none, codes.meanings, today=today)
    is_week, is_month = (spans.precision == str(code) for code in ("week", "month"))
    first = spans.start.dt.to_period("M").dt.start_time.astype(spans.start.dtype)
    three_days = pd.Timedelta(days=3)
    start = spans.start.mask(is_week, spans.start - three_days).mask(is_month, first)
    stop = spans.stop.mask(is_week, spans.stop + three_days)
    stop = stop.mask(is_month, (first + pd.offsets.MonthBegin(1)).astype(stop.dtype))
    return Spans(
        start=start,
        stop=stop,
        precision=spans.precision,
        problems=(*spans.problems, *codes.problems),
    )


def _read_deaths(fields: Fields) -> Figures:
    is_nought = find_noughts(fields["killed"])
    return read_figures(
        fields.file,
        "killed",
        best=fields["killed"],
        said={
            "claimed_by": "ACLED",
            "verification": "coded",
            "notes": is_nought.map({True: "ACLED writes 0 where no deaths are reported"}),
        },
    )


def _read_tags(fields: Fields) -> tuple[Figures, pd.Series]:
    """Return crowd sizes that are numbers, and all tags that say something else."""
    tags = fields["tags"]
    sizes = tags.str.extract(_CROWD, expand=False).str.strip()
    sizes = sizes.str.replace(r"^between (.+) and (.+)$", r"\1-\2", regex=True)
    counts = {text for text in sizes.dropna().unique() if read_count(text)}
    is_said = sizes.isin([*counts, "no report"])
    others = tags.mask(is_said, tags.str.replace(_CROWD, "", regex=True)).str.strip("; ")
    crowds = read_figures(
        fields.file,
        "participants",
        best=sizes.where(sizes.isin(counts)),
        said={"claimed_by": "ACLED", "verification": "coded"},
    )
    return crowds, others.where(others != "")


ACLED: Final = Preset(
    name="acled",
    title="ACLED (Armed Conflict Location & Event Data)",
    unit=Unit.EVENT,
    licence="ACLED terms of use: rows may not be passed on (https://acleddata.com/eula/)",
    is_restricted=True,
    citation="Raleigh, C., Kishi, R. & Linke, A. (2023). Political instability patterns are "
    "obscured by conflict dataset scope conditions, sources, and coding choices. Humanities and "
    "Social Sciences Communications 10, 74. https://doi.org/10.1057/s41599-023-01559-4. Data: "
    "ACLED, https://acleddata.com, with the day of the download",
    recognises=_recognises,
    read=read_acled,
    synonyms=SYNONYMS,
)


_SUMS: Final[Synonyms] = MappingProxyType(
    {name: (name,) for name in ("week", "admin1", "sub_event_type", "events", "fatalities")}
)
"""Columns of ACLED's aggregated data, https://acleddata.com/use-access/how-use-acleds-aggregated-data."""


def refuse_sums(raw: RawTable, today: date) -> Records:  # noqa: ARG001 (one shape for all presets)
    """Refuse counts of events by week and region.

    Raises
    ------
    InputError
        Always: a row is no event, and a sum of deaths is nobody's claim of one.
    """
    raise InputError(
        f"{raw.file!r} has ACLED's aggregated data: counts of events by week and region, which are "
        "no events; give an export of the events themselves, with event_id_cnty and event_date"
    )


ACLED_SUMS: Final = Preset(
    name="acled_sums",
    title=f"{ACLED.title}, aggregated",
    licence=ACLED.licence,
    is_restricted=True,
    citation=ACLED.citation,
    recognises=partial(has_fields, synonyms=_SUMS, own=_SUMS.keys()),
    read=refuse_sums,
    synonyms=SYNONYMS,
)
