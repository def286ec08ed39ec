"""Judge which of several possible places a name means; pure: hits and contexts in, verdict out.

``certain`` is only said when the name's evidence, its context and its rivals all allow it. The
thresholds were set on held-out places: when a place is missing from the gazetteer, another of the
same name must not take its place (see `LEAST_POPULATION`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, chain
from typing import Final

from geodata.contexts import Context, Hit, Scope
from geodata.names import Evidence
from geodata.rivals import DOMINANCE, find_rivals, greatest_mass, is_named_city, mass, order
from geodata.types import MatchStatus, PlacePrecision

N_CANDIDATES: Final = 10


LEAST_POPULATION: Final = {
    Evidence.MAIN: (100_000, 15_000, 5_000),
    Evidence.ALTERNATE: (100_000, 15_000, 5_000),
    Evidence.REDUCED: (None, 100_000, 5_000),
    Evidence.SOUND: (None, 100_000, 5_000),
    Evidence.CONSONANT: (None, None, 15_000),
    Evidence.LOOSE: (None, None, None),
    Evidence.WEAK: (None, None, None),
}
"""Residents from which a place may be certain, by scope; None: never.

Measured by hiding places one by one and asking for their names: with these floors another place
is taken for the hidden one in 1.5 % (world), 2.1 % (country) and 1.1 % (region; 1.6 % in Iran) of
8,000 names; without them in 16, 11 and 5 %.
"""

_BASE_SCORE: Final = {
    Evidence.MAIN: 1.0,
    Evidence.ALTERNATE: 0.98,
    Evidence.REDUCED: 0.92,
    Evidence.SOUND: 0.9,
    Evidence.CONSONANT: 0.86,
    Evidence.LOOSE: 0.7,
    Evidence.WEAK: 0.5,
}
DOUBTFUL_SCORE: Final = 0.69
"""The most that a doubtful place may score; a certain one has at least 0.8 x 0.86."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A hit with what speaks for and against it."""

    hit: Hit
    score: float  # 0 to 1
    conflicts: tuple[str, ...]  # labels of the contexts that it contradicts


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a name means in its contexts."""

    status: MatchStatus
    ranked: tuple[Ranked, ...]  # best first, at most N_CANDIDATES
    reasons: tuple[str, ...]

    @property
    def best(self) -> Hit | None:
        """What the name means most likely; None if nothing."""
        return None if self.status is MatchStatus.NONE else self.ranked[0].hit

    @property
    def is_named(self) -> bool:
        """Whether something in the country said has the name itself, not just one like it."""
        return self.best is not None and self.best.evidence <= Evidence.ALTERNATE

    @property
    def is_city(self) -> bool:
        """Whether a city has the name itself, and not rather a region or country."""
        return self.best is not None and is_named_city(self.best)

    @property
    def is_settled(self) -> bool:
        """Whether only the choice among places of this very name is open: no reading helps."""
        return self.is_named and not self.ranked[0].conflicts

    @property
    def is_contradicted(self) -> bool:
        """Whether a city has the name itself, but elsewhere in the country than was said."""
        return self.is_city and bool(self.ranked[0].conflicts)


def judge(hits: list[Hit], contexts: Sequence[Context], doubts: Sequence[str] = ()) -> Verdict:
    """Rank hits in their contexts and say how sure the best one is.

    Parameters
    ----------
    hits
        All places that one key led to.
    contexts
        All must agree for a certain answer. A place in another country than a context says is
        no answer at all; one in another region is doubtful.
    doubts
        What already speaks against a certain answer, in words.
    """
    at_home = [hit for hit in hits if all(c.allows_country(hit.country) for c in contexts)]
    if not at_home:
        return _nothing(hits, contexts)
    pool = find_rivals(at_home, contexts)
    ranked = _ranked(pool, contexts)
    best, share = ranked[0], _share(pool, mass)
    stood = {hit.country for hit in at_home if hit.precision is PlacePrecision.COUNTRY}
    doubts = (*doubts, *_doubts(best, pool, contexts, is_state=best.hit.country in stood))
    if doubts:
        ranked = [replace(item, score=round(item.score * DOUBTFUL_SCORE, 3)) for item in ranked]
    return Verdict(
        status=MatchStatus.DOUBTFUL if doubts else MatchStatus.CERTAIN,
        ranked=tuple(ranked[:N_CANDIDATES]),
        reasons=(*doubts, *_supports(best, pool, share, contexts)),
    )


def merge(first: Verdict, second: Verdict, doubt: str) -> Verdict:
    """Return the doubtful choice between what two names mean, the best of both in front."""
    heads, tails = zip(*((v.ranked[:1], v.ranked[1:]) for v in (first, second)), strict=True)
    items = {item.hit.ref: item for item in (*chain(*heads), *chain(*tails))}.values()
    scores = accumulate((min(item.score, DOUBTFUL_SCORE) for item in items), min)
    ranked = [replace(item, score=score) for item, score in zip(items, scores, strict=True)]
    return Verdict(
        status=MatchStatus.DOUBTFUL, ranked=tuple(ranked[:N_CANDIDATES]), reasons=(doubt,)
    )


def _nothing(hits: list[Hit], contexts: Sequence[Context]) -> Verdict:
    given = " and ".join(context.label for context in contexts)
    reason = "No place of this name is in the gazetteer"
    if hits:
        reason = (
            f"Places of this name are known, but none in {given}"
            if len(hits) > 1
            else f"A place of this name is known, but not in {given}"
        )
    ranked = _ranked(sorted(hits, key=order), contexts)
    return Verdict(status=MatchStatus.NONE, ranked=tuple(ranked[:N_CANDIDATES]), reasons=(reason,))


def _ranked(hits: list[Hit], contexts: Sequence[Context]) -> list[Ranked]:
    """Score hits in their order; one lower in it never has the higher score."""
    total = sum(map(mass, hits))
    conflicts = [
        tuple(context.label for context in contexts if not context.agrees(hit)) for hit in hits
    ]
    scores = accumulate(
        (
            _BASE_SCORE[hit.evidence] * (0.8 + 0.2 * mass(hit) / total) * 0.5 ** len(against)
            for hit, against in zip(hits, conflicts, strict=True)
        ),
        min,
    )
    return [
        Ranked(hit=hit, score=round(score, 3), conflicts=against)
        for hit, score, against in zip(hits, scores, conflicts, strict=True)
    ]


def _share(pool: list[Hit], weigh: Callable[[Hit], float]) -> float:
    """Return the part of the first in the weight of all."""
    best = mass(pool[0])
    return best / (best + sum(map(weigh, pool[1:])))


def _doubts(
    best: Ranked, pool: list[Hit], contexts: Sequence[Context], *, is_state: bool
) -> list[str]:
    """List what speaks against the best; ``is_state``: it has the name of its country."""
    hit, doubts = best.hit, []
    scope = max((context.scope for context in contexts), default=Scope.WORLD)
    if best.conflicts:
        doubts.append(f"The place known by this name isn't in {' or '.join(best.conflicts)}")
    doubts += _misread(hit, pool, contexts)
    if _share(pool, mass) < DOMINANCE:
        doubts.append(_shared(pool))
    elif contest := _contest(hit, pool):
        doubts.append(contest)
    elif _share(pool, partial(greatest_mass, scope=scope)) < DOMINANCE:
        doubts.append("The residents of another place of this name aren't known")
    least = LEAST_POPULATION[hit.evidence][scope]
    is_small = least is None or hit.population < least
    if hit.precision is PlacePrecision.CITY and is_small and not is_state:
        doubts.append(_TOO_LOOSE.get(hit.evidence) or _TOO_SMALL[scope])
    return doubts


def _misread(hit: Hit, pool: list[Hit], contexts: Sequence[Context]) -> Iterator[str]:
    """Say which contexts have another meaning that leads to another place, or mean a territory."""
    for context in contexts:
        meanings = list(context.meanings())
        if len(meanings) > 1 and any(_leads_elsewhere(hit, pool, each) for each in meanings):
            yield f"{context.label!r} has more than one meaning with a place of this name"
        if hit.country in context.territories and not any(
            other.names_country(hit.country) for other in contexts
        ):
            yield f"It lies in a territory of {context.label} that has its own country code"


def _leads_elsewhere(hit: Hit, pool: list[Hit], meaning: Context) -> bool:
    """Whether a meaning, taken alone, makes another place the likeliest by a proper name."""
    for other in pool:
        is_itself = any(point.is_same(other) for point in meaning.points)  # "Tehran, Tehran"
        if other.evidence <= Evidence.ALTERNATE and meaning.agrees(other) and not is_itself:
            return other is not hit
    return False


def _contest(hit: Hit, pool: list[Hit]) -> str | None:
    """Say what competes whatever its size: a region has more residents than a city that is meant.

    A city competes with a region and its own country, a country or region with another of its
    kind ("Congo", "Amazonas").
    """
    kinds_differ = "A region or country and a city have this name"
    if hit.precision is PlacePrecision.CITY:
        others = any(other.precision is not PlacePrecision.CITY for other in pool)
        return kinds_differ if others else None
    floor = LEAST_POPULATION[Evidence.MAIN][Scope.REGION]
    cities = [other for other in pool if is_named_city(other) and other.population >= (floor or 0)]
    if hit.precision is PlacePrecision.COUNTRY:
        cities = [other for other in cities if other.country == hit.country]
    if cities:
        return kinds_differ
    alike = any(o.precision is hit.precision and o.country != hit.country for o in pool)
    return _shared(pool) if alike else None


_MISSPELT: Final = "Only found by a loose spelling"
_TOO_LOOSE: Final = {
    Evidence.REDUCED: "Only found by a shorter form of its name",
    Evidence.SOUND: _MISSPELT,
    Evidence.CONSONANT: _MISSPELT,
    Evidence.LOOSE: _MISSPELT,
    Evidence.WEAK: _MISSPELT,
}
_TOO_SMALL: Final = {
    Scope.WORLD: "A small place: without a country another of this name may be meant",
    Scope.COUNTRY: "A small place: without a region another of this name may be meant",
    Scope.REGION: "So small that another of this name, missing here, may be meant",
}
HOW_FOUND: Final = {
    Evidence.MAIN: "Found by its main name",
    Evidence.ALTERNATE: "Found by another of its names",
    Evidence.REDUCED: "Found by its name without its article or a word such as city or port",
    Evidence.SOUND: "Found by the sound of its name",
    Evidence.CONSONANT: "Found by the consonants of its name",
    Evidence.LOOSE: "Found by a spelling somewhat like one of its names",
    Evidence.WEAK: "Found by a rough transliteration or code",
}


def _shared(pool: list[Hit]) -> str:
    share = _share(pool, mass)
    percent = f"{share:.0%}"
    if not 0.01 <= share <= 0.99:
        percent = "over 99%" if share > 0.99 else "under 1%"
    return f"{len(pool)} places share this name; this one has {percent} of their residents"


def _supports(
    best: Ranked, pool: list[Hit], share: float, contexts: Sequence[Context]
) -> list[str]:
    where = ", ".join(context.label for context in reversed(contexts)) or "the gazetteer"
    supports = []
    if best.hit.precision is PlacePrecision.COUNTRY:
        supports.append("Name of a country")
    elif best.hit.precision is PlacePrecision.ADMIN1:
        supports.append("Name of a region")
    elif len(pool) == 1 and not best.conflicts:
        same = (
            "of this name" if best.hit.evidence <= Evidence.ALTERNATE else "with a name like this"
        )
        supports.append(f"Only place {same} in {where}")
    elif len(pool) > 1 and share >= DOMINANCE:
        supports.append(_shared(pool))
    if best.hit.evidence > Evidence.MAIN:
        supports.append(HOW_FOUND[best.hit.evidence])
    return supports
