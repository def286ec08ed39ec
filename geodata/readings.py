"""List the ways in which a folded name may be read; pure text, nothing is looked up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from geodata.affixes import (
    is_called_town,
    with_other_form,
    without_article,
    without_county,
    without_kind,
    without_place_word,
    without_region_word,
    without_scope,
)

_LONGEST_CODE: Final = 3


class Reading(NamedTuple):
    """One way to read a name: the words to look up and what the other words say of them."""

    folded: str  # the words to look up
    is_capitals: bool = False  # written in capitals: "IR" and "TX" may be codes
    is_near: bool = False  # near, around or part of the place
    is_region: bool = False  # a province or state, never a city
    is_reduced: bool = False  # a word such as "City" or "Bandar-e" was taken off
    is_town: bool = False  # the word was "City" or "Town", which says little
    is_county: bool = False  # a county, which in Iran has the name of its seat

    @property
    def key(self) -> str:
        """The words without spaces."""
        return self.folded.replace(" ", "")

    @property
    def may_be_code(self) -> bool:
        """Whether a code of a country or region can be meant."""
        return self.is_capitals or not self.is_short

    @property
    def is_short(self) -> bool:
        """Whether it has so few Latin letters that it may be a code, an initial or a word."""
        return len(self.key) <= _LONGEST_CODE and self.folded.isascii()


def readings(folded: str, *, is_capitals: bool = False) -> Iterator[Reading]:
    """Yield the ways to read a folded name that has no parts, the likeliest first.

    >>> [reading.folded for reading in readings("sadra city")]
    ['sadra city', 'sadra']
    """
    yield Reading(folded=folded, is_capitals=is_capitals)
    if other := with_other_form(folded):
        yield Reading(folded=other)
    if place := without_scope(folded):
        yield from (reading._replace(is_near=True) for reading in readings(place))
    elif seat := without_county(folded):
        yield Reading(folded=seat, is_near=True, is_county=True)
    elif region := without_region_word(folded):
        yield Reading(folded=region, is_region=True)
    elif reduced := without_place_word(folded) or without_kind(folded):
        yield Reading(folded=reduced, is_reduced=True, is_town=is_called_town(folded))
    elif bare := without_article(folded):
        yield Reading(folded=bare, is_reduced=True)
