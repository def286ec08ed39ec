from collections import Counter
from datetime import date, timedelta

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geodata.aggregate import count
from geodata.coding import NOT_STATED, Columns, Shown, code_columns
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
    "at": st.sampled_from(["exact", "city", "near"]),
    "within": st.sampled_from(["admin1", "country", "unknown"]),
    "verification": st.sampled_from(["official", None, None]),
    "claims": st.lists(st.sampled_from(["claimed", "official", None]), max_size=3),
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
    precisions=subsets("exact", "city", "near", "admin1", "country", "unknown"),
    date_precisions=subsets("day", "days", "week"),
    verifications=subsets("claimed", "official", NOT_STATED),
    text=st.sampled_from(["", "march", "اصفهان", "paper STUDENTS"]),
)


def make_columns(table: list[dict[str, object]]) -> Columns:
    frame = pd.DataFrame(table, columns=list(FIELDS))
    start = np.array([row["start"] for row in table], dtype="int64")
    length = np.array([row["length"] for row in table], dtype="int64")
    reports = pd.DataFrame(
        {
            "report_id": [f"R{i}" for i in range(len(table))],
            "date_start": start.astype("datetime64[D]"),
            "date_stop": (start + length).astype("datetime64[D]"),
            "date_precision": np.where(length == 1, "day", "days"),
            "place_precision": [find_precision(row) for row in table],
            "place_id": pd.array([row["place_id"] for row in table], dtype="Int64"),
            **{
                name: frame[name].astype("object")
                for name in ("kind", "country", "region_id", "source_id", "verification", "title")
            },
            **{
                name: pd.Series([None] * len(table), dtype="object")
                for name in ("actors", "place_name", "admin1_name", "country_name")
            },
        }
    )
    claims = [
        {"report_id": f"R{i}", "verification": word}
        for i, row in enumerate(table)
        for word in row["claims"]
    ]
    wide = {"report_id": None, "verification": "claimed"}
    frame = pd.DataFrame([*claims, wide], columns=list(wide), dtype="object")
    return code_columns(reports, SOURCES, PLACES, frame)


def find_precision(row: dict[str, object]) -> str:
    return str(row["at"] if row["place_id"] else row["within"])


def find_verifications(row: dict[str, object]) -> set[str]:
    if row["verification"]:
        return {row["verification"]}
    return {word for word in row["claims"] if word} or {NOT_STATED}


def find_shown(row: dict[str, object]) -> Shown:
    if row["place_id"]:
        return {"exact": Shown.EXACT, "city": Shown.CITY, "near": Shown.NEAR}[row["at"]]
    if row["within"] == "admin1" and row["region_id"]:
        return Shown.REGION
    return Shown.COUNTRY if row["within"] != "unknown" and row["country"] else Shown.NOWHERE


def make_row(**changes: object) -> dict[str, object]:
    """Make a protest on one day, of which nothing else is known."""
    row = {"start": 18000, "length": 1, "kind": "protest", "at": "city", "within": "unknown"}
    return {**dict.fromkeys(FIELDS), **row, "claims": [], **changes}


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
        "precisions": find_precision(row),
        "date_precisions": "day" if row["length"] == 1 else "days",
    }
    wanted = selection.verifications
    if without != "verifications" and wanted and not find_verifications(row) & wanted:
        return False
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
def test_each_selected_report_is_shown_in_one_way(
    table: list[dict[str, object]], selection: Selection
) -> None:
    counts = count(make_columns(table), selection)
    found = Counter(find_shown(row) for row in table if passes(row, selection))
    assert counts.at_places.sum(axis=0).tolist() == [found[shown] for shown in list(Shown)[:3]]
    assert counts.in_regions.sum() == found[Shown.REGION]
    assert counts.in_countries.sum() == found[Shown.COUNTRY]
    assert counts.n_nowhere == found[Shown.NOWHERE]
    assert found.total() == counts.n_selected


@given(tables, selections)
def test_each_facet_counts_with_the_other_filters_on(
    table: list[dict[str, object]], selection: Selection
) -> None:
    columns = make_columns(table)
    counts = count(columns, selection)
    for name in set(FACETS) - {"verifications"}:
        expected = sum(passes(row, selection, without=name) for row in table)
        assert counts.facets[name].sum() == expected
        assert counts.n_without.get(name, counts.n_selected) == expected
    days = counts.days
    expected = sum(passes(row, selection, without="dates") for row in table)
    assert days.exact.sum() + days.begins.sum() == expected
    assert days.begins.sum() == days.ends.sum()


@given(tables, selections)
def test_report_verified_in_several_ways_counts_for_each(
    table: list[dict[str, object]], selection: Selection
) -> None:
    columns = make_columns(table)
    counts = count(columns, selection)
    found = Counter(
        word
        for row in table
        if passes(row, selection, without="verifications")
        for word in find_verifications(row)
    )
    labels = columns.facets["verifications"].labels
    assert set(found) <= set(labels)
    assert counts.facets["verifications"].tolist() == [found[label] for label in labels]


def test_day_axis_stays_while_filtering() -> None:
    table = [make_row(start=18000), make_row(start=18005, kind="rally")]
    columns = make_columns(table)
    everything = count(columns, Selection()).days
    rallies = count(columns, Selection(kinds=frozenset({"rally"}))).days
    assert everything.exact.tolist() == [1, 0, 0, 0, 0, 1]
    assert rallies.exact.tolist() == [0, 0, 0, 0, 0, 1]
    assert str(everything.first) == "2019-04-14"


def test_range_has_its_first_and_its_last_day() -> None:
    days = count(make_columns([make_row(length=3), make_row(start=18004)]), Selection()).days
    assert days.begins.tolist() == [1, 0, 0, 0, 0]
    assert days.ends.tolist() == [0, 0, 1, 0, 0]
    assert days.exact.tolist() == [0, 0, 0, 0, 1]


def test_code_stands_for_all_values_of_its_rows() -> None:
    rows = [make_row(claims=["official", "claimed"]), make_row(kind="rally")]
    facets = make_columns(rows).facets
    said = facets["verifications"]
    assert [said.list_values()[code] for code in said.codes] == [("claimed", "official"), ("",)]
    assert facets["kinds"].list_values() == [("protest",), ("rally",)]


def test_what_the_row_says_comes_before_what_its_claims_say() -> None:
    row = make_row(verification="disputed", claims=["official"])
    assert make_columns([row]).facets["verifications"].labels == ("disputed",)
