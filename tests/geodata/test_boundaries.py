"""The shipped region sets and population figures, and their GeoJSON."""

import json

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata import boundaries
from geodata.boundaries import RegionSet, to_geojson
from geodata.errors import DataError

LEVELS = {
    "countries": boundaries.load_countries,
    "countries_drawing": boundaries.load_countries_drawing,
    "admin1": boundaries.load_admin1,
    "admin1_drawing": boundaries.load_admin1_drawing,
}


def make_regions(**columns: list) -> RegionSet:
    defaults = {
        "id": ["AA-1", "BB-1"],
        "country": ["AA", "BB"],
        "name": ['The "West"', "East"],
        "name_fa": ["غرب", None],
        "geonames_admin1": ["AA.01", None],
        "geometry": [shapely.box(0, 0, 1, 1), shapely.box(1.23456, 0, 2, 1)],
    }
    arrays = {name: np.array(values, object) for name, values in (defaults | columns).items()}
    return RegionSet(kind="admin1", attribution="Natural Earth", **arrays)


@pytest.fixture(scope="module", params=LEVELS)
def level(request):
    return LEVELS[request.param]()


def test_ids_are_unique_and_in_order(level):
    assert list(level.id) == sorted(set(level.id))


def test_every_region_has_a_name_in_english_and_persian(level):
    assert all(level.name)
    assert all(level.name_fa)


def test_polygons_are_valid_and_meet_without_overlap(level):
    assert shapely.is_valid(level.geometry).all()
    assert shapely.coverage_is_valid(level.geometry)


def test_no_line_crosses_the_map_at_the_dateline(level):
    lines = shapely.get_rings(shapely.get_parts(level.geometry))
    lon_lat, line = shapely.get_coordinates(lines, return_index=True)
    steps = np.abs(np.diff(lon_lat[:, 0]))[(np.diff(line) == 0) & (lon_lat[1:, 1] > -90)]
    assert steps.max() < 180


@pytest.mark.parametrize("name", ["countries", "admin1"])
def test_the_drawing_level_has_the_same_regions(name):
    join, drawing = LEVELS[name](), LEVELS[f"{name}_drawing"]()
    assert list(join.id) == list(drawing.id)
    assert list(join.name) == list(drawing.name)


def test_the_outline_of_a_country_is_the_outline_of_its_regions():
    countries, admin1 = LEVELS["countries_drawing"](), LEVELS["admin1_drawing"](["IR"])
    iran = shapely.get_parts(countries.geometry[countries.index_of("IR")])
    mainland = iran[np.argmax(shapely.area(iran))]
    provinces = shapely.get_parts(shapely.coverage_union_all(admin1.geometry))
    assert mainland.equals(provinces[np.argmax(shapely.area(provinces))])


def test_iran_has_31_provinces_with_iso_and_geonames_codes():
    iran = boundaries.load_admin1(["IR"])
    assert list(iran.id) == [f"IR-{number:02}" for number in range(31)]
    assert len(set(iran.geonames_admin1)) == 31
    assert iran.name_fa[iran.index_of("IR-30")] == "البرز"


@pytest.mark.parametrize(
    ("region_id", "country", "name", "code"),
    [
        ("IR-23", "IR", "Tehran", "IR.26"),
        ("IR-22", "IR", "Hormozgan", "IR.11"),
        ("CA-ON", "CA", "Ontario", "CA.08"),
        ("CH-AG", "CH", "Aargau", "CH.AG"),
        ("NO-03", "NO", "Oslo", "NO.12"),
        ("UA-43", "UA", "Autonomous Republic of Crimea", "UA.11"),
        ("FR-GF", "GF", "French Guiana", "GF.GF"),
        ("SOL+00?", "SO", "Somaliland", None),
    ],
)
def test_regions_have_their_codes_and_names(region_id, country, name, code):
    admin1 = boundaries.load_admin1()
    row = admin1.index_of(region_id)
    found = (admin1.country[row], admin1.name[row], admin1.geonames_admin1[row])
    assert found == (country, name, code)


def test_made_up_and_repeated_iso_codes_are_not_ids():
    ids = set(boundaries.load_admin1().id)
    assert not any(region_id.endswith("~") for region_id in ids)
    assert "AU-NSW" not in ids  # Natural Earth gives it to Lord Howe Island too
    assert "AUS-2654" in ids


def test_a_geonames_code_belongs_to_one_region():
    codes = [code for code in boundaries.load_admin1().geonames_admin1 if code is not None]
    assert len(codes) == len(set(codes)) > 2500


def test_countries_include_territories_with_a_code_of_their_own():
    assert {"GF", "GI", "RE", "SJ", "TK", "XK", "TW", "PS"} <= set(boundaries.load_countries().id)


def test_loading_some_countries_is_the_same_as_filtering_the_world():
    some = boundaries.load_admin1(["IR", "LS"])
    filtered = boundaries.load_admin1().where(countries=["IR", "LS"])
    assert list(some.id) == list(filtered.id)
    assert len(some) == 31 + 10


def test_loading_no_country_gives_no_region():
    assert len(boundaries.load_admin1([])) == 0


def test_index_of_an_unknown_region_is_none():
    assert make_regions().index_of("ZZ-1") is None


def test_subset_keeps_the_columns_together():
    east = make_regions().subset(np.array([False, True]))
    assert (list(east.id), list(east.name)) == (["BB-1"], ["East"])


def test_a_missing_file_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(boundaries, "DATA", tmp_path)
    with pytest.raises(DataError, match=r"countries\.parquet.*install the package again"):
        boundaries.load_countries()
    with pytest.raises(DataError, match=r"iran_provinces\.csv.*install the package again"):
        boundaries.load_population()


def test_geojson_has_the_id_on_the_feature_and_among_the_properties():
    feature = json.loads(to_geojson(make_regions()))["features"][0]
    assert feature["id"] == "AA-1"
    assert feature["properties"] == {
        "id": "AA-1",
        "name": 'The "West"',
        "name_fa": "غرب",
        "country": "AA",
    }


def test_geojson_is_compact_and_rounded():
    written = to_geojson(make_regions(name=["W", "E"]), decimals=2)
    assert b" " not in written
    assert b"1.23," in written


def test_geojson_of_nothing_is_an_empty_collection():
    nothing = make_regions().subset(np.array([False, False]))
    assert json.loads(to_geojson(nothing)) == {"type": "FeatureCollection", "features": []}


@given(name=st.text(), decimals=st.integers(0, 6))
def test_geojson_keeps_any_name_and_the_shape(name, decimals):
    regions = make_regions(name=[name, "E"])
    feature = json.loads(to_geojson(regions, decimals=decimals))["features"][0]
    assert feature["properties"]["name"] == name
    assert shapely.geometry.shape(feature["geometry"]).equals(regions.geometry[0])


def test_the_world_to_draw_is_small():
    assert len(to_geojson(boundaries.load_countries_drawing(), decimals=2)) < 900_000


def test_population_of_the_provinces_sums_to_the_census():
    population = boundaries.load_population()
    provinces = [population[region_id] for region_id in boundaries.load_admin1(["IR"]).id]
    assert sum(one.value for one in provinces) == 79_926_270
    assert {one.year for one in provinces} == {2016}


def test_population_names_year_and_source():
    iran = boundaries.load_population()["IR"]
    assert (iran.value, iran.year, iran.source) == (82_913_906, 2019, "Natural Earth 10m POP_EST")


def test_population_without_a_year_says_so():
    assert boundaries.load_population()["GF"].year is None


def test_population_that_is_unknown_is_absent():
    assert "CA-ON" not in boundaries.load_population()
