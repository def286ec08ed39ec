from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing.projection import projection_of
from tests.dashboard.builders import make_camera

ZOOMS = st.floats(0, 12)
LONS = st.floats(-180, 180)
LATS = st.floats(-85, 85)


@settings(deadline=None)
@given(LONS, LATS, ZOOMS)
def test_the_cameras_centre_is_the_middle_of_the_map(lon: float, lat: float, zoom: float) -> None:
    projection = projection_of(make_camera(lon=lon, lat=lat, zoom=zoom))
    assert float(projection.x(np.array(lon))) == pytest.approx(400, abs=1e-6)
    assert float(projection.y(np.array(lat))) == pytest.approx(250, abs=1e-6)


@pytest.mark.parametrize(
    ("lon", "lat", "x", "y"),
    [
        (-180, 85.051129, 0, 0),
        (180, -85.051129, 512, 512),
        (0, 0, 256, 256),
        (90, 66.51326, 384, 128),
    ],
)
def test_the_world_is_512_pixels_at_zoom_0(lon: float, lat: float, x: float, y: float) -> None:
    projection = projection_of(make_camera(lon=0, lat=0, zoom=0, width=512, height=512))
    assert float(projection.x(np.array(lon))) == pytest.approx(x, abs=1e-3)
    assert float(projection.y(np.array(lat))) == pytest.approx(y, abs=1e-3)


@pytest.mark.parametrize("lat", [90.0, -90.0])
def test_poles_are_at_the_worlds_edge(lat: float) -> None:
    projection = projection_of(make_camera(lon=0, lat=0, zoom=0, width=512, height=512))
    assert float(projection.y(np.array(lat))) == pytest.approx(0 if lat > 0 else 512, abs=1e-3)


@pytest.mark.parametrize(
    ("lon", "zoom", "width", "copies"),
    [(0, 2, 800, [0]), (0, 0, 800, [-1, 0, 1]), (179, 3, 800, [0, 1]), (-179, 3, 800, [-1, 0])],
)
def test_copies_of_the_world_in_view(
    lon: float, zoom: float, width: int, copies: list[int]
) -> None:
    projection = projection_of(make_camera(lon=lon, lat=0, zoom=zoom, width=width))
    assert list(projection.copies()) == copies


def test_the_nearest_copy_of_a_place_across_the_date_line() -> None:
    projection = projection_of(make_camera(lon=179, lat=0, zoom=3))
    x = projection.nearest_copy(projection.x(np.array([-179.0, 177.0])))
    assert x == pytest.approx([400 + 2 / 360 * 4096, 400 - 2 / 360 * 4096])


def test_a_pixel_at_60_degrees_spans_half_of_one_at_the_equator() -> None:
    projection = projection_of(make_camera(zoom=0))
    assert projection.km_per_pixel(0) == pytest.approx(40_075.016686 / 512)
    assert projection.km_per_pixel(60) == pytest.approx(projection.km_per_pixel(0) / 2)
