from datetime import date, timedelta

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geodata.aggregate import NOT_STATED, Columns, code_columns, count
from geodata.query import FACETS, Selection

EPOCH = date(1970, 1, 1)

SOURCES = pd.DataFrame(
    {
        "source_id": ["S1", "S2"],
        "kind": ["advocacy", None],
        "publisher": ["Paper", "Agency"],
    }
)
PLACES = pd.DataFrame(
    {
        "place_id": [1, 2],
        "name": ["Isfahan", "Oslo"],
        "name_fa": ["اصفهان", None],
    }
)

FIELDS = {
    "start": st.integers(18000, 18010),
    "length": st.integers(1, 4),
    "kind": st.sampled_from(["protest", "rally", None]),
    "country": st.sampled_from(["IR", "NO", None]),
    "region_id": st.sampled_from(["IR-10", "NO-03", None]),
    "source_id": st.sampled_from(["S1", "S2", None]),
    "place_id": st.sampled_from([1, 2, None]),
    "title": st.sampled_from(["Students march", "Shops closed", None]),
}
tables = st.lists(st.fixed_dictionaries(FIELDS), max_size=30)
day = st.integers(17998, 18014).map(lambda n: EPOCH + timedelta(days=n))


def subsets(*values: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values))


selections = st.builds(
    Selection,
    date_start=st.none() | day,
    date_stop=st.none() | day,
    kinds=subsets("protest", "rally", NOT_STATED),
    countries=subsets("IR", "NO", "SE"),
    regions=subsets("IR-10", "NO-03", NOT_STATED),
    source_kinds=subsets("advocacy", NOT_STATED),
    places=st.frozensets(st.sampled_from([1, 2])),
    text=st.sampled_from(["", "march", "اصفهان", "paper STUDENTS"]),
)


def make_columns(table: list[dict[str, object]]) -> Columns:
    frame = pd.DataFrame(table, columns=list(FIELDS))
    start = np.array([row["start"] for row in table], dtype="int64")
    length = np.array([row["length"] for row in table], dtype="int64")
    reports = pd.DataFrame(
        {
            "date_start": start.astype("datetime64[D]"),
            "date_stop": (start + length).astype("datetime64[D]"),
            "date_precision": np.where(length == 1, "day", "days"),
            "place_precision": ["city" if row["place_id"] else "country" for row in table],
            "place_id": pd.array([row["place_id"] for row in table], dtype="Int64"),
            **{
                name: frame[name].astype("object")
                for name in ("kind", "country", "region_id", "source_id", "title")
            },
            **{
                name: pd.Series([None] * len(table), dtype="object")
                for name in ("actors", "place_name", "admin1_name", "country_name")
            },
        }
    )
    return code_columns(reports, SOURCES, PLACES)


def passes(row: dict[str, object], selection: Selection, *, without: str = "") -> bool:
    """Say by the plain meaning of the words whether a row is selected."""
    kind_of = {"S1": "advocacy"}
    publisher = {"S1": "paper", "S2": "agency"}
    names = {1: "isfahan اصفهان", 2: "oslo"}
    values = {
        "kinds": row["kind"] or "",
        "countries": row["country"] or "",
        "regions": row["region_id"] or "",
        "source_kinds": kind_of.get(row["source_id"], ""),
        "places": row["place_id"] or "",
    }
    for name, value in values.items():
        wanted = getattr(selection, name)
        if name != without and wanted and value not in wanted:
            return False
    if without != "dates":
        first = EPOCH + timedelta(days=row["start"])
        after = first + timedelta(days=row["length"])
        if selection.date_start and not after > selection.date_start:
            return False
        if selection.date_stop and not first < selection.date_stop:
            return False
    text = " ".join(
        [
            str(row["title"] or "").lower(),
            names.get(row["place_id"], ""),
            publisher.get(row["source_id"], ""),
        ]
    )
    return all(word in text for word in selection.text.lower().split())


@given(tables, selections)
def test_counts_agree_with_plain_counting(
    table: list[dict[str, object]], selection: Selection
) -> None:
    columns = make_columns(table)
    counts = count(columns, selection)
    chosen = [row for row in table if passes(row, selection)]
    assert counts.selected.tolist() == [passes(row, selection) for row in table]
    assert counts.n_selected == len(chosen)
    assert counts.n_unlocated == sum(row["place_id"] is None for row in chosen)
    assert counts.by_place.sum() == counts.n_selected - counts.n_unlocated


@given(tables, selections)
def test_each_facet_counts_with_the_other_filters_on(
    table: list[dict[str, object]], selection: Selection
) -> None:
    columns = make_columns(table)
    counts = count(columns, selection)
    for name in FACETS:
        expected = sum(passes(row, selection, without=name) for row in table)
        assert counts.facets[name].sum() == expected
    days = counts.days
    assert days.exact.sum() + days.ranged.sum() == sum(
        passes(row, selection, without="dates") for row in table
    )


def test_day_axis_stays_while_filtering() -> None:
    table = [
        {"start": n, "length": 1, "kind": kind, **dict.fromkeys(list(FIELDS)[3:])}
        for n, kind in ((18000, "protest"), (18005, "rally"))
    ]
    columns = make_columns(table)
    everything = count(columns, Selection()).days
    rallies = count(columns, Selection(kinds=frozenset({"rally"}))).days
    assert everything.exact.tolist() == [1, 0, 0, 0, 0, 1]
    assert rallies.exact.tolist() == [0, 0, 0, 0, 0, 1]
    assert str(everything.first) == "2019-04-14"
