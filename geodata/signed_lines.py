"""What every line of a file of decisions has: who, why and when, as JSON and back; pure."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from geodata.errors import InputError


def check_moment(when: datetime) -> None:
    """Check that a moment is a whole second in UTC.

    Raises
    ------
    InputError
        If it is not.
    """
    if when.utcoffset() != timedelta(0) or when.microsecond:
        raise InputError(
            f"{when!r} is not a second in UTC: give datetime.now(UTC).replace(microsecond=0)"
        )


def format_line(content: dict[str, Any], when: datetime) -> str:
    """Write a decision as one line of JSON, without its end."""
    content = content | {"when": when.isoformat().replace("+00:00", "Z")}
    line = json.dumps(content, ensure_ascii=False, allow_nan=False)
    # JSON escapes only the ASCII ones of what readers of lines take for the end of a line
    return re.sub("[\x7f-\x9f\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", line)


def read_moment(text: str) -> datetime:
    """Read a moment, to the second.

    Raises
    ------
    ValueError
        If it is none, or names no time zone.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} names no time zone")
    return moment.astimezone(UTC).replace(microsecond=0)


def read_text(value: object) -> str:
    """Return a value that is a text.

    Raises
    ------
    TypeError, ValueError
        If it is none, or holds half a character, which JSON can spell and no file can hold.
    """
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    value.encode()
    return value
