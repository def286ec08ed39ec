"""Whether the words of a licence forbid to publish what stands under it. Pure.

Only words that plainly forbid count: a licence that is not understood forbids nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_PASSING: Final = r"(?:re-?)?(?:distribut|publi[sc]|shar|disclos|pass(?:ed)? on)\w*"
_NOT: Final = r"\b(?:no|not|never|without|don't)\b"
_FORBIDDEN: Final = re.compile(
    "|".join(
        (
            r"\ball rights reserved\b",
            r"\bconfidential\b",
            r"(?<!not )(?<!un)\bproprietary\b",
            r"\b(?:internal|private|personal) use only\b",
            r"\bfor (?:internal|private|personal) use\b",
            rf"{_NOT}(?! (?:restrict|limit))[^.;,]{{0,40}}?\b{_PASSING}",
            rf"\b{_PASSING}[^.;,]{{0,40}}?\b(?:prohibited|forbidden|not (?:allowed|permitted))",
            r"(?<!\bno )(?<!\bnot )\brestricted\b",
            r"محرمانه",  # confidential
            r"(?:بازنشر|انتشار)[^.؛،]{0,30}(?:ممنوع|مجاز نیست)",  # publication … forbidden
        )
    ),
    re.IGNORECASE,
)


def forbids_publishing(licence: str) -> bool:
    """Return whether a licence plainly forbids to publish or to pass on.

    >>> forbids_publishing("No redistribution"), forbids_publishing("CC BY 4.0")
    (True, False)
    """
    return _FORBIDDEN.search(licence) is not None


def find_forbidding(licences: Iterable[str]) -> frozenset[str]:
    """Return those of some licences that forbid it."""
    return frozenset(text for text in set(licences) if forbids_publishing(text))
