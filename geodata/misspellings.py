"""Say whether a name is likely a misspelling of a place's name, or merely like it; pure.

Most names that aren't in the gazetteer are places that it lacks, not misspellings: the shorter the
name, the surer another one is like it by chance.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from geodata.contexts import Scope
from geodata.fuzzy import Near


class _Least(NamedTuple):
    letters: int
    population: int  # residents: what is mentioned more often is also misspelt more often


_LEAST: Final = {
    (Scope.WORLD, 1): (_Least(10, 0), _Least(6, 500_000)),
    (Scope.WORLD, 2): (_Least(10, 500_000),),
    (Scope.COUNTRY, 1): (_Least(8, 0), _Least(5, 100_000)),
    (Scope.COUNTRY, 2): (_Least(12, 0), _Least(9, 100_000)),
    (Scope.REGION, 1): (_Least(6, 0), _Least(5, 20_000)),
    (Scope.REGION, 2): (_Least(10, 0), _Least(8, 20_000)),
}
"""Which names that differ by so many letters are taken for misspelt; by how closely the context
narrows the place down. Measured on the names of the labelled sets that the gazetteer lacks or has
misspelt: with a country, one letter off, 14 of 18 were right from ten letters on, 5 of 11 with
eight or nine, 7 of 46 with six or seven, 3 of 89 with fewer."""


def is_likely(name_key: str, near: Near, population: int, scope: Scope) -> bool:
    """Say whether a place is likely meant by a name that is near one of its own.

    Parameters
    ----------
    name_key
        The folded name as written.
    near
        A place's name and how far off it is.
    population
        Residents of the place.
    scope
        How closely the context narrows the place down.
    """
    if near.name_key[0] != name_key[0]:
        return False  # a first letter is hardly ever wrong: 1 of 58 was right with a country
    return any(
        len(name_key) >= least.letters and population >= least.population
        for least in _LEAST[scope, near.distance]
    )
