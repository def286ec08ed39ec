from datetime import date
from typing import Any

import pandas as pd
import pytest

from geodata.errors import InputError
from geodata.formats.presets import find_preset
from geodata.formats.presets.columns import find_columns
from geodata.formats.presets.records import Records
from geodata.formats.presets.wording import SYNONYMS
from tests.geodata.builders import TODAY, make_raw, make_records


def test_only_an_event_id_and_a_description_may_be_of_two_fields() -> None:
    names = [name for known in SYNONYMS.values() for name in known]
    assert {name for name in names if names.count(name) > 1} == {"description", "event_id"}


@pytest.mark.parametrize("field", SYNONYMS)
def test_every_synonym_is_found_in_any_case_and_spacing(field: str) -> None:
    for name in SYNONYMS[field]:
        header = name.upper().replace("_", " ")
        if name not in {"description", "event_id"}:
            assert find_columns([header], SYNONYMS).used == {field: header}


def test_best_header_wins_and_the_others_are_listed() -> None:
    columns = find_columns(["location", "city", "description", "title", "colour"], SYNONYMS)
    assert columns.used == {"place": "city", "title": "title", "notes": "description"}
    assert columns.unused == ("location", "colour")


def test_missing_required_column_names_what_is_given_and_known() -> None:
    with pytest.raises(InputError, match=r"date and place.*'when exactly'.*event_date.*city"):
        find_preset(make_raw({"when exactly": ["x"]})).read(
            make_raw({"when exactly": ["x"]}), TODAY
        )


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        (("date", "place"), "reports"),
        (("event_id", "date_start", "place_name", "source_id"), "reports"),
        (("source_id", "publisher", "title", "url", "published_on"), "sources"),
        (("claim_id", "event_id", "metric", "value_best", "claimed_by"), "claims"),
    ],
)
def test_preset_is_told_from_the_headers(headers: tuple[str, ...], name: str) -> None:
    assert find_preset(make_raw({header: ["x"] for header in headers})).name == name


def test_persian_headers_and_digits_are_read() -> None:
    raw = make_raw({"تاریخ": ["۲۰۱۹-۱۱-۱۵"], "شهر": ["شیراز"], "استان": ["فارس"]})
    (row,) = find_preset(raw).read(raw, TODAY).reports.to_dict("records")
    assert (row["place_name"], row["admin1_name"]) == ("شیراز", "فارس")
    assert row["date_start"] == pd.Timestamp(2019, 11, 15)


@pytest.mark.parametrize(
    ("first", "last", "stated", "stop", "precision"),
    [
        ("2019-11-15", "", "", (2019, 11, 16), "day"),
        ("2019-11-15", "2019-11-15", "day", (2019, 11, 16), "day"),
        ("2019-11-15", "2019-11-16", "day", (2019, 11, 17), "days"),
        ("2019-11-15", "2019-11-19", "", (2019, 11, 20), "days"),
        ("2019-11-15", "2019-11-19", "Week", (2019, 11, 20), "week"),
        ("2019-11", "", "", (2019, 12, 1), "month"),
        ("2019-11", "2019-12", "", (2020, 1, 1), "month"),
        ("2019", "", "day", (2020, 1, 1), "year"),
    ],
)
def test_range_is_half_open_and_its_precision_honest(
    first: str, last: str, stated: str, stop: tuple[int, int, int], precision: str
) -> None:
    records = make_records(date=[first], date_end=[last], date_precision=[stated])
    (row,) = records.reports.to_dict("records")
    assert (row["date_stop"], row["date_precision"]) == (pd.Timestamp(*stop), precision)
    assert records.problems == ()


def test_row_without_a_readable_date_is_set_aside_with_a_remedy() -> None:
    records = make_records(date=["2019-11-15", "soon", "", "soon"])
    assert [problem.row for problem in records.problems] == [2, 3, 4]
    assert all(problem.set_aside and problem.remedy for problem in records.problems)
    assert records.reports.index.tolist() == [1]


@pytest.mark.parametrize(
    ("last", "word"), [("2019-11-01", "before the start"), ("later", "not a date")]
)
def test_unusable_end_keeps_the_first_day_and_is_said(last: str, word: str) -> None:
    records = make_records(date=["2019-11-15"], date_end=[last])
    (problem,) = records.problems
    assert word in problem.reason
    assert (problem.set_aside, problem.column) == (False, "date_end")
    assert records.reports["date_stop"].tolist() == [pd.Timestamp(2019, 11, 16)]


def test_future_day_is_kept_and_said() -> None:
    records = make_records(date=[date(2026, 11, 25).isoformat(), "2091-01-01"])
    (problem,) = records.problems
    assert (problem.row, problem.set_aside) == (2, False)
    assert len(records.reports) == 2


@pytest.mark.parametrize("column", ["date", "date_end"])
@pytest.mark.parametrize(
    ("years", "rows"),
    [
        (["2019", "2018", "1519", "2019"], [3]),
        (["2019", "1919", "2019"], []),
        (["2019", "1918", "2019"], [2]),
        (["2019", "2191", "2019"], [2]),  # said once, as lying in the future
        (["1519", "1520"], []),
    ],
)
def test_date_far_from_the_others_of_its_column_is_kept_and_said(
    column: str, years: list[str], rows: list[int]
) -> None:
    columns: dict[str, Any] = {"date": ["1500"] * len(years)} | {column: years}
    records = make_records(**columns)
    problems = [item for item in records.problems if item.column == column]
    assert [problem.row for problem in problems] == rows
    assert not any(problem.set_aside for problem in problems)
    assert len(records.reports) == len(years)


def test_order_that_nothing_proves_is_said_once_with_its_extent() -> None:
    records = make_records(date=["03/04/2019", "05/06/2019", "2019-11-15"])
    (problem,) = records.problems
    assert "day first (2 such dates)" in problem.reason
    assert records.reports["date_start"].tolist()[0] == pd.Timestamp(2019, 4, 3)


def test_order_proven_by_the_end_column_holds_for_the_start() -> None:
    records = make_records(date=["03/04/2019"], date_end=["03/25/2019"])
    assert records.reports["date_start"].tolist() == [pd.Timestamp(2019, 3, 4)]
    assert records.problems == ()


def test_source_is_kept_in_the_words_of_its_row() -> None:
    records = make_records(source_id=["S1", ""], source=["Paper", ""], date=["2019", "soon"])
    assert records.reports["source_id"].tolist() == ["S1"]
    assert records.cited["publisher"].tolist() == ["Paper"]
    assert records.cited.index.equals(records.reports.index)


def test_unknown_level_or_precision_counts_as_not_stated() -> None:
    records = make_records(place_level=["Hamlet"], date_precision=["about"])
    assert [problem.column for problem in records.problems] == ["date_precision", "place_level"]
    assert records.reports["place_level"].isna().all()


def test_claims_keep_their_figures_apart_and_null_is_not_zero() -> None:
    raw = make_raw(
        {
            "claim_id": ["C1", "C2", ""],
            "event_id": ["E1", "", ""],
            "metric": ["killed", "killed", "killed"],
            "value_low": ["0", "", "1"],
            "value_best": ["", "1,500", ""],
            "claimed_by": ["A", "B", "C"],
            "reported_by": ["S1", "S1", "S1"],
            "as_of_date": ["2019-11-15", "", ""],
        }
    )
    records = find_preset(raw).read(raw, TODAY)
    assert records.claims["value_low"].tolist()[0] == 0
    assert records.claims["value_best"].isna().all()
    assert [(item.row, item.set_aside) for item in records.problems] == [(2, False), (3, True)]


def test_source_without_an_id_is_set_aside() -> None:
    raw = make_raw({"source_id": ["S1", ""], "publisher": ["A", "B"], "published_on": ["2019", ""]})
    records = find_preset(raw).read(raw, TODAY)
    assert records.sources["published_on"].isna().all()
    assert [(item.row, item.set_aside) for item in records.problems] == [(1, False), (2, True)]


def read_dates(*texts: str) -> Records:
    return make_records(date=list(texts))


def test_numbers_of_days_in_a_spreadsheet_are_read_and_said() -> None:
    records = read_dates("43784", "43785.5", "2019-11-20")
    assert records.reports["date_start"].dt.strftime("%m-%d").tolist() == [
        "11-15",
        "11-16",
        "11-20",
    ]
    (problem,) = records.problems
    assert "number of a day in a spreadsheet (2 such dates; 2019-11-15 is the first)" in (
        problem.reason
    )


def test_five_figures_that_may_be_anything_are_no_dates() -> None:
    assert read_dates("43784", "99999", "2019-11-20").reports["date_start"].tolist() == [
        pd.Timestamp("2019-11-20")
    ]


def test_orders_that_contradict_each_other_are_said_and_the_more_frequent_one_is_used() -> None:
    records = read_dates("03/04/2019", "12/25/2019", "12/26/2019", "25/12/2019")
    assert records.reports["date_start"].dt.strftime("%m-%d").tolist() == [
        "03-04", "12-25", "12-26", "12-25",
    ]  # fmt: skip
    (problem,) = records.problems
    assert "1 dates of the file put the day first, 2 the month" in problem.reason
    assert "read with the month first (1 such dates)" in problem.reason
