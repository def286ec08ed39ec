"""A Scene drawn without a browser: as SVG, and from that as PNG or PDF.

In the order of work: `layout` shares out the picture, `projection` and `geometry` turn degrees
into pixels and paths, `base`, `marks`, `labels`, `legend` and `furniture` draw the parts, `svg`
puts them together, `raster` encodes. `typesetting`, `markup` and `boxes` serve them.
"""

from dashboard.drawing.base import BaseMap
from dashboard.drawing.layout import Layout, Rect, layout_for, layout_of
from dashboard.drawing.projection import Projection, projection_of
from dashboard.drawing.raster import svg_to_pdf, svg_to_png
from dashboard.drawing.svg import draw_svg

__all__ = [
    "BaseMap",
    "Layout",
    "Projection",
    "Rect",
    "draw_svg",
    "layout_for",
    "layout_of",
    "projection_of",
    "svg_to_pdf",
    "svg_to_png",
]
