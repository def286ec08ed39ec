"""The tables of an atlas: each column's meaning and unit, and how a table becomes a data frame.

Pure: frames and Arrow tables in, Arrow tables and frames out. A column that may be null says so;
null is never zero and never an empty text.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geodata.types import LOCATED

_text: Final = pa.string()
_number: Final = pa.float64()
_whole: Final = pa.int64()
_day: Final = pa.date32()


def _always(name: str, type_: pa.DataType) -> pa.Field:
    return pa.field(name, type_, nullable=False)


REPORTS: Final = pa.schema(
    [
        _always("report_id", _text),  # as given, else "file:row"; unique
        _always("event_id", _text),  # in events
        pa.field("event_key", _text),  # as given: rows that share it tell of one event
        _always("date_start", _day),  # first day
        _always("date_stop", _day),  # first day after: the range is half open
        _always("date_precision", _text),  # a DatePrecision
        pa.field("kind", _text),  # of event, as the data spells it
        pa.field("subkind", _text),
        pa.field("title", _text),
        pa.field("actors", _text),
        pa.field("notes", _text),
        pa.field("place_name", _text),  # as the source spells it
        pa.field("admin1_name", _text),  # as given
        pa.field("country_name", _text),  # as given
        pa.field("place_level", _text),  # a PlaceLevel, as given; null where not stated
        pa.field("given_lon", _number),  # degrees, WGS 84, as the row gives its position
        pa.field("given_lat", _number),
        pa.field("given_precision", _text),  # a PlacePrecision: what the data's own code means
        pa.field("given_code", _text),  # that code with its column, as "geo_precision 2"
        pa.field("verification", _text),  # as given
        pa.field("licence", _text),  # of the row, in words; null where the data states none
        pa.field("placed_as", _text),  # place that a row brings (`geodata.brought`), if it does
        pa.field("place_id", _whole),  # in places; only if certain and LOCATED
        pa.field("country", _text),  # ISO 3166-1 alpha-2
        pa.field("region_id", _text),  # of the admin-1 boundaries
        _always("place_precision", _text),  # a PlacePrecision
        _always("geo_status", _text),  # a MatchStatus
        _always("geo_score", _number),  # 0 to 1
        _always("geo_reason", _text),  # why there, in words
        pa.field("source_id", _text),  # in sources
        _always("source_file", _text),  # name of the file that the row came from
        _always("source_row", _whole),  # in that file; 1 is the first after the header
    ]
)
"""One row is what one source says of one place and day. Ordered as the files give them."""

EVENTS: Final = pa.schema(
    [
        _always("event_id", _text),  # "event:" and the smallest id of its reports; unique
        _always("date_start", _day),  # first day that its reports share; without one, the first
        _always("date_stop", _day),  # first day after; without a shared one, after them all
        _always("date_precision", _text),  # a DatePrecision
        pa.field("kind", _text),  # as the report spells it that is placed most closely
        pa.field(
            "title", _text
        ),  # of all its reports; else its kind and place, as "Protest in Qom"
        pa.field("place_id", _whole),  # in places: where the most closely placed report is
        pa.field("country", _text),  # ISO 3166-1 alpha-2
        pa.field("region_id", _text),  # of the admin-1 boundaries
        _always("place_precision", _text),  # a PlacePrecision, of that report
        _always("n_reports", _whole),  # from 1
        _always("n_sources", _whole),  # distinct publishers; 0 where no report names a source
        _always("basis", _text),  # a Basis: by which rule its reports are one event, in words
    ]
)
"""One row is one event, as `geodata.clustering` finds it. Ordered by the id."""

PLACES: Final = pa.schema(
    [
        _always("place_id", _whole),  # GeoNames id, or of a point, as `make_point_id`; unique
        _always("name", _text),  # GeoNames' main name; of a point, what a person calls it
        pa.field("name_fa", _text),  # in Persian script
        pa.field("country", _text),  # ISO 3166-1 alpha-2; null for a point far from any
        pa.field("country_name", _text),  # English
        pa.field("admin1", _text),  # GeoNames admin-1 code with its country, as "IR.26"
        pa.field("region_id", _text),  # of the admin-1 boundaries
        pa.field("region_name", _text),  # English
        _always("region_basis", _text),  # how the region was found, as `geodata.locating` says
        pa.field("region_distance_km", _number),  # from the place to the region; 0 is inside
        _always("lon", _number),  # degrees, WGS 84
        _always("lat", _number),
        pa.field("population", _whole),  # residents; null where GeoNames gives none
    ]
)
"""One row is a place that at least one report lies in. Ordered by id."""

SOURCES: Final = pa.schema(
    [
        _always("source_id", _text),  # as given, else made from the source's own words; unique
        pa.field("publisher", _text),
        pa.field("title", _text),  # of the page, in its own words
        pa.field("url", _text),  # as given: may be no web address
        pa.field("published_on", _day),  # null where the page doesn't show it
        pa.field("kind", _text),  # news agency, advocacy, government …
        pa.field("language", _text),  # code as given, usually ISO 639-1
        pa.field("notes", _text),
    ]
)
"""One row is a page, paper or person that reports something."""

CLAIMS: Final = pa.schema(
    [
        _always("claim_id", _text),  # as given; unique
        pa.field("report_id", _text),  # in reports; null for a claim about more than one
        pa.field("scope", _text),  # what the figure counts over, in words
        pa.field("scope_level", _text),  # city, province, region, national
        _always("metric", _text),  # killed, arrested, injured, participants, cities …
        pa.field("value_low", _number),  # a count; null is "not given", never zero
        pa.field("value_best", _number),
        pa.field("value_high", _number),
        pa.field("qualifier", _text),  # the claimant's own: "at least", "over"
        pa.field("subset_of", _text),  # of which figure it is a part: a claim's id, or words
        pa.field("claimed_by", _text),
        pa.field("source_id", _text),  # in sources: where the claim was seen
        pa.field("as_of_date", _day),
        pa.field("verification", _text),  # claimed, official, independently documented
        pa.field("notes", _text),
    ]
)
"""One row is one figure by one claimant; figures are never merged."""

SCHEMAS: Final[Mapping[str, pa.Schema]] = MappingProxyType(
    {"reports": REPORTS, "events": EVENTS, "places": PLACES, "sources": SOURCES, "claims": CLAIMS}
)
"""Every table of an atlas by its name."""

_STEPS_PER_DEGREE: Final = 100_000  # about a metre, as fine as GeoNames
_STEPS_AROUND: Final = 360 * _STEPS_PER_DEGREE + 1

_NULLABLE: Final = {_whole: pd.Int64Dtype()}


def make_point_id(lon: float, lat: float) -> int:
    """Return the place id of a point that a person set: negative, so never a GeoNames id.

    It numbers the points of a grid of 0.00001 degrees from -2 down, row by row from the south west;
    `find_point` is its inverse on that grid. It is never -1, which readers take for no place, and
    small enough to be exact in a float.
    """
    return int(make_point_ids(np.array([lon], float), np.array([lat], float))[0])


def make_point_ids(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the place ids of points, shape (n,), from columns of degrees; see `make_point_id`."""
    row, column = (
        np.rint((degrees + origin) * _STEPS_PER_DEGREE).astype(np.int64)
        for degrees, origin in ((lat, 90), (lon, 180))
    )
    return np.asarray(-2 - row * _STEPS_AROUND - column)


def find_point(place_id: int) -> tuple[float, float]:
    """Return longitude and latitude of a place id that `make_point_id` made."""
    lon, lat = find_points(np.array([place_id], np.int64))
    return float(lon[0]), float(lat[0])


def find_points(
    place_ids: NDArray[np.int64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the longitudes and latitudes of place ids that `make_point_id` made."""
    row, column = np.divmod(-2 - place_ids, _STEPS_AROUND)
    return (
        (column - 180 * _STEPS_PER_DEGREE) / _STEPS_PER_DEGREE,
        (row - 90 * _STEPS_PER_DEGREE) / _STEPS_PER_DEGREE,
    )


def to_arrow(frame: pd.DataFrame, name: str) -> pa.Table:
    """Return a data frame as the table of an atlas; a column that is absent is null.

    Raises
    ------
    pyarrow.ArrowInvalid
        If a value doesn't fit its column: a mistake of the caller.
    """
    schema = SCHEMAS[name]
    table = pa.Table.from_arrays([_to_array(frame, field) for field in schema], schema=schema)
    return table.combine_chunks()  # else the bytes of its file depend on how the frame was made


def to_frame(table: pa.Table) -> pd.DataFrame:
    """Return a table as a data frame with plain types.

    Texts are ``str``, days ``datetime64``, numbers that may be null ``float64`` (NaN) or
    ``Int64``.
    """
    frame: pd.DataFrame = table.to_pandas(date_as_object=False)
    for column in table.schema:
        if column.nullable and column.type == _whole:
            frame[column.name] = table[column.name].to_pandas(types_mapper=_NULLABLE.get)
    return frame


def check_tables(tables: Mapping[str, pa.Table]) -> None:
    """Check what readers of an atlas count on.

    A report is on a place if and only if it is located, and each is of one event in events, which
    says how many reports it has.

    Raises
    ------
    ValueError
        If tables contradict each other: a mistake of the caller.
    """
    check_places(tables["reports"], tables["places"])
    _check_events(tables["reports"], tables["events"])


def check_places(reports: pa.Table, places: pa.Table) -> None:
    """Check that each located report has a place in places, and no other report has one.

    Raises
    ------
    ValueError
        If one is otherwise.
    """
    is_located = pc.is_in(reports["place_precision"], pa.array(sorted(LOCATED), pa.string()))
    has_place = pc.is_in(reports["place_id"], places["place_id"].combine_chunks())
    is_wrong = pc.or_(
        pc.xor(is_located, pc.is_valid(reports["place_id"])), pc.xor(is_located, has_place)
    )
    if pc.any(is_wrong).as_py():
        first = reports.filter(is_wrong).slice(0, 1).to_pylist()[0]
        raise ValueError(
            f"report {first['report_id']!r} has the precision {first['place_precision']!r} and the "
            f"place {first['place_id']!r}: a located report has a place in places, others have "
            "none; correct what placed it"
        )


def _check_events(reports: pa.Table, events: pa.Table) -> None:
    found = pc.value_counts(reports["event_id"])
    rows = pc.index_in(events["event_id"], value_set=found.field("values"))
    n_reports = found.field("counts").take(rows.combine_chunks())
    is_wrong = pc.or_kleene(pc.is_null(n_reports), pc.not_equal(n_reports, events["n_reports"]))
    if pc.any(is_wrong).as_py() or not len(found) == events.num_rows == len(pc.unique(rows)):
        first = events["event_id"].filter(pc.fill_null(is_wrong, True)).to_pylist()[:1]
        raise ValueError(
            f"reports and events contradict each other (first at {first!r}): each report is of one "
            "event in events, which counts it; correct what joined them"
        )


def _to_array(frame: pd.DataFrame, field: pa.Field) -> pa.Array:
    # a column of nothing but nulls may have come with any type
    if field.name not in frame or frame[field.name].isna().all():
        return pa.nulls(len(frame), field.type)
    column = frame[field.name]
    if field.type == _text and isinstance(column.dtype, pd.StringDtype):
        return pa.array(column).cast(_text)  # shares the letters, where asking for the type copies
    return pa.array(column, field.type, from_pandas=True)
