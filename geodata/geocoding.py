"""Geocode names with their context against a gazetteer; never raises for a name it doesn't know.

In: a name, and the country and first-level region that came with it. Out: a `Match`, which says
how sure it is and why, with ranked candidates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import Final, NamedTuple

from geodata.candidates import describe_hit
from geodata.contexts import Given, Hit
from geodata.gazetteer import Gazetteer
from geodata.given import read_given
from geodata.hits import HitFinder
from geodata.matching import Verdict, judge, merge
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
from geodata.reasons import NOT_HERE
from geodata.types import Match, MatchStatus, PlacePrecision

_N_REMEMBERED: Final = 4096  # pairs of country and region: a file repeats few
_SHORT: Final = "So short that without a country it may be a code or a word"
_STATUS_ORDER: Final = (MatchStatus.NONE, MatchStatus.DOUBTFUL, MatchStatus.CERTAIN)


class _Answer(NamedTuple):
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
        self._understand = lru_cache(_N_REMEMBERED)(partial(read_given, self._finder))

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
        if len(name) > MAX_LENGTH:
            return self._match(name, None, (f"Too long for a name: over {MAX_LENGTH} characters",))
        folded = fold(name)
        if is_empty(folded):
            return self._match(name, None, ("The text names no place",))
        given = self._understand(country or "", admin1 or "")
        best: _Answer | None = None
        is_contradicted = False
        for answer in self._answers(name, folded, given):
            verdict = answer.verdict
            is_certain = verdict.status is MatchStatus.CERTAIN
            if is_contradicted and is_certain:
                continue  # a loose reading doesn't outweigh the name's own place elsewhere
            if best is None or _rank(answer) > _rank(best):
                best = answer
            if is_certain or verdict.is_settled:
                break
            is_contradicted = is_contradicted or verdict.is_contradicted
        reasons = best.verdict.reasons if best else (NOT_HERE,)
        return self._match(name, best, reasons + given.notes)

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

    def _answers(self, name: str, folded: str, given: Given) -> Iterator[_Answer]:
        """Yield an answer for each reading that leads to a place, exact readings first."""
        plain = []
        is_named = False
        for reading in readings(folded, is_capitals=name.isupper()):
            plain.append(reading)
            if hits := self._finder.exact_hits(reading, given.allowed):
                answer = _judge(hits, reading, given)
                is_named = is_named or answer.verdict.is_named
                yield answer
        parts = split_parts(name)
        if len(parts) > 1:
            yield from self._part_answers(parts, given, is_detail=is_bracketed(name))
            return
        if not is_named and (not given.countries or "IR" in given.countries):
            yield from self._loose_answers(name, plain, given)
        yield from self._tail_answers(name, given)

    def _loose_answers(self, name: str, plain: list[Reading], given: Given) -> Iterator[_Answer]:
        for reading in plain:
            if reading is plain[0] or not reading.is_region:
                text = name if reading is plain[0] else reading.folded
                if hits := self._finder.loose_hits(text):
                    yield _judge(hits, reading, given)

    def _part_answers(
        self, parts: Sequence[str], given: Given, *, is_detail: bool
    ) -> Iterator[_Answer]:
        """Take each part in turn for the place, and the others for what is said of it.

        Only a country or region may stand before its place ("Iran, Tehran"). A city that does is
        one of several ("Tehran, Karaj").
        """
        for position, part in enumerate(parts):
            folded = fold(part)
            if is_empty(folded):
                continue
            inner, is_apart = self._beside(parts, position, given, is_detail=is_detail)
            for answer in self._answers(part, folded, inner):
                listing = self._listing(part, answer, parts[position + 1 :], given)
                is_near = answer.reading.is_near or is_apart
                yield listing or answer._replace(reading=answer.reading._replace(is_near=is_near))

    def _beside(
        self, parts: Sequence[str], position: int, given: Given, *, is_detail: bool
    ) -> tuple[Given, bool]:
        """Return what all other parts say of one, and whether one of them isn't known."""
        contexts, doubts = list(given.contexts), list(given.doubts)
        is_apart = False
        for place, other in enumerate(parts):
            if place == position:
                continue
            context = self._finder.part_context(other, given.countries)
            if context and place < position and self._city(other, given):
                doubts.append(f"{other!r} is a place of its own")
            elif context:
                contexts.append(context)
            else:
                is_apart = True
                if not (is_detail and position == 0):
                    doubts.append(f"{other!r} isn't known as a region or bigger place")
        return replace(given, contexts=tuple(contexts), doubts=tuple(doubts)), is_apart

    def _listing(
        self, part: str, answer: _Answer, others: Sequence[str], given: Given
    ) -> _Answer | None:
        """Return a choice of two cities, if a later part is one in which the first doesn't lie."""
        conflicts = answer.verdict.ranked[0].conflicts if answer.verdict.ranked else ()
        for other in others:
            if other not in conflicts:
                continue
            first, second = self._city(part, given), self._city(other, given, is_sure=True)
            if first and second:
                doubt = f"{part!r} and {other!r} are places of their own, one not in the other"
                return answer._replace(verdict=merge(first, second, doubt))
        return None

    def _city(self, part: str, given: Given, *, is_sure: bool = False) -> Verdict | None:
        """Return the verdict on a part that means a city, not rather a country or region.

        ``is_sure``: that it doesn't mean a country or region is known already.
        """
        hits = self._finder.exact_hits(Reading(folded=fold(part), is_capitals=part.isupper()))
        if is_sure:
            hits = [hit for hit in hits if hit.precision is PlacePrecision.CITY]
        verdict = judge(hits, given) if hits else None
        return verdict if verdict and verdict.is_named and verdict.is_city else None

    def _tail_answers(self, name: str, given: Given) -> Iterator[_Answer]:
        """Read "Gohardasht Karaj" as one place in or by another; never certain."""
        *head, tail = name.rsplit(maxsplit=1)
        if head and self._finder.part_context(tail, given.countries):
            doubts = (*given.doubts, f"Read as {head[0]!r} in or by {tail!r}")
            parts = (head[0], tail)
            yield from self._part_answers(parts, replace(given, doubts=doubts), is_detail=False)

    def _match(self, name: str, answer: _Answer | None, reasons: tuple[str, ...]) -> Match:
        if answer is None:
            return _nowhere(name, reasons)
        verdict = answer.verdict
        candidates = tuple(
            [
                describe_hit(hit, self._gazetteer, score=score, conflicts=conflicts)
                for hit, score, conflicts in verdict.ranked
            ]
        )
        if verdict.status is MatchStatus.NONE:
            return _nowhere(name, reasons)._replace(candidates=candidates)
        best = candidates[0]
        precision = best.precision
        if answer.reading.is_near:
            reasons = (*reasons, "The words mean near or part of it")
            if precision is PlacePrecision.CITY:
                precision = PlacePrecision.NEAR
        # by position: naming the fields takes twice as long
        return Match(
            name,
            verdict.status,
            best.score,
            precision,
            best.geonames_id,
            best.name,
            best.country,
            best.admin1,
            best.admin1_name,
            best.lon,
            best.lat,
            reasons,
            candidates,
        )


def _nowhere(name: str, reasons: tuple[str, ...]) -> Match:
    """Return the answer that there is none."""
    nothing = (None,) * 7
    return Match(name, MatchStatus.NONE, 0.0, PlacePrecision.UNKNOWN, *nothing, reasons, ())


def _judge(hits: list[Hit], reading: Reading, given: Given) -> _Answer:
    verdict = judge(hits, given)
    if reading.is_short and not given.contexts:
        is_main = verdict.best is None or verdict.best.evidence is Evidence.MAIN
        if not is_main:
            verdict = judge(hits, given, (_SHORT,))
    return _Answer(verdict, reading)


def _rank(answer: _Answer) -> tuple[int, float]:
    verdict = answer.verdict
    score = verdict.ranked[0].score if verdict.ranked else 0.0
    return _STATUS_ORDER.index(verdict.status), score
