"""Keep spreadsheets from running texts as formulas, and take that back exactly; pure.

A text is defused by an apostrophe before it. One that already begins like a defused text gets one
more, so that taking one away always gives the text as it was.
"""

from __future__ import annotations

from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

RISKY: Final = r"\A[\s']*[=+@\-\t\r＝＋－＠]"
"""What a spreadsheet may take for a formula: blanks and apostrophes may come first. The wide signs
are those of East Asian keyboards."""


def defuse(texts: pa.Array) -> pa.Array:
    """Return texts that no spreadsheet runs; null stays null."""
    is_risky = pc.match_substring_regex(texts, RISKY)
    if not pc.any(is_risky).as_py():
        return texts
    return pc.if_else(is_risky, pc.binary_join_element_wise("'", texts, ""), texts)


def restore(texts: pd.Series) -> pd.Series:
    """Return texts as they were before `defuse`."""
    is_defused = texts.str.startswith("'", na=False) & texts.str.contains(RISKY, na=False)
    return texts.mask(is_defused, texts.str.slice(1)) if is_defused.any() else texts
