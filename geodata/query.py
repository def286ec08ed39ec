"""A Selection says which reports are meant; it never touches them.

It is frozen and hashable, so that it can be the key of a cache, and says nothing of pixels.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

FACETS: Final = (
    "kinds",
    "countries",
    "regions",
    "source_kinds",
    "places",
    "precisions",
    "date_precisions",
    "verifications",
)
"""The fields of a Selection that hold a set of allowed values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which reports. An empty set or None allows everything; the conditions are joined by "and".

    A report is inside the dates when its own range of days overlaps theirs.
    """

    date_start: date | None = None  # first day
    date_stop: date | None = None  # first day after: the range is half open
    kinds: frozenset[str] = frozenset()  # kinds of event, as the data spells them
    countries: frozenset[str] = frozenset()  # ISO 3166-1 alpha-2
    regions: frozenset[str] = frozenset()  # region ids (ISO 3166-2 where there is one)
    source_kinds: frozenset[str] = frozenset()
    places: frozenset[int] = frozenset()  # place ids
    precisions: frozenset[str] = frozenset()  # PlacePrecisions
    date_precisions: frozenset[str] = frozenset()  # DatePrecisions
    verifications: frozenset[str] = frozenset()  # as given; of several of a report any one does
    text: str = ""  # words that must all occur in title, place, actors or source

    @property
    def is_everything(self) -> bool:
        """Whether nothing is filtered out."""
        return self == Selection()

    def without(self, field: str) -> Selection:
        """Return this selection with one field back at its default."""
        changes: dict[str, Any] = {field: getattr(Selection(), field)}
        return replace(self, **changes)
