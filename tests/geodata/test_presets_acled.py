import pandas as pd
import pytest

from geodata.errors import InputError
from geodata.formats.presets import PRESETS, find_preset
from tests.geodata.builders import TODAY, make_raw
from tests.geodata.dataset_rows import OLD_ACLED_ROW, read_rows, read_table


def test_row_is_kept_in_its_own_words() -> None:
    records = read_rows("acled")
    (row,) = records.reports.to_dict("records")
    assert (row["report_id"], row["event_key"]) == ("NOR1", "NOR1")
    assert (row["kind"], row["subkind"]) == ("Protests", "Peaceful protest")
    assert row["actors"] == "Protesters (Norway); Students (Norway)"
    assert (row["place_name"], row["admin1_name"], row["country_name"]) == (
        "Oslo",
        "Oslo",
        "Norway",
    )
    assert (row["given_lon"], row["given_lat"]) == (10.75, 59.91)
    assert records.cited["publisher"].tolist() == ["Example Agency; Example Paper"]
    assert records.problems == ()


@pytest.mark.parametrize(
    ("code", "precision", "level"),
    [
        ("1", "city", None),
        ("2", "near", None),
        ("3", "admin1", "province"),
        ("3.0", "admin1", "province"),
    ],
)
def test_place_code(code: str, precision: str, level: str | None) -> None:
    (row,) = read_rows("acled", {"geo_precision": code}).reports.to_dict("records")
    assert (row["given_precision"], row["given_code"]) == (precision, f"geo_precision {code[0]}")
    assert row["place_level"] == level or (level is None and pd.isna(row["place_level"]))


@pytest.mark.parametrize(
    "sea", [{"location": "Made-up Gulf (centroid)"}, {"country": "Made-up Ocean"}]
)
def test_middle_of_a_sea_is_no_place(sea: dict[str, str]) -> None:
    (row,) = read_rows("acled", sea).reports.to_dict("records")
    assert (row["given_precision"], row["place_level"]) == ("unknown", "none")
    assert row["given_code"] == "geo_precision 1"


@pytest.mark.parametrize(
    ("code", "start", "stop", "precision"),
    [
        ("1", "2019-11-15", "2019-11-16", "day"),
        ("2", "2019-11-12", "2019-11-19", "week"),
        ("3", "2019-11-01", "2019-12-01", "month"),
        ("", "2019-11-15", "2019-11-16", "day"),
    ],
)
def test_day_code(code: str, start: str, stop: str, precision: str) -> None:
    (row,) = read_rows("acled", {"time_precision": code}).reports.to_dict("records")
    assert (row["date_start"], row["date_stop"]) == (pd.Timestamp(start), pd.Timestamp(stop))
    assert row["date_precision"] == precision


def test_december_has_a_month_too() -> None:
    change = {"time_precision": "3", "event_date": "2019-12-16"}
    (stop,) = read_rows("acled", change).reports["date_stop"]
    assert stop == pd.Timestamp(2020, 1, 1)


def test_unknown_codes_are_said_and_the_row_is_kept() -> None:
    records = read_rows("acled", {"geo_precision": "9", "time_precision": "x"})
    assert {(item.column, item.value) for item in records.problems} == {
        ("geo_precision", "9"),
        ("time_precision", "x"),
    }
    assert len(records.reports) == 1


def test_deaths_are_its_own_claim_and_a_0_is_explained() -> None:
    changes = ({"fatalities": text, "event_id_cnty": text} for text in ("0", "3", "0.0"))
    figures = read_rows("acled", *changes).figures
    assert figures["value_best"].tolist() == [0, 3, 0]
    assert set(figures["claimed_by"]) == {"ACLED"}
    assert set(figures["verification"]) == {"coded"}
    assert [pd.notna(note) for note in figures["notes"]] == [True, False, True]


def test_old_export_in_capitals_is_read_alike() -> None:
    records = read_table("acled", [OLD_ACLED_ROW])
    (row,) = records.reports.to_dict("records")
    assert (row["report_id"], row["given_precision"]) == ("NOR1", "city")
    assert row["date_start"] == pd.Timestamp(2019, 11, 15)
    assert records.figures["value_best"].tolist() == [1]


def test_names_of_2015_are_read_alike() -> None:
    older = {"GEO_PRECISION": "GEO_PRECIS", "ADMIN1": "ADM_LEVEL_1"}
    row = {older.get(header, header): text for header, text in OLD_ACLED_ROW.items()}
    (report,) = read_table("acled", [row | {"GEO_PRECIS": "3"}]).reports.to_dict("records")
    assert (report["given_precision"], report["given_code"]) == ("admin1", "GEO_PRECIS 3")
    assert report["admin1_name"] == "Oslo"


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        (("event_id_cnty", "event_date", "country", "fatalities"), "acled"),
        (("EVENT_ID_NO_CNTY", "EVENT_DATE", "LOCATION"), "acled"),
        (("event_date", "event_type", "sub_event_type", "interaction", "fatalities"), "acled"),
        (("event_date", "event_type", "sub_event_type", "fatalities"), "reports"),
        (("data_id", "event_date", "event_type", "actor1", "fatalities"), "acled"),
        (("data_id", "event_date", "event_type", "location"), "reports"),
    ],
)
def test_export_of_a_few_columns_is_known_by_its_ids(headers: tuple[str, ...], name: str) -> None:
    assert find_preset(make_raw({header: ["x"] for header in headers})).name == name


def test_number_within_a_country_is_no_id_of_its_own() -> None:
    rows = [
        OLD_ACLED_ROW | {"EVENT_ID_CNTY": "", "COUNTRY": country}
        for country in ("Norway", "Sweden")
    ]
    assert read_table("acled", rows).reports["event_key"].tolist() == ["Norway 1", "Sweden 1"]
    (row,) = read_table("acled", [rows[0] | {"EVENT_ID_NO_CNTY": ""}]).reports["event_key"]
    assert row == OLD_ACLED_ROW["DATA_ID"]


@pytest.mark.parametrize(
    ("tags", "values", "qualifier", "note"),
    [
        ("crowd size=no report", None, None, "Made up."),
        ("crowd size=300", (None, 300, None), None, "Made up."),
        ("crowd size=around 3,000", (None, 3000, None), "around", "Made up."),
        ("local tag; crowd size=at least 50", (50, None, None), "at least", "local tag"),
        ("crowd size=between 200 and 300; local tag", (200, None, 300), None, "local tag"),
        ("crowd size=hundreds", None, None, "crowd size=hundreds"),
        ("", None, None, "Made up."),
    ],
)
def test_crowd_size_among_the_tags_is_a_claim(
    tags: str,
    values: tuple[float | None, ...] | None,
    qualifier: str | None,
    note: str,
) -> None:
    records = read_rows("acled", {"tags": tags})
    figures = records.figures[records.figures["metric"] == "participants"].astype(object)
    figures = figures.where(figures.notna(), None)
    bounds = ["value_low", "value_best", "value_high"]
    assert [tuple(row) for row in figures[bounds].to_numpy()] == ([values] if values else [])
    assert figures["qualifier"].tolist() == ([qualifier] if values else [])
    (notes,) = records.reports["notes"]
    assert notes == ("Made up." if note == "Made up." else f"Made up. | Tags: {note}")
    assert records.problems == ()


def test_aggregated_data_are_refused_whatever_a_person_names_them() -> None:
    headers = (
        "WEEK", "REGION", "COUNTRY", "ADMIN1", "EVENT_TYPE", "SUB_EVENT_TYPE", "EVENTS",
        "FATALITIES", "POPULATION_EXPOSURE", "CENTROID_LATITUDE", "CENTROID_LONGITUDE",
    )  # fmt: skip
    raw = make_raw({header: ["1"] for header in headers})
    with pytest.raises(InputError, match=r"aggregated data.*event_id_cnty"):
        find_preset(raw, PRESETS["reports"]).read(raw, TODAY)
