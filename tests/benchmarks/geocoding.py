"""What geocoding costs: CPU time for a thousand distinct names of each kind, warm."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from typing import Final

import pyarrow.parquet as pq

from geodata import Geocoder, open_gazetteer
from geodata.gazetteer import DATA

N_NAMES: Final = 20_000
N_MISSPELT: Final = 4_000
N_ROWS: Final = 1_000_000
N_RUNS: Final = 5
_SEED: Final = 1

Row = tuple[str, float, str]


def measure_geocoding() -> list[Row]:
    """Return the CPU time of a thousand names, best of five, and of a million repeated ones, ms."""
    gazetteer = open_gazetteer()
    geocoder = Geocoder(gazetteer)
    chance = random.Random(_SEED)  # noqa: S311
    rows = chance.sample(range(gazetteer.n_places), N_NAMES)
    mains = [gazetteer.identity(row)[1] for row in rows]
    every = pq.read_table(DATA / "places.parquet", columns=["alternates"])["alternates"]
    others = [
        chance.choice((every[row].as_py() or mains[n]).split("\n")) for n, row in enumerate(rows)
    ]
    del every
    countries = [gazetteer.country_of(row) for row in rows]
    admin1s = [gazetteer.record(row)[1] for row in rows]
    some = rows[:N_MISSPELT]
    misspelt = [misspell(gazetteer.identity(row)[1], chance) for row in some]
    nothing = [None] * N_NAMES
    asked: list[tuple[str, list[str], Sequence[str | None], Sequence[str | None]]] = [
        ("1,000 main names, country given", mains, countries, nothing),
        ("  with the region as well", mains, countries, admin1s),
        ("  with nothing given", mains, nothing, nothing),
        ("1,000 alternate names, country given", others, countries, nothing),
        ("1,000 misspelt names, country given", misspelt, countries, nothing),
    ]
    table: list[Row] = []
    for title, names, given, regions in asked:
        contexts = given[: len(names)], regions[: len(names)]
        n_distinct = len(set(zip(names, *contexts, strict=True)))
        best = min(_cpu_ms(geocoder, names, *contexts) for _ in range(N_RUNS))
        table.append((title, best / n_distinct * 1000, "ms"))
    repeated = mains[:5000] * (N_ROWS // 5000)
    cost = _cpu_ms(geocoder, repeated, countries[:5000] * (N_ROWS // 5000), [None] * N_ROWS)
    table.append(("1,000,000 rows of 5,000 distinct names", cost, "ms"))
    return table


def _cpu_ms(
    geocoder: Geocoder,
    names: Sequence[str],
    countries: Sequence[str | None],
    admin1s: Sequence[str | None],
) -> float:
    start = time.process_time()
    geocoder.geocode_many(names, countries=countries, admin1s=admin1s)
    return 1000 * (time.process_time() - start)


def misspell(name: str, chance: random.Random) -> str:
    """Leave a letter out, double it, or swap it with the next."""
    place = chance.randrange(len(name) - 1) if len(name) > 1 else 0
    letters = name[place : place + 2]
    changed = chance.choice((letters[1:], letters[0] + letters, letters[::-1]))
    return name[:place] + changed + name[place + 2 :]
