"""Print how often another place is taken for one that is missing: python -m tests.accuracy.hiding.

Places of the gazetteer are hidden one at a time and asked for by their names. The floors of
`geodata.matching` and `geodata.misspellings` are set by these figures; nothing is written.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final
from unittest.mock import patch

from geodata import matching
from geodata.contexts import Scope, distance_km
from geodata.fuzzy import Near
from geodata.gazetteer import Gazetteer, open_gazetteer
from geodata.geocoding import Geocoder
from geodata.names import EVIDENCE_BITS, Evidence, by_evidence, key
from geodata.types import Match, MatchStatus
from tests.accuracy.measure import NEAR_KM
from tests.benchmarks.geocoding import misspell

_N_NAMES: Final = 8_000
_SEED: Final = 3
_NO_FLOORS: Final = by_evidence(dict.fromkeys(Evidence, (0, 0, 0)))
_TWICE: Final = 0.5  # share of the misspelt names that have a second error
_HIDDEN: Final = 0.5  # share of them whose place isn't known
_LONG: Final = 40
_LENGTHS: Final = {
    1: ((5, 5), (6, 7), (8, 9), (10, _LONG)),
    2: ((8, 9), (10, 11), (12, _LONG)),
}
"""Letters of the names that are counted together, by how many letters they are off."""


def main() -> None:
    """Print the shares that are certain though hidden, and how far misspelt names lead back."""
    gazetteer = open_gazetteer()
    chance = random.Random(_SEED)  # noqa: S311
    rows = chance.sample(range(gazetteer.n_places), _N_NAMES)
    iranian = list_places(gazetteer, "IR")
    print("another place is certain, of names whose place is hidden, with nothing, country, region")
    print_hidden(f"{len(rows):,} of the world", gazetteer, rows)
    print_hidden(f"{len(iranian):,} of Iran", gazetteer, iranian)
    with (
        patch.object(matching, "LEAST_POPULATION", _NO_FLOORS),
        patch.object(matching, "SPARSE", {}),
    ):
        print_hidden("the world, without floors", gazetteer, rows)
    print_misspelt(gazetteer, rows, chance)


def print_hidden(title: str, gazetteer: Gazetteer, rows: Sequence[int]) -> None:
    """Print the shares of one set of places."""
    shares = [f"{share_taken(gazetteer, rows, scope):8.1%}" for scope in Scope]
    print(f"{title:28}", *shares)


def list_places(gazetteer: Gazetteer, country: str) -> list[int]:
    """Return the rows of all places of a country."""
    return [row for row in range(gazetteer.n_places) if gazetteer.country_of(row) == country]


def share_taken(gazetteer: Gazetteer, rows: Sequence[int], scope: Scope) -> float:
    """Return the share of places for which, being hidden, another is taken with certainty."""
    geocoder = Geocoder(gazetteer)
    n_taken = 0
    for row in rows:
        country, admin1, *_ = gazetteer.record(row)
        with _hidden(gazetteer, row):
            match = geocoder.geocode(
                gazetteer.identity(row)[1],
                country=country if scope > Scope.WORLD else None,
                admin1=admin1 if scope > Scope.COUNTRY else None,
            )
        n_taken += _is_elsewhere(match, gazetteer, row)
    return n_taken / len(rows)


def print_misspelt(gazetteer: Gazetteer, rows: Sequence[int], chance: random.Random) -> None:
    """Print how often the one place nearest to a misspelt name is its own, half of them hidden."""
    print("\nthe one place nearest to a misspelt name is its own; country given, half are hidden")
    outcomes = defaultdict(list)
    for row in rows:
        name = misspell(gazetteer.identity(row)[1], chance)
        if chance.random() < _TWICE:
            name = misspell(name, chance)
        hidden = row if chance.random() < _HIDDEN else -1
        if (
            only := _find_only(gazetteer, key(name), gazetteer.country_of(row), hidden)
        ) is not None:
            is_own = only.posting >> EVIDENCE_BITS == row
            outcomes[only.distance, min(len(key(name)), _LONG)].append(is_own)
    for distance, lengths in _LENGTHS.items():
        for least, most in lengths:
            some = [own for n in range(least, most + 1) for own in outcomes[distance, n]]
            letters = f"{least} to {most} letters" if most < _LONG else f"{least} or more letters"
            print(f"{distance} off, {letters:20}{sum(some) / len(some):4.0%} of {len(some):4}")


@contextmanager
def _hidden(gazetteer: Gazetteer, row: int) -> Iterator[None]:
    """Leave a place out of what the gazetteer answers by name."""
    find = gazetteer.postings

    def find_others(name_key: str) -> list[int]:
        return [posting for posting in find(name_key) if posting >> EVIDENCE_BITS != row]

    with patch.object(gazetteer, "postings", find_others):
        yield


def _is_elsewhere(match: Match, gazetteer: Gazetteer, row: int) -> bool:
    if match.status is not MatchStatus.CERTAIN or match.lon is None or match.lat is None:
        return False
    _, _, lon, lat, _ = gazetteer.record(row)
    return distance_km(match.lon, match.lat, lon, lat) > NEAR_KM


def _find_only(gazetteer: Gazetteer, name_key: str, country: str, hidden: int) -> Near | None:
    """Return the one place nearest to a name that nothing bears, if it is the only one so near."""
    found = [
        near
        for near in gazetteer.fuzzy.find(name_key, (country,))
        if near.posting >> EVIDENCE_BITS != hidden
    ]
    nearest = [near for near in found if near.distance == found[0].distance]
    return nearest[0] if len(nearest) == 1 and nearest[0].distance else None


if __name__ == "__main__":
    main()
