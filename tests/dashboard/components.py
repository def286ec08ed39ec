"""What stands in the components of a page."""

from __future__ import annotations

from typing import Any


def text_of(part: Any) -> str:
    """Return all text of a component and of what it holds."""
    if isinstance(part, (list, tuple)):
        return "".join(text_of(item) for item in part)
    return text_of(part.children) if hasattr(part, "children") else str(part or "")


def links_of(part: Any) -> list[str]:
    """Return the addresses that a component and what it holds link to."""
    if isinstance(part, (list, tuple)):
        return [link for item in part for link in links_of(item)]
    own = [part.href] if hasattr(part, "href") else []
    return own + (links_of(part.children) if hasattr(part, "children") else [])
