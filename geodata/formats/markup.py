"""Parse XML as it comes, block by block; pure. Document types, and so entities, are refused.

Whatever a file declares, it is read as UTF-8, so that no other reader sees other elements in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NoReturn
from xml.parsers import expat


class DocumentTypeError(ValueError):
    """A file declares a document type: entities in it may grow without end or name other files."""


def make_parser(
    *,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> expat.XMLParserType:
    """Make a parser that tells each element, with its prefix, and optionally ends and texts.

    Its methods raise expat's ExpatError and DocumentTypeError.
    """
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    return parser


def strip_prefix(tag: str) -> str:
    """Return the name of an element without the prefix of its namespace."""
    return tag.rpartition(":")[2]


def _refuse(*_: object) -> NoReturn:
    raise DocumentTypeError("it declares a document type")
