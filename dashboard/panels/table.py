"""The table of what is selected, fetched in blocks as it is scrolled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

import dash_ag_grid as dag
import numpy as np
import pandas as pd
from dash import ClientsideFunction, Dash, Input, Output, State, html, no_update

from dashboard.live import Live
from dashboard.services import Services
from dashboard.state import ROW, SORT, SORTABLE, VIEW, ViewState, read_query
from dashboard.words import begin
from geodata.coding import NOT_STATED, Columns

TABLE: Final = "table"
TABLE_BOX: Final = "table-box"

_NAME: Final[Any] = {"aria-label": "Table of reports"}
_BLOCK: Final = 100

_COLUMNS: Final[tuple[tuple[str, str, dict[str, int]], ...]] = (
    # field, heading, width in pixels; assets/table.js makes the first three fit a phone
    ("when", "When", {"width": 182}),
    ("title", "Title", {"flex": 2, "minWidth": 240}),
    ("place_name", "Place", {"width": 128}),
    ("place", "Placed at", {"width": 124}),
    ("place_precision", "Place known as", {"width": 136}),
    ("kind", "Kind", {"width": 100}),
    ("country", "Country", {"width": 178}),
    ("publisher", "Source", {"width": 200}),
    ("source_kind", "Kind of source", {"width": 136}),
    ("region", "Province or state", {"width": 160}),
    ("date_precision", "Date known as", {"width": 130}),
    ("verification", "Verified as", {"width": 180}),
    ("report_id", "Report", {"width": 96}),
)
_SORTED_AS: Final = {"when": ["date_start", "date_stop"]}


def layout() -> Any:
    """Build the table's area; the grid itself comes when it is first shown."""
    return html.Div(id=TABLE_BOX, className="table-box", role="region", **_NAME)


def build_grid(sort: str = "") -> Any:
    """Build the grid, empty, sorted as a view says: it asks for its rows."""
    sorted_by = sort.removeprefix("-")
    way = "desc" if sort.startswith("-") else "asc"
    return dag.AgGrid(
        id=TABLE,
        rowModelType="infinite",
        columnDefs=[
            {
                "field": field,
                "headerName": heading,
                "tooltipField": field,
                "sort": way if field == sorted_by else None,
                **width,
            }
            for field, heading, width in _COLUMNS
        ],
        defaultColDef={"sortable": True, "resizable": True, "filter": False, "minWidth": 80},
        getRowId="params.data.report_id",
        dashGridOptions={
            "cacheBlockSize": _BLOCK,
            # The component answers one request at a time; of two at once it would lose the first.
            "maxConcurrentDatasourceRequests": 1,
            "maxBlocksInCache": 20,
            "rowHeight": 34,
            "headerHeight": 36,
            "enableCellTextSelection": True,
            "localeText": {"noRowsToShow": "No report passes these filters"},
        },
        eventListeners={
            "cellKeyDown": ["openRow(params, setEventData)"],
            "firstDataRendered": ["fitTable(params)"],
            "gridSizeChanged": ["fitTable(params)"],
        },
        style={"height": "100%"},
    )


def table_rows(services: Services) -> pd.DataFrame:
    """Join reports with the names that people read; one row a report, in the atlas's order."""
    atlas, columns = services.atlas, services.columns
    source = atlas.sources.set_index("source_id")
    named = ["report_id", "date_start", "date_stop", "place_name", "title"]
    return atlas.reports[named].assign(
        when=_when(columns),
        kind=_take(columns, "kinds", map(begin, columns.facets["kinds"].labels)),
        place=_take(columns, "places", services.places.name),
        place_precision=_name_sets(columns, "precisions", services),
        date_precision=_name_sets(columns, "date_precisions", services),
        verification=_name_sets(columns, "verifications", services),
        region=_take(columns, "regions", _names(services, "regions")),
        country=_take(columns, "countries", _names(services, "countries")),
        publisher=atlas.reports["source_id"].map(source["publisher"]),
        source_kind=_take(
            columns, "source_kinds", map(begin, columns.facets["source_kinds"].labels)
        ),
    )


def format_days(start: date, stop: date) -> str:
    """Write a half-open range of days in few letters: ``15–16 Nov 2019``."""
    last = stop - timedelta(days=1)
    end = f"{last.day} {last:%b} {last.year}"
    if last <= start:
        return f"{start.day} {start:%b} {start.year}"
    if (start.year, start.month) == (last.year, last.month):
        return f"{start.day}–{end}"
    year = "" if start.year == last.year else f" {start.year}"
    return f"{start.day} {start:%b}{year} – {end}"


def _when(columns: Columns) -> np.ndarray[Any, Any]:
    """Write the days of every report; the same days are written once."""
    pairs = np.column_stack([columns.day_start, columns.day_stop])
    distinct, code = np.unique(pairs, axis=0, return_inverse=True)
    days = distinct.astype("datetime64[D]").astype(object).tolist()
    return np.array([format_days(*ends) for ends in days], dtype=object)[code.ravel()]


def _take(columns: Columns, facet: str, names: Iterable[str]) -> np.ndarray[Any, Any]:
    """Give every report the name of its value; the names are aligned with the facet's labels."""
    return np.array(list(names), dtype=object)[columns.facets[facet].codes]


def _name_sets(columns: Columns, facet: str, services: Services) -> np.ndarray[Any, Any]:
    """Give every report the names of its values, of which there may be several."""
    coded = columns.facets[facet]
    sets = [
        ", ".join(begin(services.name_of(facet, value)) for value in values)
        for values in coded.list_values()
    ]
    return np.array(sets, dtype=object)[coded.codes]


def _names(services: Services, facet: str) -> list[str]:
    labels = services.columns.facets[facet].labels
    return ["" if label == NOT_STATED else services.name_of(facet, label) for label in labels]


def get_block(
    request: dict[str, Any], view: ViewState, rows: pd.DataFrame, services: Services
) -> dict[str, Any]:
    """Return the rows that the grid asks for, sorted as it asks.

    Parameters
    ----------
    request
        ``startRow``, ``endRow`` (half open) and ``sortModel``, as AG Grid gives them.
    view
        Whose selection is listed; newest first where no sort is asked for.
    rows
        From `table_rows`.
    services
        Counts the selection.
    """
    keys, ascending = [], []
    for sort in request.get("sortModel") or [{"colId": "when", "sort": "desc"}]:
        columns = _SORTED_AS.get(sort["colId"], [sort["colId"]])
        keys += columns
        ascending += [sort["sort"] == "asc"] * len(columns)
    counts = services.count(view.selection)
    keys, ascending = [*dict.fromkeys([*keys, "report_id"])], [*ascending, True]
    order = (
        rows.loc[counts.selected, keys]
        .sort_values(keys, ascending=ascending[: len(keys)], kind="stable", na_position="last")
        .index[request["startRow"] : request["endRow"]]
    )
    fields = [field for field, _, _ in _COLUMNS]
    records = rows.loc[order, fields].astype("object").fillna("").to_dict(orient="records")
    return {"rowData": records, "rowCount": counts.n_selected}


def say_sort(model: Sequence[Mapping[str, str]] | None) -> str:
    """Return the first sort that the grid asks for as a view has it; empty if it asks for none."""
    known = [item for item in model or () if item["colId"] in SORTABLE]
    if not known:
        return ""
    return ("-" if known[0]["sort"] == "desc" else "") + known[0]["colId"]


def find_row(cell: Mapping[str, Any] | None, key: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return which row was opened last and when: by a click on a cell, or by Enter in one."""
    clicked = [{"id": cell["rowId"], "at": cell["timestamp"]}] if cell else []
    pressed = [{"id": key["data"], "at": key["timestamp"]}] if key else []
    return max(clicked + pressed, key=lambda row: row["at"])


def callbacks(app: Dash, live: Live) -> None:
    """Make the grid when its tab is first opened, answer its requests, renew it with the view."""
    list_rows = lru_cache(maxsize=1)(table_rows)

    @app.callback(
        Output(TABLE_BOX, "children"),
        Input(VIEW, "data"),
        State(TABLE_BOX, "children"),
        prevent_initial_call=True,
    )
    def _make(query: str, present: Any) -> Any:
        if read_query(query)[0].tab != "table" or present:
            return no_update
        return build_grid(read_query(query)[0].sort)

    @app.callback(
        Output(TABLE, "getRowsResponse"),
        Output(SORT, "data"),
        Input(TABLE, "getRowsRequest"),
        State(VIEW, "data"),
        prevent_initial_call=True,
    )
    def _get_block(request: dict[str, Any] | None, query: str) -> Any:
        if request is None:
            return no_update, no_update
        view = read_query(query)[0]
        sort = say_sort(request.get("sortModel"))
        services = live.current
        block = get_block(request, view, list_rows(services), services)
        return block, no_update if sort == view.sort else sort

    @app.callback(
        Output(ROW, "data"),
        Input(TABLE, "cellClicked"),
        Input(TABLE, "eventData"),
        prevent_initial_call=True,
    )
    def _open(cell: dict[str, Any] | None, key: dict[str, Any] | None) -> Any:
        return find_row(cell, key) if cell or key else no_update

    app.clientside_callback(
        ClientsideFunction("table", "renew"),
        Input(VIEW, "data"),
        prevent_initial_call=True,
    )
