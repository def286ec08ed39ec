"""Read one number of degrees from text, as people write it; pure. What may mean two things is none.

>>> read_degrees("35°41′24″ N", Axis.LAT), read_degrees("51,42", Axis.LON)
(35.69, 51.42)
>>> read_degrees("35.7 E", Axis.LAT) is None
True
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Axis(StrEnum):
    """Which of the two coordinates a number is."""

    LON = "longitude"
    LAT = "latitude"


_SIGNS: Final = {Axis.LAT: {"N": 1, "S": -1}, Axis.LON: {"E": 1, "W": -1}}

_NUMBER: Final = r"\d+(?:[.,]\d*)?|[.,]\d+"
_DEGREES: Final = re.compile(
    rf"""(?P<before>[NSEW])?\s*
    (?P<sign>[+-])?\s*(?P<degrees>{_NUMBER})\s*(?:°|º|d|deg|degrees)?\s*
    (?:(?P<minutes>{_NUMBER})\s*(?:'|′|’|m|min)\s*
    (?:(?P<seconds>{_NUMBER})\s*(?:"|″|”|''|′′|’’|s|sec)?\s*)?)?
    (?P<after>[NSEW])?""",
    re.IGNORECASE | re.VERBOSE,
)


def read_degrees(text: str, axis: Axis) -> float | None:
    """Read degrees.

    Parameters
    ----------
    text
        Decimal, with point or comma, or with minutes and seconds; signed, or with the letter of
        its direction, not both. Digits of any script.
    axis
        Which coordinate it is: a letter of the other one isn't read.

    Returns
    -------
    float or None
        Degrees as given, of any size; None if the text isn't a number of degrees.
    """
    found = _DEGREES.fullmatch(_clean(text))
    if found is None:
        return None
    letters = [letter.upper() for letter in (found["before"], found["after"]) if letter]
    if len(letters) > 1 or (letters and found["sign"]) or set(letters) - _SIGNS[axis].keys():
        return None
    minutes, seconds = (_to_number(found[part]) for part in ("minutes", "seconds"))
    if max(minutes, seconds) >= 60:
        return None
    size = round(_to_number(found["degrees"]) + minutes / 60 + seconds / 3600, 10)
    is_negative = found["sign"] == "-" or (letters and _SIGNS[axis][letters[0]] < 0)
    return -size if is_negative else size


def find_axis(text: str) -> Axis | None:
    """Return the axis that the letter of a direction says; None without a letter, or with both."""
    letters = set(re.findall(r"[NSEW]", re.sub(r"(?i)deg\w*|min|sec", "", text).upper()))
    axes = [axis for axis, signs in _SIGNS.items() if letters & signs.keys()]
    return axes[0] if len(axes) == 1 else None


def _clean(text: str) -> str:
    kept = (str(int(sign)) if sign.isdecimal() else sign for sign in text)
    plain = (
        "".join(kept).replace("\N{MINUS SIGN}", "-").replace("\N{ARABIC DECIMAL SEPARATOR}", ".")
    )
    return re.sub("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", plain).strip()


def _to_number(text: str | None) -> float:
    return float(text.replace(",", ".")) if text else 0.0
