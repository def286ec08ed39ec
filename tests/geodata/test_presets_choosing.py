from dataclasses import replace

import pytest

from geodata.errors import InputError
from geodata.formats.presets import PRESETS, find_preset
from geodata.formats.presets.choosing import check_choice, match_choice
from geodata.formats.presets.columns import find_columns
from geodata.formats.presets.wording import SYNONYMS
from tests.geodata.builders import TODAY, make_raw

TABLE = make_raw({"date": ["2019"], "When it was": ["2020"], "place": ["Oslo"]})
REPORTS = PRESETS["reports"]


@pytest.mark.parametrize("header", ["When it was", "when_it_was", "WHEN IT WAS"])
def test_chosen_column_comes_before_the_one_that_is_found(header: str) -> None:
    raw = replace(TABLE, chosen=match_choice({"date": header}, TABLE))
    records = REPORTS.read(raw, TODAY)
    assert records.mapping["date"] == "When it was"
    assert records.reports["date_start"].dt.year.tolist() == [2020]
    assert records.unused_columns == ("date",)


def test_chosen_column_serves_no_other_field() -> None:
    columns = find_columns(["title", "place"], SYNONYMS, {"notes": "title"})
    assert columns.used == {"notes": "title", "place": "place"}


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"dat": "date"}, r"'dat' is no field .*'date', 'date_end'"),
        ({"date": "day of it"}, r"no table has a column 'day of it' for date; .*'When it was'"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(columns: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        check_choice(columns, [(TABLE, REPORTS)])


def test_choice_may_be_of_one_table_among_several() -> None:
    claims = make_raw({"claim_id": ["1"], "metric": ["killed"], "claimed_by": ["A"]})
    check_choice(
        {"date": "date", "metric": "metric"}, [(TABLE, REPORTS), (claims, PRESETS["claims"])]
    )


def test_forced_preset_leaves_tables_of_claims_and_sources_as_they_are() -> None:
    claims = make_raw({"claim_id": ["1"], "metric": ["killed"], "claimed_by": ["A"]})
    assert find_preset(TABLE, PRESETS["acled"]).name == "acled"
    assert find_preset(claims, PRESETS["acled"]).name == "claims"
