"""The layer of bubbles: counts become a mark of each place, with legend and labels. Pure.

The scale comes from the whole atlas, so that it stays while filters change.
"""

from __future__ import annotations

import unicodedata
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dashboard.marks import MOST_LABELS, Bubbles, Label, Legend, MarkKey, SizeKey
from dashboard.palette import Palette
from dashboard.scales import pick_sizes, scale_radius
from dashboard.services import Services
from dashboard.state import ViewState
from geodata.aggregate import Counts
from geodata.saying import say_count

_OPENED_WIDTH: Final = 4.0  # of the outline of what is open beside the map, pixels


def build_bubbles(
    view: ViewState, counts: Counts, services: Services, palette: Palette
) -> tuple[Bubbles, Legend]:
    """Make a bubble of every place with reports; its area is proportional to their number."""
    places, by_place = services.places, counts.by_place
    shown = np.flatnonzero(by_place)
    order = shown[np.lexsort((places.place_id[shown], -by_place[shown]))]
    largest = int(services.totals.by_place.max(initial=0))
    styles = _style_places(palette)
    at_places = counts.at_places[order]
    style = [styles[closeness] for closeness in _find_closeness(at_places)]
    opened = [f"place:{place}" == view.opened for place in places.place_id[order]]
    bubbles = Bubbles(
        place_id=places.place_id[order],
        lon=places.lon[order],
        lat=places.lat[order],
        radius=scale_radius(by_place[order], largest),
        value=by_place[order],
        name=tuple(places.name[i] for i in order),
        detail=tuple(
            f"{_say_place(*known)} · {places.detail[i]}"
            for known, i in zip(at_places.tolist(), order, strict=True)
        ),
        fill=tuple(key.fill for key in style),
        outline=tuple(
            palette.accent if is_open else key.outline
            for key, is_open in zip(style, opened, strict=True)
        ),
        outline_width=np.where(opened, _OPENED_WIDTH, [key.outline_width for key in style]),
        opacity=1.0,
    )
    return bubbles, _build_legend(largest, styles, services, palette)


def label_bubbles(bubbles: Bubbles) -> tuple[Label, ...]:
    """Name the places with the most reports."""
    return tuple(
        Label(
            text=_without_loose_marks(bubbles.name[i]),
            lon=float(bubbles.lon[i]),
            lat=float(bubbles.lat[i]),
            offset=float(bubbles.radius[i]),
            size=13.0 if i < 5 else 11.0,
        )
        for i in range(min(len(bubbles.name), MOST_LABELS))
    )


def _style_places(palette: Palette) -> tuple[MarkKey, ...]:
    """Return the marks of places, the most closely known first: the surer, the more solid."""
    return (
        MarkKey(text="exact point", fill=palette.bubble, outline=palette.text, outline_width=1.8),
        MarkKey(
            text="somewhere in the city",
            fill=palette.bubble,
            outline=palette.bubble_outline,
            outline_width=1.0,
        ),
        MarkKey(
            text="only near the place",
            fill=palette.halo,
            outline=palette.bubble,
            outline_width=2.0,
        ),
    )


def _find_closeness(at_places: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return how closely most reports of each place are known; of as many the less close."""
    last: NDArray[np.intp] = at_places.shape[1] - 1 - at_places[:, ::-1].argmax(axis=1)
    return last


def _say_place(n_exact: int, n_city: int, n_near: int) -> str:
    said = say_count(n_exact + n_city + n_near, "report")
    if not n_exact + n_near:
        return said
    parts = ((n_exact, "at the exact point"), (n_city, "in the city"), (n_near, "near it"))
    return f"{said}: {', '.join(f'{n:,} {words}' for n, words in parts if n)}"


def _build_legend(
    largest: int, styles: tuple[MarkKey, ...], services: Services, palette: Palette
) -> Legend:
    sizes = pick_sizes(largest)
    radii = scale_radius(np.array(sizes, dtype=np.int64), largest).tolist()
    return Legend(
        title="Reports per place",
        note=_say_unmarked(services),
        sizes=tuple(
            SizeKey(value=value, radius=radius) for value, radius in zip(sizes, radii, strict=True)
        ),
        classes=(),
        marks=_list_marks(styles, services, palette),
    )


def _list_marks(
    styles: tuple[MarkKey, ...], services: Services, palette: Palette
) -> tuple[MarkKey, ...]:
    """Return the marks that the whole atlas has; none if all its places are alike."""
    totals = services.totals
    n_by_mark = totals.at_places.sum(axis=0)
    marks = [key for key, n in zip(styles, n_by_mark, strict=True) if n]
    if totals.in_regions.any():
        hatch = MarkKey(
            text="somewhere in the region",
            fill=palette.land,
            outline=palette.bubble,
            outline_width=0.8,
            is_hatch=True,
        )
        marks.append(hatch)
    return tuple(marks) if len(marks) > 1 or n_by_mark[1] == 0 else ()


def _say_unmarked(services: Services) -> str:
    n = int(services.totals.in_countries.sum()) + services.totals.n_nowhere
    return "no mark: only a country known, or no place" if n else ""


def _without_loose_marks(name: str) -> str:
    """Drop the accents that no precomposed letter has: fonts draw them badly or not at all."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFC", name)
        if not "\u0300" <= letter <= "\u036f"
    )
