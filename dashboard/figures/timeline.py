"""Reports over time as a plotly histogram with a brush: given days and ranges told apart."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from dashboard.figures.bins import Bins, say_bin
from dashboard.figures.map import FONT
from dashboard.palette import Palette
from geodata.query import Selection

RANGED_SHARE: Final = 0.55
"""How much of the bubbles' colour is in the bars of ranges; as in assets/timeline.css."""

_DAY_MS: Final = 86_400_000
_GAP: Final = 0.12  # of a bar, between two bars
_HEADROOM: Final = 1.04  # over the highest bar
_FEW_DAYS: Final = 5  # so few would get ticks at hours
_TICKS: Final = 4  # at most, over zero


def build_timeline(bins: Bins, selection: Selection, palette: Palette) -> dict[str, Any]:
    """Draw how many reports begin in each bar's days; the selected days are shaded.

    The last trace is invisible and says for both others what a pointer is on: ``x`` is a bar's
    first day and ``customdata`` its last.

    Parameters
    ----------
    bins
        Counts with every filter on but the dates.
    selection
        Whose dates are shaded.
    palette
        Colours.
    """
    most = int((bins.exact + bins.ranged).max(initial=1))
    top = most * _HEADROOM
    layout = _layout(palette)
    layout["xaxis"] |= _time_axis(bins)
    layout["yaxis"] |= {"range": [0, top], "dtick": find_tick(most)}
    layout["shapes"] = _shade(bins, selection, palette)
    tint = mix(palette.bubble, palette.paper, RANGED_SHARE)
    return {
        "data": [
            _bars(bins, bins.exact, name="day given", colour=palette.bubble),
            _bars(bins, bins.ranged, name="range begins here", colour=tint),
            _listener(bins, top),
        ],
        "layout": layout,
    }


def find_tick(most: int) -> int:
    """Return the step of an axis up to ``most``: 1, 2 or 5 times a power of ten."""
    steps = (factor * int(10**power) for power in range(19) for factor in (1, 2, 5))
    return next(step for step in steps if most <= step * _TICKS)


def mix(colour: str, ground: str, share: float) -> str:
    """Return the colour that ``share`` of one over another looks like; all as ``#rrggbb``."""
    pairs = ((int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)


def _bars(bins: Bins, values: np.ndarray[Any, Any], *, name: str, colour: str) -> dict[str, Any]:
    width = _DAY_MS * np.diff(bins.edges).astype(int)
    return {
        "type": "bar",
        "x": bins.edges[:-1].astype(str).tolist(),
        "y": values.tolist(),
        "name": name,
        "width": (width * (1 - _GAP)).tolist(),
        "offset": (width * _GAP / 2).tolist(),
        "marker": {"color": colour, "line": {"width": 0}},
        "hoverinfo": "skip",
        # A brush shades the days: it doesn't pale the others.
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _listener(bins: Bins, top: float) -> dict[str, Any]:
    """Return a clear bar as high as the axis for each bar: low and empty days are hit as well."""
    width = _DAY_MS * np.diff(bins.edges).astype(int)
    return {
        "type": "bar",
        "x": bins.edges[:-1].astype(str).tolist(),
        "y": [top] * len(bins.exact),
        "base": 0,  # apart from the stack
        "width": width.tolist(),
        "offset": 0,
        "marker": {"opacity": 0},
        "selected": {"marker": {"opacity": 0}},
        "unselected": {"marker": {"opacity": 0}},
        "customdata": (bins.edges[1:] - np.timedelta64(1, "D")).astype(str).tolist(),
        "hovertext": [say_bin(bins, i) for i in range(len(bins.exact))],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _layout(palette: Palette) -> dict[str, Any]:
    axis = {"tickfont": {"size": 11, "color": palette.muted}, "zeroline": False}
    return {
        "barmode": "stack",
        "dragmode": "select",
        "selectdirection": "h",
        "hovermode": "closest",
        "selections": [],
        "newselection": {"line": {"color": palette.bubble, "width": 1, "dash": "solid"}},
        "activeselection": {"fillcolor": palette.bubble, "opacity": 0.12},
        "margin": {"l": 34, "r": 12, "t": 4, "b": 34},
        "paper_bgcolor": palette.paper,
        "plot_bgcolor": palette.paper,
        "font": {"family": FONT, "color": palette.text},
        "showlegend": False,
        "xaxis": {**axis, "type": "date", "fixedrange": True, "showgrid": False},
        "yaxis": {
            **axis,
            "fixedrange": True,
            "tick0": 0,
            "gridcolor": palette.region_border,
            "tickformat": ",d",
        },
        "hoverlabel": {
            "font": {"family": FONT, "size": 12, "color": palette.text},
            "bgcolor": palette.paper,
            "bordercolor": palette.muted,
            "align": "left",
        },
        "bargap": 0,
    }


def _time_axis(bins: Bins) -> dict[str, Any]:
    """Return range and ticks of the axis; a label has no time of day, and its year once."""
    axis: dict[str, Any] = {
        "range": [str(bins.edges[0]), str(bins.edges[-1])],
        "tickformat": {"day": "%-d %b\n%Y", "week": "%-d %b\n%Y", "month": "%b\n%Y"}.get(
            bins.step, "%Y"
        ),
    }
    if bins.step == "day" and len(bins.exact) <= _FEW_DAYS:
        axis |= {"tick0": str(bins.edges[0]), "dtick": _DAY_MS}
    return axis


def _shade(bins: Bins, selection: Selection, palette: Palette) -> list[dict[str, Any]]:
    """Return a band over the selected days, open ends reaching the axis's ends."""
    if selection.date_start is None and selection.date_stop is None:
        return []
    first, last = bins.edges[0], bins.edges[-1]
    start, stop = (
        end if day is None else min(max(np.datetime64(day, "D"), first), last)
        for day, end in ((selection.date_start, first), (selection.date_stop, last))
    )
    if start >= stop:
        return []
    return [
        {
            "type": "rect",
            "xref": "x",
            "yref": "paper",
            "x0": str(start),
            "x1": str(stop),
            "y0": 0,
            "y1": 1,
            "fillcolor": palette.bubble,
            "opacity": 0.16,
            "line": {"width": 0},
            "layer": "below",
        }
    ]
