"""Read a column of codes by the table of what they mean; pure, an unknown code is a problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geodata.formats.problems import list_kept
from geodata.types import Problem

_SHOWN: Final = 12  # codes that a remedy lists


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Codes:
    """What the codes of a column mean."""

    meanings: pd.Series  # missing where no code is given, or one that isn't in the table
    labels: pd.Series  # the column with the code, as "geo_precision 2"; missing where none is given
    problems: tuple[Problem, ...]


def read_codes(file: str, texts: pd.Series, table: Mapping[str, str], *, kept: str) -> Codes:
    """Read codes.

    Parameters
    ----------
    file
        What problems call the file.
    texts
        The codes, named as their column; a whole number may come as "2.0", and case is no matter.
    table
        Code → what it means.
    kept
        What becomes of a row with another code, for the problem.
    """
    column = str(texts.name)
    plain = texts.str.lower().str.replace(r"^(\d+)\.0+$", r"\1", regex=True)
    meanings = plain.map({code.lower(): str(meaning) for code, meaning in table.items()})
    problems = list_kept(
        file,
        texts[texts.notna() & meanings.isna()],
        column,
        reason=f"this is none of the known codes; {kept}",
        remedy=f"write {_say_choice(table)}, or leave it empty",
    )
    return Codes(
        meanings=meanings.astype("str"), labels=column + " " + plain, problems=tuple(problems)
    )


def _say_choice(table: Mapping[str, str]) -> str:
    codes = [code for code in table if code]
    return f"one of {', '.join(codes)}" if len(codes) <= _SHOWN else "a code of its codebook"
