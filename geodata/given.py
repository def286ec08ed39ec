"""Read what is said of a place beside its name: a country and a region, where they are known."""

from __future__ import annotations

from geodata.contexts import Given
from geodata.hits import HitFinder
from geodata.names import fold, is_empty


def read_given(finder: HitFinder, country: str, admin1: str) -> Given:
    """Look up a country and a region; an empty text or a word such as "unknown" says nothing."""
    given = Given()
    if not is_empty(fold(country)):
        given = _with_country(finder, country)
    if is_empty(fold(admin1)):
        return given
    if context := finder.region_context(admin1, given.countries):
        contexts, doubts = (*given.contexts, context), given.doubts
    else:
        contexts, doubts = given.contexts, (*given.doubts, _unknown_region(finder, admin1, given))
    return Given(contexts=contexts, doubts=doubts, notes=given.notes, countries=given.countries)


def _with_country(finder: HitFinder, country: str) -> Given:
    context = finder.country_context(country)
    if context is None:
        return Given(doubts=(f"{country!r} isn't a known country",))
    countries = context.countries or frozenset(code[:2] for code in context.admin1s)
    note = f"{country!r} is read as a region of {finder.label_countries(countries)}"
    return Given(contexts=(context,), notes=(note,) if context.admin1s else (), countries=countries)


def _unknown_region(finder: HitFinder, admin1: str, given: Given) -> str:
    if given.countries and finder.region_context(admin1, ()):
        return f"{admin1!r} isn't in {finder.label_countries(given.countries)}"
    return f"{admin1!r} isn't a known region"
