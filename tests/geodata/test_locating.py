"""Which region holds a point."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.boundaries import RegionSet, load_admin1, load_countries
from geodata.errors import InputError
from geodata.locating import NEAREST_KM, Basis, Locator

RING_WITH_HOLE = shapely.Polygon(
    shapely.box(10, 10, 14, 14).exterior, [shapely.box(11, 11, 12, 12).exterior]
)
SPLIT = shapely.MultiPolygon([shapely.box(179, -1, 180, 1), shapely.box(-180, -1, -179, 1)])
SQUARES = {
    "AA-W": ("AA", "AA.1", shapely.box(0, 0, 1, 1)),
    "AA-E": ("AA", "AA.2", shapely.box(1, 0, 2, 1)),
    "BB-E": ("BB", "BB.1", shapely.box(2, 0, 3, 1)),
    "CC-0": ("CC", None, RING_WITH_HOLE),
    "DD-0": ("DD", None, shapely.box(11, 11, 12, 12)),
    "EE-0": ("EE", None, SPLIT),
    "FF-0": ("FF", None, shapely.box(20, 60, 21, 61)),
    "IR-X": ("IR", "IR.1", shapely.box(30, 0, 31, 1)),
    "IR-Y": ("IR", "IR.2", shapely.box(31, 0, 32, 1)),
}


def make_set(kind, rows):
    ids, countries, codes, shapes = (np.array(column, object) for column in zip(*rows, strict=True))
    return RegionSet(
        kind=kind,
        id=ids,
        country=countries,
        name=ids,
        name_fa=ids,
        geonames_admin1=codes,
        geometry=shapes,
        attribution="none",
    )


def make_locator():
    countries = sorted({country for country, _, _ in SQUARES.values()})
    admin1 = make_set("admin1", [(key, *row) for key, row in SQUARES.items()])
    nowhere = shapely.Polygon()
    rows = [(code, code, None, nowhere) for code in countries]
    return Locator(admin1, make_set("country", rows))


def locate(lon, lat, country=None, code=None):
    """Return the region, basis and distance of one point."""
    found = make_locator().locate([lon], [lat], [country], [code])
    row = found.region[0]
    return None if row < 0 else list(SQUARES)[row], found.basis[0], found.distance_km[0]


@pytest.fixture(scope="module")
def world():
    admin1 = load_admin1()
    locator = Locator(admin1, load_countries())

    def find(lon, lat, country=None, code=None):
        found = locator.locate([lon], [lat], [country], [code])
        return None if found.region[0] < 0 else admin1.id[found.region[0]], found.basis[0]

    return find


@pytest.mark.parametrize(
    ("point", "region"),
    [
        ((0.5, 0.5, "AA"), "AA-W"),
        ((1.5, 0.5, "AA"), "AA-E"),
        ((1.5, 0.5, None), "AA-E"),
        ((1.0, 0.5, "AA"), "AA-W"),  # on a shared line: the first
        ((10.5, 10.5, "CC"), "CC-0"),
        ((11.5, 11.5, "DD"), "DD-0"),  # an enclave
        ((11.5, 11.5, None), "DD-0"),  # and the hole around it
    ],
)
def test_a_point_takes_the_polygon_that_holds_it(point, region):
    assert locate(*point) == (region, Basis.POLYGON, 0.0)


def test_near_a_border_the_own_country_comes_before_the_polygon():
    region, basis, distance_km = locate(2.1, 0.5, "AA")
    assert (region, basis) == ("AA-E", Basis.NEAREST)
    assert distance_km == pytest.approx(11.12, abs=0.01)


def test_far_from_the_own_country_the_polygon_decides():
    assert locate(2.9, 0.5, "AA") == ("BB-E", Basis.POLYGON, 0.0)


def test_without_a_country_the_nearest_region_is_taken():
    assert locate(3.1, 0.5)[:2] == ("BB-E", Basis.NEAREST)


@pytest.mark.parametrize(
    ("lon", "lat", "distance_km"),
    [
        (21.2, 60.5, 10.95),  # 0.2 degrees east at 60.5 north, not 22 km
        (20.5, 61.2, 22.24),
        (21.4, 60.5, 21.90),
    ],
)
def test_distance_is_on_the_sphere(lon, lat, distance_km):
    assert locate(lon, lat, "FF")[2] == pytest.approx(distance_km, abs=0.05)


def test_nothing_within_reach_is_none():
    region, basis, distance_km = locate(20.5, 61.0 + 1.01 * NEAREST_KM / 111.19, "FF")
    assert (region, basis) == (None, Basis.NONE)
    assert np.isnan(distance_km)


def test_the_code_comes_first_in_iran():
    assert locate(30.5, 0.5, "IR", "IR.2")[:2] == ("IR-Y", Basis.CODE)
    assert locate(30.5, 0.5, "IR", None)[:2] == ("IR-X", Basis.POLYGON)


def test_the_code_comes_last_elsewhere():
    assert locate(0.5, 0.5, "AA", "AA.2")[:2] == ("AA-W", Basis.POLYGON)
    assert locate(-5.0, 0.5, "AA", "AA.2")[:2] == ("AA-E", Basis.CODE)


def test_the_distance_to_a_region_by_code_is_told():
    assert locate(30.9, 0.5, "IR", "IR.2")[2] == pytest.approx(11.12, abs=0.01)


@pytest.mark.parametrize("lon", [179.5, 180.0, -180.0, -179.5, 180.5, -180.5, 539.5])
def test_longitudes_are_wrapped_at_the_dateline(lon):
    assert locate(lon, 0.0, "EE") == ("EE-0", Basis.POLYGON, 0.0)


@pytest.mark.parametrize("lon", [178.9, -178.9, 181.1])
def test_the_nearest_region_is_found_across_the_dateline(lon):
    assert locate(lon, 0.0, "EE")[2] == pytest.approx(11.12, abs=0.01)


@pytest.mark.parametrize(
    ("lon", "lat"),
    [(np.nan, 0.5), (0.5, np.nan), (None, None), (np.inf, 0.5), (0.5, 90.5), (0.5, -np.inf)],
)
def test_without_a_point_only_the_code_can_tell(lon, lat):
    assert locate(lon, lat, "AA")[:2] == (None, Basis.NONE)
    region, basis, distance_km = locate(lon, lat, "AA", "AA.1")
    assert (region, basis) == ("AA-W", Basis.CODE)
    assert np.isnan(distance_km)


def test_the_country_is_the_given_one_or_else_the_regions():
    found = make_locator().locate([0.5, 0.5, 50.0], [0.5] * 3, ["BB", None, "ZZ"], [None] * 3)
    assert found.country.tolist() == [1, 0, -1]


def test_no_points_give_no_rows():
    found = make_locator().locate([], [], [], [])
    assert len(found.region) == len(found.basis) == len(found.distance_km) == 0


def test_columns_of_unequal_length_are_refused():
    with pytest.raises(InputError, match=r"\(2, 1, 2\).*must be equal"):
        make_locator().locate([0.0, 1.0], [0.0, 1.0], ["AA"], [None, None])


@given(
    lon=st.one_of(st.none(), st.floats()),
    lat=st.one_of(st.none(), st.floats()),
    country=st.sampled_from([None, "AA", "EE", "ZZ", "IR", ""]),
    code=st.sampled_from([None, "AA.1", "IR.2", "ZZ.1", ""]),
)
def test_no_value_makes_it_fail(lon, lat, country, code):
    region, basis, distance_km = locate(lon, lat, country, code)
    assert (region is None) == (basis == Basis.NONE)
    assert basis != Basis.NEAREST or 0.0 < distance_km <= NEAREST_KM


@given(lon=st.floats(-178.5, 178.5), lat=st.floats(-89, 89), turns=st.integers(-2, 2))
def test_a_full_turn_changes_nothing(lon, lat, turns):
    here = locate(round(lon, 2) + 0.001, lat, "AA")  # not so near to a line that rounding decides
    assert locate(round(lon, 2) + 0.001 + 360 * turns, lat, "AA")[:2] == here[:2]


@pytest.mark.parametrize(
    ("point", "region", "basis"),
    [
        ((56.27, 27.18, "IR", "IR.11"), "IR-22", Basis.CODE),  # Bandar Abbas
        ((54.02, 26.56, "IR", "IR.11"), "IR-22", Basis.CODE),  # Kish
        ((51.01, 35.83, "IR", "IR.44"), "IR-30", Basis.CODE),  # Karaj
        ((51.42, 35.69, "IR", "IR.26"), "IR-23", Basis.CODE),  # Tehran
        ((-79.42, 43.70, "CA", "CA.08"), "CA-ON", Basis.POLYGON),  # Toronto
        ((10.75, 59.91, "NO", "NO.12"), "NO-03", Basis.POLYGON),  # Oslo
        ((8.306, 47.473, "CH", "CH.AG"), "CH-AG", Basis.POLYGON),  # Baden
        ((28.0, -29.5, "LS", None), "LS-A", Basis.POLYGON),
        ((12.4534, 41.9033, "VA", None), "VAT+00?", Basis.POLYGON),
        ((35.2, 31.9, "PS", None), "PS-WBK", Basis.POLYGON),
        ((34.1, 44.95, "UA", "UA.11"), "UA-43", Basis.POLYGON),
        ((180.0, 67.0, "RU", None), "RU-CHU", Basis.POLYGON),
        ((-180.0, -16.8, "FJ", None), "FJ-N", Basis.POLYGON),
        ((179.99, -16.5, "FJ", None), "FJ-N", Basis.NEAREST),
        ((-176.6, 51.88, "US", None), "US-AK", Basis.NEAREST),  # Adak
        ((173.1, 52.9, "US", None), "US-AK", Basis.POLYGON),  # Attu
        ((-30.0, 0.0, None, None), None, Basis.NONE),
    ],
)
def test_places_of_the_world(world, point, region, basis):
    assert world(*point) == (region, basis)
