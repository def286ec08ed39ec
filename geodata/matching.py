"""Judge which of several possible places a name means; pure: hits and contexts in, verdict out.

``certain`` is only said when the name's evidence, its context and its rivals all allow it. The
thresholds were set on held-out places: when a place is missing from the gazetteer, another of the
same name must not take its place (see `LEAST_POPULATION`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from geodata.contexts import Context, Given, Hit, Scope
from geodata.names import Evidence, by_evidence
from geodata.reasons import HOW_FOUND, say_shared, say_too_small
from geodata.rivals import DOMINANCE, find_rivals, greatest_mass, is_named_city, mass
from geodata.scoring import CERTAIN_SCORES
from geodata.types import ADMIN1, CITY, COUNTRY, MatchStatus
from geodata.verdicts import Ranked, Verdict, find_conflicts, find_nothing, rank, suggest

LEAST_POPULATION: Final = by_evidence(
    {
        Evidence.MAIN: (100_000, 15_000, 5_000),
        Evidence.ALTERNATE: (500_000, 50_000, 5_000),
        Evidence.ALIEN: (None, 500_000, 15_000),
        Evidence.REDUCED: (None, 100_000, 100_000),
        Evidence.SOUND: (None, 100_000, 10_000),
        Evidence.CONSONANT: (None, None, 50_000),
        Evidence.LOOSE: (None, None, None),
        Evidence.WEAK: (None, None, None),
        Evidence.FUZZY: (None, None, None),
    }
)
"""Residents from which a place may be certain, by scope; None: never.

Measured by hiding places one by one and asking for their names (`python -m tests.accuracy.hiding`):
another place is taken for the hidden one in 0.2 % (world), 0.9 % (country) and 0.5 % (region) of
8,000 names, in Iran in 0.4, 1.2 and 1.3 %; without the floors in 5.8, 10.5 and 6.0 %. Of the
certain answers on the labelled names, 99.4 % are right with a country, 99.8 % with a region (`make
accuracy`).
"""

SPARSE: Final[Mapping[str, tuple[int, int, int]]] = {
    **dict.fromkeys(("CN", "IN"), (1_000_000, 500_000, 100_000)),
    **dict.fromkeys(("BJ", "CD", "MG", "MM"), (1_000_000, 100_000, 15_000)),
}
"""Residents from which a place may be certain in countries of which so many towns are missing that
another of the same name is often the only one known."""


class _Clear(NamedTuple):
    share: float  # of the residents of all namesakes
    population: int  # residents


_CLEAR: Final = (
    (_Clear(0.95, 4_000_000), _Clear(0.99, 0)),
    (_Clear(0.98, 0),),
    (_Clear(0.9, 0),),
)
"""From when a place stands out among its namesakes, by scope. On labelled names, of the largest
with 90 to 98 % of the residents in a country, one in ten was not the one that was meant: Akron in
Colorado, Miami in Texas."""

_LEAST_TELLING: Final = by_evidence(
    {
        Evidence.MAIN: (0, 0, 0),
        Evidence.ALTERNATE: (0, 0, 0),
        Evidence.ALIEN: (0, 0, 0),
        Evidence.REDUCED: (0, 0, 0),
        Evidence.SOUND: (0, 0, 0),
        Evidence.CONSONANT: (50_000, 50_000, 0),
        Evidence.LOOSE: (None, None, 0),
        Evidence.WEAK: (None, 0, 0),
        Evidence.FUZZY: (0, 0, 0),
    }
)
"""Residents from which a place is an answer at all, by scope; below that, or if it contradicts the
context by more than a proper name may, it is only suggested. On the labelled names, of loose
spellings 8 in 44 were right with a country, none of 43 that contradicted the region given."""

_NO_CONFLICTS: Final[list[tuple[str, ...]]] = [()]


def judge(hits: list[Hit], given: Given) -> Verdict:
    """Rank hits in their context and say how sure the best one is.

    Parameters
    ----------
    hits
        All places that one key led to.
    given
        All its contexts must agree for a certain answer. A place in another country than a
        context says is no answer at all; one in another region is doubtful.
    """
    allowed = given.allowed
    at_home = hits if allowed is None else [hit for hit in hits if hit.country in allowed]
    if not at_home:
        return find_nothing(hits, given)
    pool, masses, share = at_home, [1.0], 1.0
    if len(at_home) > 1:
        pool = find_rivals(at_home, given)
        masses = [mass(hit) for hit in pool]
        share = masses[0] / sum(masses)
    conflicts = find_conflicts(pool, given) if given.is_narrow else _NO_CONFLICTS * len(pool)
    if pool[0].evidence >= Evidence.SOUND and not _is_telling(pool[0], conflicts[0], given):
        return suggest(pool, given)
    doubts = (*given.doubts, *_doubts(pool, conflicts[0], share, given, hits))
    ranked = rank(pool, masses, conflicts, given.scope)
    supports = _supports(pool, conflicts[0], share, given)
    if doubts:
        others = [support for support in supports if support not in doubts]
        return Verdict(MatchStatus.DOUBTFUL, ranked, (*doubts, *others))
    if pool[0].evidence > Evidence.MAIN:
        supports.append(HOW_FOUND[pool[0].evidence])
    first = Ranked(pool[0], CERTAIN_SCORES[given.scope], ())
    return Verdict(MatchStatus.CERTAIN, (first, *ranked[1:]), tuple(supports))


def _is_telling(hit: Hit, conflicts: tuple[str, ...], given: Given) -> bool:
    """Say whether a loose spelling is enough for an answer where it leads to."""
    least = _LEAST_TELLING[hit.evidence][given.scope]
    return least is not None and hit.population >= least and not conflicts


def _least_share(pool: list[Hit], scope: Scope) -> float:
    """Return the part that the first may have if those of unknown size are large."""
    best = mass(pool[0])
    return best / (best + sum(greatest_mass(hit, scope) for hit in pool[1:]))


def _doubts(
    pool: list[Hit], conflicts: tuple[str, ...], share: float, given: Given, hits: list[Hit]
) -> list[str]:
    """List what speaks against the first of the pool, chosen among hits."""
    hit, doubts = pool[0], []
    if conflicts:
        doubts.append(f"The place known by this name isn't in {' or '.join(conflicts)}")
    if not given.is_plain or hit.country in given.territories:
        doubts += _misread(hit, pool, given)
    if len(pool) > 1:
        if not _stands_out(hit, share, given.scope):
            doubts.append(say_shared(len(pool), share))
        elif hit.evidence > Evidence.MAIN and any(o.evidence is Evidence.MAIN for o in pool):
            doubts.append("It is the main name of another place")
        elif contest := _contest(hit, pool, share):
            doubts.append(contest)
        elif _least_share(pool, given.scope) < DOMINANCE:
            doubts.append("The residents of another place of this name aren't known")
    if hit.precision is CITY:
        least = LEAST_POPULATION[hit.evidence][given.scope]
        if least and hit.country in SPARSE:
            least = max(least, SPARSE[hit.country][given.scope])
        is_small = least is None or hit.population < least
        if is_small and not (len(hits) > 1 and _has_name_of_its_country(hit, hits)):
            doubts.append(say_too_small(hit.evidence, given.scope))
    return doubts


def _stands_out(hit: Hit, share: float, scope: Scope) -> bool:
    """Say whether a place is so much larger than its namesakes that they are not meant."""
    if hit.precision is not CITY:
        return share >= DOMINANCE
    return any(share >= each.share and hit.population >= each.population for each in _CLEAR[scope])


def _has_name_of_its_country(city: Hit, hits: list[Hit]) -> bool:
    return any(hit.precision is COUNTRY and hit.country == city.country for hit in hits)


def _misread(hit: Hit, pool: list[Hit], given: Given) -> Iterator[str]:
    """Say which contexts have another meaning that leads to another place, or mean a territory."""
    for context in given.contexts:
        meanings = () if given.is_plain else tuple(context.meanings())
        if len(meanings) > 1 and any(_leads_elsewhere(hit, pool, each) for each in meanings):
            yield f"{context.label!r} has more than one meaning with a place of this name"
        if hit.country in context.territories and not any(
            other.names_country(hit.country) for other in given.contexts
        ):
            yield f"It lies in a territory of {context.label} that has its own country code"


def _leads_elsewhere(hit: Hit, pool: list[Hit], meaning: Context) -> bool:
    """Whether a meaning, taken alone, makes another place the likeliest by a proper name."""
    for other in pool:
        is_itself = any(point.is_same(other) for point in meaning.points)  # "Tehran, Tehran"
        if other.evidence <= Evidence.ALIEN and meaning.agrees(other) and not is_itself:
            return other is not hit
    return False


def _contest(hit: Hit, pool: list[Hit], share: float) -> str | None:
    """Say what competes whatever its size: a region has more residents than a city that is meant.

    A city competes with a region and its own country, a country or region with another of its
    kind ("Congo", "Amazonas").
    """
    kinds_differ = "A region or country and a city have this name"
    if hit.precision is CITY:
        others = any(other.precision is not CITY for other in pool)
        return kinds_differ if others else None
    floor = LEAST_POPULATION[Evidence.MAIN][Scope.REGION]
    cities = [other for other in pool if is_named_city(other) and other.population >= (floor or 0)]
    if hit.precision is COUNTRY:
        cities = [other for other in cities if other.country == hit.country]
    if cities:
        return kinds_differ
    alike = any(o.precision is hit.precision and o.country != hit.country for o in pool)
    return say_shared(len(pool), share) if alike else None


def _supports(pool: list[Hit], conflicts: tuple[str, ...], share: float, given: Given) -> list[str]:
    hit, supports = pool[0], []
    if hit.precision is COUNTRY:
        supports.append("Name of a country")
    elif hit.precision is ADMIN1:
        supports.append("Name of a region")
    elif len(pool) == 1 and not conflicts:
        same = "of this name" if hit.evidence <= Evidence.ALIEN else "with a name like this"
        supports.append(f"Only place {same} in {given.label}")
    elif len(pool) > 1 and share >= DOMINANCE:
        supports.append(say_shared(len(pool), share))
    return supports
