"""Text and values into well-formed XML. Pure; knows nothing of maps."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape

# What XML 1.0 forbids (section 2.2) and the controls that override the direction of text, with
# which a name could be made to read as another.
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e]"
)
_SPACES: Final = re.compile("[\t\n\r \u2028\u2029]+")


def clean_text(text: str) -> str:
    """Return text on one line, without control characters; joiners that Persian needs stay."""
    return _SPACES.sub(" ", _FORBIDDEN.sub("", text)).strip()


def escape_text(text: str) -> str:
    """Return cleaned text that may stand in XML content or in a quoted attribute."""
    return escape(clean_text(text), {'"': "&quot;"})


def format_number(value: float) -> str:
    """Write a number with at most two decimals and without idle zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def element(name: str, *children: str, **attributes: str | float | None) -> str:
    """Write one element.

    Parameters
    ----------
    name
        Of the element.
    children
        Markup that is already written; text must have gone through `escape_text`.
    attributes
        Written in the order given. An underscore becomes a hyphen and one at the end vanishes
        (``class_``); None leaves the attribute out; floats get two decimals.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_write(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if not children:
        return f"<{name}{written}/>"
    return f"<{name}{written}>{''.join(children)}</{name}>"


def _write(value: str | float) -> str:
    return escape_text(value) if isinstance(value, str) else format_number(value)
