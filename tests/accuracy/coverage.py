"""Say for each label whether the gazetteer has its place: python -m tests.accuracy.coverage.

A label's place is in the gazetteer if a place near its point has a similar name, main or other.
Similar is judged here on plain letters, by none of the product's own rules, so that a rule that
the product lacks doesn't excuse a miss. A GeoNames id that is in the gazetteer settles it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final

import numpy as np
import pyarrow.parquet as pq

from geodata.gazetteer import DATA
from tests.accuracy.labels import SETS, Label, distance_km, load_labels, write_labels

NEAR_KM: Final = {"airport_towns": 25.0, "airport_towns_us": 25.0}
"""How far a label's point may lie from its place; airports lie outside their towns."""
_NEAR_KM: Final = 10.0
_LEAST_SIMILAR: Final = 0.75
_KINDS: Final = frozenset(["city", "town", "village", "area", "district", "camp", "municipality"])
_KM_A_DEGREE: Final = 111.0


def main() -> None:
    """Rewrite the column of every set."""
    gazetteer = Names()
    for path in sorted(SETS.glob("*.csv")):
        labels = [
            replace(label, in_gazetteer=gazetteer.has(label)) for label in load_labels(path.stem)
        ]
        write_labels(path.stem, labels)
        n_held = sum(label.in_gazetteer for label in labels)
        print(f"{path.stem:24} {n_held:5} of {len(labels):5} in the gazetteer")


class Names:
    """The gazetteer's places with all of their names, by latitude."""

    def __init__(self) -> None:
        table = pq.read_table(DATA / "places.parquet")  # type: ignore[no-untyped-call]
        order = np.argsort(table["lat_e5"].to_numpy(), kind="stable")
        self._table = table.take(order)
        self._lats = self._table["lat_e5"].to_numpy() / 1e5
        self._lons = self._table["lon_e5"].to_numpy() / 1e5
        self._ids = set(self._table["geonames_id"].to_pylist())

    def has(self, label: Label) -> bool:
        """Say whether the place of a label is there."""
        if label.geonames_id is not None:
            return label.geonames_id in self._ids
        if label.lon is None or label.lat is None:
            return False
        reach_km = NEAR_KM.get(label.set_name, _NEAR_KM)
        name = plain(label.name)
        return any(
            is_similar(name, plain(other)) for other in self._near(label.lon, label.lat, reach_km)
        )

    def _near(self, label_lon: float, label_lat: float, reach_km: float) -> Iterator[str]:
        reach = reach_km / _KM_A_DEGREE
        start, stop = np.searchsorted(self._lats, [label_lat - reach, label_lat + reach])
        for row in range(int(start), int(stop)):
            lon, lat = float(self._lons[row]), float(self._lats[row])
            if distance_km(label_lon, label_lat, lon, lat) <= reach_km:
                yield self._table["name"][row].as_py()
                yield from self._table["alternates"][row].as_py().split("\n")


def plain(text: str) -> str:
    """Return the bare letters of a name, without accents, spaces and words such as "city"."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in spread if not unicodedata.combining(sign))
    words = "".join(sign if sign.isalnum() else " " for sign in bare).split()
    return "".join([word for word in words if word not in _KINDS] or words)


def is_similar(one: str, other: str) -> bool:
    """Say whether two names may be spellings of one, from the share of letters in common."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= _LEAST_SIMILAR and matcher.ratio() >= _LEAST_SIMILAR


if __name__ == "__main__":
    main()
