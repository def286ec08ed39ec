"""What every file format is read into: texts under their headers, each row with its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from geodata.types import Problem


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RawTable:
    """One table as texts. Rows of blanks are no rows; broken rows stand in ``problems``."""

    file: str  # name of the file, with "#" and that of the sheet or layer where it has several
    columns: pd.DataFrame  # one text column a header; index: row number, 1 is the first after it
    # one for each row that can't be read, set aside; or kept with less
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()  # how it was read, where that had to be found out
    # field of a preset → header that a person chose for it; empty: presets find all themselves
    chosen: Mapping[str, str] = field(default_factory=dict)

    @property
    def n_in(self) -> int:
        """The number of rows given, read or set aside."""
        return len(self.columns) + sum(problem.set_aside for problem in self.problems)
