"""The filter rail: dates, facets with counts, text, and chips for what is on."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
import numpy as np
from dash import ClientsideFunction, Dash, Input, Output, html

from dashboard.claims import find_wide_claims
from dashboard.controls import CHIP, TICKED
from dashboard.live import Live
from dashboard.scene import say_missing, say_share
from dashboard.services import Services
from dashboard.state import VIEW, ViewState, read_query
from dashboard.words import NAMES, begin, say_dates, say_list
from geodata.aggregate import Counts
from geodata.query import Selection

COUNT: Final = "count"
CHIPS: Final = "chips"
UNLOCATED: Final = "unlocated"
CLAIMS: Final = "claims"

_TITLES: Final = {
    "kinds": "Kind of event",
    "source_kinds": "Kind of source",
    "countries": "Country",
    "regions": "Province or state",
    "precisions": "Place known as",
    "date_precisions": "Date known as",
    "verifications": "Verified as",
}
_SEVERAL: Final = (
    "As the report says, else as the claims about it do: with several it stays while one is ticked."
)
_SHORT: Final = ("kinds", "source_kinds")
_LONG: Final = ("countries", "regions")


def layout(services: Services) -> Any:
    """Build the rail; options and counts come with the first view."""
    n_claims = len(find_wide_claims(services.atlas.claims))
    opens_at = find_busiest_day(services)
    return dmc.Stack(
        [
            html.Div(
                [
                    html.Div(
                        [
                            html.Span(id=COUNT),
                            html.Button(id=UNLOCATED, className="link", type="button"),
                        ],
                        className="count-row",
                    ),
                    html.Div(id=CHIPS, className="chips"),
                ],
                className="rail-head",
            ),
            dmc.TextInput(
                id="filter-text",
                label="Search",
                placeholder="Words in title, place, actors or source",
                debounce=400,
                size="sm",
            ),
            html.Div(
                [_date("from", "From", opens_at), _date("to", "To", opens_at)], className="dates"
            ),
            *(_boxes(name) for name in _SHORT),
            *(_picker(name) for name in _LONG),
            html.Div(
                [
                    html.H2("How much is known"),
                    html.P("Untick what to leave out.", className="muted small"),
                    *(_boxes(name) for name in TICKED),
                    html.P(_SEVERAL, className="muted small"),
                ],
                className="certainty",
            ),
            html.Button(
                f"{n_claims:,} figures of wider scope",
                id=CLAIMS,
                className="link small",
                type="button",
                hidden=n_claims == 0,
            ),
        ],
        gap="sm",
    )


def find_busiest_day(services: Services) -> str:
    """Return the first day on which most reports begin; nothing in an empty atlas."""
    days = services.totals.days
    total = days.exact + days.begins
    return str(days.first + np.timedelta64(int(total.argmax()), "D")) if len(total) else ""


def _date(name: str, label: str, opens_at: str) -> Any:
    field = dmc.DateInput(
        id=f"filter-{name}",
        label=label,
        valueFormat="YYYY-MM-DD",
        placeholder="YYYY-MM-DD",
        clearable=True,
        debounce=True,  # until Enter or leaving, when assets/rail.js has looked at it
        weekendDays=[],  # in red by default
        size="sm",
        popoverProps={"withinPortal": True},
    )
    # The calendar's month before there is a date: a property that Python's class leaves out.
    field._prop_names = [*field._prop_names, "defaultDate"]
    field.defaultDate = opens_at or None
    return field


def _boxes(name: str) -> Any:
    return dmc.CheckboxGroup(
        id=f"filter-{name}", label=_TITLES[name], children=[], value=[], size="sm"
    )


def _picker(name: str) -> Any:
    return dmc.MultiSelect(
        id=f"filter-{name}",
        label=_TITLES[name],
        placeholder="All",
        data=[],
        value=[],
        searchable=True,
        clearable=True,
        hidePickedOptions=True,
        renderOption={"function": "showOption"},  # in assets/rail.js
        className="picker",
        size="sm",
        nothingFoundMessage="None by this name",
        maxDropdownHeight=320,
        comboboxProps={"shadow": "md"},
    )


def show_boxes(name: str, counts: Counts, services: Services) -> list[Any]:
    """Build one checkbox an option, in the atlas's order; options with zero stay, muted."""
    left_out = _say_left_out(name, counts)
    return [
        dmc.Checkbox(
            value=value,
            size="sm",
            className="facet" if n else "facet facet-zero",
            label=html.Span([html.Span(label), html.Span(f"{n:,}")], className="facet-label"),
        )
        for value, label, n in _options(name, counts, services)
    ] + ([html.P(begin(left_out), className="left-out")] if left_out else [])


def _say_left_out(name: str, counts: Counts) -> str:
    """Write how many reports a facet's own condition leaves out, of those that all others leave."""
    n = counts.n_without.get(name, counts.n_selected)
    return f"leaves out {n - counts.n_selected:,} of {n:,}" if n > counts.n_selected else ""


def show_picks(name: str, counts: Counts, services: Services) -> list[dict[str, str]]:
    """Build the options of a long facet with their counts, in the atlas's order."""
    return [
        {"value": value, "label": label, "count": f"{n:,}"}
        for value, label, n in _options(name, counts, services)
    ]


def _options(name: str, counts: Counts, services: Services) -> list[tuple[str, str, int]]:
    """Return value, name and count; most reports of the whole atlas first, codes by certainty.

    The order stays while filters change, so that no option moves away from under a pointer.
    """
    labels = services.columns.facets[name].labels
    totals = dict(zip(labels, services.totals.facets[name], strict=True))
    options = [
        (label, _name(name, label, services), int(n))
        for label, n in zip(labels, counts.facets[name], strict=True)
    ]
    if name in NAMES:  # the surest first
        order = [*NAMES[name]]
        return sorted(options, key=lambda option: order.index(option[0]))
    return sorted(options, key=lambda option: (-totals[option[0]], option[1].casefold()))


def _name(facet: str, value: str, services: Services) -> str:
    """Return a value's name in sentence case: "Protest", "News media", "NGO"."""
    name = services.name_of(facet, value)
    return begin(name)


def show_chips(selection: Selection, services: Services) -> list[Any]:
    """Build a removable chip for every condition: of TICKED one for all that is left out."""
    chips = []
    dates = say_dates(selection)
    if dates:
        chips.append(_chip("dates", "", begin(dates)))
    for field in ("kinds", "source_kinds", "countries", "regions", "places"):
        values = sorted(str(value) for value in getattr(selection, field))
        chips += [_chip(field, value, _name(field, value, services)) for value in values]
    counts = services.count(selection)
    for field in TICKED:
        if getattr(selection, field):
            chips.append(_chip(field, "", _say_unticked(field, counts, selection, services)))
    if selection.text:
        chips.append(_chip("text", "", f"“{selection.text}”"))
    return chips


def _say_unticked(field: str, counts: Counts, selection: Selection, services: Services) -> str:
    """Write "Leaves out 48 of 485: region only or country only"."""
    kept = getattr(selection, field)
    unticked = [value for value, *_ in _options(field, counts, services) if value not in kept]
    names = say_list((services.name_of(field, value) for value in unticked), most=len(unticked))
    left_out = begin(_say_left_out(field, counts)) or "Leaves out none"
    return f"{left_out}: {names}" if names else left_out


def _chip(field: str, value: str, label: str) -> Any:
    return html.Button(
        [html.Span(label), html.Span("×", className="chip-cross")],
        id={"type": CHIP, "field": field, "value": value},
        className="chip",
        title=f"Remove: {label}",
        type="button",
    )


def refresh(view: ViewState, services: Services) -> tuple[Any, ...]:
    """Return count, chips and the options of the facets for a view."""
    counts = services.count(view.selection)
    missing = say_missing(view, counts, services)
    return (
        f"{say_share(counts, services)} · ",
        missing,
        missing.startswith("0 "),  # then there is nothing to list
        show_chips(view.selection, services),
        {"visibility": "hidden"} if view.selection.is_everything else {},
        *(show_boxes(name, counts, services) for name in (*_SHORT, *TICKED)),
        *(show_picks(name, counts, services) for name in _LONG),
        *(_say_picked(len(getattr(view.selection, name))) for name in _LONG),
    )


def _say_picked(n: int) -> str:
    """Say in a picker how many chips are its own: it doesn't repeat them."""
    return f"{n} chosen" if n else "All"


def callbacks(app: Dash, live: Live) -> None:
    """Refresh counts, chips and options whenever the view changes."""

    @app.callback(
        Output(COUNT, "children"),
        Output(UNLOCATED, "children"),
        Output(UNLOCATED, "disabled"),
        Output(CHIPS, "children"),
        Output("reset", "style"),
        *(Output(f"filter-{name}", "children") for name in (*_SHORT, *TICKED)),
        Output("filter-countries", "data"),
        Output("filter-regions", "data"),
        Output("filter-countries", "placeholder"),
        Output("filter-regions", "placeholder"),
        Input(VIEW, "data"),
        prevent_initial_call=True,
    )
    def _refresh(query: str) -> tuple[Any, ...]:
        return refresh(read_query(query)[0], live.current)

    # Not VIEW: Dash takes two callbacks without an output for one when their inputs are the same.
    app.clientside_callback(ClientsideFunction("rail", "tend"), Input(COUNT, "id"))
