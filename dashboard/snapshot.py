"""A view as a picture: the Scene drawn as SVG, and from that PNG or PDF. No browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dashboard.drawing import (
    BaseMap,
    draw_svg,
    layout_for,
    layout_of,
    projection_of,
    svg_to_pdf,
    svg_to_png,
)
from dashboard.marks import Areas, Bubbles, Regions, Scene
from dashboard.scene import build_scene, find_camera
from dashboard.services import Services
from dashboard.state import ViewState
from geodata.errors import InputError

WIDTHS: Final = (480, 4000)
HEIGHTS: Final = (360, 4000)
SCALES: Final = (1.0, 4.0)
"""Least and most that a picture may ask for; the scale multiplies the pixels of a PNG."""

MOST_PIXELS: Final = 40_000_000
"""Of a PNG: an A3 page at 300 dots per inch has 17 million."""

_ENCODE: Final[Mapping[str, Callable[[str, float], bytes]]] = {
    "png": lambda svg, scale: svg_to_png(svg, scale=scale),
    "svg": lambda svg, _: svg.encode(),
    "pdf": lambda svg, _: svg_to_pdf(svg),
}

MIMETYPES: Final[Mapping[str, str]] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
}


def draw_snapshot(
    view: ViewState,
    services: Services,
    suffix: str,
    *,
    width: int = 1200,
    height: int = 700,
    scale: float = 2.0,
) -> bytes:
    """Draw a view and encode it.

    Parameters
    ----------
    view, services
        What to draw, and of which atlas.
    suffix
        A key of MIMETYPES.
    width, height
        Of the whole picture with its title and notes, CSS pixels.
    scale
        Pixels of a PNG for each CSS pixel; SVG and PDF have none.

    Raises
    ------
    InputError
        If the format is not known or a size is out of bounds.
    """
    if suffix not in _ENCODE:
        raise InputError(
            f"can't draw a snapshot as {suffix!r}: allowed are {', '.join(_ENCODE)}; "
            "change the file's ending"
        )
    for name, value, (least, most) in (
        ("width", width, WIDTHS),
        ("height", height, HEIGHTS),
        ("scale", scale, SCALES),
    ):
        if not least <= value <= most:
            raise InputError(f"{name}={value!r} is not from {least} to {most}: change it")
    scene = build_scene(view, services, width=width, height=height)
    # Only its camera depends on the size; once its texts are known, so is the map's area.
    area = layout_for(width, height, scene).map
    camera = find_camera(view, services, width=area.width, height=area.height)
    scene = _say_outside(replace(scene, camera=camera))
    picture = layout_of(scene)
    n_pixels = picture.width * picture.height * scale**2
    if suffix == "png" and n_pixels > MOST_PIXELS:
        raise InputError(
            f"a PNG of {picture.width} by {picture.height} at scale={scale!r} has {n_pixels:,.0f} "
            f"pixels, over {MOST_PIXELS:,}: make it smaller, lower the scale, or take SVG or PDF"
        )
    base = BaseMap(countries=services.countries, admin1=services.admin1)
    return _ENCODE[suffix](draw_svg(scene, base), scale)


def _say_outside(scene: Scene) -> Scene:
    """Say how many of the drawn reports lie outside the picture: it can't be moved.

    Those of a region lie at the point inside it.
    """
    camera = scene.camera
    projection = projection_of(camera)
    n = 0
    for marks, count in _count_marks(scene):
        x, y = projection.nearest_copy(projection.x(marks.lon)), projection.y(marks.lat)
        inside = (x >= 0) & (x <= camera.width) & (y >= 0) & (y <= camera.height)
        n += int(count[~inside].sum())
    if not n:
        return scene
    return replace(scene, count_sentence=f"{scene.count_sentence} · {n:,} outside this picture")


def _count_marks(scene: Scene) -> Iterator[tuple[Areas | Bubbles | Regions, NDArray[np.int64]]]:
    """Give the marks of a Scene with the number of reports behind each."""
    if scene.areas is not None:
        yield scene.areas, scene.areas.count
    if scene.bubbles is not None:
        yield scene.bubbles, scene.bubbles.value
    if scene.regions is not None:
        yield scene.regions, scene.regions.count
