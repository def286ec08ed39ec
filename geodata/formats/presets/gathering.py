"""Put what a preset read together as records; pure. Only rows without a date are left out."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from geodata.formats.presets.columns import Fields
from geodata.formats.presets.coordinates import Coordinates
from geodata.formats.presets.figures import Figures
from geodata.formats.presets.records import REPORT_FIELDS, SOURCE_FIELDS, Cells, Records
from geodata.formats.presets.spans import Spans
from geodata.types import Problem


def find_hosts(urls: pd.Series) -> pd.Series:
    """Return the host of each web address, in small letters; null for a text that is none."""
    return urls.str.extract(r"(?i)^https?://(?:www\.)?([^/:?#]+)", expand=False).str.lower()


def gather(
    fields: Fields,
    reports: Cells,
    *,
    spans: Spans,
    positions: Coordinates,
    cited: Cells,
    figures: Figures,
    problems: Iterable[Problem] = (),
) -> Records:
    """Put records together.

    Parameters
    ----------
    fields
        What they were read from.
    reports
        REPORT_FIELDS but for days and positions, one value or a column; null where absent.
    spans, positions
        Days and positions of the rows.
    cited
        SOURCE_FIELDS that the rows give.
    figures
        What the rows say in numbers.
    problems
        Of codes and the like; those of spans, positions and figures are added.
    """
    index = spans.start.index
    all_reports = pd.DataFrame(index=index).assign(
        **reports, **spans.columns(), given_lon=positions.lon, given_lat=positions.lat
    )
    all_cited = pd.DataFrame(index=index).assign(**cited)
    is_kept = spans.start.notna()
    return Records(
        reports=all_reports.reindex(columns=list(REPORT_FIELDS))[is_kept],
        cited=all_cited.reindex(columns=list(SOURCE_FIELDS))[is_kept],
        figures=figures.rows,
        problems=(*spans.problems, *problems, *positions.problems, *figures.problems),
        unused_columns=fields.columns.unused,
        mapping=fields.columns.used,
    )
