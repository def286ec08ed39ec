"""Values with defaults, for tests that care about one field of many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import shapely

from dashboard.drawing import BaseMap
from dashboard.marks import (
    Areas,
    Bubbles,
    Camera,
    ClassKey,
    Label,
    Legend,
    Regions,
    Scene,
    SizeKey,
    Tray,
)
from dashboard.palette import LIGHT
from dashboard.waiting import Name, list_names
from geodata.boundaries import RegionSet
from geodata.decisions import Decision, Subject
from geodata.reviewing import Entry
from geodata.types import MatchStatus

SIZES = Legend(
    title="Reports per city",
    note="",
    sizes=(SizeKey(value=1, radius=3.0), SizeKey(value=50, radius=20.0)),
    classes=(),
)
CLASSES = Legend(
    title="Reports per 100,000 residents",
    note="residents: 2016 census",
    sizes=(),
    classes=(
        ClassKey(text="0.1 to 0.5", fill=LIGHT.classes[0]),
        ClassKey(text="no population figure", fill=LIGHT.no_data),
    ),
)


def make_camera(**changes: Any) -> Camera:
    """Look at Iran from afar, on a map of 800 by 500 pixels."""
    return replace(Camera(lon=53.0, lat=32.5, zoom=4.0, width=800, height=500), **changes)


def make_bubbles(*places: tuple[float, float, float, int], **changes: Any) -> Bubbles:
    """Make bubbles of (lon, lat, radius, value); two in Iran by default."""
    rows = places or ((51.42, 35.69, 20.0, 50), (52.53, 29.61, 8.0, 8))
    lon, lat, radius, value = zip(*rows, strict=True)
    bubbles = Bubbles(
        place_id=np.arange(1, len(rows) + 1),
        lon=np.array(lon, dtype=float),
        lat=np.array(lat, dtype=float),
        radius=np.array(radius, dtype=float),
        value=np.array(value, dtype=np.int64),
        name=tuple(f"Place {i + 1}" for i in range(len(rows))),
        detail=("Region, Country",) * len(rows),
        fill=(LIGHT.bubble,) * len(rows),
        outline=(LIGHT.bubble_outline,) * len(rows),
        outline_width=np.ones(len(rows)),
        opacity=0.72,
    )
    return replace(bubbles, **changes)


def make_no_bubbles() -> Bubbles:
    """Make the bubbles of an empty selection."""
    some = make_bubbles()
    return replace(
        some,
        place_id=some.place_id[:0],
        lon=some.lon[:0],
        lat=some.lat[:0],
        radius=some.radius[:0],
        value=some.value[:0],
        name=(),
        detail=(),
        fill=(),
        outline=(),
        outline_width=some.outline_width[:0],
    )


def make_areas(*areas: tuple[str, int], **changes: Any) -> Areas:
    """Make hatched regions of (id, count): a square of `make_base`."""
    ids, count = zip(*(areas or (("XA-1", 3),)), strict=True)
    made = Areas(
        region_id=ids,
        lon=np.full(len(ids), 49.0),
        lat=np.full(len(ids), 32.0),
        count=np.array(count, dtype=np.int64),
        name=ids,
        detail=("detail",) * len(ids),
        colour=LIGHT.bubble,
        opacity=0.12,
        outline_width=0.8,
    )
    return replace(made, **changes)


def make_regions(*regions: tuple[str, float, int], **changes: Any) -> Regions:
    """Make regions of (id, value, count): two squares of `make_base`, one without a figure."""
    rows = regions or (("XA-1", 0.4, 3), ("XA-2", float("nan"), 5))
    ids, value, count = zip(*rows, strict=True)
    made = Regions(
        region_id=ids,
        lon=np.full(len(rows), 53.0),
        lat=np.full(len(rows), 32.0),
        fill=tuple(LIGHT.no_data if np.isnan(v) else LIGHT.classes[0] for v in value),
        value=np.array(value),
        count=np.array(count, dtype=np.int64),
        name=ids,
        detail=("detail",) * len(rows),
        opacity=0.9,
        outline=LIGHT.border,
        outline_width=0.8,
    )
    return replace(made, **changes)


def make_label(text: str = "Tehran", **changes: Any) -> Label:
    """Make a label at Tehran for a mark of 20 pixels."""
    return replace(Label(text=text, lon=51.42, lat=35.69, offset=20.0, size=12.0), **changes)


def make_scene(**changes: Any) -> Scene:
    """Make a scene of two bubbles in Iran; with ``regions`` given, it has no bubbles."""
    scene = Scene(
        title="Reported protests, November 2019",
        filter_sentence="All reports.",
        count_sentence="58 of 58 reports · 0 unlocated",
        summary="58 reports, most in Tehran.",
        camera=make_camera(),
        palette=LIGHT,
        region_countries=("XA",),
        areas=None,
        bubbles=None if changes.get("regions") is not None else make_bubbles(),
        regions=None,
        labels=(make_label(),),
        legend=CLASSES if changes.get("regions") is not None else SIZES,
        tray=Tray(n_drawn=58, drawn_words="at places", groups=()),
        sources="Reported by media (58)",
        attribution="Contains data from GeoNames, CC BY 4.0, modified · Natural Earth",
    )
    return replace(scene, **changes)


def make_region_set(*regions: tuple[str, str, shapely.Geometry], kind: str = "admin1") -> RegionSet:
    """Make a set of (id, country, geometry)."""
    ids, countries, geometries = zip(*regions, strict=True)
    nothing = np.full(len(regions), None, dtype=object)
    return RegionSet(
        kind=kind,
        id=np.array(ids, dtype=object),
        country=np.array(countries, dtype=object),
        name=np.array(ids, dtype=object),
        name_fa=nothing,
        geonames_admin1=nothing,
        geometry=make_objects(geometries),
        attribution="Natural Earth",
    )


def make_base() -> BaseMap:
    """Make one country, XA, around Iran, of two square regions that share an edge."""
    west, east = shapely.box(45, 25, 53, 40), shapely.box(53, 25, 61, 40)
    return BaseMap(
        countries=make_region_set(("XA", "XA", shapely.box(45, 25, 61, 40)), kind="country"),
        admin1=make_region_set(("XA-1", "XA", west), ("XA-2", "XA", east)),
    )


def make_objects(items: Sequence[object]) -> np.ndarray[Any, Any]:
    """Make an object array of shape ``(n,)`` of whatever is given."""
    array = np.empty(len(items), dtype=object)
    array[:] = items
    return array


def make_entry(place_name: str = "Baden", *, country_name: str = "", **changes: Any) -> Entry:
    """Make an entry of the queue: a name of three reports that waits."""
    entry = Entry(
        subject=Subject(place_name=place_name, country_name=country_name),
        n_reports=3,
        geo_status=MatchStatus.DOUBTFUL,
        geo_reason="10 places share this name.",
        decision=None,
        is_applied=False,
        report_ids=("R1", "R2", "R3"),
    )
    return replace(entry, **changes)


def make_names(*given: str | tuple[str, Decision]) -> tuple[Name, ...]:
    """Make names that wait, or of which something was decided."""
    pairs = [item if isinstance(item, tuple) else (item, None) for item in given]
    return list_names(make_entry(text, decision=decision) for text, decision in pairs)
