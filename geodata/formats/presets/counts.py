"""Read a column of counts, as people write them; pure. A vague word is no number.

>>> read_count("1,500")
Count(low=None, best=1500.0, high=None, qualifier='')
>>> read_count("at least 20").low, read_count("10-15")[:3]
(20.0, (10.0, None, 15.0))
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class Count(NamedTuple):
    """What a text says of a number; null is not given, never zero."""

    low: float | None
    best: float | None
    high: float | None
    qualifier: str  # the words beside it, as written


_NUMBER: Final = r"\d{1,3}(?:[,\u066c' \u00a0\u202f]\d{3})+|\d+(?:\.0+)?|\d+\.\d{1,2}"
_LEAST: Final = r"at least|more than|over|minimum|min\.?|no fewer than|>=?|≥"
_MOST: Final = r"at most|up to|less than|fewer than|under|maximum|max\.?|<=?|≤"
_ABOUT: Final = r"about|around|approximately|approx\.?|roughly|nearly|almost|some|est\.?|ca?\.?|~|≈"

_RANGE: Final = re.compile(rf"(?P<low>{_NUMBER})\s*(?:-|–|—|to|تا)\s*(?P<high>{_NUMBER})", re.I)
_FORMS: Final = (
    ("best", re.compile(rf"(?P<words>)(?P<number>{_NUMBER})")),
    ("low", re.compile(rf"(?P<words>{_LEAST})\s*(?P<number>{_NUMBER})", re.I)),
    ("low", re.compile(rf"(?P<number>{_NUMBER})\s*(?P<words>\+|or more)", re.I)),
    ("high", re.compile(rf"(?P<words>{_MOST})\s*(?P<number>{_NUMBER})", re.I)),
    ("best", re.compile(rf"(?P<words>{_ABOUT})\s*(?P<number>{_NUMBER})", re.I)),
)


def read_count(text: str) -> Count | None:
    """Read a count: a number, a range, or a number with a word such as "at least" or "about".

    Groups of three may be divided by commas, blanks or apostrophes, not by points: "1.500" may mean
    two things. Digits of any script. None if the text is nothing of this.
    """
    plain = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text).strip()
    if found := _RANGE.fullmatch(plain):
        low, high = _to_number(found["low"]), _to_number(found["high"])
        return Count(low, None, high, "")
    for field, form in _FORMS:
        if found := form.fullmatch(plain):
            values = {"low": None, "best": None, "high": None, field: _to_number(found["number"])}
            return Count(**values, qualifier=found["words"])
    return None


def _to_number(text: str) -> float:
    return float(re.sub(r"[^\d.]", "", text))
