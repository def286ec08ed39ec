"""The one callback that writes the view: controls, clicks and the address bar become a view.

The cycle between address and controls is closed inside this callback.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from dash import ALL, ClientsideFunction, Dash, Input, Output, State, ctx, no_update
from dash.exceptions import PreventUpdate

from dashboard.controls import (
    ACTIONS,
    CHIP,
    CONTROLS,
    TICKED,
    Control,
    make_controls,
    remove_chip,
)
from dashboard.live import Live
from dashboard.state import (
    APPLIED,
    CAMERA,
    URL,
    VIEW,
    Position,
    ViewState,
    format_query,
    read_query,
)

NOTICE: Final = "notice"


def navigate(
    done: Sequence[tuple[str, Any]],
    *,
    query: str,
    shown: Mapping[str, Any],
    camera: Mapping[str, float] | None,
    controls: Mapping[str, Control] = CONTROLS,
) -> ViewState:
    """Return the view after something was done.

    Parameters
    ----------
    done
        ``CHIP`` or an id in ACTIONS with what it says; empty when only controls have changed.
    query
        The view before, as a query. It may be older than what the controls show: a person can be
        quicker than an answer.
    shown
        The value of every control.
    camera
        Where a person moved the map since; None if it stands where the view put it.
    controls
        By the names that are shown.
    """
    before, _ = read_query(query)
    view = replace(before, position=Position(**camera)) if camera else before
    for name, control in controls.items():
        view = control.write(view, shown[name])
    for name, value in done:
        view = remove_chip(view, value) if name == CHIP else ACTIONS[name].write(view, value)
    if _find_area(view) != _find_area(before):
        return replace(view, position=None)  # the map goes where the selection is
    return view


def _find_area(view: ViewState) -> tuple[frozenset[Any], ...]:
    selection = view.selection
    return (selection.countries, selection.regions, selection.places)


def callbacks(app: Dash, live: Live) -> None:
    """Register the navigation."""
    steps = {name: control.prop for name, control in make_controls(_list_labels(live)).items()}
    steps |= {name: action.prop for name, action in ACTIONS.items()}

    @app.callback(
        output={
            "query": Output(VIEW, "data"),
            "notice": Output(NOTICE, "children"),
            "values": {name: Output(name, prop) for name, prop in steps.items()},
        },
        inputs={
            "search": Input(URL, "data"),
            "chips": Input({"type": CHIP, "field": ALL, "value": ALL}, "n_clicks"),
            "values": {name: Input(name, prop) for name, prop in steps.items()},
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
        triggered = list(ctx.triggered_prop_ids.values())
        controls = make_controls(_list_labels(live))
        problems: tuple[str, ...] = ()
        if query is None or URL in triggered:
            view, problems = read_query(search)
        else:
            view = navigate(
                find_done(triggered, chips, values),
                query=query,
                shown=values,
                camera=camera,
                controls=controls,
            )
            view, problems = read_query(format_query(view))
            is_same = format_query(view) == query and APPLIED not in triggered
            # A box that can't be unticked is ticked again.
            is_same &= all(
                {*controls[name].read(view)} == {*(values[name] or ())}
                for name in (f"filter-{facet}" for facet in TICKED)
            )
            if is_same and not camera and not problems:
                raise PreventUpdate
        return {
            "query": format_query(view),
            "notice": "; ".join(problems),
            "values": {
                **{
                    name: _if_new(control.read(view), values[name])
                    for name, control in controls.items()
                },
                **{
                    name: None if action.is_cleared else no_update
                    for name, action in ACTIONS.items()
                },
            },
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


def _list_labels(live: Live) -> dict[str, tuple[str, ...]]:
    facets = live.current.columns.facets
    return {name: facets[name].labels for name in TICKED}


def find_done(
    triggered: Iterable[str | Mapping[str, str]],
    chips: Sequence[int | None],
    values: Mapping[str, Any],
) -> list[tuple[str, Any]]:
    """Return which chips and actions a person used, and what they say.

    Components that only just appeared, or were cleared, say nothing.
    """
    done: list[tuple[str, Any]] = []
    for name in triggered:
        if not isinstance(name, str):
            done += [(CHIP, name)] if any(chips) else []
        elif name in ACTIONS and (values[name] or not ACTIONS[name].is_cleared):
            done.append((name, values[name]))
    return done


def _if_new(value: Any, shown: Any) -> Any:
    """Leave a control alone that shows its value: a person may be typing in it."""
    return no_update if value == shown else value
