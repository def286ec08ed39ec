"""Find the distinct rows of columns of texts, and which row is which; pure.

Written for columns of a million rows with far fewer distinct texts: each column is coded once and
only whole numbers are compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray


class Groups(NamedTuple):
    """Rows of texts that are alike."""

    codes: NDArray[np.intp]  # shape (n,): which of the distinct rows each row is
    first: NDArray[np.intp]  # position of the first row of each; rising
    distinct: list[tuple[str, ...]]  # the texts of each; "" where there is none


def group_texts(frame: pd.DataFrame, columns: Sequence[str]) -> Groups:
    """Group the rows of a frame by the texts of some columns; a missing text is an empty one."""
    codes = np.zeros(len(frame), np.int64)
    for name in columns:
        own, texts = pd.factorize(frame[name])
        # coded again after each column, so that products of lengths stay small
        codes, _ = pd.factorize(codes * (len(texts) + 1) + own + 1)
    # codes count up in the order of first rows
    first = np.unique(codes, return_index=True)[1]
    rows = frame[list(columns)].iloc[first].astype("object").fillna("")
    distinct = list(rows.itertuples(index=False, name=None))
    return Groups(codes=codes, first=first, distinct=distinct)
