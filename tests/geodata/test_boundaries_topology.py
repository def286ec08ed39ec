"""Simplifying polygons that share lines."""

import numpy as np
import pytest
import shapely

from geodata.boundaries_topology import faults, simplify, without_islets


def make_neighbours(lat=0.0, wiggle=0.01):
    """Two squares of two degrees whose shared line has corners that stick out by ``wiggle``."""
    line = [(0, lat), (wiggle, lat + 0.5), (-wiggle, lat + 1.5), (0, lat + 2)]
    west = shapely.Polygon([*line, (-2, lat + 2), (-2, lat)])
    east = shapely.Polygon([*line, (2, lat + 2), (2, lat)])
    return np.array([west, east], object)


def test_neighbours_still_meet():
    simplified = simplify(make_neighbours(), 20.0)
    assert shapely.get_num_coordinates(simplified).tolist() == [5, 5]
    assert faults(simplified) == []


def test_corners_larger_than_the_tolerance_stay():
    assert shapely.get_num_coordinates(simplify(make_neighbours(), 1.0)).tolist() == [7, 7]


def test_the_far_north_keeps_no_more_than_its_size_on_the_ground_deserves():
    equator, north = (simplify(make_neighbours(lat), 7.5)[0] for lat in (0.0, 75.0))
    assert shapely.get_num_coordinates(north) < shapely.get_num_coordinates(equator)


def test_islets_go_unless_they_are_much_of_their_country():
    land, islet = shapely.box(0, 0, 1, 1), shapely.box(2, 0, 2.01, 0.01)
    country = shapely.MultiPolygon([land, islet])
    assert without_islets(country, km2=25.0, share=0.02).equals(land)
    assert without_islets(islet, km2=25.0, share=0.02).equals(islet)


@pytest.mark.parametrize(
    ("shapes", "fault"),
    [
        ([shapely.box(0, 0, 2, 1), shapely.box(1, 0, 3, 1)], "overlaps"),
        ([shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])], "invalid"),
        (
            [shapely.MultiPolygon([shapely.box(-179, 0, 179, 1), shapely.box(0, 5, 1, 6)])],
            "dateline",
        ),
    ],
)
def test_faults_are_named(shapes, fault):
    (found,) = faults(np.array(shapes, object))
    assert fault in found


def test_the_lower_edge_of_antarctica_is_no_fault():
    assert faults(np.array([shapely.Polygon([(-180, -90), (180, -90), (0, -70)])], object)) == []
