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
        table = pq.read_table(DATA / "places.parquet")
        order = np.argsort(table["lat_e5"].to_numpy(), kind="stable")
        self._table = table.take(order)
        self._lats = self._table["lat_e5"].to_numpy() / 1e5
        self._lons = self._table["lon_e5"].to_numpy() / 1e5
        self._ids = set(self._table["geonames_id"].to_pylist())

    def has(self, label: Label) -> bool:
        """Say whether the place of a label is there."""
        if label.geonames_id is not None:
            return label.geonames_id in self._ids
        return self.find_nearest(label, NEAR_KM.get(label.set_name, _NEAR_KM)) is not None

    def find_nearest(self, label: Label, reach_km: float) -> float | None:
        """Return how far from a label the nearest place of a similar name is, kilometres."""
        name = plain(label.name)
        distances = [
            distance
            for distance, others in self._near(label, reach_km)
            if any(is_similar(name, plain(other)) for other in others)
        ]
        return min(distances, default=None)

    def _near(self, label: Label, reach_km: float) -> Iterator[tuple[float, list[str]]]:
        """Yield the distance and the names of each place within reach."""
        if label.lon is None or label.lat is None:
            return
        reach = reach_km / _KM_A_DEGREE
        start, stop = np.searchsorted(self._lats, [label.lat - reach, label.lat + reach])
        for row in range(int(start), int(stop)):
            distance = distance_km(
                label.lon, label.lat, float(self._lons[row]), float(self._lats[row])
            )
            if distance <= reach_km:
                others = self._table["alternates"][row].as_py().split("\n")
                yield distance, [self._table["name"][row].as_py(), *others]


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
