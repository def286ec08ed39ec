import csv
from pathlib import Path

import pandas as pd
import pytest

from geodata.formats import read_tables
from geodata.formats.headerless import UCDP_EVENTS, find_header
from geodata.formats.presets import find_preset, get_dataset
from tests.geodata.builders import TODAY, real_reference
from tests.geodata.dataset_rows import UCDP_ROW, read_rows, read_table


def test_row_is_kept_in_its_own_words() -> None:
    records = read_rows("ucdp_ged")
    (row,) = records.reports.to_dict("records")
    assert (row["report_id"], row["kind"]) == ("100001", "state-based conflict")
    assert (row["title"], row["place_name"]) == ("Government of Atlantis - Group X", "Goma town")
    assert row["verification"] == "code_status Clear; event_clarity 1"
    assert records.cited["publisher"].tolist() == ["Example Wire"]
    assert records.cited["title"].tolist() == ["Made-up headline"]
    assert records.problems == ()


@pytest.mark.parametrize(
    ("code", "precision", "level"),
    [
        ("1", "exact", None),
        ("2", "near", None),
        ("3", "admin2", "province"),
        ("4", "admin1", "province"),
        ("5", "admin1", "road"),
        ("6", "country", "country"),
        ("7", "unknown", "none"),
    ],
)
def test_place_code(code: str, precision: str, level: str | None) -> None:
    (row,) = read_rows("ucdp_ged", {"where_prec": code}).reports.to_dict("records")
    assert (row["given_precision"], row["given_code"]) == (precision, f"where_prec {code}")
    assert row["place_level"] == level or (level is None and pd.isna(row["place_level"]))


@pytest.mark.parametrize(
    ("code", "last", "stop", "precision"),
    [
        ("1", "2019-11-15", "2019-11-16", "day"),
        ("1", "2019-11-17", "2019-11-18", "days"),
        ("2", "2019-11-17", "2019-11-18", "days"),
        ("3", "2019-11-21", "2019-11-22", "week"),
        ("4", "2019-12-14", "2019-12-15", "month"),
        ("5", "2020-11-14", "2020-11-15", "year"),
    ],
)
def test_day_code(code: str, last: str, stop: str, precision: str) -> None:
    change = {"date_prec": code, "date_end": f"{last} 00:00:00.000"}
    (row,) = read_rows("ucdp_ged", change).reports.to_dict("records")
    assert (row["date_stop"], row["date_precision"]) == (pd.Timestamp(stop), precision)


@pytest.mark.parametrize("nought", ["0", "0.0"])
def test_deaths_are_low_best_and_high_and_those_by_side_are_parts_of_them(nought: str) -> None:
    change = {"deaths_a": nought, "deaths_unknown": nought}
    figures = read_rows("ucdp_ged", change).figures
    total, *parts = figures.to_dict("records")
    assert (total["value_low"], total["value_best"], total["value_high"]) == (1, 3, 4)
    assert pd.isna(total["subset_of"])
    assert [(part["scope"], part["value_best"]) for part in parts] == [
        ("side B: Group X", 1),
        ("civilians", 2),
    ]
    assert all(part["subset_of"] for part in parts)


def test_older_names_of_the_figures_are_known() -> None:
    older = {"best": "best_est", "high": "high_est", "low": "low_est"}
    row = {older.get(header, header): text for header, text in UCDP_ROW.items()}
    (total, *_) = read_table("ucdp_ged", [row]).figures.to_dict("records")
    assert (total["value_low"], total["value_high"]) == (1, 4)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("DR Congo (Zaire)", "CD"),
        ("Congo", "CG"),
        ("Myanmar (Burma)", "MM"),
        ("Yemen (North Yemen)", "YE"),
        ("Russia (Soviet Union)", "RU"),
        ("Serbia (Yugoslavia)", "RS"),
        ("Cambodia (Kampuchea)", "KH"),
        ("Madagascar (Malagasy)", "MG"),
        ("Zimbabwe (Rhodesia)", "ZW"),
        ("Kingdom of eSwatini (Swaziland)", "SZ"),
        ("Bosnia-Herzegovina", "BA"),
        ("Ivory Coast", "CI"),
        ("United States of America", "US"),
    ],
)
def test_former_name_of_a_country_is_left_out(name: str, code: str) -> None:
    (given,) = read_rows("ucdp_ged", {"country": name}).reports["country_name"]
    assert real_reference().gazetteer.find_country(given) == code


def test_candidate_events_without_a_header_are_read_from_the_first_row_on(tmp_path: Path) -> None:
    path = tmp_path / "GEDEvent.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, UCDP_EVENTS)
        writer.writerows([dict(UCDP_ROW), UCDP_ROW | {"id": "100002"}])
    (raw,) = read_tables(path, path.name)
    preset = find_preset(raw)
    assert preset.name == "ucdp_ged"
    assert preset.read(raw, TODAY).reports["report_id"].to_dict() == {1: "100001", 2: "100002"}


@pytest.mark.parametrize("row", [["1"] * 49, [""] * 49, list(UCDP_EVENTS), ["1", "x", "2019"]])
def test_other_tables_keep_their_header(row: list[str]) -> None:
    assert find_header(row, "a.csv") is None


def test_citation_names_the_articles_of_both_datasets() -> None:
    citation = get_dataset("ucdp_ged").citation
    assert "Introducing the UCDP Georeferenced Event Dataset" in citation
    assert "Introducing the UCDP Candidate Events Dataset" in citation
