from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely

from dashboard import bubbles
from dashboard.drawing import projection_of
from dashboard.scene import build_scene
from dashboard.services import Services
from dashboard.state import ViewState, parse_query
from geodata.query import Selection


def scene_of(query: str, services: Services):
    return build_scene(parse_query(query), services, width=900, height=560)


def test_bubbles_add_up_to_the_located_reports(services: Services) -> None:
    scene = scene_of("kind=protest", services)
    counts = services.count(Selection(kinds=frozenset({"protest"})))
    assert scene.bubbles is not None
    assert scene.bubbles.value.sum() == counts.n_selected - counts.n_unlocated


def test_bubbles_come_largest_first(services: Services) -> None:
    bubbles = scene_of("", services).bubbles
    assert bubbles is not None
    assert (np.diff(bubbles.value) <= 0).all()


def test_scale_of_bubbles_stays_while_filtering(services: Services) -> None:
    everything, some = scene_of("", services), scene_of("kind=memorial", services)
    assert everything.legend == some.legend
    assert everything.bubbles is not None
    assert some.bubbles is not None
    radius = dict(zip(everything.bubbles.value, everything.bubbles.radius, strict=True))
    for value, found in zip(some.bubbles.value, some.bubbles.radius, strict=True):
        assert found == radius.get(value, found)


def test_classes_stay_while_filtering(services: Services) -> None:
    everything = scene_of("layer=regions", services).legend.classes
    assert scene_of("layer=regions&kind=protest", services).legend.classes == everything


def test_region_without_population_is_told_apart_from_zero(services: Services) -> None:
    scene = scene_of("layer=regions&kind=statement", services)
    assert scene.regions is not None
    fill = dict(zip(scene.regions.region_id, scene.regions.fill, strict=True))
    value = dict(zip(scene.regions.region_id, scene.regions.value, strict=True))
    assert value["IR-38" if "IR-38" in value else "IR-27"] >= 0
    abroad = next(region for region in fill if not region.startswith("IR-"))
    assert np.isnan(value[abroad])
    assert fill[abroad] == scene.palette.no_data != scene.palette.land


def test_rate_names_its_denominator_and_year(services: Services) -> None:
    legend = scene_of("layer=regions", services).legend
    assert legend.title == "Reports per 100,000 residents"
    assert "2016" in legend.note


def test_counts_of_regions_add_up(services: Services) -> None:
    regions = scene_of("layer=regions&metric=count", services).regions
    assert regions is not None
    labels = services.columns.facets["regions"].labels
    known = services.totals.by_region[[bool(label) for label in labels]].sum()
    assert regions.count.sum() == known


@pytest.mark.parametrize(
    "query",
    ["", "kind=statement", "layer=regions", "layer=regions&country=US", "country=IR&theme=dark"],
)
def test_what_is_drawn_and_the_tray_are_all_that_is_selected(
    query: str, services: Services
) -> None:
    scene = scene_of(query, services)
    n_selected = services.count(parse_query(query).selection).n_selected
    assert scene.tray.n_drawn + sum(group.count for group in scene.tray.groups) == n_selected
    marks = scene.regions.count if scene.regions is not None else scene.bubbles.value
    assert marks.sum() == scene.tray.n_drawn
    assert all(item.count for group in scene.tray.groups for item in group.items)


def test_reports_of_a_region_hatch_it_and_make_no_dot(services: Services) -> None:
    scene = scene_of("precision=admin1", services)
    assert len(scene.bubbles.name) == 0
    assert scene.areas.count.sum() == 33
    assert scene.tray.sentence == "0 at places, 33 known only to a region"


@pytest.mark.parametrize(
    ("at_place", "closeness", "said"),
    [
        ((0, 5, 0), 1, "5 reports"),
        ((0, 5, 2), 1, "7 reports: 5 in the city, 2 near it"),
        ((0, 2, 2), 2, "4 reports: 2 in the city, 2 near it"),
        ((1, 0, 0), 0, "1 report: 1 at the exact point"),
    ],
)
def test_mark_is_that_of_most_reports_and_the_hover_says_all(
    at_place: tuple[int, ...], closeness: int, said: str
) -> None:
    assert bubbles._find_closeness(np.array([at_place])).tolist() == [closeness]
    assert bubbles._say_place(*at_place) == said


def test_region_of_reports_without_a_place_is_what_the_map_fits(services: Services) -> None:
    camera = scene_of("region=IR-27&precision=admin1", services).camera
    assert camera.zoom > scene_of("", services).camera.zoom


@pytest.mark.parametrize(
    "query", ["kind=no such kind", "q=zzzzzz", "from=1990-01-01&to=1990-01-02"]
)
def test_empty_selection_is_a_scene_without_marks(query: str, services: Services) -> None:
    scene = scene_of(query, services)
    assert scene.bubbles is not None
    assert len(scene.bubbles.name) == 0
    assert scene.count_sentence.startswith("0 of ")


def test_filter_by_country_moves_an_unmoved_map_there(services: Services) -> None:
    camera = scene_of("country=NO", services).camera
    assert 4 < camera.lon < 32
    assert 57 < camera.lat < 72


def test_all_regions_that_are_filled_by_default_are_in_view(services: Services) -> None:
    camera = scene_of("layer=regions", services).camera
    projection = projection_of(camera)
    iran = services.admin1.where(countries={"IR"})
    west, south, east, north = shapely.total_bounds(iran.geometry)
    x, y = projection.x(np.array([west, east])), projection.y(np.array([north, south]))
    assert (x >= 0).all()
    assert (x <= camera.width).all()
    assert (y >= 0).all()
    assert (y <= camera.height).all()


def test_filter_by_kind_leaves_the_map_where_it_is(services: Services) -> None:
    assert scene_of("kind=rally", services).camera == scene_of("", services).camera


def test_same_view_gives_the_same_texts_at_every_size(services: Services) -> None:
    view = parse_query("kind=rally")
    small = build_scene(view, services, width=300, height=200)
    large = build_scene(view, services, width=2000, height=1400)
    assert small.count_sentence == large.count_sentence
    assert small.summary == large.summary


def test_credits_are_on_every_scene(services: Services) -> None:
    for theme in ("light", "dark"):
        scene = build_scene(replace(ViewState(), theme=theme), services, width=500, height=400)
        assert "GeoNames" in scene.attribution
        assert "Natural Earth" in scene.attribution
