"""The same small table in every format is read into the same texts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
import xlsxwriter

from geodata.errors import FormatError, InputError
from geodata.formats import FORMATS, RawTable, read_tables
from geodata.formats.limits import COMMAND, Limits
from tests.geodata.malformed_binary import make_workbook

FRAME = pd.DataFrame(
    {
        "date": ["2019-11-15", "2019-11-16"],
        "place": ["Shiraz", "قم"],
        "size": ["1200", ""],
        "note": ["=1+1", "a\nb"],
    }
)
POINTS = gpd.GeoDataFrame(FRAME, geometry=shapely.points([52.5, 50.9], [29.6, 34.6]), crs=4326)


def write_jsonl(path: Path) -> None:
    path.write_text(FRAME.to_json(orient="records", lines=True, force_ascii=False), "utf-8")


def write_xlsx(path: Path) -> None:
    path.write_bytes(make_workbook([list(FRAME), *FRAME.to_numpy().tolist()]))


def write_sheets(path: Path, sheets: Mapping[str, Sequence[Sequence[str]]]) -> None:
    with xlsxwriter.Workbook(path) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)


PLAIN: dict[str, Callable[[Path], object]] = {
    "a.csv": lambda path: FRAME.to_csv(path, index=False),
    "a.tsv": lambda path: FRAME.to_csv(path, index=False, sep="\t"),
    "a.tab": lambda path: FRAME.to_csv(path, index=False, sep="\t"),
    "cp1256.csv": lambda path: FRAME.to_csv(path, index=False, encoding="cp1256"),
    "utf16.csv": lambda path: FRAME.to_csv(path, index=False, encoding="utf-16"),
    "mark.csv": lambda path: FRAME.to_csv(path, index=False, encoding="utf-8-sig", sep=";"),
    "a.xlsx": write_xlsx,
    "a.json": lambda path: FRAME.to_json(path, orient="records"),
    "a.jsonl": write_jsonl,
    "a.parquet": lambda path: pq.write_table(pa.Table.from_pandas(FRAME), path),
}
WITH_POINTS: dict[str, Callable[[Path], object]] = {
    "a.geojson": lambda path: path.write_text(POINTS.to_json(), "utf-8"),
    "other-crs.geojson": lambda path: path.write_text(POINTS.to_crs(3857).to_json(to_wgs84=True)),
    "a.gpkg": lambda path: POINTS.to_file(path, driver="GPKG"),
    "other-crs.gpkg": lambda path: POINTS.to_crs(3857).to_file(path, driver="GPKG"),
    "a.geoparquet": POINTS.to_parquet,
    "a.kml": lambda path: POINTS.to_file(path, driver="KML"),
}


def read(path: Path, limits: Limits = COMMAND) -> RawTable:
    (table,) = read_tables(path, path.name, limits)
    return table


def test_each_format_is_tried_here() -> None:
    tried = {Path(name).suffix for name in (*PLAIN, *WITH_POINTS)}
    assert set(FORMATS) - tried == {".txt", ".xlsm", ".xlsb", ".xls", ".ods", ".ndjson"}


@pytest.mark.parametrize("name", PLAIN)
def test_same_rows_are_read_from_every_format(tmp_path: Path, name: str) -> None:
    PLAIN[name](tmp_path / name)
    table = read(tmp_path / name)
    assert table.columns.to_dict("list") == FRAME.to_dict("list")
    assert (table.columns.index.tolist(), table.n_in, table.problems) == ([1, 2], 2, ())


@pytest.mark.parametrize("name", WITH_POINTS)
def test_points_are_read_as_positions_in_degrees(tmp_path: Path, name: str) -> None:
    WITH_POINTS[name](tmp_path / name)
    columns = read(tmp_path / name).columns
    assert columns[["longitude", "latitude"]].astype(float).round(6).to_numpy().tolist() == [
        [52.5, 29.6],
        [50.9, 34.6],
    ]
    assert columns["place"].tolist() == ["Shiraz", "قم"]


def test_delimiter_that_is_not_the_usual_one_is_said(tmp_path: Path) -> None:
    FRAME.to_csv(tmp_path / "a.csv", sep=";")
    assert read(tmp_path / "a.csv").notes == ("cells are divided by ';'",)


def test_what_had_to_be_found_out_is_said(tmp_path: Path) -> None:
    FRAME.to_csv(tmp_path / "a.csv", encoding="cp1256")
    assert read(tmp_path / "a.csv").notes == ("read as Windows-1256 (Persian, Arabic)",)
    text = FRAME.to_csv().replace("Shiraz", "Zürich, Tromsø").replace("قم", "é")
    (tmp_path / "b.csv").write_text(text, "cp1252")
    assert read(tmp_path / "b.csv").notes == ("read as Windows-1252 (Western European)",)


def test_one_bad_byte_does_not_stop_a_file(tmp_path: Path) -> None:
    content = FRAME.to_csv(index=False).encode().replace(b"Shiraz", b"Shir\xffz")
    (tmp_path / "a.csv").write_bytes(content)
    assert read(tmp_path / "a.csv").columns["place"].tolist() == ["Shir\ufffdz", "قم"]


def test_typed_cells_of_a_sheet_are_plain_texts(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"default_date_format": "d.m.yy"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["day", "moment", "whole", "part", "flag"])
        moment = datetime(2019, 11, 15, 10, 30)
        sheet.write_row(1, 0, [date(2019, 11, 15), moment, 12, 0.5, True])
    assert read(tmp_path / "a.xlsx").columns.iloc[0].tolist() == [
        "2019-11-15",
        "2019-11-15 10:30:00",
        "12",
        "0.5",
        "true",
    ]


def test_each_sheet_with_rows_is_a_table(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        for title, rows in {"One": 2, "Empty": 0, "Two": 3}.items():
            sheet = book.add_worksheet(title)
            for row in range(rows):
                sheet.write_row(row, 0, ["date", f"x{row}"])
    tables = read_tables(tmp_path / "a.xlsx", "a.xlsx")
    assert [(table.file, table.n_in) for table in tables] == [("a.xlsx#One", 1), ("a.xlsx#Two", 2)]


def test_sheet_that_is_no_table_stops_no_other(tmp_path: Path) -> None:
    sheets = {
        "Read me": [["a", "a"], ["b", "c"]],
        "Title": [["x"]],
        "Blank": [["date", "place"], [" ", " "]],
        "Data": [["date"], ["2019"]],
    }
    write_sheets(tmp_path / "a.xlsx", sheets)
    (table,) = read_tables(tmp_path / "a.xlsx", "a.xlsx")
    assert (table.file, table.n_in) == ("a.xlsx#Data", 1)
    said = "\n".join(table.notes)
    assert "'Title' has one row" in said
    assert "'Blank' has one row" in said
    assert "'a' more than once" in said


def test_titles_above_a_header_are_no_rows(tmp_path: Path) -> None:
    rows = [["Events of 2019"], [], ["compiled by us"], ["date", "place"], ["2019", "Qom"]]
    sheets = {"One": rows, "List": [["place"], ["Qom"], ["Shiraz"]], "Lone": [["x"], ["a", "b"]]}
    write_sheets(tmp_path / "a.xlsx", sheets)
    one, two, three = read_tables(tmp_path / "a.xlsx", "a.xlsx")
    assert one.columns.to_dict("index") == {1: {"date": "2019", "place": "Qom"}}
    assert one.notes == (
        "above the header of sheet 'One': 'Events of 2019'",
        "above the header of sheet 'One': 'compiled by us'",
    )
    assert two.columns["place"].tolist() == ["Qom", "Shiraz"]
    assert list(three.columns) == ["x", "(column 2)"]


@pytest.mark.parametrize("key", ["data", "events", "anything"])
def test_records_are_found_where_services_put_them(tmp_path: Path, key: str) -> None:
    rows = [{"date": 2019, "who": {"name": "A", "kind": None}, "tags": ["x", 2]}]
    (tmp_path / "a.json").write_text(json.dumps({"count": 1, key: rows}))
    (row,) = read(tmp_path / "a.json").columns.to_dict("records")
    assert row == {"date": "2019", "who.name": "A", "who.kind": "", "tags": "x; 2"}


def test_field_that_a_record_has_twice_is_kept_twice(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"a": 1, "a": 2, "a": 3}]')
    assert read(tmp_path / "a.json").columns.iloc[0].to_dict() == {
        "a": "1",
        "a (2)": "2",
        "a (3)": "3",
    }


def test_single_feature_is_a_table_of_one_row(tmp_path: Path) -> None:
    geometry = {"type": "Point", "coordinates": [52.5, 29.6]}
    feature = {"type": "Feature", "properties": {"date": "2019"}, "geometry": geometry}
    (tmp_path / "a.geojson").write_text(json.dumps(feature))
    (row,) = read(tmp_path / "a.geojson").columns.to_dict("records")
    assert row == {"date": "2019", "longitude": "52.5", "latitude": "29.6"}


def test_half_a_character_in_the_name_of_a_field_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(r'[{"date": 2019, "\ud800x": 1}]')
    assert list(read(tmp_path / "a.json").columns) == ["date", "?x"]


@pytest.mark.parametrize(
    ("content", "said"),
    [("[]", "has no record with a field"), ('[["date"], ["2019"]]', "holds no record")],
)
def test_json_without_records_says_so(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "a.json").write_text(content)
    with pytest.raises(InputError, match=said):
        read(tmp_path / "a.json")


def test_number_of_any_length_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(f'[{{"a": 1, "b": 2.0}}, {{"a": {"9" * 5_000}}}]')
    assert read(tmp_path / "a.json").columns["a"].tolist() == ["1", "9" * 5_000]


def test_each_folder_of_placemarks_is_a_table(tmp_path: Path) -> None:
    mark = "<Placemark><name>{}</name>{}</Placemark>"
    when = "<TimeStamp><when>2019-11-15</when></TimeStamp>"
    data = '<ExtendedData><Data name="place"><value>Qom</value></Data></ExtendedData>'
    (tmp_path / "a.kml").write_text(
        '<k:kml xmlns:k="http://www.opengis.net/kml/2.2"><Document><name>All</name><Folder>'
        f"<name>One</name>{mark.format('a', when + data)}</Folder><Folder><name>Two</name>"
        f"{mark.format('b', '')}</Folder></Document></k:kml>"
    )
    one, two = read_tables(tmp_path / "a.kml", "a.kml")
    assert (one.file, two.file) == ("a.kml#One", "a.kml#Two")
    assert one.columns.drop(columns=["longitude", "latitude"]).to_dict("records") == [
        {"place": "Qom", "Name": "a", "when": "2019-11-15"}
    ]


@pytest.mark.parametrize(
    "shape",
    [
        "<LineString><coordinates>1,2 3,4</coordinates></LineString>",
        "<MultiGeometry><Point><coordinates>1,2</coordinates></Point><Point><coordinates>3,4"
        "</coordinates></Point></MultiGeometry>",
        "<Point><coordinates>x,y</coordinates></Point>",
        "<Point/>",
    ],
)
def test_placemark_without_a_single_point_is_kept_with_a_problem(
    tmp_path: Path, shape: str
) -> None:
    (tmp_path / "a.kml").write_text(f"<kml><Placemark><name>a</name>{shape}</Placemark></kml>")
    table = read(tmp_path / "a.kml")
    assert table.columns.to_dict("records") == [{"Name": "a", "longitude": "", "latitude": ""}]
    assert [(item.row, item.set_aside) for item in table.problems] == [(1, False)]


def test_line_that_is_no_record_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"a": 1}\n{torn\n\n[1]\n{"a": 2}\n')
    table = read(tmp_path / "a.jsonl")
    assert table.columns["a"].to_dict() == {1: "1", 4: "2"}
    assert [(item.row, item.set_aside) for item in table.problems] == [(2, True), (3, True)]
    assert table.n_in == 4


def test_shape_that_is_no_point_gives_no_position_and_says_so(tmp_path: Path) -> None:
    shapes = [shapely.Point(1, 2), shapely.box(0, 0, 1, 1)]
    gpd.GeoDataFrame(FRAME, geometry=shapes, crs=4326).to_file(tmp_path / "a.gpkg")
    table = read(tmp_path / "a.gpkg")
    assert table.columns["longitude"].tolist() == ["1", ""]
    (problem,) = table.problems
    assert (problem.row, problem.value, problem.set_aside) == (2, "Polygon", False)
    assert table.n_in == 2


def test_position_in_columns_goes_before_the_geometry(tmp_path: Path) -> None:
    POINTS.assign(lon="1", lat="2").to_file(tmp_path / "a.gpkg")
    table = read(tmp_path / "a.gpkg")
    assert "longitude" not in table.columns
    assert table.notes == ("positions are read from the columns, not from the geometries",)


SMALL = Limits(
    n_bytes=100_000,
    n_unpacked=200_000,
    n_rows=3,
    n_columns=4,
    n_cells=40,
    n_letters=9,
    depth=3,
    takes_binary_workbooks=False,
)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"a,b,c,d,e\n1,2,3,4,5\n", "holds 5 columns and at most 4"),
        ("a.csv", b"a,b\n" + b"1,2\n" * 4, "holds 4 rows and at most 3"),
        ("a.csv", b"a\n" * 60_000, "holds 120,000 bytes and at most 100,000"),
        ("a.json", b"[[[[[1]]]]]", "nested more than 3 times"),
        ("a.xlsx", make_workbook([["a"] * 4] * 12), "holds 48 cells up to the corners"),
    ],
)
def test_what_is_too_large_is_refused_with_its_figure(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises((InputError, FormatError), match=said):
        read(tmp_path / name, SMALL)


def test_row_with_an_endless_cell_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"a,b\n1,2\n{'x' * 10},2\n")
    table = read(tmp_path / "a.csv", SMALL)
    assert table.columns["a"].tolist() == ["1"]
    assert [(item.row, item.reason) for item in table.problems] == [
        (2, "a cell holds more than 9 letters")
    ]
