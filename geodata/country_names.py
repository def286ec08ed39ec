"""Which countries a folded name may mean, and which territories a state may include; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from geodata.names import key

TERRITORIES: Final[Mapping[str, frozenset[str]]] = {
    "AU": frozenset({"CC", "CX", "HM", "NF"}),
    "CN": frozenset({"HK", "MO"}),
    "DK": frozenset({"FO", "GL"}),
    "FI": frozenset({"AX"}),
    "FR": frozenset({"BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"}),
    "GB": frozenset(
        {"AI", "BM", "FK", "GG", "GI", "GS", "IM", "IO", "JE", "KY", "MS", "PN", "SH", "TC", "VG"}
    ),
    "NL": frozenset({"AW", "BQ", "CW", "SX"}),
    "NO": frozenset({"BV", "SJ"}),
    "NZ": frozenset({"CK", "NU", "TK"}),
    "US": frozenset({"AS", "GU", "MP", "PR", "UM", "VI"}),
}
"""ISO 3166-1 alpha-2 of a state, and of its territories that ISO 3166 lists apart from it."""


def find_territories(codes: Iterable[str]) -> frozenset[str]:
    """Return the territories of some states that ISO 3166 lists apart from them.

    >>> sorted(find_territories(["DK", "IR"]))
    ['FO', 'GL']
    """
    return frozenset().union(*(TERRITORIES.get(code, ()) for code in codes))


def index_countries(
    countries: Iterable[tuple[str, Sequence[str], Sequence[str]]],
) -> dict[str, tuple[str, ...]]:
    """Return the ISO codes that each folded name may mean, in the order of the countries.

    Parameters
    ----------
    countries
        ISO code; codes and the English name, which mean this country alone: "Guinea" isn't
        Equatorial Guinea; keys of all other names, which several may share: "Congo".
    """
    own: dict[str, tuple[str, ...]] = {}
    shared: dict[str, dict[str, None]] = defaultdict(dict)  # a dict keeps the order
    for code, names, spellings in countries:
        for name in names:
            own.setdefault(key(name), (code,))
        for spelling in spellings:
            if len(spelling) > 1 or not spelling.isascii():  # "Ý" is Italy, "Y" is not
                shared[spelling][code] = None
                shared[without_article(spelling)][code] = None
    return {spelling: tuple(codes) for spelling, codes in shared.items()} | own


def without_article(country_key: str) -> str:
    """Take the articles off a folded name.

    >>> without_article("thedemocraticrepublicofthecongo")
    'democraticrepublicofcongo'
    """
    return country_key.replace("ofthe", "of").removeprefix("the")
