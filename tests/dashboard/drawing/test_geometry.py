from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing.geometry import area_paths, outline_paths
from dashboard.drawing.projection import Projection, projection_of
from tests.dashboard.builders import make_camera, make_objects


def numbers(path: str) -> np.ndarray[Any, Any]:
    return np.array(re.findall(r"-?[\d.]+", path), dtype=float).reshape(-1, 2)


def world_view(**changes: Any) -> Projection:
    view = {"lon": 0.0, "lat": 0.0, "zoom": 0.0, "width": 512, "height": 512}
    return projection_of(make_camera(**(view | changes)))


def test_a_polygon_becomes_one_closed_path() -> None:
    (path,) = area_paths(make_objects([shapely.box(-90, -45, 90, 45)]), world_view())
    assert path.count("M") == path.count("Z") == 1
    assert numbers(path).min(axis=0) == pytest.approx([128, 184.2])
    assert numbers(path).max(axis=0) == pytest.approx([384, 327.8])


def test_a_hole_is_a_subpath_of_its_own() -> None:
    ring = shapely.box(-90, -45, 90, 45).difference(shapely.box(-30, -20, 30, 20))
    (path,) = area_paths(make_objects([ring]), world_view())
    assert path.count("M") == path.count("Z") == 2


def test_paths_keep_the_order_and_are_empty_out_of_view() -> None:
    shapes = make_objects([shapely.box(100, 0, 110, 10), shapely.box(52, 30, 54, 32)])
    paths = area_paths(shapes, projection_of(make_camera()))
    assert paths[0] == ""
    assert paths[1].startswith("M")


@settings(deadline=None)
@given(st.floats(-180, 180), st.floats(-80, 80), st.floats(0, 9))
def test_no_point_is_far_outside_the_map(lon: float, lat: float, zoom: float) -> None:
    projection = projection_of(make_camera(lon=lon, lat=lat, zoom=zoom))
    shape = make_objects([shapely.box(-180, -90, 180, 90)])
    for path in area_paths(shape, projection) + outline_paths(shape, projection):
        points = numbers(path)
        if len(points):
            assert points.min() >= -8.1
            assert (points.max(axis=0) <= [808.1, 508.1]).all()


def test_a_shape_is_drawn_in_each_copy_of_the_world() -> None:
    paths = area_paths(make_objects([shapely.box(-10, -10, 10, 10)]), world_view(width=1200))
    assert paths[0].count("M") == 3
    assert numbers(paths[0])[::5, 0].max() - numbers(paths[0])[::5, 0].min() == pytest.approx(1024)


def test_the_cut_along_the_date_line_is_no_outline() -> None:
    west, east = shapely.box(170, 60, 180, 70), shapely.box(-180, 60, -170, 70)
    country = make_objects([shapely.union(west, east)])
    (path,) = outline_paths(country, projection_of(make_camera(lon=180, lat=65, zoom=3)))
    lines = [numbers(subpath)[:, 0] for subpath in path.split("M")[1:]]
    assert {float(x) for line in lines for x in line} >= {286.2, 513.8}
    assert not any(((line[1:] == 400) & (line[:-1] == 400)).any() for line in lines)


def test_points_that_can_not_be_seen_are_dropped() -> None:
    angle = np.linspace(0, 2 * np.pi, 5000)
    circle = shapely.polygons(np.column_stack([10 * np.cos(angle), 10 * np.sin(angle)]))
    (path,) = area_paths(make_objects([circle]), world_view())
    assert 8 <= len(numbers(path)) <= 40
    radius = np.hypot(*(numbers(path) - 256).T)
    assert radius == pytest.approx(10 / 360 * 512, abs=0.4)


def test_a_shape_smaller_than_a_pixel_is_still_drawn() -> None:
    (path,) = area_paths(make_objects([shapely.box(10, 10, 10.01, 10.01)]), world_view())
    assert path.startswith("M")


def test_no_geometries_give_no_paths() -> None:
    assert area_paths(make_objects([]), world_view()) == []
    assert outline_paths(make_objects([]), world_view()) == []
