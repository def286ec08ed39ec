"""The filter rail: dates, facets with counts, text, and chips for what is on."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
from dash import Dash, Input, Output, html

from dashboard.navigation import CHIP
from dashboard.scene import say_missing, say_share
from dashboard.services import Services
from dashboard.state import VIEW, ViewState, read_query
from dashboard.words import say_dates
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
}
_LONG: Final = ("countries", "regions")


def layout(services: Services) -> Any:
    """Build the rail; options and counts come with the first view."""
    n_claims = int(services.atlas.claims["report_id"].isna().sum())
    return dmc.Stack(
        [
            html.Div(
                [
                    html.Span(id=COUNT),
                    html.Button(id=UNLOCATED, className="link", type="button"),
                ],
                className="count-row",
            ),
            html.Div(id=CHIPS, className="chips"),
            dmc.TextInput(
                id="filter-text",
                label="Search",
                placeholder="Words in title, place, actors or source",
                debounce=400,
                size="sm",
            ),
            html.Div([_date("from", "From"), _date("to", "To")], className="dates"),
            *(_boxes(name) for name in ("kinds", "source_kinds")),
            *(_picker(name) for name in _LONG),
            html.Button(
                f"{n_claims:,} figures of wider scope",
                id=CLAIMS,
                className="link small",
                type="button",
                hidden=n_claims == 0,
            ),
        ],
        gap="md",
    )


def _date(name: str, label: str) -> Any:
    return dmc.DateInput(
        id=f"filter-{name}",
        label=label,
        valueFormat="YYYY-MM-DD",
        placeholder="YYYY-MM-DD",
        clearable=True,
        size="sm",
        popoverProps={"withinPortal": True},
    )


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
        size="sm",
        nothingFoundMessage="None by this name",
        maxDropdownHeight=320,
        comboboxProps={"shadow": "md"},
    )


def show_boxes(name: str, counts: Counts, services: Services) -> list[Any]:
    """Build one checkbox an option, most reports first; options with zero stay, greyed."""
    return [
        dmc.Checkbox(
            value=value,
            size="sm",
            className="facet" if n else "facet facet-zero",
            label=html.Span(
                [html.Span(label.capitalize() if name == "kinds" else label), html.Span(f"{n:,}")],
                className="facet-label",
            ),
        )
        for value, label, n in _options(name, counts, services)
    ]


def show_picks(name: str, counts: Counts, services: Services) -> list[dict[str, str]]:
    """Build the options of a long facet as ``Fars · 38``, most reports first."""
    return [
        {"value": value, "label": f"{label} · {n:,}"}
        for value, label, n in _options(name, counts, services)
    ]


def _options(name: str, counts: Counts, services: Services) -> list[tuple[str, str, int]]:
    labels = services.columns.facets[name].labels
    options = [
        (label, services.name_of(name, label), int(n))
        for label, n in zip(labels, counts.facets[name], strict=True)
    ]
    return sorted(options, key=lambda option: (-option[2], option[1]))


def show_chips(selection: Selection, services: Services) -> list[Any]:
    """Build a removable chip for every condition, and a reset when there is one."""
    chips = []
    dates = say_dates(selection)
    if dates:
        chips.append(_chip("dates", "", dates[0].upper() + dates[1:]))
    for field in ("kinds", "source_kinds", "countries", "regions", "places"):
        values = sorted(str(value) for value in getattr(selection, field))
        chips += [_chip(field, value, services.name_of(field, value)) for value in values]
    if selection.text:
        chips.append(_chip("text", "", f"“{selection.text}”"))
    return chips


def _chip(field: str, value: str, label: str) -> Any:
    return html.Button(
        [html.Span(label), html.Span("×", className="chip-cross")],
        id={"type": CHIP, "field": field, "value": value},
        className="chip",
        title=f"Remove: {label}",
        type="button",
    )


def refresh(view: ViewState, services: Services) -> tuple[Any, ...]:
    """Return count, chips and the options of the four facets for a view."""
    counts = services.count(view.selection)
    return (
        f"{say_share(counts, services)} · ",
        say_missing(view, counts, services),
        show_chips(view.selection, services),
        {"visibility": "hidden"} if view.selection.is_everything else {},
        *(show_boxes(name, counts, services) for name in ("kinds", "source_kinds")),
        *(show_picks(name, counts, services) for name in _LONG),
    )


def callbacks(app: Dash, services: Services) -> None:
    """Refresh counts, chips and options whenever the view changes."""

    @app.callback(
        Output(COUNT, "children"),
        Output(UNLOCATED, "children"),
        Output(CHIPS, "children"),
        Output("reset", "style"),
        Output("filter-kinds", "children"),
        Output("filter-source_kinds", "children"),
        Output("filter-countries", "data"),
        Output("filter-regions", "data"),
        Input(VIEW, "data"),
        prevent_initial_call=True,
    )
    def _refresh(query: str) -> tuple[Any, ...]:
        return refresh(read_query(query)[0], services)
