"""A Scene as a plotly map: plain dictionaries, so that a filter costs no validation.

The base map is our own style with boundaries served by this process: no tiles, no glyphs, no
other machine. MapLibre wants absolute addresses, so the caller gives the page's origin.
"""

from __future__ import annotations

from html import escape
from typing import Any, Final

import numpy as np

from dashboard.marks import Areas, Bubbles, Camera, Label, Regions, Scene
from dashboard.palette import Palette

FONT: Final = "Vazirmatn, sans-serif"

# Fills lie under this layer of the style, so that borders stay visible.
_BORDERS: Final = "country-borders"

_OFFSET_STEP: Final = 3  # pixels: marks of about one size share a trace of labels
_LABEL_GAP: Final = 2  # pixels between a mark and its label

_NO_FIGURE: Final = "#8a929a"  # hatch over a region without a figure, on light and on dark

Json = dict[str, Any]

# plotly.js draws a map only where there is a trace for it.
_NOTHING: Final[Json] = {"type": "scattermap", "lon": [], "lat": [], "mode": "markers"}


def build_map(scene: Scene, *, countries_url: str, admin1_url: str) -> Json:
    """Draw a Scene for the browser.

    Parameters
    ----------
    scene
        What to draw.
    countries_url, admin1_url
        Absolute addresses of GeoJSON whose features have a region's id as ``id``.
    """
    traces: list[Json] = []
    if scene.regions is not None:
        traces.append(_fill_regions(scene.regions, admin1_url))
    if scene.areas is not None and scene.areas.region_id:
        traces.append(_tint_areas(scene.areas, admin1_url))
    if scene.bubbles is not None:
        traces.append(_draw_bubbles(scene.bubbles))
    traces += _draw_labels(scene.labels, scene.palette) or [_NOTHING]
    style = map_style(
        scene.palette,
        countries_url=countries_url,
        admin1_url=admin1_url,
        region_countries=scene.region_countries,
    )
    meta = {"drawn": scene.count_sentence, "hatched": _find_hatched(scene)}
    return {
        "data": traces,
        "layout": map_layout(scene.camera, scene.palette, style) | {"meta": meta},
    }


def map_layout(camera: Camera, palette: Palette, style: Json) -> Json:
    """Build the layout of a map without furniture, looking where a camera does."""
    return {
        "map": {
            "style": style,
            "center": {"lon": camera.lon, "lat": camera.lat},
            "zoom": camera.zoom,
            # The camera moves only when a view says so, not when data change.
            "uirevision": f"{camera.lon} {camera.lat} {camera.zoom}",
        },
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": palette.water,
        "showlegend": False,
        "hovermode": "closest",
        "clickmode": "event",
        "font": {"family": FONT, "color": palette.text},
        "hoverlabel": {
            "bgcolor": palette.paper,
            "bordercolor": palette.border,
            "font": {"family": FONT, "size": 13, "color": palette.text},
            "align": "left",
        },
        "uirevision": "map",
    }


def map_style(
    palette: Palette, *, countries_url: str, admin1_url: str, region_countries: tuple[str, ...]
) -> Json:
    """Build the MapLibre style of the base map: water, land and two levels of borders."""
    return {
        "version": 8,
        "sources": {
            "countries": {"type": "geojson", "data": countries_url},
            "admin1": {"type": "geojson", "data": admin1_url},
        },
        "layers": [
            {
                "id": "water",
                "type": "background",
                "paint": {"background-color": palette.water},
            },
            {
                "id": "land",
                "type": "fill",
                "source": "countries",
                "paint": {"fill-color": palette.land, "fill-antialias": False},
            },
            {
                "id": "region-borders",
                "type": "line",
                "source": "admin1",
                "filter": ["in", ["get", "country"], ["literal", list(region_countries)]],
                "paint": {"line-color": palette.region_border, "line-width": 0.8},
            },
            {
                "id": _BORDERS,
                "type": "line",
                "source": "countries",
                "layout": {"line-join": "round"},
                "paint": {"line-color": palette.border, "line-width": 1.0},
            },
        ],
    }


def _fill_regions(regions: Regions, admin1_url: str) -> Json:
    """Fill by colour: each distinct colour of the Scene is one step of a discrete scale."""
    colours = sorted(set(regions.fill))
    step = {colour: i for i, colour in enumerate(colours)}
    n = len(colours)
    return _fill(regions, admin1_url, opens="region", outline=regions.outline) | {
        "z": [step[colour] for colour in regions.fill],
        "zmin": -0.5,
        "zmax": n - 0.5,
        "colorscale": [
            stop
            for i, colour in enumerate(colours)
            for stop in ([i / n, colour], [(i + 1) / n, colour])
        ],
    }


def _tint_areas(areas: Areas, admin1_url: str) -> Json:
    """Tint the regions that are hatched, so that they can be pointed at and clicked."""
    return _fill(areas, admin1_url, opens="within", outline=areas.colour) | {
        "z": areas.count.tolist(),
        "colorscale": [[0, areas.colour], [1, areas.colour]],
    }


def _fill(marks: Regions | Areas, admin1_url: str, *, opens: str, outline: str) -> Json:
    """Return what all traces of filled regions have; a click opens something of the region."""
    return {
        "type": "choroplethmap",
        "geojson": admin1_url,
        "featureidkey": "id",
        "locations": list(marks.region_id),
        "showscale": False,
        "below": _BORDERS,
        "marker": {
            "opacity": marks.opacity,
            "line": {"color": outline, "width": marks.outline_width},
        },
        "text": [escape(name) for name in marks.name],
        "customdata": [
            [f"{opens}:{region}", escape(detail)]
            for region, detail in zip(marks.region_id, marks.detail, strict=True)
        ],
        "hovertemplate": "<b>%{text}</b><br>%{customdata[1]}<extra></extra>",
    }


def _draw_bubbles(bubbles: Bubbles) -> Json:
    """Draw each bubble as two discs, outline under fill, in the Scene's order.

    MapLibre's circles as plotly offers them have no stroke. A disc of the outline's colour under
    the fill is a stroke centred on the radius, as SVG draws it; the two follow one another in one
    trace, so that a small bubble's outline lies over a large bubble's fill.
    """
    half = bubbles.outline_width / 2
    discs = np.stack([bubbles.radius + half, bubbles.radius - half], axis=1).ravel()
    return {
        "type": "scattermap",
        "mode": "markers",
        "lon": np.repeat(bubbles.lon, 2).tolist(),
        "lat": np.repeat(bubbles.lat, 2).tolist(),
        "marker": {
            "size": np.round(2 * discs, 3).tolist(),
            "sizemode": "diameter",
            "sizeref": 1,
            "color": [
                colour
                for pair in zip(bubbles.outline, bubbles.fill, strict=True)
                for colour in pair
            ],
            "opacity": bubbles.opacity,
        },
        "text": [escape(name) for name in bubbles.name for _ in range(2)],
        "customdata": [
            [f"place:{place}", escape(detail)]
            for place, detail in zip(bubbles.place_id.tolist(), bubbles.detail, strict=True)
            for _ in range(2)
        ],
        "hovertemplate": "<b>%{text}</b><br>%{customdata[1]}<extra></extra>",
    }


def _draw_labels(labels: tuple[Label, ...], palette: Palette) -> list[Json]:
    """Write names; MapLibre leaves out the ones that would overlap.

    plotly.js offsets all texts of a trace by one size of marker, so labels are grouped by the
    size of their marks. MapLibre gives the last trace the first choice of place: the largest.
    """
    groups: dict[int, list[Label]] = {}
    for label in labels:
        groups.setdefault(round(label.offset / _OFFSET_STEP), []).append(label)
    return [
        {
            "type": "scattermap",
            # A text needs a marker, here an invisible one: alone it breaks plotly.js.
            "mode": "markers+text",
            "lon": [label.lon for label in group],
            "lat": [label.lat for label in group],
            "text": [label.text for label in group],
            "textposition": "top center" if step else "middle center",
            "textfont": {"family": "Vazirmatn", "size": group[0].size, "color": palette.text},
            "marker": {"opacity": 0, "size": _offset_size(step * _OFFSET_STEP, group[0].size)},
            "hoverinfo": "skip",
        }
        for step, group in sorted(groups.items())
    ]


def _offset_size(radius: float, letters: float) -> float:
    """Return the size of marker that makes plotly.js put a label just above a mark.

    plotly.js lifts the top of a text by 1.5 + size / 100 times its letters' size; a line of text is
    1.2 times its letters' size high.
    """
    return max(0.0, round(100 * ((radius + _LABEL_GAP) / letters - 0.3), 1))


def _find_hatched(scene: Scene) -> Json:
    """Return the regions to hatch and in which colour; the browser draws the pattern.

    They are those that are all that is known of reports, or have no figure, which is not zero.
    """
    if scene.areas is not None:
        return {"regions": list(scene.areas.region_id), "colour": scene.areas.colour}
    regions: list[str] = []
    if scene.regions is not None:
        missing = np.isnan(scene.regions.value)
        regions = [scene.regions.region_id[i] for i in np.flatnonzero(missing)]
    return {"regions": regions, "colour": _NO_FIGURE}
