"""The keys of the desk: what each does, and its button in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut:
    """What keys stand for."""

    keys: tuple[str, ...]  # as the browser's KeyboardEvent.key; the first is on the button
    words: str  # for the list of keys


def _keys(*keys: str, words: str) -> Shortcut:
    return Shortcut(keys=keys, words=words)


KEYS: Final[Mapping[str, Shortcut]] = MappingProxyType(
    {
        "next": _keys("j", "ArrowDown", words="next name"),
        "previous": _keys("k", "ArrowUp", words="previous name"),
        "accept": _keys("Enter", words="accept the first candidate"),
        "focus-search": _keys("/", words="search the gazetteer"),
        "focus-point": _keys("p", words="set a point by hand"),
        "regions": _keys("r", words="a region, nothing closer"),
        "countries": _keys("c", words="a country, nothing closer"),
        "nowhere": _keys("x", words="not a place"),
        "candidates": _keys("Escape", words="back to the candidates; out of a field"),
        "focus-why": _keys("w", words="note why"),
        "undo": _keys("u", words="undo the last step, again and again"),
        "withdraw": _keys("Delete", words="withdraw a decision: the geocoder speaks again"),
        "tick": _keys("t", words="tick the name, for many at once"),
        "ask-bulk": _keys("A", words="accept the first candidates of many doubtful names"),
        "apply": _keys("a", words="apply the decisions to the atlas"),
        "focus-find": _keys("f", words="find a name in the list"),
        "keys": _keys("?", words="show these keys"),
    }
)
"""By what is done, in the order in which a person meets them."""

_SHOWN: Final = {"ArrowDown": "↓", "ArrowUp": "↑", "Escape": "Esc", "Delete": "Del"}


def show_key(key: str) -> str:
    """Write a key as it is on a keyboard."""
    return _SHOWN.get(key, key)


def list_keys() -> list[tuple[tuple[str, ...], str]]:
    """Return keys as they are written, with what they do."""
    rows = [(tuple(map(show_key, one.keys)), one.words) for one in KEYS.values()]
    accept = list(KEYS).index("accept")
    return [*rows[: accept + 1], (("1", "…", "9"), "choose a candidate"), *rows[accept + 1 :]]
