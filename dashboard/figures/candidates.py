"""The small map of the desk: numbered candidates over the base map, as plain dictionaries."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from dashboard.figures.map import Json, map_layout, map_style
from dashboard.marks import Camera
from dashboard.palette import Palette
from geodata.types import Candidate

_SIZE: Final = 22  # pixels across a numbered dot


def build_candidates_map(
    candidates: Sequence[Candidate],
    camera: Camera,
    palette: Palette,
    *,
    countries_url: str,
    admin1_url: str,
    region_countries: tuple[str, ...],
) -> Json:
    """Draw candidates as numbered dots, the first one in the colour of what is selected.

    Parameters
    ----------
    candidates
        In the order of their numbers; those without a position have no dot.
    camera
        What to look at.
    palette
        Colours.
    countries_url, admin1_url
        Absolute addresses of GeoJSON, as for `dashboard.figures.map.build_map`.
    region_countries
        ISO codes of the countries whose regions have borders.

    Returns
    -------
    dict
        A figure of three traces: dots, their numbers, and a point that a person sets by hand.
        ``layout.meta.colours`` are those of the selected dot and of others.
    """
    placed = [
        (number, item)
        for number, item in enumerate(candidates, start=1)
        if item.lon is not None and item.lat is not None
    ][::-1]  # what is drawn last lies on top: the first
    colours = [palette.accent, palette.bubble]
    style = map_style(
        palette,
        countries_url=countries_url,
        admin1_url=admin1_url,
        region_countries=region_countries,
    )
    return {
        "data": [
            _position(placed)
            | {
                "mode": "markers",
                "marker": {
                    "size": _SIZE,
                    "color": [colours[number > 1] for number, _ in placed],
                    "opacity": 1,
                },
                "customdata": [number for number, _ in placed],
                "text": [escape(item.name) for _, item in placed],
                "hovertemplate": "<b>%{customdata} %{text}</b><extra></extra>",
            },
            _position(placed[::-1])  # of numbers that would overlap, MapLibre writes the first
            | {
                # A text needs a marker, here an invisible one: alone it breaks plotly.js.
                "mode": "markers+text",
                "text": [str(number) for number, _ in placed[::-1]],
                "textposition": "middle center",
                "textfont": {"family": "Vazirmatn", "size": 12, "color": palette.bubble_outline},
                "marker": {"opacity": 0, "size": 0},
                "hoverinfo": "skip",
            },
            {
                "type": "scattermap",
                "mode": "markers",
                "lon": [],
                "lat": [],
                "marker": {"size": 14, "color": palette.accent},
                "hoverinfo": "skip",
            },
        ],
        "layout": map_layout(camera, palette, style)
        | {"meta": {"drawn": "candidates", "colours": colours}},
    }


def _position(placed: Sequence[tuple[int, Candidate]]) -> Json:
    return {
        "type": "scattermap",
        "lon": [item.lon for _, item in placed],
        "lat": [item.lat for _, item in placed],
    }
