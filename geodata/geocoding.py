"""Geocode names with their context against a gazetteer; never raises for a name it doesn't know.

In: a name, and the country and first-level region that came with it. Out: a `Match`, which says
how sure it is and why, with ranked candidates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from geodata.contexts import Context, Hit
from geodata.gazetteer import Gazetteer
from geodata.hits import HitFinder
from geodata.matching import HOW_FOUND, Ranked, Verdict, judge
from geodata.names import (
    MAX_LENGTH,
    Evidence,
    Reading,
    fold,
    is_bracketed,
    is_empty,
    readings,
    split_parts,
)
from geodata.types import Candidate, Match, MatchStatus, PlacePrecision

_N_REMEMBERED: Final = 4096  # pairs of country and region: a file repeats few
_STATUS_ORDER: Final = (MatchStatus.NONE, MatchStatus.DOUBTFUL, MatchStatus.CERTAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What is said of the place beside its name, understood as far as possible."""

    contexts: tuple[Context, ...] = ()
    doubts: tuple[str, ...] = ()  # why no answer can be certain
    countries: frozenset[str] = field(default_factory=frozenset)  # of the country given


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    verdict: Verdict
    reading: Reading


class Geocoder:
    """Find the place, region or country that a name means.

    Parameters
    ----------
    gazetteer
        An opened gazetteer.

    Examples
    --------
    >>> from geodata.gazetteer import open_gazetteer
    >>> geocoder = Geocoder(open_gazetteer())
    >>> geocoder.geocode("Baden", country="CH").geonames_id
    2661646
    >>> geocoder.geocode("Baden").status.value
    'doubtful'
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._finder = HitFinder(gazetteer)
        self._understand = lru_cache(_N_REMEMBERED)(self._read_given)

    def geocode(self, name: str, *, country: str | None = None, admin1: str | None = None) -> Match:
        """Geocode one name.

        Parameters
        ----------
        name
            As the source spells it, in any script; "A, B" and "A (B)" are understood.
        country
            ISO code or name, also in Persian and other languages.
        admin1
            First-level region by name or code, or a bigger place nearby.

        Returns
        -------
        Match
            ``certain``, ``doubtful`` or ``none``, with reasons. A region or country has no
            position.
        """
        folded = fold(name) if len(name) <= MAX_LENGTH else ""
        if is_empty(folded):
            return self._match(name, None, "The text names no place")
        best: _Answer | None = None
        contradicted = False
        for answer in self._answers(name, folded, self._understand(country or "", admin1 or "")):
            certain = answer.verdict.status is MatchStatus.CERTAIN
            if contradicted and certain:
                continue  # a loose reading doesn't outweigh the name's own place elsewhere
            if best is None or _rank(answer) > _rank(best):
                best = answer
            if certain or _is_settled(answer.verdict):
                break
            contradicted = contradicted or _is_contradicted(answer.verdict)
        return self._match(name, best, "No place of this name is in the gazetteer")

    def geocode_many(
        self,
        names: Sequence[str],
        *,
        countries: Sequence[str | None] | None = None,
        admin1s: Sequence[str | None] | None = None,
    ) -> list[Match]:
        """Geocode many names, each distinct name in its context once.

        Parameters
        ----------
        names
            As for `geocode`.
        countries, admin1s
            One value a name; leave out what is known of none.

        Returns
        -------
        list of Match
            In the order of the names.

        Raises
        ------
        ValueError
            If a sequence is longer or shorter than the names.
        """
        nothing = [None] * len(names)
        asked = list(zip(names, countries or nothing, admin1s or nothing, strict=True))
        answers = {
            (name, country, admin1): self.geocode(name, country=country, admin1=admin1)
            for name, country, admin1 in dict.fromkeys(asked)
        }
        return [answers[triple] for triple in asked]

    def _read_given(self, country: str, admin1: str) -> _Given:
        contexts, doubts = [], []
        countries: frozenset[str] = frozenset()
        if not is_empty(fold(country)):
            if context := self._finder.country_context(country):
                contexts.append(context)
                countries = context.countries
            else:
                doubts.append(f"{country!r} isn't a known country")
        if not is_empty(fold(admin1)):
            if context := self._finder.region_context(admin1, countries):
                contexts.append(context)
            else:
                doubts.append(f"{admin1!r} isn't a known region")
        return _Given(contexts=tuple(contexts), doubts=tuple(doubts), countries=countries)

    def _answers(self, name: str, folded: str, given: _Given) -> Iterator[_Answer]:
        """Yield an answer for each reading that leads to a place, exact readings first."""
        plain = []
        is_named = False
        for reading in readings(folded, is_capitals=name.isupper()):
            plain.append(reading)
            for answer in _judged(self._finder.exact_hits(reading), reading, given):
                is_named = is_named or _is_named(answer.verdict)
                yield answer
        parts = split_parts(name)
        if len(parts) > 1:
            yield from self._part_answers(parts, given, is_detail=is_bracketed(name))
            return
        if not is_named and (not given.countries or "IR" in given.countries):
            yield from _judged(self._finder.loose_hits(name), plain[0], given)
            for reading in plain[1:]:
                if not reading.is_region:
                    yield from _judged(self._finder.loose_hits(reading.folded), reading, given)
        yield from self._tail_answers(name, given)

    def _part_answers(
        self, parts: Sequence[str], given: _Given, *, is_detail: bool
    ) -> Iterator[_Answer]:
        """Take each part in turn for the place, and the others for what is said of it."""
        for position, part in enumerate(parts):
            folded = fold(part)
            if is_empty(folded):
                continue
            contexts, unknown = list(given.contexts), []
            for other in (*parts[:position], *parts[position + 1 :]):
                if context := self._finder.part_context(other, given.countries):
                    contexts.append(context)
                else:
                    unknown.append(other)
            doubts = given.doubts
            if unknown and not (is_detail and position == 0):
                doubts = (*doubts, f"{unknown[0]!r} isn't in the gazetteer")
            inner = replace(given, contexts=tuple(contexts), doubts=doubts)
            for answer in self._answers(part, folded, inner):
                is_near = answer.reading.is_near or bool(unknown)
                yield replace(answer, reading=replace(answer.reading, is_near=is_near))

    def _tail_answers(self, name: str, given: _Given) -> Iterator[_Answer]:
        """Read "Gohardasht Karaj" as one place in or by another; never certain."""
        *head, tail = name.rsplit(maxsplit=1)
        if head and self._finder.part_context(tail, given.countries):
            doubts = (*given.doubts, f"Read as {head[0]!r} in or by {tail!r}")
            parts = (head[0], tail)
            yield from self._part_answers(parts, replace(given, doubts=doubts), is_detail=False)

    def _match(self, name: str, answer: _Answer | None, nothing: str) -> Match:
        ranked = answer.verdict.ranked if answer else ()
        reasons = list(answer.verdict.reasons) if answer else [nothing]
        candidates = tuple(map(self._candidate, ranked))
        best = candidates[0] if answer and answer.verdict.status is not MatchStatus.NONE else None
        precision = best.precision if best else PlacePrecision.UNKNOWN
        if best and answer and answer.reading.is_near:
            reasons.append("The words mean near or part of it")
            if precision is PlacePrecision.CITY:
                precision = PlacePrecision.NEAR
        return Match(
            query=name,
            status=answer.verdict.status if answer else MatchStatus.NONE,
            score=best.score if best else 0.0,
            precision=precision,
            geonames_id=best.geonames_id if best else None,
            name=best.name if best else None,
            country=best.country if best else None,
            admin1=best.admin1 if best else None,
            admin1_name=best.admin1_name if best else None,
            lon=best.lon if best else None,
            lat=best.lat if best else None,
            reasons=tuple(reasons),
            candidates=candidates,
        )

    def _candidate(self, ranked: Ranked) -> Candidate:
        hit = ranked.hit
        region = self._gazetteer.admin1(hit.admin1) if hit.admin1 else None
        is_city = isinstance(hit.ref, int)
        geonames_id, name = self._identity(hit)
        return Candidate(
            geonames_id=geonames_id,
            name=name,
            precision=hit.precision,
            country=hit.country,
            admin1=hit.admin1,
            admin1_name=region.name if region else None,
            lon=hit.lon if is_city else None,
            lat=hit.lat if is_city else None,
            population=hit.population,
            score=ranked.score,
            reasons=(HOW_FOUND[hit.evidence], *(f"Not in {label}" for label in ranked.conflicts)),
        )

    def _identity(self, hit: Hit) -> tuple[int, str]:
        if isinstance(hit.ref, int):
            return self._gazetteer.identity(hit.ref)
        found = self._gazetteer.admin1(hit.ref) or self._gazetteer.country(hit.ref)
        return (found.geonames_id, found.name) if found else (0, hit.ref)


def _judged(hits: list[Hit], reading: Reading, given: _Given) -> Iterator[_Answer]:
    if hits:
        verdict = judge(hits, given.contexts, given.doubts)
        yield _Answer(verdict=verdict, reading=reading)


def _rank(answer: _Answer) -> tuple[int, float]:
    verdict = answer.verdict
    score = verdict.ranked[0].score if verdict.ranked else 0.0
    return _STATUS_ORDER.index(verdict.status), score


def _is_named(verdict: Verdict) -> bool:
    """Whether something in the country said has the name itself, not just a spelling like it."""
    return (
        verdict.status is not MatchStatus.NONE
        and verdict.ranked[0].hit.evidence <= Evidence.ALTERNATE
    )


def _is_settled(verdict: Verdict) -> bool:
    """Whether only the choice among places of this very name is open: no other reading helps."""
    return _is_named(verdict) and not verdict.ranked[0].conflicts


def _is_contradicted(verdict: Verdict) -> bool:
    """Whether a city has the name itself, but elsewhere in the country than was said."""
    best = verdict.ranked[0]
    is_city = best.hit.precision is PlacePrecision.CITY
    return _is_named(verdict) and bool(best.conflicts) and is_city
