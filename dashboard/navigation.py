"""The one callback that writes the view: controls, clicks and the address bar become a view.

A control is read from the view and written into it, so restoring a link and answering a click are
the same few lines. The cycle between address and controls is closed inside this callback.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from dash import ALL, ClientsideFunction, Dash, Input, Output, State, ctx, no_update
from dash.exceptions import PreventUpdate

from dashboard.state import (
    CAMERA,
    ROW,
    URL,
    VIEW,
    Position,
    ViewState,
    format_query,
    read_query,
    with_selection,
)
from geodata.query import Selection

NOTICE: Final = "notice"
CHIP: Final = "chip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A component whose value is part of the view."""

    prop: str
    read: Callable[[ViewState], Any]  # the value that the component shows
    write: Callable[[ViewState, Any], ViewState]  # what a person's change makes of the view


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A component that says that something was done."""

    prop: str
    write: Callable[[ViewState, Any], ViewState]
    is_cleared: bool = (
        True  # afterwards, so that the same can be done again; then None says nothing
    )


def _facet(name: str) -> Control:
    return Control(
        prop="value",
        read=lambda view: sorted(getattr(view.selection, name)),
        write=lambda view, value: with_selection(view, **{name: frozenset(value or ())}),
    )


def _word(name: str) -> Control:
    return Control(
        prop="value",
        read=lambda view: getattr(view, name),
        write=lambda view, value: replace(view, **{name: value}),
    )


def _last_day(view: ViewState) -> str | None:
    stop = view.selection.date_stop
    return None if stop is None else str(stop - timedelta(days=1))


def _first_day(view: ViewState) -> str | None:
    start = view.selection.date_start
    return None if start is None else str(start)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value[:10]) if value else None


def _day_after(value: str | None) -> date | None:
    day = _day(value)
    return None if day is None else day + timedelta(days=1)


CONTROLS: Final[Mapping[str, Control]] = {
    "filter-kinds": _facet("kinds"),
    "filter-countries": _facet("countries"),
    "filter-regions": _facet("regions"),
    "filter-source_kinds": _facet("source_kinds"),
    "filter-from": Control(
        prop="value",
        read=_first_day,
        write=lambda view, value: with_selection(view, date_start=_day(value)),
    ),
    "filter-to": Control(
        prop="value",
        read=_last_day,
        write=lambda view, value: with_selection(view, date_stop=_day_after(value)),
    ),
    "filter-text": Control(
        prop="value",
        read=lambda view: view.selection.text,
        write=lambda view, value: with_selection(view, text=value or ""),
    ),
    "layer": _word("layer"),
    "metric": _word("metric"),
    "tab": _word("tab"),
    "theme": Control(
        prop="checked",
        read=lambda view: view.theme == "dark",
        write=lambda view, value: replace(view, theme="dark" if value else "light"),
    ),
    "drawer": Control(
        prop="opened",
        read=lambda view: bool(view.opened),
        write=lambda view, value: view if value else replace(view, opened=""),
    ),
}


def open_clicked(view: ViewState, click: Mapping[str, Any]) -> ViewState:
    """Open what a click on the map hit."""
    return replace(view, opened=click["points"][0]["customdata"][0])


def open_row(view: ViewState, report_id: str) -> ViewState:
    """Open the report of a table row."""
    return replace(view, opened=f"report:{report_id}")


def brush_days(view: ViewState, selected: Mapping[str, Any] | None) -> ViewState:
    """Select the days that a brush over the timeline touches; a double-click selects all days.

    plotly.js also says that nothing is brushed whenever it draws: that changes nothing.
    """
    if selected is None:
        return with_selection(view, date_start=None, date_stop=None)
    span = selected.get("range", {}).get("x")
    if not span:
        return view
    start, stop = sorted(str(end)[:10] for end in span)
    return with_selection(view, date_start=_day(start), date_stop=_day_after(stop))


def remove_chip(view: ViewState, chip: Mapping[str, str]) -> ViewState:
    """Take one condition off: a whole field, or one value of a set."""
    field, value = chip["field"], chip["value"]
    current = getattr(view.selection, field)
    if isinstance(current, frozenset):
        kept = frozenset(item for item in current if str(item) != value)
        return with_selection(view, **{field: kept})
    return replace(view, selection=view.selection.without(field))


ACTIONS: Final[Mapping[str, Action]] = {
    "map": Action(prop="clickData", write=open_clicked),
    "timeline": Action(prop="selectedData", write=brush_days, is_cleared=False),
    ROW: Action(prop="data", write=open_row),
    "reset": Action(prop="n_clicks", write=lambda view, _: replace(view, selection=Selection())),
    "fit": Action(prop="n_clicks", write=lambda view, _: replace(view, position=None)),
    "unlocated": Action(prop="n_clicks", write=lambda view, _: replace(view, opened="unlocated")),
}


def navigate(
    trigger: str, value: Any, *, query: str, camera: Mapping[str, float] | None
) -> tuple[ViewState, tuple[str, ...]]:
    """Return the view after something was done, and what of an address could not be read.

    Parameters
    ----------
    trigger
        ``URL``, ``CHIP`` or an id in CONTROLS or ACTIONS.
    value
        What that component says; a query when the trigger is the address bar.
    query
        The view before, as a query.
    camera
        Where a person moved the map since; None if it stands where the view put it.
    """
    if trigger == URL:
        return read_query(value or "")
    view, _ = read_query(query)
    if camera:
        view = replace(view, position=Position(**camera))
    if trigger == CHIP:
        return remove_chip(view, value), ()
    step = CONTROLS.get(trigger) or ACTIONS[trigger]
    return step.write(view, value), ()


def callbacks(app: Dash) -> None:
    """Register the navigation."""
    steps: dict[str, Control | Action] = {**CONTROLS, **ACTIONS}

    @app.callback(
        output={
            "query": Output(VIEW, "data"),
            "notice": Output(NOTICE, "children"),
            "values": {name: Output(name, step.prop) for name, step in steps.items()},
        },
        inputs={
            "search": Input(URL, "data"),
            "chips": Input({"type": CHIP, "field": ALL, "value": ALL}, "n_clicks"),
            "values": {name: Input(name, step.prop) for name, step in steps.items()},
            "query": State(VIEW, "data"),
            "camera": State(CAMERA, "data"),
        },
    )
    def _navigate(
        search: str | None,
        chips: Sequence[int | None],
        values: Mapping[str, Any],
        query: str | None,
        camera: Mapping[str, float] | None,
    ) -> dict[str, Any]:
        if search is None:  # the browser has not read its address yet
            raise PreventUpdate
        trigger, value = _find_trigger(search, chips, values, is_first=query is None)
        view, problems = navigate(trigger, value, query=query or "", camera=camera)
        text = format_query(view)
        if trigger != URL and text == query:
            raise PreventUpdate
        shown = {
            name: no_update if name == trigger else control.read(view)
            for name, control in CONTROLS.items()
        }
        cleared = {
            name: None if action.is_cleared else no_update for name, action in ACTIONS.items()
        }
        return {
            "query": text,
            "notice": "; ".join(problems),
            "values": {**shown, **cleared},
        }

    app.clientside_callback(
        ClientsideFunction("atlas", "readAddress"), Output(URL, "data"), Input(VIEW, "id")
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "writeAddress"),
        Output(CAMERA, "data"),
        Input(VIEW, "data"),
        Input("map", "relayoutData"),
        prevent_initial_call=True,
    )


def _find_trigger(
    search: str | None, chips: Sequence[int | None], given: Mapping[str, Any], *, is_first: bool
) -> tuple[str, Any]:
    """Return what a person did and the value that goes with it.

    Components that only just appeared, or were cleared, say nothing.
    """
    triggered = ctx.triggered_id
    if is_first or triggered == URL:
        return URL, search
    if triggered is None:
        raise PreventUpdate
    if not isinstance(triggered, str):
        if not any(chips):
            raise PreventUpdate
        return CHIP, triggered
    value = given[triggered]
    if triggered in ACTIONS and ACTIONS[triggered].is_cleared and not value:
        raise PreventUpdate
    return triggered, value
