"""Labelled names: read the files in `sets/`, and split each set for good into two halves.

In: one CSV file a set. Out: frozen labels. Nothing here geocodes.
"""

from __future__ import annotations

import csv
import math
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SETS: Final = Path(__file__).parent / "sets"
COLUMNS: Final = ("name", "country", "admin1", "lon", "lat", "geonames_id", "in_gazetteer")
_EARTH_RADIUS_KM: Final = 6371.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One name as a source spells it, and where the source says that it is."""

    set_name: str  # the file that it is from
    name: str
    country: str  # ISO 3166-1 alpha-2
    admin1: str  # first-level region as the source names it; "" where it names none
    lon: float | None  # degrees, WGS 84; None for a place that the gazetteer lacks
    lat: float | None
    geonames_id: int | None  # None where no person or rule is certain of it
    in_gazetteer: bool  # the gazetteer has a place there of this or a similar name

    @property
    def is_tuned_on(self) -> bool:
        """Whether it is in the half to tune on; one name is in the same half in every set."""
        return zlib.crc32(self.name.casefold().encode()) % 2 == 0


def load_labels(set_name: str) -> list[Label]:
    """Read one set, in its order.

    Raises
    ------
    OSError
        If there is no such set.
    """
    with (SETS / f"{set_name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            Label(
                set_name=set_name,
                name=row["name"],
                country=row["country"],
                admin1=row["admin1"],
                lon=float(row["lon"]) if row["lon"] else None,
                lat=float(row["lat"]) if row["lat"] else None,
                geonames_id=int(row["geonames_id"]) if row["geonames_id"] else None,
                in_gazetteer=row["in_gazetteer"] == "1",
            )
            for row in csv.DictReader(file)
        ]


def write_labels(set_name: str, labels: list[Label]) -> None:
    """Write one set, sorted so that a change shows as few lines."""
    with (SETS / f"{set_name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for label in sorted(labels, key=lambda one: (one.country, one.admin1, one.name)):
            position = [
                "" if degrees is None else f"{degrees:.4f}" for degrees in (label.lon, label.lat)
            ]
            known = label.geonames_id or "", int(label.in_gazetteer)
            writer.writerow((label.name, label.country, label.admin1, *position, *known))


def distance_km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Return the distance of two points on a sphere."""
    lat_1, lat_2 = math.radians(lat), math.radians(other_lat)
    half_lat, half_lon = (lat_2 - lat_1) / 2, math.radians(other_lon - lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat_1) * math.cos(lat_2) * math.sin(half_lon) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))
