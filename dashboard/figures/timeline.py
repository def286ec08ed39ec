"""Reports over time in plotly, with a brush: columns of given days over a band of ranges.

A report whose day is given is in one column. One with a range of days is in the band beneath, on
every day of its range: it is never put on a day that nobody named. Both have one scale.
"""

from __future__ import annotations

from itertools import takewhile
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dashboard.figures.bins import Bins, say_bin
from dashboard.figures.map import FONT
from dashboard.palette import Palette
from geodata.query import Selection

RANGED_SHARE: Final = 0.45
"""How much of the bubbles' colour is in the band of ranges; as in assets/timeline.css."""

_DAY_MS: Final = 86_400_000
_GAP: Final = 0.12  # of a bar, between two bars
_HEADROOM: Final = 1.04  # over the highest bar
_FEW_DAYS: Final = 5  # so few would get ticks at hours
_LANE: Final = 0.05  # of the axis: between columns and band
_LEAST: Final = 0.025  # of the axis: what is there is seen


def build_timeline(bins: Bins, selection: Selection, palette: Palette) -> dict[str, Any]:
    """Draw columns of given days upwards and the band of ranges downwards; selected days shaded.

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
    most, deepest = (int(n.max(initial=0)) for n in (bins.exact, bins.ranged))
    whole = max(most + deepest, 1)
    lane = _LANE * whole if deepest else 0.0
    top, bottom = max(most, _LEAST * whole), (lane + deepest if deepest else 0.0)
    layout = _layout(palette)
    layout["xaxis"] |= _time_axis(bins)
    layout["yaxis"] |= {"range": [-bottom * _HEADROOM, top * _HEADROOM]}
    layout["yaxis"] |= _count_axis(most, deepest, lane)
    layout["shapes"] = _shade(bins, selection, palette)
    tint = mix(palette.bubble, palette.paper, RANGED_SHARE)
    columns, band = (_lift(n, _LEAST * whole) for n in (bins.exact, bins.ranged))
    return {
        "data": [
            _bars(bins, columns, name="day given", colour=palette.bubble, gap=_GAP, base=0.0),
            _bars(bins, -band, name="range of days", colour=tint, gap=0.0, base=-lane),
            _listener(bins, *layout["yaxis"]["range"]),
        ],
        "layout": layout,
    }


def find_tick(most: int) -> int:
    """Return the largest of 1, 2, 5, 10, 20, 50 … that is not above ``most``; 0 if none is."""
    steps = (factor * int(10**power) for power in range(19) for factor in (1, 2, 5))
    return max(takewhile(lambda step: step <= most, steps), default=0)


def mix(colour: str, ground: str, share: float) -> str:
    """Return the colour that ``share`` of one over another looks like; all as ``#rrggbb``."""
    pairs = ((int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)


def _lift(values: NDArray[np.int64], least: float) -> NDArray[np.float64]:
    """Return heights that can be seen where there is anything at all."""
    return np.where(values > 0, np.maximum(values, least), 0.0)


def _count_axis(most: int, deepest: int, lane: float) -> dict[str, Any]:
    """Return three ticks, since there is room for no more: zero, a round count up and one down."""
    up, down = find_tick(most), find_tick(deepest)
    ticks = {0.0: "0"}
    ticks |= {float(up): f"{up:,}"} if up else {}
    ticks |= {-lane - down: f"{down:,}"} if down else {}
    return {"tickvals": [*ticks], "ticktext": [*ticks.values()]}


def _bars(
    bins: Bins, values: NDArray[np.float64], *, name: str, colour: str, gap: float, base: float
) -> dict[str, Any]:
    width = _DAY_MS * np.diff(bins.edges).astype(int)
    return {
        "type": "bar",
        "x": bins.edges[:-1].astype(str).tolist(),
        "y": values.tolist(),
        "base": base,
        "name": name,
        "width": (width * (1 - gap)).tolist(),
        "offset": (width * gap / 2).tolist(),
        "marker": {"color": colour, "line": {"width": 0}},
        "hoverinfo": "skip",
        # A brush shades the days: it doesn't pale the others.
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _listener(bins: Bins, bottom: float, top: float) -> dict[str, Any]:
    """Return a clear bar as high as the axis for each bar: low and empty days are hit as well."""
    width = _DAY_MS * np.diff(bins.edges).astype(int)
    return {
        "type": "bar",
        "x": bins.edges[:-1].astype(str).tolist(),
        "y": [top - bottom] * len(bins.exact),
        "base": bottom,
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
        "barmode": "overlay",
        "dragmode": "select",
        "selectdirection": "h",
        "hovermode": "closest",
        "selections": [],
        "newselection": {"line": {"color": palette.bubble, "width": 1, "dash": "solid"}},
        "activeselection": {"fillcolor": palette.bubble, "opacity": 0.12},
        "margin": {"l": 34, "r": 12, "t": 8, "b": 34},
        "paper_bgcolor": palette.paper,
        "plot_bgcolor": palette.paper,
        "font": {"family": FONT, "color": palette.text},
        "showlegend": False,
        "xaxis": {**axis, "type": "date", "fixedrange": True, "showgrid": False},
        "yaxis": {
            **axis,
            "fixedrange": True,
            "gridcolor": palette.region_border,
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
