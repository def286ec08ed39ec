"""Small atlases to be published, without files: places and reports with defaults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pandas as pd

from geodata.boundaries import AreaNames
from geodata.clustering import cluster
from geodata.events import describe_events, name_events
from geodata.profiles import BUILT_IN, Profile
from geodata.publishing import publish
from geodata.store import Atlas
from geodata.tables import make_point_id, to_arrow, to_frame
from tests.geodata.builders import make_import, real_reference

SHIRAZ, MARVDASHT, OSLO = 115019, 124291, 3143244
POINT: Final = make_point_id(52.583, 29.647)

_PLACES: Final = (
    (POINT, "A square", "IR", "IR-07", 52.583, 29.647),
    (SHIRAZ, "Shiraz", "IR", "IR-07", 52.53, 29.61),
    (MARVDASHT, "Marvdasht", "IR", "IR-07", 52.80, 29.87),
    (OSLO, "Oslo", "NO", "NO-03", 10.75, 59.91),
)
_AREAS: Final = AreaNames(
    regions={"IR-07": "Fars", "NO-03": "Oslo"}, countries={"IR": "Iran", "NO": "Norway"}
)
_WHERE: Final[Mapping[Any, tuple[str | None, str | None, str]]] = {
    "Fars": ("IR", "IR-07", "admin1"),
    "Iran": ("IR", None, "country"),
    None: (None, None, "unknown"),
}


def make_report(place: int | str | None = SHIRAZ, **changes: Any) -> dict[str, Any]:
    """Make a report of a place, or of a region or country by its name."""
    day = changes.pop("day", date(2019, 11, 15))
    row: dict[str, Any] = {
        "date_start": day,
        "date_stop": day + timedelta(days=1),
        "date_precision": "day",
        "kind": "protest",
        "title": "A title",
        "place_name": "as spelled",
        "geo_status": "certain",
        "geo_score": 0.97,
        "geo_reason": "a reason",
        "source_file": "rows.csv",
    }
    if isinstance(place, int):
        known = next(item for item in _PLACES if item[0] == place)
        row |= {"place_id": place, "country": known[2], "region_id": known[3]}
        row["place_precision"] = "exact" if place < 0 else "city"
    else:
        keys = ("country", "region_id", "place_precision")
        row |= dict(zip(keys, _WHERE[place], strict=True))
    return row | changes


def make_opened(
    reports: Sequence[Mapping[str, Any]],
    *,
    sources: Sequence[Mapping[str, Any]] = (),
    claims: Sequence[Mapping[str, Any]] = (),
    **changes: Any,
) -> Atlas:
    """Make an atlas as it is when it was opened privately."""
    numbered = [
        {"report_id": f"id-{number}", "source_row": number, **row}
        for number, row in enumerate(reports, start=1)
    ]
    columns = [*make_report(None), "report_id", "source_row", "place_id"]
    found = pd.DataFrame(numbered, columns=None if numbered else columns)
    found = to_frame(to_arrow(found.assign(event_id=""), "reports"))
    keys = ("place_id", "name", "country", "region_id", "lon", "lat")
    places = pd.DataFrame(_PLACES, columns=keys).assign(region_basis="code")
    places = to_frame(to_arrow(places[places["place_id"].isin(found["place_id"])], "places"))
    tables = {
        name: to_frame(to_arrow(pd.DataFrame(rows, columns=None if rows else ["x"]), name))
        for name, rows in (("sources", sources), ("claims", claims))
    }
    clusters = cluster(found, found["report_id"].isna().to_numpy(bool))
    found = found.assign(event_id=name_events(found, clusters))
    events = describe_events(found, clusters, tables["sources"], places)
    atlas = Atlas(
        path=Path("nowhere"),
        title="Sample",
        licence="",
        language="en",
        description="",
        reports=found,
        events=to_frame(to_arrow(events, "events")),
        places=places,
        data_hash="0" * 64,
        imports=(make_import(),),
        **tables,
    )
    return replace(atlas, **changes)


def show(atlas: Atlas, profile: str = "public", **changes: Any) -> Atlas:
    """Publish an atlas by a profile, changed as it is told."""
    return publish(atlas, make_profile(profile, **changes), _AREAS, real_reference)


def make_profile(base: str = "public", **changes: Any) -> Profile:
    """Take a profile, changed."""
    return replace(BUILT_IN[base], **changes)
