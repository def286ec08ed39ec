import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.formats.presets.sources import read_sources
from geodata.merging import merge
from tests.geodata.builders import TODAY, make_raw, make_records


def test_row_without_an_id_gets_one_from_file_and_row() -> None:
    merged = merge({"a.csv": make_records(id=["E1", ""])})
    assert merged.reports["report_id"].tolist() == ["E1", "a.csv:2"]
    assert merged.problems == ()


def test_column_of_ids_that_is_all_null_may_be_of_any_type() -> None:
    records = make_records(id=["E1"])
    records.reports["report_id"] = float("nan")
    assert merge({"a.csv": records}).reports["report_id"].tolist() == ["a.csv:1"]


def test_rows_that_only_share_an_id_are_both_kept() -> None:
    merged = merge({"a.csv": make_records(id=["E1", "E1"], place=["Qom", "Yazd"])})
    assert merged.reports["report_id"].tolist() == ["E1", "a.csv:2"]
    (problem,) = merged.problems
    assert (problem.row, problem.set_aside) == (2, False)


def test_row_that_repeats_another_is_set_aside_also_across_files() -> None:
    merged = merge({"a.csv": make_records(id=["E1"]), "b.csv": make_records(id=["E1"])})
    assert merged.reports["source_file"].tolist() == ["a.csv"]
    (problem,) = merged.problems
    assert (problem.file, problem.row, problem.set_aside) == ("b.csv", 1, True)


def test_reports_alike_without_ids_are_two_reports() -> None:
    merged = merge({"a.csv": make_records(id=["", ""])})
    assert len(merged.reports) == 2


def test_files_of_one_stem_have_ids_of_their_own() -> None:
    merged = merge({name: make_records(id=[""]) for name in ("r.csv", "r.tsv")})
    assert merged.reports["report_id"].tolist() == ["r.csv:1", "r.tsv:1"]
    assert merged.problems == ()


def test_row_whose_made_id_another_was_given_is_kept() -> None:
    merged = merge({"a.csv": make_records(id=["a.csv:2", ""])})
    assert merged.reports["report_id"].tolist() == ["a.csv:2", "a.csv:2+"]
    assert merged.problems == ()


@pytest.mark.parametrize(("given_id", "n_problems"), [("S1", 0), ("S2", 1)])
def test_source_that_no_file_has_is_said(given_id: str, n_problems: int) -> None:
    sources = read_sources(make_raw({"source_id": ["S1"], "publisher": ["A"]}), TODAY)
    merged = merge({"a.csv": make_records(source_id=[given_id] * 2), "s.csv": sources})
    assert len(merged.problems) == n_problems
    assert merged.reports["source_id"].tolist() == [given_id] * 2


@given(
    st.lists(st.tuples(st.sampled_from(["", "E1", "a.csv:1", "b.csv:1"]), st.sampled_from("QY"))),
    st.lists(st.tuples(st.sampled_from(["", "E1", "a.csv:2"]), st.sampled_from("QY")), min_size=1),
)
def test_only_repetitions_are_set_aside_and_ids_are_unique(
    a: list[tuple[str, str]], b: list[tuple[str, str]]
) -> None:
    files = {
        f"{name}.csv": make_records(id=[row[0] for row in rows], place=[row[1] for row in rows])
        for name, rows in (("a", a), ("b", b))
    }
    merged = merge(files)
    given = [row for row in (*a, *b) if row[0]]
    n_aside = sum(problem.set_aside for problem in merged.problems)
    assert len(merged.reports) + n_aside == len(a) + len(b)
    assert n_aside == len(given) - len(set(given))
    assert merged.reports["report_id"].is_unique
