"""What an atlas says of itself, as TOML and back; pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

FORMAT: Final = 1
"""Version of the layout of an atlas folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The content of atlas.toml."""

    title: str
    licence: str  # of the rows, in words; empty if not stated
    language: str  # of titles and notes, ISO 639-1
    description: str


def format_card(card: Card) -> str:
    """Write a card as TOML; `parse_card` of what it parses to is the exact inverse."""
    # A JSON text is a TOML basic string, but for DEL, which JSON leaves as it is.
    texts = {name: json.dumps(value, ensure_ascii=False) for name, value in asdict(card).items()}
    lines = [f"format = {FORMAT}", *(f"{name} = {text}" for name, text in texts.items())]
    return "\n".join(lines).replace("\x7f", "\\u007f") + "\n"


def parse_card(content: Mapping[str, Any]) -> Card:
    """Return the card that parsed TOML holds; what is absent is empty."""
    return Card(**{field.name: str(content.get(field.name, "")) for field in fields(Card)})
