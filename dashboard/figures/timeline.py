"""Reports per day as a plotly histogram with a brush: exact days and ranges told apart."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from dashboard.figures.map import FONT
from dashboard.palette import Palette
from geodata.aggregate import Days
from geodata.query import Selection

_DAY_MS: Final = 86_400_000
_GAP: Final = 0.12  # of a day, between two bars


def build_timeline(days: Days, selection: Selection, palette: Palette) -> dict[str, Any]:
    """Draw how many reports begin on each day; the selected days are shaded.

    Parameters
    ----------
    days
        Counts with every filter on but the dates.
    selection
        Whose dates are shaded.
    palette
        Colours.
    """
    first = days.first.astype("datetime64[D]")
    stamps = [str(first + i) for i in range(len(days.exact))]
    layout = _layout(palette)
    if len(days.exact):
        layout["xaxis"]["range"] = [str(first), str(first + len(days.exact))]
    if int((days.exact + days.ranged).max(initial=0)) <= 3:
        layout["yaxis"] |= {"tickmode": "linear", "dtick": 1}
    layout["shapes"] = _shade(days, selection, palette)
    return {
        "data": [
            _bars(stamps, days.exact, "day given", palette.bubble),
            _bars(stamps, days.ranged, "range begins here", palette.muted, pattern="/"),
        ],
        "layout": layout,
    }


def _bars(
    stamps: list[str], values: np.ndarray[Any, Any], name: str, colour: str, *, pattern: str = ""
) -> dict[str, Any]:
    bar: dict[str, Any] = {
        "type": "bar",
        "x": stamps,
        "y": values.tolist(),
        "name": name,
        "width": _DAY_MS * (1 - _GAP),
        "offset": _DAY_MS * _GAP / 2,
        "marker": {"color": colour, "line": {"width": 0}},
        "hovertemplate": "%{x|%-d %B %Y}: %{y:,} (" + name + ")<extra></extra>",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
    if pattern:
        bar["marker"]["pattern"] = {"shape": pattern, "size": 4, "solidity": 0.35}
    return bar


def _layout(palette: Palette) -> dict[str, Any]:
    axis = {"tickfont": {"size": 11, "color": palette.muted}, "zeroline": False}
    return {
        "barmode": "stack",
        "dragmode": "select",
        "selectdirection": "h",
        "selections": [],
        "newselection": {"line": {"color": palette.accent, "width": 1, "dash": "solid"}},
        "activeselection": {"fillcolor": palette.accent, "opacity": 0.12},
        "margin": {"l": 34, "r": 12, "t": 6, "b": 24},
        "paper_bgcolor": palette.paper,
        "plot_bgcolor": palette.paper,
        "font": {"family": FONT, "color": palette.text},
        "showlegend": False,
        "xaxis": {**axis, "type": "date", "fixedrange": True, "showgrid": False},
        "yaxis": {
            **axis,
            "fixedrange": True,
            "nticks": 3,
            "minallowed": 0,
            "rangemode": "tozero",
            "gridcolor": palette.region_border,
            "tickformat": ",d",
        },
        "hoverlabel": {"font": {"family": FONT, "size": 12}},
        "bargap": 0,
    }


def _shade(days: Days, selection: Selection, palette: Palette) -> list[dict[str, Any]]:
    """Return a band over the selected days, open ends reaching the axis's ends."""
    if selection.date_start is None and selection.date_stop is None:
        return []
    start = selection.date_start or days.first.astype(object)
    stop = selection.date_stop or (days.first + len(days.exact)).astype(object)
    return [
        {
            "type": "rect",
            "xref": "x",
            "yref": "paper",
            "x0": str(start),
            "x1": str(stop),
            "y0": 0,
            "y1": 1,
            "fillcolor": palette.accent,
            "opacity": 0.14,
            "line": {"width": 0},
            "layer": "below",
        }
    ]
