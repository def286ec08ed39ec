"""What a name means in its context, as values: built from hits that others have chosen; pure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, chain
from typing import Final, NamedTuple

from geodata.contexts import Given, Hit, Scope
from geodata.names import Evidence
from geodata.reasons import NOT_HERE, ONLY_ALIKE, ONLY_AREA, say_elsewhere, say_only_region
from geodata.rivals import is_named_city, mass, order
from geodata.scoring import CHOICE_SCORE, DOUBTED_SCORE, REGION_SCORE, score_alone, score_among
from geodata.types import MatchStatus

N_CANDIDATES: Final = 10


class Ranked(NamedTuple):
    """A hit with what speaks for and against it."""

    hit: Hit
    score: float  # 0 to 1
    conflicts: tuple[str, ...]  # labels of the contexts that it contradicts


class Verdict(NamedTuple):
    """What a name means in its contexts."""

    status: MatchStatus
    ranked: tuple[Ranked, ...]  # best first, at most N_CANDIDATES
    reasons: tuple[str, ...]

    @property
    def best(self) -> Hit | None:
        """What the name means most likely; None if nothing."""
        return None if self.status is MatchStatus.NONE else self.ranked[0].hit

    @property
    def is_certain(self) -> bool:
        """Whether it needs nobody's word."""
        return self.status is MatchStatus.CERTAIN

    @property
    def is_named(self) -> bool:
        """Whether something in the country said has the name itself, not just one like it."""
        return self.best is not None and self.best.evidence <= Evidence.ALIEN

    @property
    def is_city(self) -> bool:
        """Whether a city has the name itself, and not rather a region or country."""
        return self.best is not None and is_named_city(self.best)

    @property
    def is_settled(self) -> bool:
        """Whether no other reading helps: only the choice among places of this very name is open.

        A rough transliteration may still be a looser spelling of another name in Iran.
        """
        best = self.best
        if best is None or self.ranked[0].conflicts:
            return False
        return best.evidence <= Evidence.ALIEN or (
            best.evidence is Evidence.WEAK and best.country != "IR"
        )

    @property
    def is_contradicted(self) -> bool:
        """Whether a city has the name itself, but elsewhere in the country than was said."""
        return self.is_city and bool(self.ranked[0].conflicts)


def find_nothing(hits: list[Hit], given: Given) -> Verdict:
    """Return the verdict that nothing is meant, with the places of the name elsewhere."""
    if not hits:
        return Verdict(MatchStatus.NONE, (), (NOT_HERE,))
    return _refuse(hits, given, say_elsewhere(len(hits), given.where))


def suggest(hits: list[Hit], given: Given) -> Verdict:
    """Return places with a name like the one given as candidates only: none is the answer."""
    return _refuse(hits, given, ONLY_ALIKE)


def as_suggestion(verdict: Verdict) -> Verdict:
    """Return a verdict's places as candidates only: none is the answer."""
    return Verdict(MatchStatus.NONE, verdict.ranked, (ONLY_ALIKE,))


def as_area(verdict: Verdict) -> Verdict:
    """Return a region or country as all that is known of a place that is named with it."""
    first = verdict.ranked[0]._replace(score=REGION_SCORE)
    reasons = (ONLY_AREA, *verdict.reasons)
    return Verdict(MatchStatus.DOUBTFUL, (first, *_behind_area(verdict.ranked[1:])), reasons)


def answer_with_region(region: Hit, known: Verdict | None, given: Given) -> Verdict:
    """Return a region as the answer for a place that isn't known in it.

    Parameters
    ----------
    region
        What the context names.
    known
        What the name led to elsewhere: its places stay candidates.
    given
        All that is said.
    """
    ranked = known.ranked if known else ()
    reasons = known.reasons if known else (NOT_HERE,)
    only = say_only_region(given.contexts[-1].label)
    first = Ranked(region, REGION_SCORE, ())
    candidates = (first, *_behind_area(ranked))[:N_CANDIDATES]
    return Verdict(MatchStatus.DOUBTFUL, candidates, (only, *reasons))


def merge(first: Verdict, second: Verdict, doubt: str) -> Verdict:
    """Return the doubtful choice between what two names mean, the best of both in front."""
    heads, tails = zip(*((v.ranked[:1], v.ranked[1:]) for v in (first, second)), strict=True)
    items = {item.hit.ref: item for item in (*chain(*heads), *chain(*tails))}.values()
    scores = accumulate((min(item.score, CHOICE_SCORE) for item in items), min)
    ranked = [item._replace(score=score) for item, score in zip(items, scores, strict=True)]
    return Verdict(
        status=MatchStatus.DOUBTFUL, ranked=tuple(ranked[:N_CANDIDATES]), reasons=(doubt,)
    )


def with_doubt(verdict: Verdict, doubt: str) -> Verdict:
    """Return a verdict with one more doubt, the first that is said."""
    first = verdict.ranked[0]
    first = first._replace(score=min(first.score, DOUBTED_SCORE))
    reasons = (doubt, *verdict.reasons)
    return Verdict(MatchStatus.DOUBTFUL, (first, *verdict.ranked[1:]), reasons)


def rank(
    hits: list[Hit], masses: list[float], conflicts: list[tuple[str, ...]], scope: Scope
) -> tuple[Ranked, ...]:
    """Return the first hits in their order with their scores."""
    if len(hits) == 1:
        score = score_alone(hits[0], scope, len(conflicts[0]))
        return (Ranked(hits[0], score, conflicts[0]),)
    first = hits[:N_CANDIDATES]
    scores = score_among(first, masses, conflicts)
    return tuple(map(Ranked, first, scores, conflicts))


def find_conflicts(hits: list[Hit], given: Given) -> list[tuple[str, ...]]:
    """Return for each hit the labels of the contexts in which it doesn't lie."""
    return [
        tuple([context.label for context in given.contexts if not context.agrees(hit)])
        for hit in hits
    ]


def _refuse(hits: list[Hit], given: Given, reason: str) -> Verdict:
    """Return the verdict that none of these places is the answer; they stay candidates."""
    hits = sorted(hits, key=order)
    ranked = rank(hits, [mass(hit) for hit in hits], find_conflicts(hits, given), given.scope)
    return Verdict(MatchStatus.NONE, ranked, (reason,))


def _behind_area(ranked: Iterable[Ranked]) -> list[Ranked]:
    """Return places that score no more than the area which is answered instead of them."""
    return [item._replace(score=min(item.score, REGION_SCORE)) for item in ranked]
