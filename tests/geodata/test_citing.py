import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.formats.presets.sources import read_sources
from geodata.merging import Merged, merge
from tests.geodata.builders import TODAY, make_raw, make_records


def list_cited(merged: Merged) -> list[tuple[str, str]]:
    """Return publisher and address that each report leads to."""
    joined = merged.reports[["source_id"]].merge(merged.sources, how="left")
    return list(joined[["publisher", "url"]].fillna("").itertuples(index=False, name=None))


def test_sources_named_in_words_get_one_stable_id_each() -> None:
    rows = make_records(
        source=["Paper", "Paper", "", ""],
        url=["https://a.example", "https://a.example", "https://b.example", ""],
    )
    merged = merge({"a.csv": rows})
    first, second, third, fourth = merged.reports["source_id"].tolist()
    assert first == second != third
    assert pd.isna(fourth)
    assert merged.sources["publisher"].tolist() == ["Paper", "https://b.example"]
    again = merge({"b.csv": make_records(source=["Paper"], url=["https://a.example"])})
    assert again.reports["source_id"].tolist() == [first]


def test_id_without_words_is_kept_as_given() -> None:
    merged = merge({"a.csv": make_records(source_id=["S1"])})
    assert merged.reports["source_id"].tolist() == ["S1"]
    assert merged.sources.empty


@pytest.mark.parametrize("n_files", [1, 2])
def test_two_publishers_under_one_id_are_two_sources(n_files: int) -> None:
    files = {"a.csv": make_records(source_id=["S1", "S1"], source=["BBC", "CNN"])}
    if n_files == 2:
        files = {
            f"{name}.csv": make_records(source_id=["S1"], source=[source], id=["E1"])
            for name, source in (("a", "BBC"), ("b", "CNN"))
        }
    merged = merge(files)
    assert list_cited(merged) == [("BBC", ""), ("CNN", "")]
    assert merged.reports["source_id"].tolist()[0] == "S1"
    problem = merged.problems[-1]
    assert (problem.column, problem.value, problem.set_aside) == ("source_id", "S1", False)


def test_two_addresses_under_one_id_are_two_sources() -> None:
    merged = merge({"a.csv": make_records(source_id=["S1"] * 3, url=["u1", "u2", ""])})
    assert [url for _, url in list_cited(merged)] == ["u1", "u2", "u1"]
    assert len(merged.problems) == 1


def test_what_a_row_leaves_out_of_its_source_is_no_difference() -> None:
    rows = make_records(source_id=["S1"] * 3, source=["", "BBC", "BBC"], url=["u1", "", "u1"])
    merged = merge({"a.csv": rows})
    assert list_cited(merged) == [("BBC", "u1")] * 3
    assert merged.problems == ()


def test_table_of_sources_comes_before_the_words_of_reports() -> None:
    table = {"source_id": ["S1", "S2"], "publisher": ["A", ""], "published_on": ["2019-11-15"] * 2}
    rows = make_records(source_id=["S1", "S2"], source=["B", "C"])
    merged = merge({"a.csv": rows, "s.csv": read_sources(make_raw(table), TODAY)})
    assert merged.sources["publisher"].tolist() == ["A", "C", "B"]
    assert [publisher for publisher, _ in list_cited(merged)] == ["B", "C"]
    assert len(merged.problems) == 1


@given(
    st.lists(
        st.tuples(*(st.sampled_from(["", "x", "y"]) for _ in range(3))), min_size=1, max_size=8
    )
)
def test_no_report_ever_leads_to_another_source_than_it_names(
    rows: list[tuple[str, str, str]],
) -> None:
    ids, publishers, urls = map(list, zip(*rows, strict=True))
    merged = merge({"a.csv": make_records(source_id=ids, source=publishers, url=urls)})
    assert merged.sources["source_id"].is_unique
    for (_, publisher, url), found in zip(rows, list_cited(merged), strict=True):
        assert publisher in {"", found[0]}
        assert url in {"", found[1]}
