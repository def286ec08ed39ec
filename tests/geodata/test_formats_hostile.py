"""A file gets neither more memory than it may nor anything that stands outside of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from geodata.errors import FormatError, InputError
from geodata.formats import read_tables
from geodata.formats.limits import COMMAND, UPLOAD
from geodata.formats.markup import DocumentTypeError, make_parser
from tests.geodata.malformed_binary import make_far, make_open_workbook, make_workbook

GOOD = make_workbook([["date", "place"], ["2019-11-15", "Qom"]])
FAR = make_far(GOOD)


@pytest.mark.parametrize("name", FAR)
def test_cells_far_apart_are_told_before_room_is_made(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FAR[name])
    with pytest.raises((InputError, FormatError), match=r"cells up to the corners|unpacked"):
        read_tables(tmp_path / name, name, UPLOAD)


def test_repeated_cells_count_as_often(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    path.write_bytes(make_open_workbook(3, 1))
    assert read_tables(path, "a.ods", UPLOAD)[0].columns["x"].tolist() == ["x", "x"]
    path.write_bytes(make_open_workbook(1_048_576, 16_384))
    with pytest.raises(InputError, match="17,179,869,184 cells"):
        read_tables(path, "a.ods", UPLOAD)


def test_workbook_that_ends_its_reader_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2_000)
    with pytest.raises(FormatError, match="damaged"):
        read_tables(path, "a.xls")
    with pytest.raises(FormatError, match="isn't read here: save it as XLSX"):
        read_tables(path, "a.xls", UPLOAD)


@pytest.mark.parametrize("ending", ["kml", "gpkg"])
def test_file_that_points_to_another_is_not_followed(tmp_path: Path, ending: str) -> None:
    (tmp_path / "secret.csv").write_text("date,place\n2019-11-15,Qom\n")
    path = tmp_path / f"a.{ending}"
    path.write_text(
        "<OGRVRTDataSource><OGRVRTLayer name='secret'><SrcDataSource>"
        f"{tmp_path}/secret.csv</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    )
    with pytest.raises(FormatError, match=r"it begins with|it is no SQLite"):
        read_tables(path, path.name)


@pytest.mark.parametrize("entity", ['"aaaa"', 'SYSTEM "file:///etc/hostname"'])
def test_document_types_are_refused(entity: str) -> None:
    parser = make_parser(start=lambda _tag, _attributes: None)
    with pytest.raises(DocumentTypeError):
        parser.Parse(f"<!DOCTYPE k [<!ENTITY a {entity}>]><kml>&a;</kml>".encode())


def test_computed_layers_are_left_out_with_a_word(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    gpd.GeoDataFrame({"date": ["2019"]}, geometry=[shapely.Point(1, 2)], crs=4326).to_file(path)
    with closing(sqlite3.connect(path)) as database:
        endless = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t"
        database.execute(f"CREATE VIEW v AS {endless}")
        database.execute(
            "INSERT INTO gpkg_contents(table_name, data_type) VALUES ('v', 'features')"
        )
        database.commit()
    (table,) = read_tables(path, "a.gpkg")
    assert table.columns["date"].tolist() == ["2019"]
    assert table.notes == ("'v' is computed from other tables and isn't read",)


def test_text_that_stands_in_many_rows_counts_in_each(tmp_path: Path) -> None:
    again = pa.DictionaryArray.from_arrays(pa.array([0] * 5_000, pa.int32()), ["x" * 1_000])
    pq.write_table(pa.table({"date": again}), tmp_path / "a.parquet")
    with pytest.raises(InputError, match=r"holds 5,000,000 bytes when unpacked"):
        read_tables(tmp_path / "a.parquet", "a.parquet", replace(COMMAND, n_unpacked=4_000_000))


@pytest.mark.parametrize("ending", ["json", "geojson"])
def test_records_with_fields_of_their_own_are_counted_first(tmp_path: Path, ending: str) -> None:
    fields = [f'{{"k{number}": 1}}' for number in range(19_000)]
    if ending == "geojson":
        fields = [f'{{"properties": {item}}}' for item in fields]
    listed = ", ".join(fields)
    path = tmp_path / f"a.{ending}"
    path.write_text(f'{{"features": [{listed}]}}' if ending == "geojson" else f"[{listed}]")
    with pytest.raises(InputError, match="360,981,000 cells that would be empty"):
        read_tables(path, path.name)
