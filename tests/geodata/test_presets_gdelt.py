import csv
from pathlib import Path

import pandas as pd
import pytest

from geodata.errors import FormatError
from geodata.formats import read_tables
from geodata.formats.headerless import GDELT_EVENTS, find_header
from geodata.formats.presets import find_preset
from geodata.formats.presets.fips import load_fips
from geodata.formats.presets.gdelt import KINDS
from tests.geodata.builders import TODAY, real_reference
from tests.geodata.dataset_rows import GDELT_ROW, read_rows


def write_rows(path: Path, *rows: list[str]) -> Path:
    path.write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")
    return path


def test_file_without_a_header_is_read_from_its_first_row_on(tmp_path: Path) -> None:
    second = {**GDELT_ROW, "GLOBALEVENTID": "2"}
    path = tmp_path / "20191115.export.CSV"
    write_rows(path, list(GDELT_ROW.values()), list(second.values()))
    (raw,) = read_tables(path, path.name)
    assert tuple(raw.columns.columns) == GDELT_EVENTS
    records = find_preset(raw).read(raw, TODAY)
    assert records.reports["report_id"].to_dict() == {1: "900000001", 2: "2"}


def test_irregular_file_without_a_header_is_read_row_by_row(tmp_path: Path) -> None:
    rows = [list(GDELT_ROW.values()), ["3", "20191116"], list(GDELT_ROW.values())]
    path = write_rows(tmp_path / "a.export.CSV", *rows)
    (raw,) = read_tables(path, path.name)
    assert raw.columns.index.tolist() == [1, 3]
    assert [(item.row, item.set_aside) for item in raw.problems] == [(2, True)]


@pytest.mark.parametrize("n", [57, 58])
def test_older_version_is_refused_with_what_can_be_read(tmp_path: Path, n: int) -> None:
    path = write_rows(tmp_path / "old.csv", list(GDELT_ROW.values())[:n])
    with pytest.raises(FormatError, match=rf"GDELT 1\.0 \({n} columns.*2\.0, which has 61"):
        read_tables(path, path.name)


@pytest.mark.parametrize(
    "row", [[], ["1"], ["a"] * 61, ["1", "20191115"], ["1", "2019"] + [""] * 59, list(GDELT_EVENTS)]
)
def test_other_tables_keep_their_header(row: list[str]) -> None:
    assert find_header(row, "a.csv") is None


def test_row_is_a_report_of_its_page() -> None:
    records = read_rows("gdelt")
    (row,) = records.reports.to_dict("records")
    assert (row["kind"], row["subkind"]) == ("protest", "CAMEO 141")
    assert row["actors"] == "STUDENT; GOVERNMENT"
    assert row["notes"] == "Mentions: 10; sources: 1; articles: 2"
    assert (row["place_name"], row["admin1_name"]) == ("Zurich", "Zürich")
    assert row["country_name"] == "CH"
    assert pd.isna(row["event_key"])
    assert records.cited["publisher"].tolist() == ["example.org"]
    assert records.figures.empty
    assert records.problems == ()


@pytest.mark.parametrize(
    ("code", "name", "precision", "level", "admin1"),
    [
        ("1", "Switzerland", "country", "country", None),
        ("2", "Texas, United States", "admin1", "province", "Texas"),
        ("3", "Austin, Texas, United States", "city", None, "Texas"),
        ("4", "Zurich, Switzerland", "city", None, None),
        ("5", "Zürich, Switzerland", "admin1", "province", "Zürich"),
        ("4", "Juba, South Sudan (general), South Sudan", "city", None, None),
        ("0", "", "unknown", "none", None),
        ("", "", "unknown", "none", None),
    ],
)
def test_place_code(
    code: str, name: str, precision: str, level: str | None, admin1: str | None
) -> None:
    change = {"ActionGeo_Type": code, "ActionGeo_FullName": name}
    (row,) = read_rows("gdelt", change).reports.to_dict("records")
    assert row["given_precision"] == precision
    for field, expected in (("place_level", level), ("admin1_name", admin1)):
        assert row[field] == expected or (expected is None and pd.isna(row[field]))


def test_every_root_class_has_a_word() -> None:
    changes = [{"GLOBALEVENTID": code, "EventRootCode": code} for code in KINDS]
    records = read_rows("gdelt", *changes, {"EventRootCode": "1", "GLOBALEVENTID": "x"})
    assert records.reports["kind"].tolist() == [*KINDS.values(), "public statement"]
    assert len(KINDS) == len(set(KINDS.values())) == 20


def test_unknown_codes_are_said_and_the_row_is_kept() -> None:
    change = {"EventRootCode": "99", "ActionGeo_CountryCode": "QQ", "ActionGeo_Type": "7"}
    records = read_rows("gdelt", change)
    assert {item.value for item in records.problems} == {"99", "QQ", "7"}
    assert records.reports["kind"].tolist() == ["CAMEO 99"]
    assert records.reports["country_name"].tolist() == ["Switzerland"]


def test_every_country_code_is_one_that_the_gazetteer_knows() -> None:
    fips = load_fips()
    gazetteer = real_reference().gazetteer
    assert [code for code in fips.values() if code and gazetteer.find_country(code) != code] == []
    assert len(fips) == 275
    assert {code for code, iso in fips.items() if not iso} == {
        "AX", "DX", "IP", "NT", "OS", "PF", "PG", "PJ", "YI",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fips", "iso"),
    [
        ("AU", "AT"), ("AS", "AU"), ("GM", "DE"), ("CH", "CN"), ("SZ", "CH"), ("IZ", "IQ"),
        ("IR", "IR"), ("IS", "IL"), ("WE", "PS"), ("GZ", "PS"), ("RI", "RS"), ("KV", "XK"),
        ("OD", "SS"), ("CG", "CD"), ("CF", "CG"), ("KS", "KR"), ("UP", "UA"), ("RS", "RU"),
        ("SP", "ES"), ("UK", "GB"), ("VM", "VN"), ("TU", "TR"), ("EI", "IE"), ("NI", "NG"),
    ],
)  # fmt: skip
def test_country_codes_that_mislead(fips: str, iso: str) -> None:
    assert load_fips()[fips] == iso


def test_table_of_codes_is_sorted_and_has_no_code_twice() -> None:
    path = Path("geodata/data/reference/fips_countries.csv")
    with (Path(__file__).parents[2] / path).open(encoding="utf-8", newline="") as stream:
        codes = [row["fips"] for row in csv.DictReader(stream)]
    assert codes == sorted(set(codes))
