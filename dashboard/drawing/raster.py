"""SVG text in, PNG or PDF bytes out, by resvg inside vl-convert. Loads fonts from disk, once."""

from __future__ import annotations

from functools import cache

import vl_convert

from dashboard.config import assets_directory
from geodata.errors import DataError


def svg_to_png(svg: str, *, scale: float = 2.0) -> bytes:
    """Rasterise an SVG document.

    Parameters
    ----------
    svg
        As `dashboard.drawing.svg.draw_svg` writes it.
    scale
        Pixels for each pixel of the document.

    Raises
    ------
    DataError
        If the bundled fonts are missing.
    """
    _register_fonts()
    png: bytes = vl_convert.svg_to_png(svg, scale=scale)
    return png


def svg_to_pdf(svg: str) -> bytes:
    """Write an SVG document as a vector PDF with its fonts embedded.

    Raises
    ------
    DataError
        If the bundled fonts are missing.
    """
    _register_fonts()
    pdf: bytes = vl_convert.svg_to_pdf(svg)
    return pdf


@cache  # vl-convert keeps fonts for the whole process, and would load them again each time
def _register_fonts() -> None:
    fonts = assets_directory() / "fonts"
    if not any(fonts.glob("Vazirmatn-*.ttf")):
        raise DataError(
            f"there is no Vazirmatn-*.ttf in {str(fonts)!r}; pictures are drawn with the "
            "fonts that come with the package: install it again"
        )
    vl_convert.register_font_directory(str(fonts))
