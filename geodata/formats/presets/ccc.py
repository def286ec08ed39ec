"""Crowd Counting Consortium: one crowd in the United States a row; pure.

In: a compiled release of the Crowd Counting Consortium since 2017. Out: records. Its columns are
described in https://github.com/nonviolent-action-lab/crowd-counting-consortium, file
ccc_data_dictionary.md; here in our own words.

- A position is that of the town (lat, lon of resolved_locality), so it is kept as city; the site in
  location_detail is words only. A row that was online only is kept without a place.
- size_low and size_high are the lowest and highest number that a source gives; words such as
  "hundreds" were counted as 200 and the like. size_mean is computed from both and is no figure.
- Arrests, injuries and deaths are words or numbers; only what can be read as a number is one. Those
  of participants and of police have that scope.
- conf (since 2025) says whether the crowd was confirmed to have come together: its verification.
- macroevent ties a crowd to the one that it opposes: these are two events.
- All sources are kept: the first as source, the others in the notes.
- Rows are of the United States and its territories; older ones may be of Canada.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Final

import pandas as pd

from geodata.formats.presets.codes import read_codes
from geodata.formats.presets.columns import Fields, Synonyms, has_fields, join_texts, read_fields
from geodata.formats.presets.coordinates import read_coordinates
from geodata.formats.presets.figures import Figures, join_figures, read_figures
from geodata.formats.presets.gathering import find_hosts, gather
from geodata.formats.presets.records import Cells, PlaceLevel, Preset, Records, Unit
from geodata.formats.presets.spans import read_spans
from geodata.formats.raw import RawTable
from geodata.types import PlacePrecision

_N_SOURCES: Final = 30

_SOURCES: Final = tuple(f"source_{number}" for number in range(1, _N_SOURCES + 1))

SYNONYMS: Final[Synonyms] = MappingProxyType(
    {
        "date": ("date",),
        "locality": ("locality",),
        "state": ("state",),
        "resolved_locality": ("resolved_locality",),
        "resolved_state": ("resolved_state",),
        "site": ("location_detail", "location"),
        "online": ("online",),
        "kind": ("type", "event_type"),
        "title": ("title",),
        "organizations": ("organizations",),
        "actors": ("actors",),
        "participants": ("participants",),
        "claims": ("claims_summary", "claims"),
        "macroevent": ("macroevent",),
        "size_text": ("size_text",),
        "size_low": ("size_low",),
        "size_high": ("size_high",),
        "size_category": ("size_cat",),
        "arrested": ("arrests",),
        "injured": ("injuries_crowd", "participant_injuries"),
        "police_injured": ("injuries_police", "police_injuries"),
        "killed": ("participant_deaths",),
        "police_killed": ("police_deaths",),
        "lat": ("lat",),
        "lon": ("lon",),
        "notes": ("notes", "misc"),
        "confirmed": ("conf",),
        **{name: (name,) for name in _SOURCES},
    }
)
"""Field → what the releases call it."""

_OWN: Final = frozenset({"date", "locality", "state", "size_low", "size_high", "size_category"})

_CONFIRMED: Final = MappingProxyType(
    {"1": "confirmed", "true": "confirmed", "0": "not confirmed", "false": "not confirmed"}
)
"""Codes of `conf`: whether the crowd is known to have come together."""

_ONLINE: Final = "VIRTUAL"
"""Stands for the state of a crowd that was online only."""

_TERRITORIES: Final = frozenset({"AS", "GU", "MP", "PR", "VI"})  # ISO 3166 lists them as countries
_CANADA: Final = frozenset(
    {"AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"}
)


def read_ccc(raw: RawTable, today: date) -> Records:
    """Read a release of the Crowd Counting Consortium.

    Raises
    ------
    InputError
        If it has no column for the date or the locality.
    """
    # the releases are written by R, where NA is "not given"
    table = replace(raw, columns=raw.columns.replace("NA", ""))
    fields = read_fields(table, SYNONYMS, ("date", "locality"))
    none = pd.Series(None, index=raw.columns.index, dtype="str", name="date_end")
    is_online = fields["online"].isin(["1", "1.0", "true", "TRUE"])
    codes = read_codes(
        raw.file, fields["confirmed"].str.lower(), _CONFIRMED, kept="the code is kept as it stands"
    )
    kinds = fields["kind"].str.split(r"\s*;\s*", regex=True).str[0]
    reports: Cells = {
        "kind": kinds,
        "subkind": fields["kind"].mask(fields["kind"] == kinds),
        "title": fields["title"],
        # a release that has all three writes the other two in "actors", too
        "actors": fields["actors"].fillna(
            join_texts([fields["organizations"], fields["participants"]])
        ),
        "notes": _join_notes(fields),
        "place_name": fields["resolved_locality"].fillna(fields["locality"]),
        **_find_area(fields["resolved_state"].fillna(fields["state"])),
        "place_level": is_online.map({True: str(PlaceLevel.NONE), False: None}),
        "given_precision": is_online.map(
            {True: str(PlacePrecision.UNKNOWN), False: str(PlacePrecision.CITY)}
        ),
        "given_code": "lat, lon of the locality",
        "verification": codes.meanings.fillna("conf " + fields["confirmed"]),
    }
    return gather(
        fields,
        reports,
        spans=read_spans(raw.file, fields["date"], none, none, today=today),
        positions=read_coordinates(raw.file, fields["lat"], fields["lon"]),
        cited=_cite_first(fields["source_1"]),
        figures=_read_numbers(fields),
        problems=codes.problems,
    )


def _find_area(states: pd.Series) -> dict[str, pd.Series]:
    """Return region and country of postal codes; a territory of the States is a country in ISO."""
    codes = states.str.upper()
    countries = codes.where(codes.isin(_TERRITORIES)).mask(codes.isin(_CANADA), "CA")
    return {
        "admin1_name": states.mask(codes.isin(_TERRITORIES) | (codes == _ONLINE)),
        "country_name": countries.fillna("US"),
    }


def _join_notes(fields: Fields) -> pd.Series:
    """Return the coders' notes with what else a row says and where else it was seen."""
    further = join_texts(fields[name] for name in _SOURCES[1:])
    return join_texts(
        [
            fields["notes"],
            "Site: " + fields["site"],
            "Claims of participants: " + fields["claims"],
            "Opposed crowds: " + fields["macroevent"],
            "Further sources: " + further,
        ],
        divider=" | ",
    )


def _cite_first(sources: pd.Series) -> dict[str, pd.Series]:
    hosts = find_hosts(sources)
    return {"publisher": hosts.fillna(sources), "url": sources.where(hosts.notna())}


def _read_numbers(fields: Fields) -> Figures:
    said: Cells = {"claimed_by": "Crowd Counting Consortium", "verification": "coded"}
    crowd = read_figures(
        fields.file,
        "participants",
        low=fields["size_low"],
        high=fields["size_high"],
        said={**said, "qualifier": fields["size_text"]},
    )
    others: tuple[tuple[str, str, Cells], ...] = (
        ("arrested", "arrested", {}),
        ("injured", "injured", {"scope": "participants"}),
        ("injured", "police_injured", {"scope": "police"}),
        ("killed", "killed", {"scope": "participants"}),
        ("killed", "police_killed", {"scope": "police"}),
    )
    return join_figures(
        crowd,
        *(
            read_figures(fields.file, metric, best=fields[name], said={**said, **scope})
            for metric, name, scope in others
        ),
    )


CCC: Final = Preset(
    name="ccc",
    title="Crowd Counting Consortium",
    unit=Unit.EVENT,
    licence="MIT licence of the compiled release "
    "(https://github.com/nonviolent-action-lab/crowd-counting-consortium), which asks to cite the "
    "Crowd Counting Consortium",
    citation="Crowd Counting Consortium, compiled by the Nonviolent Action Lab, "
    "https://github.com/nonviolent-action-lab/crowd-counting-consortium, with the day of the "
    "download",
    recognises=partial(has_fields, synonyms=SYNONYMS, own=_OWN),
    read=read_ccc,
    synonyms=SYNONYMS,
)
