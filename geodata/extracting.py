"""What of an atlas goes into an export: rows of reports with their places and sources beside them.

In: an opened atlas and which reports are meant. Out: tables in batches. Pure; nothing is rounded,
and a report on no place gets no position.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geodata.boundaries import AreaNames
from geodata.formats.out.sheets import Sheet
from geodata.formats.presets.exported import ASKED, MARK, RESTRICTED, SOURCE, say_asked
from geodata.store import Atlas
from geodata.tables import CLAIMS, PLACES, REPORTS, SOURCES

_text: Final = pa.string()

_BATCH: Final = 10_000  # rows

_FROM_PLACES: Final = {"place": "name", "lon": "lon", "lat": "lat"}
"""Header → column of the places."""

_FROM_SOURCES: Final = {header: field for field, header in SOURCE.items() if header != field}
"""Header → column of the sources."""

HEADERS: Final = (
    "report_id", "event_id", "date_start", "date_end", "date_precision", "kind", "subkind",
    "title", "actors", "notes", "place", "lon", "lat", "place_precision", "region", "country",
    "source_publisher", "source_title", "source_url", "source_date", "source_kind",
    "source_language", "source_id", "verification", "licence", "place_name", "admin1_name",
    "country_name", "place_level", "given_lon", "given_lat", "given_precision", "given_code",
    "event_key", "from_file", "from_row", "geo_status", "geo_score", "geo_reason", "place_id",
    "region_id", "country_code", ASKED, MARK,
)  # fmt: skip
"""Columns of the reports as they are exported: first what people read, then what places them."""


_FROM_REPORTS: Final = {
    # "country" is its name in English here, and its code in the atlas
    **{header: header for header in HEADERS if header in REPORTS.names and header != "country"},
    "country_code": "country",
    "from_file": "source_file",
    "from_row": "source_row",
    "date_end": "date_stop",  # the last day, where the atlas has the first day after
}
"""Header → column of the reports."""

_KINDS: Final = {
    **{header: REPORTS.field(column).type for header, column in _FROM_REPORTS.items()},
    **{header: PLACES.field(column).type for header, column in _FROM_PLACES.items()},
    **{header: SOURCES.field(column).type for header, column in _FROM_SOURCES.items()},
}

REPORT_SHEET: Final = pa.schema([(header, _KINDS.get(header, _text)) for header in HEADERS])
"""Columns of the reports with their types."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Extract:
    """What is exported of an atlas, and how much of it stays behind."""

    reports: pd.DataFrame  # as in the atlas
    claims: pd.DataFrame
    sources: pd.DataFrame
    places: pd.DataFrame  # of the whole atlas
    licences: Mapping[str, str]  # file → licence of its rows, where one is known
    restricted: frozenset[str]  # files whose rows may not be published
    names: AreaNames
    n_reports: int  # in the whole atlas
    n_claims: int
    n_sources: int
    n_apart: int  # claims of the atlas about no single report

    def open_sheets(self, marks: Mapping[str, str]) -> tuple[Sheet, ...]:
        """Return reports, claims and sources, without those of which there are none.

        Parameters
        ----------
        marks
            Name of a table → ending of the file that it is written to.
        """
        others = (
            _open_plain("claims", CLAIMS, self.claims, marks["claims"]),
            _open_plain("sources", SOURCES, self.sources, marks["sources"]),
        )
        reports = _open_reports(self, marks["reports"])
        return (reports, *(sheet for sheet in others if sheet.n_rows))


def extract(atlas: Atlas, selected: NDArray[np.bool_], names: AreaNames) -> Extract:
    """Take selected reports out of an atlas, with the claims about them and the sources of both.

    Parameters
    ----------
    atlas
        Opened.
    selected
        Shape (n reports,). If it is all of them, claims and sources are taken whole; otherwise
        claims about no single report stay behind.
    names
        Of regions and countries.
    """
    reports, claims, sources = atlas.reports, atlas.claims, atlas.sources
    if not selected.all():
        reports = reports[selected]
        claims = claims[claims["report_id"].isin(reports["report_id"])]
        cited = pd.concat([reports["source_id"], claims["source_id"]])
        sources = sources[sources["source_id"].isin(cited)]
    return Extract(
        reports=reports,
        claims=claims,
        sources=sources,
        places=atlas.places,
        licences={item.file: item.licence for item in atlas.imports if item.licence},
        restricted=frozenset(item.file for item in atlas.imports if item.is_restricted),
        names=names,
        n_reports=len(atlas.reports),
        n_claims=len(atlas.claims),
        n_sources=len(atlas.sources),
        n_apart=int(atlas.claims["report_id"].isna().sum()),
    )


def _open_sheet(
    name: str, schema: pa.Schema, n_rows: int, write: Callable[[slice], Mapping[str, pa.Array]]
) -> Sheet:
    def _batches() -> Iterator[pa.RecordBatch]:
        for start in range(0, n_rows, _BATCH):
            columns = write(slice(start, min(start + _BATCH, n_rows)))
            arrays = [columns[header] for header in schema.names]
            yield pa.RecordBatch.from_arrays(arrays, schema=schema)

    return Sheet(name=name, schema=schema, n_rows=n_rows, batches=_batches)


def _open_plain(name: str, table: pa.Schema, frame: pd.DataFrame, mark: str) -> Sheet:
    """Return a table as it is in the atlas, with the mark of an export."""
    schema = pa.schema([*(pa.field(field.name, field.type) for field in table), (MARK, _text)])

    def _write(rows: slice) -> dict[str, pa.Array]:
        some = frame.iloc[rows]
        columns = {field.name: _to_array(some[field.name], field.type) for field in table}
        return columns | {MARK: _repeat(mark, len(some))}

    return _open_sheet(name, schema, len(frame), _write)


def _open_reports(part: Extract, mark: str) -> Sheet:
    """Return the reports with what is known of their places and sources."""
    places = _Beside(part.places, "place_id", part.reports["place_id"], _FROM_PLACES)
    sources = _Beside(part.sources, "source_id", part.reports["source_id"], _FROM_SOURCES)
    is_restricted = part.reports["source_file"].isin(part.restricted)
    schema = REPORT_SHEET
    if is_restricted.any():
        schema = schema.append(pa.field(RESTRICTED, _text))
    day = pd.Timedelta(days=1)

    def _write(rows: slice) -> dict[str, pa.Array]:
        some = part.reports.iloc[rows]
        some = some.assign(date_stop=some["date_stop"] - day)
        columns = {
            header: _to_array(some[column], REPORT_SHEET.field(header).type)
            for header, column in _FROM_REPORTS.items()
        }
        of_file = _to_array(some["source_file"].map(part.licences), _text)
        return columns | {
            "licence": pc.coalesce(columns["licence"], of_file),
            "region": _to_array(some["region_id"].map(part.names.regions), _text),
            "country": _to_array(some["country"].map(part.names.countries), _text),
            **places.take(rows),
            **sources.take(rows),
            ASKED: _to_array(say_asked(some), _text),
            RESTRICTED: pc.if_else(pa.array(is_restricted.iloc[rows]), "yes", None),
            MARK: _repeat(mark, len(some)),
        }

    return _open_sheet("reports", schema, len(part.reports), _write)


class _Beside:
    """Columns of another table for the rows that refer to it, looked up once.

    Parameters
    ----------
    table
        The other one.
    key
        Its column of ids.
    wanted
        The id that each row refers to; null for none.
    columns
        Header → column of the other table.
    """

    def __init__(
        self, table: pd.DataFrame, key: str, wanted: pd.Series, columns: Mapping[str, str]
    ) -> None:
        kind = REPORT_SHEET.field(key).type
        known = _to_array(table[key], kind)
        # an id that refers to nothing, or none at all, gives null
        self._rows = pc.index_in(_to_array(wanted, kind), known, skip_nulls=True)
        self._columns = {
            header: _to_array(table[column], REPORT_SHEET.field(header).type)
            for header, column in columns.items()
        }

    def take(self, rows: slice) -> dict[str, pa.Array]:
        """Return the columns for some rows."""
        found = self._rows.slice(rows.start, rows.stop - rows.start)
        return {header: column.take(found) for header, column in self._columns.items()}


def _to_array(values: pd.Series, kind: pa.DataType) -> pa.Array:
    # a column of nothing but nulls may have come with any type
    if values.isna().all():
        return pa.nulls(len(values), kind)
    array = pa.array(values, kind, from_pandas=True)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _repeat(text: str, n: int) -> pa.Array:
    return pa.array([text], _text).take(pa.array(np.zeros(n, np.int64)))
