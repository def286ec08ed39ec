"""The table of what is selected, fetched in blocks as it is scrolled."""

from __future__ import annotations

from typing import Any, Final

import dash_ag_grid as dag
import pandas as pd
from dash import ClientsideFunction, Dash, Input, Output, State, html, no_update

from dashboard.services import Services
from dashboard.state import ROW, VIEW, ViewState, read_query
from dashboard.words import say_days

TABLE: Final = "table"
TABLE_BOX: Final = "table-box"

_NAME: Final[Any] = {"aria-label": "Table of reports"}
_BLOCK: Final = 100

_COLUMNS: Final[tuple[tuple[str, str, int], ...]] = (
    # field, heading, least width in pixels
    ("when", "When", 170),
    ("kind", "Kind", 110),
    ("place_name", "Place as given", 150),
    ("place", "Placed at", 150),
    ("region", "Province or state", 150),
    ("country", "Country", 110),
    ("place_precision", "Precision", 105),
    ("title", "Title", 320),
    ("publisher", "Source", 200),
    ("source_kind", "Kind of source", 130),
    ("report_id", "Report", 95),
)
_SORTED_AS: Final = {"when": ["date_start", "date_stop"]}


def layout() -> Any:
    """Build the table's area; the grid itself comes when it is first shown."""
    return html.Div(id=TABLE_BOX, className="table-box", role="region", **_NAME)


def build_grid() -> Any:
    """Build the grid, empty: it asks for its rows."""
    return dag.AgGrid(
        id=TABLE,
        rowModelType="infinite",
        columnDefs=[
            {"field": field, "headerName": heading, "minWidth": width, "tooltipField": field}
            for field, heading, width in _COLUMNS
        ],
        defaultColDef={"sortable": True, "resizable": True, "filter": False, "flex": 1},
        getRowId="params.data.report_id",
        dashGridOptions={
            "cacheBlockSize": _BLOCK,
            # The component answers one request at a time; of two at once it would lose the first.
            "maxConcurrentDatasourceRequests": 1,
            "maxBlocksInCache": 20,
            "rowHeight": 34,
            "headerHeight": 36,
            "enableCellTextSelection": True,
        },
        style={"height": "100%"},
    )


def table_rows(services: Services) -> pd.DataFrame:
    """Join reports with the names that people read; one row a report, in the atlas's order."""
    atlas = services.atlas
    reports = atlas.reports
    place = atlas.places.set_index("place_id")
    source = atlas.sources.set_index("source_id")
    start, stop = (pd.to_datetime(reports[name]).dt.date for name in ("date_start", "date_stop"))
    return reports[
        ["report_id", "date_start", "date_stop", "kind", "place_name", "place_precision", "title"]
    ].assign(
        when=[say_days(*ends) for ends in zip(start, stop, strict=True)],
        place=reports["place_id"].map(place["name"]),
        region=[_name(services, "regions", code) for code in reports["region_id"]],
        country=[_name(services, "countries", code) for code in reports["country"]],
        publisher=reports["source_id"].map(source["publisher"]),
        source_kind=reports["source_id"].map(source["kind"]),
    )


def _name(services: Services, facet: str, code: Any) -> str:
    return "" if pd.isna(code) else services.name_of(facet, code)


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
    selected = rows[services.count(view.selection).selected]
    keys, ascending = [], []
    for sort in request.get("sortModel") or [{"colId": "when", "sort": "desc"}]:
        columns = _SORTED_AS.get(sort["colId"], [sort["colId"]])
        keys += columns
        ascending += [sort["sort"] == "asc"] * len(columns)
    ordered = selected.sort_values(
        [*keys, "report_id"], ascending=[*ascending, True], kind="stable", na_position="last"
    )
    block = ordered.iloc[request["startRow"] : request["endRow"]]
    fields = [field for field, _, _ in _COLUMNS]
    records = block[fields].astype("object").fillna("").to_dict(orient="records")
    return {"rowData": records, "rowCount": len(ordered)}


def callbacks(app: Dash, services: Services) -> None:
    """Make the grid when its tab is first opened, answer its requests, renew it with the view."""
    rows = table_rows(services)

    @app.callback(
        Output(TABLE_BOX, "children"),
        Input(VIEW, "data"),
        State(TABLE_BOX, "children"),
        prevent_initial_call=True,
    )
    def _make(query: str, present: Any) -> Any:
        if read_query(query)[0].tab != "table" or present:
            return no_update
        return build_grid()

    @app.callback(
        Output(TABLE, "getRowsResponse"),
        Input(TABLE, "getRowsRequest"),
        State(VIEW, "data"),
        prevent_initial_call=True,
    )
    def _get_block(request: dict[str, Any] | None, query: str) -> Any:
        if request is None:
            return no_update
        return get_block(request, read_query(query)[0], rows, services)

    @app.callback(Output(ROW, "data"), Input(TABLE, "cellClicked"), prevent_initial_call=True)
    def _open(cell: dict[str, Any] | None) -> Any:
        return {"id": cell["rowId"], "at": cell["timestamp"]} if cell else no_update

    app.clientside_callback(
        ClientsideFunction("atlas", "renewTable"),
        Input(VIEW, "data"),
        prevent_initial_call=True,
    )
