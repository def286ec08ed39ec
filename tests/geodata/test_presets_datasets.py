"""What holds for each known dataset: it is known by its own columns, and no row is lost."""

import pandas as pd
import pytest

from geodata.errors import InputError
from geodata.formats.presets import DATASETS, PRESETS, find_preset, get_dataset
from geodata.formats.presets.records import REPORT_FIELDS
from tests.geodata.builders import make_raw
from tests.geodata.dataset_rows import OLD_ACLED_ROW, ROWS, read_rows

SCHEMAS = {**ROWS, "old acled": OLD_ACLED_ROW}


@pytest.mark.parametrize("name", SCHEMAS)
def test_dataset_is_found_by_its_own_columns_and_by_no_others(name: str) -> None:
    headers = tuple(SCHEMAS[name])
    own = name.removeprefix("old ")
    assert find_preset(make_raw({header: ["x"] for header in headers})).name == own
    claiming = [key for key, preset in PRESETS.items() if preset.recognises(headers)]
    assert claiming == list(dict.fromkeys([own, "reports"]))


@pytest.mark.parametrize("name", DATASETS)
def test_columns_are_found_in_any_order_and_case(name: str) -> None:
    headers = [header.upper().replace("_", " ") for header in reversed(ROWS[name])]
    assert find_preset(make_raw({header: ["x"] for header in headers})).name == name


@pytest.mark.parametrize("name", DATASETS)
def test_row_without_a_date_is_set_aside_and_every_other_one_is_kept(name: str) -> None:
    date = {
        "acled": "event_date", "ucdp_ged": "date_start", "gdelt": "SQLDATE", "ccc": "date",
        "reports": "date",
    }[name]  # fmt: skip
    ids = {"acled": "event_id_cnty", "ucdp_ged": "id", "gdelt": "GLOBALEVENTID"}
    change = {ids[name]: "2"} if name in ids else {}
    records = read_rows(name, {date: "soon"}, {}, change)
    assert records.reports.index.tolist() == records.cited.index.tolist() == [2, 3]
    assert records.reports.columns.tolist() == list(REPORT_FIELDS)
    assert [item.row for item in records.problems if item.set_aside] == [1]


@pytest.mark.parametrize("name", sorted(set(DATASETS) - {"reports"}))
def test_dataset_says_whose_it_is_and_how_to_cite_it(name: str) -> None:
    preset = get_dataset(name)
    assert all((preset.title, preset.licence, preset.citation, preset.synonyms))
    assert preset.is_restricted == (name == "acled")
    assert str(preset.unit) == ("report" if name == "gdelt" else "event")


@pytest.mark.parametrize("name", DATASETS)
def test_mapping_and_unused_columns_are_all_columns(name: str) -> None:
    records = read_rows(name)
    assert {*records.mapping.values(), *records.unused_columns} == set(ROWS[name])


@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize("rows", [0, 1])
def test_types_of_an_empty_table_are_those_of_a_full_one(name: str, rows: int) -> None:
    raw = make_raw({header: [text] * rows for header, text in ROWS[name].items()})
    records = PRESETS[name].read(raw, pd.Timestamp(2026, 11, 25).date())
    assert len(records.reports) == rows


def test_unknown_dataset_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"no preset 'acleed'.*acled, ucdp_ged, gdelt, ccc"):
        get_dataset("acleed")
