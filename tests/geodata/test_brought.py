from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.brought import Brought, find_fault, from_json, to_json
from geodata.placing import Placed, place_reports
from geodata.tables import make_point_id
from geodata.types import MatchStatus, PlacePrecision
from tests.geodata.builders import make_answer, make_decision, real_reference

SHIRAZ = Brought(
    place_id=115019,
    name="Shiraz",
    lon=52.53113,
    lat=29.61031,
    country="IR",
    region_id="IR-07",
    place_precision="city",
    geo_status="certain",
    geo_score=0.98,
    geo_reason="Settled by a reader.",
)
FARS = replace(SHIRAZ, place_id=None, name="", lon=None, lat=None, place_precision="admin1")
POINT = replace(SHIRAZ, place_id=make_point_id(52.5, 29.6), name="a yard", lon=52.5, lat=29.6)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)


@given(
    st.builds(
        Brought,
        place_id=st.none() | st.integers(-(2**53), 2**31),
        name=st.text(),
        lon=st.none() | FLOATS,
        lat=st.none() | FLOATS,
        country=st.none() | st.text(),
        region_id=st.none() | st.text(),
        place_precision=st.sampled_from([str(item) for item in PlacePrecision]),
        geo_status=st.sampled_from([str(item) for item in MatchStatus]),
        geo_score=FLOATS,
        geo_reason=st.text(),
    )
)
def test_text_and_value_are_inverses(brought: Brought) -> None:
    assert from_json(to_json(brought)) == brought


@pytest.mark.parametrize(
    ("base", "changes", "said"),
    [
        (SHIRAZ, {}, ""),
        (FARS, {}, ""),
        (POINT, {}, ""),
        (SHIRAZ, {"lon": 52.531}, "lies elsewhere"),
        (SHIRAZ, {"country": "IQ"}, "lies elsewhere"),
        (SHIRAZ, {"place_id": 1}, "has no place 1"),
        (SHIRAZ, {"lat": None}, "has no position"),
        (SHIRAZ, {"place_id": None}, "contradict"),
        (FARS, {"place_id": 115019}, "contradict"),
        (FARS, {"region_id": "XX-1"}, "no region 'XX-1'"),
        (FARS, {"country": "XX"}, "no country 'XX'"),
        (FARS, {"place_precision": "roughly"}, "no precision"),
        (FARS, {"geo_score": 2.0}, "geo_score"),
        (POINT, {"lon": 51.0}, "lies elsewhere"),
        (POINT, {"place_id": -1}, "lies elsewhere"),
        (POINT, {"place_id": -(10**18)}, "lies elsewhere"),
    ],
)
def test_place_that_cannot_be_is_found(base: Brought, changes: Any, said: str) -> None:
    reference = real_reference()
    region_ids = set(map(str, reference.admin1.id))
    fault = find_fault(replace(base, **changes), reference.gazetteer, region_ids)
    assert said in fault
    assert bool(fault) == bool(said)


def place(brought: Brought, *, decided: bool = False) -> Placed:
    """Place a row called Baden, which no one can be certain of, that brings a place."""
    row = {"place_name": "Baden", "placed_as": to_json(brought)}
    names = (
        "admin1_name", "country_name", "place_level",
        "given_lon", "given_lat", "given_precision", "given_code",
    )  # fmt: skip
    rows = pd.DataFrame([row | dict.fromkeys(names)])
    after = make_answer(geonames_id=2661646, name="Baden", country="CH", admin1="CH.AG")
    decisions = [make_decision("Baden", after=after)] if decided else []
    return place_reports(rows, real_reference(), decisions=decisions)


@pytest.mark.parametrize("brought", [SHIRAZ, FARS, POINT])
def test_row_keeps_the_place_that_it_brings(brought: Brought) -> None:
    placed = place(brought)
    row = placed.columns.iloc[0]
    for name in ("country", "region_id", "place_precision", "geo_status", "geo_reason"):
        assert row[name] == getattr(brought, name)
    found = placed.places["place_id"].tolist()
    assert found == ([] if brought.place_id is None else [brought.place_id])
    assert row["stale"] == ""


def test_place_that_does_not_hold_is_said_and_the_name_looked_up() -> None:
    row = place(replace(SHIRAZ, place_id=1)).columns.iloc[0]
    assert row["stale"] == "the gazetteer has no place 1"
    assert row["geo_status"] == MatchStatus.DOUBTFUL


def test_decision_made_here_wins_over_a_place_that_is_brought() -> None:
    assert place(SHIRAZ, decided=True).columns["place_id"].tolist() == [2661646]
