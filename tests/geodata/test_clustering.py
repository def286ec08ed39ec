from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.clustering import READ, Basis, cluster
from geodata.joining import Joining, Verdict
from tests.geodata.builders import make_joining
from tests.geodata.strategies import make_joinings

Groups = set[frozenset[str]]


def make_report(report_id: str, day: str = "15", **changes: Any) -> dict[str, Any]:
    """Make a report of one day of November 2019, or of a range as ``15-19``."""
    first, _, last = day.partition("-")
    values: dict[str, Any] = {
        "report_id": report_id,
        "event_key": None,
        "date_start": pd.Timestamp(2019, 11, int(first)),
        "date_stop": pd.Timestamp(2019, 11, int(last or first)) + timedelta(days=1),
        "date_precision": "week" if last else "day",
        "kind": "protest",
        "place_id": 1,
        "source_file": "rows.csv",
        "is_row": False,
    }
    return values | changes


def find_events(*reports: dict[str, Any], joinings: tuple[Joining, ...] = ()) -> dict[str, Any]:
    """Return the basis of each event, by the ids of its reports run together."""
    frame = pd.DataFrame(reports, columns=[*READ, "is_row"])
    frame["place_id"] = frame["place_id"].astype("Int64")
    clusters = cluster(frame, frame["is_row"].to_numpy(bool), joinings)
    ids = frame["report_id"].groupby(clusters.codes).agg(lambda group: "".join(sorted(group)))
    return dict(zip(ids, clusters.bases, strict=True))


def report(report_id: str, day: str = "15", **changes: Any) -> dict[str, Any]:
    return make_report(report_id, day, **changes)


@pytest.mark.parametrize(
    ("reports", "events"),
    [
        ([report("a"), report("b")], {"ab": Basis.DAY}),
        ([report("a"), report("b", "16")], {"a": Basis.ALONE, "b": Basis.ALONE}),
        ([report("a"), report("b", kind="Protest ")], {"ab": Basis.DAY}),
        ([report("a"), report("b", kind="rally")], {"a": Basis.ALONE, "b": Basis.ALONE}),
        ([report("a", kind=None), report("b")], {"a": Basis.ALONE, "b": Basis.ALONE}),
        ([report("a", kind=None), report("b", kind=None)], {"ab": Basis.DAY}),
        ([report("a"), report("b", place_id=2)], {"a": Basis.ALONE, "b": Basis.ALONE}),
        (
            [report("a", place_id=None), report("b", place_id=None)],
            {"a": Basis.UNLOCATED, "b": Basis.UNLOCATED},
        ),
    ],
)
def test_reports_of_one_place_kind_and_day_are_one_event(
    reports: list[dict[str, Any]], events: dict[str, Basis]
) -> None:
    assert find_events(*reports) == events


@pytest.mark.parametrize(
    ("days", "events"),
    [
        (("15", "15-19"), {"ab": Basis.DAY}),
        (("15", "14-16", "15-19"), {"abc": Basis.DAY}),
        (("15", "16-19"), {"a": Basis.ALONE, "b": Basis.RANGE}),
        (("15", "18", "15-19"), {"a": Basis.ALONE, "b": Basis.ALONE, "c": Basis.RANGE}),
        (("15-16", "16-17"), {"a": Basis.RANGE, "b": Basis.RANGE}),
        (("15-16", "15-16"), {"a": Basis.RANGE, "b": Basis.RANGE}),
    ],
)
def test_range_joins_the_one_day_that_it_holds_and_chains_none(
    days: tuple[str, ...], events: dict[str, Basis]
) -> None:
    assert find_events(*map(report, "abc", days)) == events


def test_rows_that_share_a_key_in_their_file_are_one_event() -> None:
    rows = [
        report("a", event_key="1", is_row=True),
        report("b", "20", event_key="1", place_id=None, is_row=True),
        report("c", event_key="1", source_file="other.csv"),
    ]
    assert find_events(*rows) == {"ab": Basis.KEY, "c": Basis.KEY}


def test_rows_of_a_dataset_of_events_are_never_joined() -> None:
    rows = [report("a", is_row=True), report("b", is_row=True), report("c"), report("d")]
    assert find_events(*rows) == {"a": Basis.ROW, "b": Basis.ROW, "cd": Basis.DAY}


ROWS = (report("a"), report("b"), report("c"), report("d", "20"), report("e", "20"))


@pytest.mark.parametrize(
    ("joinings", "events"),
    [
        ([make_joining("a", "d")], {"abcde": Basis.TOGETHER}),
        (
            [make_joining("c", after=Verdict.APART)],
            {"ab": Basis.APART, "c": Basis.APART, "de": Basis.DAY},
        ),
        (
            [make_joining("b", "c", after=Verdict.APART)],
            {"a": Basis.APART, "bc": Basis.APART, "de": Basis.DAY},
        ),
        (
            [make_joining("c", "d", after=Verdict.APART)],
            {"ab": Basis.APART, "c": Basis.APART, "d": Basis.APART, "e": Basis.APART},
        ),
        (
            [make_joining("a", "d"), make_joining("e", after=Verdict.APART)],
            {"abcd": Basis.APART, "e": Basis.APART},
        ),
        (
            [make_joining("a", "d"), make_joining("a", "d", after=None)],
            {"abc": Basis.DAY, "de": Basis.DAY},
        ),
        ([make_joining("a", "gone")], {"abc": Basis.DAY, "de": Basis.DAY}),
    ],
)  # fmt: skip
def test_people_have_the_last_word(joinings: list[Joining], events: dict[str, Basis]) -> None:
    assert find_events(*ROWS, joinings=tuple(joinings)) == events


DAYS = st.sampled_from(["15", "16", "17", "15-16", "14-18", "16-30"])
FIELDS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["protest", "Protest", "rally", None]),
        "place_id": st.sampled_from([1, 2, None]),
        "event_key": st.sampled_from([None, None, "1", "2"]),
        "source_file": st.sampled_from(["rows.csv", "other.csv"]),
        "is_row": st.booleans(),
    }
)
REPORTS = st.lists(st.tuples(DAYS, FIELDS), max_size=12).map(
    lambda drawn: [report(f"r{i:02}", day, **more) for i, (day, more) in enumerate(drawn)]
)
JOININGS = st.lists(make_joinings(st.sampled_from([f"r{i:02}" for i in range(14)])), max_size=4)


@given(REPORTS, JOININGS, st.randoms(use_true_random=False))
def test_order_of_reports_changes_no_event(
    reports: list[dict[str, Any]], joinings: list[Joining], chance: Any
) -> None:
    shuffled = chance.sample(reports, len(reports))
    found = find_events(*reports, joinings=tuple(joinings))
    assert list(find_events(*shuffled, joinings=tuple(joinings)).items()) == list(found.items())


@given(REPORTS)
def test_reports_joined_by_their_days_share_one_and_their_place_and_kind(
    reports: list[dict[str, Any]],
) -> None:
    frame = pd.DataFrame(reports, columns=[*READ, "is_row"])
    clusters = cluster(frame, frame["is_row"].to_numpy(bool))
    for _, event in frame.groupby(clusters.codes):
        if len(event) > 1 and event["event_key"].isna().all():
            assert event["place_id"].nunique(dropna=False) == 1
            assert event["kind"].str.lower().nunique(dropna=False) == 1
            assert event["date_start"].max() < event["date_stop"].min()
            assert not event["is_row"].any()


@given(REPORTS, JOININGS)
def test_deciding_the_same_again_changes_nothing(
    reports: list[dict[str, Any]], joinings: list[Joining]
) -> None:
    frame = pd.DataFrame(reports, columns=[*READ, "is_row"])
    rows = frame["is_row"].to_numpy(bool)
    once, twice = cluster(frame, rows, joinings), cluster(frame, rows, joinings * 2)
    assert np.array_equal(once.codes, twice.codes)
    assert (once.bases, once.decisions) == (twice.bases, twice.decisions)
