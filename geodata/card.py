"""What an atlas says of itself, as TOML and back; pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, Final

FORMAT: Final = 4
"""Version of the layout of an atlas folder."""

_TEXTS: Final = ("title", "licence", "language", "description")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The content of atlas.toml."""

    title: str
    licence: str  # of the rows, in words; empty if not stated
    language: str  # of titles and notes, ISO 639-1
    description: str
    # what else a person wrote there, as parsed; a rebuild keeps it. `geodata.profiles` reads
    # "publish"
    others: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


def format_card(card: Card) -> str:
    """Write a card as TOML; `parse_card` of what it parses to is the exact inverse."""
    content = {"format": FORMAT} | {name: getattr(card, name) for name in _TEXTS}
    return "".join(f"{pair}\n" for pair in _format_pairs(content | dict(card.others)))


def parse_card(content: Mapping[str, Any]) -> Card:
    """Return the card that parsed TOML holds; what is absent is empty."""
    texts = {name: str(content.get(name, "")) for name in _TEXTS}
    others = {name: value for name, value in content.items() if name not in {"format", *_TEXTS}}
    return Card(**texts, others=MappingProxyType(others))


def _format_pairs(content: Mapping[str, Any]) -> Iterator[str]:
    for name, value in content.items():
        is_bare = re.fullmatch(r"[A-Za-z0-9_-]+", name)
        yield f"{name if is_bare else _format_value(name)} = {_format_value(value)}"


def _format_value(value: Any) -> str:
    """Write any value that TOML parses to, on one line."""
    match value:
        case str():
            # a JSON text is a TOML basic string, but for DEL, which JSON leaves as it is
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case bool():
            return str(value).lower()
        case date() | time():  # a datetime is a date
            return value.isoformat()
        case list():
            return f"[{', '.join(map(_format_value, value))}]"
        case dict():
            return f"{{{', '.join(_format_pairs(value))}}}"
        case _:  # int or float
            return repr(value)


def repeats_file(title: str, files: Iterable[str]) -> bool:
    """Say whether a title is no more than the name of a file: nobody chose it.

    >>> repeats_file("rows 2019", ["in/rows_2019.xlsx#One"])
    True
    """
    names = (name for file in files for name in (file, file.rpartition("#")[0]))
    return _plain(title) in {_plain(PurePath(name).stem) for name in names}


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name).strip().casefold()
