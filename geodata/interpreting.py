"""Take a name apart in every way that it may be meant, and judge what each way leads to.

In: a folded name and what is given beside it. Out: answers, the surest way of reading first. Which
of them is taken, `geodata.geocoding` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from geodata.contexts import Given, Hit, Scope
from geodata.hits import HitFinder
from geodata.matching import judge
from geodata.names import Evidence, fold, is_bracketed, is_empty, is_feature, split_parts
from geodata.readings import Reading, readings
from geodata.reasons import COMMON, MAY_BE_CODE, SHORT
from geodata.types import CITY, MatchStatus
from geodata.verdicts import Verdict, as_area, as_suggestion, merge, suggest, with_doubt

_LONG_NAME: Final = 8  # letters from which hardly another place has the same name
_WELL_KNOWN: Final = 400_000  # residents of a city that needs no country
_COMMON: Final = ("abad", "اباد")  # "settled by": what a hundred villages are called
_LARGE: Final = 100_000  # residents of a city with such a name
_STATUS_ORDER: Final = (MatchStatus.NONE, MatchStatus.DOUBTFUL, MatchStatus.CERTAIN)


class Answer(NamedTuple):
    """What one way to read a name leads to."""

    verdict: Verdict
    reading: Reading

    @property
    def rank(self) -> tuple[int, float]:
        """How sure it is, to compare answers by."""
        ranked = self.verdict.ranked
        return _STATUS_ORDER.index(self.verdict.status), ranked[0].score if ranked else 0.0

    def beside_unknown(self) -> Answer:
        """Return the answer for a place that was named together with something unknown.

        It lies near a city; of a region or country no more is known than that it is there.
        """
        best = self.verdict.best
        if best is None or best.precision is CITY or self.verdict.is_certain:
            return self._replace(reading=self.reading._replace(is_near=True))
        return self._replace(verdict=as_area(self.verdict))

    def as_suggestion(self) -> Answer:
        """Return the same places as candidates only."""
        return self._replace(verdict=as_suggestion(self.verdict))


class Interpreter:
    """Reads names against what a finder looks up."""

    def __init__(self, finder: HitFinder) -> None:
        self._finder = finder

    def read_plainly(self, reading: Reading, given: Given) -> Answer | None:
        """Return what the places of a very name lead to, or None if there are none."""
        hits = self._finder.exact_hits(reading, given.allowed)
        if not hits:
            return None
        answer = _judge(hits, reading, given)
        return answer.as_suggestion() if reading.is_county and not _is_in_iran(answer) else answer

    def read(self, name: str, folded: str, given: Given) -> Iterator[Answer]:
        """Yield an answer for each way to read a name that leads to a place, exact ways first."""
        plain = []
        is_named = is_answered = False
        for reading in readings(folded, is_capitals=name.isupper()):
            plain.append(reading)
            if answer := self.read_plainly(reading, given):
                is_named = is_named or answer.verdict.is_named
                is_answered = is_answered or answer.verdict.best is not None
                yield answer
        if not is_named:
            yield from self._read_as_part(plain, given)
        parts = split_parts(name)
        if len(parts) > 1:
            yield from self._read_parts(parts, given, is_detail=is_bracketed(name))
        elif is_feature(folded):
            return  # a street or school: nothing like its name is meant
        elif not is_named:
            for answer in self._read_loosely(name, plain, given):
                is_answered = is_answered or answer.verdict.best is not None
                yield answer
        if not is_answered:
            if len(parts) == 1:
                yield from self._read_tail(name, given)
            yield from self._read_misspelt(plain, given)

    def _read_as_part(self, plain: list[Reading], given: Given) -> Iterator[Answer]:
        for reading in plain:
            if hits := self._finder.part_hits(reading):
                yield _judge(hits, reading._replace(is_near=True), given)

    def _read_loosely(self, name: str, plain: list[Reading], given: Given) -> Iterator[Answer]:
        if given.countries and "IR" not in given.countries:
            return
        for reading in plain:
            if reading is plain[0] or not reading.is_region:
                text = name if reading is plain[0] else reading.folded
                if hits := self._finder.loose_hits(text):
                    yield _judge(hits, reading, given)

    def _read_misspelt(self, plain: list[Reading], given: Given) -> Iterator[Answer]:
        for reading in plain:
            if reading.is_region:
                continue
            likely, others = self._finder.misspelt_hits(reading, given)
            if likely and (not reading.is_reduced or given.region is not None):
                yield _judge(likely, reading, given)
            elif others:
                yield Answer(suggest(others, given), reading)

    def _read_parts(
        self, parts: Sequence[str], given: Given, *, is_detail: bool
    ) -> Iterator[Answer]:
        """Take each part in turn for the place, and the others for what is said of it.

        Only a country or region may stand before its place ("Iran, Tehran"). A city that does is
        one of several ("Tehran, Karaj").
        """
        for position, part in enumerate(parts):
            folded = fold(part)
            if is_empty(folded) or (len(folded) == 1 and folded.isascii()):
                continue  # the place called "A" isn't meant by a list
            inner, is_apart = self._beside(parts, position, given, is_detail=is_detail)
            for answer in self.read(part, folded, inner):
                listing = self._listing(part, answer, parts[position + 1 :], given)
                yield listing or (answer.beside_unknown() if is_apart else answer)

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
        self, part: str, answer: Answer, others: Sequence[str], given: Given
    ) -> Answer | None:
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
            hits = [hit for hit in hits if hit.precision is CITY]
        verdict = judge(hits, given) if hits else None
        return verdict if verdict and verdict.is_named and verdict.is_city else None

    def _read_tail(self, name: str, given: Given) -> Iterator[Answer]:
        """Read "Gohardasht Karaj" as one place in or by another; sure only of a known quarter."""
        *head, tail = name.rsplit(maxsplit=1)
        if not head or not self._finder.part_context(tail, given.countries):
            return
        inner = given
        if not self._finder.part_hits(Reading(fold(head[0]))):
            doubt = f"Read as {head[0]!r} in or by {tail!r}"
            inner = replace(given, doubts=(*given.doubts, doubt))
        for answer in self._read_parts((head[0], tail), inner, is_detail=False):
            yield answer if _is_usual_tail(answer) else answer.as_suggestion()


def _is_usual_tail(answer: Answer) -> bool:
    """Say whether two names without a comma mean a place in or by another.

    In Iran a quarter is written so before its city; elsewhere the second name is nearly always a
    part of the first: Brevig Mission, Mount Solon, Berlin Center.
    """
    return _is_in_iran(answer) and not answer.verdict.ranked[0].conflicts


def _is_in_iran(answer: Answer) -> bool:
    best = answer.verdict.best
    return best is not None and best.country == "IR"


def _judge(hits: list[Hit], reading: Reading, given: Given) -> Answer:
    verdict = judge(hits, given)
    if verdict.is_certain and (doubt := _doubt_name(reading, verdict.best, given)):
        verdict = with_doubt(verdict, doubt)
    return Answer(verdict, reading)


def _doubt_name(reading: Reading, best: Hit | None, given: Given) -> str | None:
    """Say why a name is too short, or too common, to be sure of what it means."""
    if best is None or best.precision is not CITY:
        return None
    if given.scope is Scope.COUNTRY and reading.key.endswith(_COMMON) and best.population < _LARGE:
        return COMMON
    if given.contexts:
        return None
    if reading.is_short and best.evidence is not Evidence.MAIN:
        return MAY_BE_CODE
    if len(reading.key) < _LONG_NAME and best.population < _WELL_KNOWN:
        return SHORT
    return None
