"""Geocode names with their context against a gazetteer; never raises for a name it doesn't know.

In: a name, and the country and first-level region that came with it. Out: a `Match`, which says
how sure it is and why, with ranked candidates.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import Final

from geodata.asking import list_questions, read_texts
from geodata.candidates import describe_hit
from geodata.contexts import Given
from geodata.gazetteer import Gazetteer
from geodata.given import read_given
from geodata.hits import HitFinder
from geodata.interpreting import Answer, Interpreter
from geodata.mentions import settle_together
from geodata.names import MAX_LENGTH, fold, is_empty, is_feature
from geodata.readings import Reading
from geodata.reasons import FEATURE, NO_PLACE, NOT_HERE
from geodata.types import CITY, Candidate, Match, MatchStatus, PlacePrecision
from geodata.verdicts import Verdict, answer_with_region

_BIG_CITY: Final = 100_000
_new_tuple: Final = tuple.__new__  # half the time of calling the class
_N_REMEMBERED: Final = 4096  # pairs of country and region: a file repeats few


class Geocoder:
    """Find the place, region or country that a name means.

    Parameters
    ----------
    gazetteer
        An opened gazetteer.

    Examples
    --------
    >>> from geodata import Geocoder, open_gazetteer
    >>> geocoder = Geocoder(open_gazetteer())
    >>> match = geocoder.geocode("Baden", country="CH")
    >>> match.status.value, match.geonames_id, match.lon, match.lat
    ('certain', 2661646, 8.30592, 47.47333)

    Without a country, the name may mean several places, and none is picked silently:

    >>> match = geocoder.geocode("Baden")
    >>> match.status.value, [candidate.country for candidate in match.candidates[:3]]
    ('doubtful', ['AT', 'CH', 'DE'])

    A region or country answers at its own level and has no position:

    >>> match = geocoder.geocode("استان تهران")
    >>> match.status.value, match.precision.value, match.name, match.lon
    ('certain', 'admin1', 'Tehran', None)
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._finder = HitFinder(gazetteer)
        self._interpreter = Interpreter(self._finder)
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
            position. A name that isn't known in the region that is given is answered with the
            region, ``doubtful``.
        """
        if len(name) > MAX_LENGTH:
            return _nowhere(name, (f"Too long for a name: over {MAX_LENGTH} characters",))
        folded = fold(name)
        if is_empty(folded):
            return _nowhere(name, (NO_PLACE,))
        given = self._understand(country or "", admin1 or "")
        answer = self._interpreter.read_plainly(Reading(folded, name.isupper()), given)
        if answer is None or not (answer.verdict.is_certain or answer.verdict.is_settled):
            answer = self._choose(name, folded, given)
        if answer is None:
            return _nowhere(name, (FEATURE if is_feature(folded) else NOT_HERE, *given.notes))
        return self._match(name, answer, answer.verdict.reasons + given.notes)

    def geocode_many(
        self,
        names: Iterable[object],
        *,
        countries: Iterable[object] | None = None,
        admin1s: Iterable[object] | None = None,
    ) -> list[Match]:
        """Geocode many names, each distinct name in its context once.

        Parameters
        ----------
        names
            As for `geocode`, in a list, an array or a column of a table; one that is missing (None,
            NaN, NA) means no place.
        countries, admin1s
            In the same kinds of column, one a name; leave out what is known of none.

        Returns
        -------
        list of Match
            In the order of the names.

        Raises
        ------
        InputError
            If a column is longer or shorter than the names, or holds anything but texts.

        Examples
        --------
        >>> from geodata import Geocoder, open_gazetteer
        >>> geocoder = Geocoder(open_gazetteer())
        >>> matches = geocoder.geocode_many(["Oslo", "Baden"], countries=["Norway", "Austria"])
        >>> [match.geonames_id for match in matches]
        [3143244, 2782067]
        """
        with _without_collector():
            asked = list_questions(names, countries, admin1s)
            answers = {
                (name, country, admin1): self.geocode(name or "", country=country, admin1=admin1)
                for name, country, admin1 in dict.fromkeys(asked)
            }
            return list(map(answers.__getitem__, asked))

    def geocode_together(
        self, names: Iterable[object], *, country: str | None = None, admin1: str | None = None
    ) -> list[Match]:
        """Geocode names that stand together in one text, each by the light of the others.

        Parameters
        ----------
        names
            As for `geocode_many`.
        country, admin1
            What is said of all of them.

        Returns
        -------
        list of Match
            In the order of the names. A doubtful name is led by the candidate nearest to the
            certain ones, and stays doubtful.

        Raises
        ------
        InputError
            If the names are no column of texts.

        Examples
        --------
        >>> from geodata import Geocoder, open_gazetteer
        >>> geocoder = Geocoder(open_gazetteer())
        >>> baden, zurich = geocoder.geocode_together(["Baden", "Zürich"])
        >>> baden.country, baden.status.value, baden.reasons[0]
        ('CH', 'doubtful', 'Named together with Zürich')
        """
        texts = read_texts("names", names)
        said = {"countries": [country] * len(texts), "admin1s": [admin1] * len(texts)}
        return settle_together(self.geocode_many(texts, **said))

    def _choose(self, name: str, folded: str, given: Given) -> Answer | None:
        """Return the surest answer; if it isn't in the region given, rather that region."""
        best: Answer | None = None
        is_contradicted = False
        for answer in self._interpreter.read(name, folded, given):
            verdict = answer.verdict
            if is_contradicted and verdict.is_certain:
                continue  # a loose reading doesn't outweigh the name's own place elsewhere
            if best is None or answer.rank > best.rank:
                best = answer
            if verdict.is_certain or verdict.is_settled:
                break
            is_contradicted = is_contradicted or verdict.is_contradicted
        if given.region is None or is_feature(folded):
            return best
        if best and self._may_be_there(best.verdict, given.region):
            return best
        region = self._finder.region_hit(given.region)
        known, reading = best or (None, Reading(folded))
        return Answer(answer_with_region(region, known, given), reading)

    def _may_be_there(self, verdict: Verdict, region: str) -> bool:
        """Say whether an answer holds though it may lie outside the region given.

        Borders are redrawn, and a place beyond one is counted to the region that it serves. A big
        city that is the only one of its name is rather meant than another that isn't known.
        """
        hit = verdict.best
        if hit is None or not verdict.ranked[0].conflicts or hit.precision is not CITY:
            return hit is not None
        is_unique = len(verdict.ranked) == 1 and hit.population >= _BIG_CITY
        return is_unique or self._finder.is_by_border(hit, region)

    def _match(self, name: str, answer: Answer, reasons: tuple[str, ...]) -> Match:
        verdict = answer.verdict
        candidates = tuple(
            [
                describe_hit(hit, self._gazetteer, score, conflicts)
                for hit, score, conflicts in verdict.ranked
            ]
        )
        if answer.reading.is_near:
            candidates = tuple(map(_near, candidates))
        if verdict.status is MatchStatus.NONE:
            return _nowhere(name, reasons)._replace(candidates=candidates)
        best = candidates[0]
        if answer.reading.is_near:
            reasons = (*reasons, "The words mean near or part of it")
        values = (
            name,
            verdict.status,
            best.score,
            best.precision,
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
        return _new_tuple(Match, values)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Make many values that all stay without walking them over and over: a sixth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _near(candidate: Candidate) -> Candidate:
    """Return a city as what a name means that says near or part of it."""
    is_city = candidate.precision is CITY
    return candidate._replace(precision=PlacePrecision.NEAR) if is_city else candidate


def _nowhere(name: str, reasons: tuple[str, ...]) -> Match:
    """Return the answer that there is none."""
    nothing = (None,) * 7
    return Match(name, MatchStatus.NONE, 0.0, PlacePrecision.UNKNOWN, *nothing, reasons, ())
