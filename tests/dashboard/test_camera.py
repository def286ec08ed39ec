import numpy as np
import pytest

from dashboard.camera import TILE, fit_camera, mercator_x, mercator_y


def test_mercator_is_the_square_world() -> None:
    assert mercator_x(np.array([-180.0, 0.0, 180.0])).tolist() == [0.0, 0.5, 1.0]
    assert mercator_y(np.array([0.0, 85.0511])) == pytest.approx([0.5, 0.0], abs=1e-5)


def test_all_points_are_inside_the_fitted_map() -> None:
    lon, lat = np.array([44.0, 61.0, 53.0]), np.array([25.0, 39.5, 30.0])
    camera = fit_camera(lon, lat, width=800, height=500, margin=30)
    size = TILE * 2**camera.zoom
    x = (mercator_x(lon) - mercator_x(np.array([camera.lon]))) * size
    y = (mercator_y(lat) - mercator_y(np.array([camera.lat]))) * size
    assert np.abs(x).max() <= 400 - 29
    assert np.abs(y).max() <= 250 - 29


def test_points_on_both_sides_of_the_date_line_are_fitted_across_it() -> None:
    camera = fit_camera(np.array([177.0, -178.0]), np.array([-17.0, -18.0]), width=600, height=400)
    assert camera.lon == pytest.approx(179.5)
    assert camera.zoom > 4


def test_single_place_is_shown_with_its_surroundings() -> None:
    camera = fit_camera(np.array([10.75]), np.array([59.9]), width=600, height=400)
    assert (camera.lon, camera.lat, camera.zoom) == (10.75, 59.9, 7.0)


def test_no_place_shows_the_world() -> None:
    camera = fit_camera(np.array([]), np.array([]), width=1024, height=600)
    assert camera.zoom < 1.5
