from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import load_workbook

from geodata.errors import InputError
from geodata.formats.defusing import restore
from geodata.formats.out import OUT_FORMATS, Sheet
from geodata.formats.out import workbook as workbook_module

SCHEMA = pa.schema(
    [
        ("report_id", pa.string()),
        ("date_start", pa.date32()),
        ("date_end", pa.date32()),
        ("title", pa.string()),
        ("place", pa.string()),
        ("lon", pa.float64()),
        ("lat", pa.float64()),
        ("place_id", pa.int64()),
    ]
)
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


def make_sheet(*rows: dict[str, Any]) -> Sheet:
    defaults = {"report_id": "1", "date_start": date(2019, 11, 15), "date_end": date(2019, 11, 15)}
    table = [dict.fromkeys(SCHEMA.names) | defaults | row for row in rows]

    def _batches() -> Iterator[pa.RecordBatch]:
        for row in table:  # a batch each: formats must join them
            yield pa.RecordBatch.from_pylist([row], SCHEMA)

    return Sheet(name="reports", schema=SCHEMA, n_rows=len(table), batches=_batches)


def write(ending: str, *rows: dict[str, Any]) -> bytes:
    output = BytesIO()
    OUT_FORMATS[ending].write([make_sheet(*rows)], output)
    return output.getvalue()


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_csv_gives_back_every_text(texts: list[str]) -> None:
    import pandas as pd

    rows = read_csv(write("csv", *({"title": text} for text in texts)))
    found = pd.Series([row["title"] for row in rows], dtype="str")
    assert restore(found).tolist() == texts


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_geojson_gives_back_every_text(texts: list[str]) -> None:
    document = json.loads(write("geojson", *({"title": text} for text in texts)))
    assert [item["properties"]["title"] for item in document["features"]] == texts


@pytest.mark.parametrize(
    "text", ["a\x0bb", "a & <b> \"c\" 'd'", "]]>", "متن ‌فارسی", "a\nb", "\x00"]
)
def test_kml_is_well_formed_whatever_a_text_holds(text: str) -> None:
    root = ElementTree.fromstring(write("kml", {"title": text}))
    space = {"k": "http://www.opengis.net/kml/2.2"}
    found = root.find(".//k:Data[@name='title']/k:value", space)
    assert found is not None
    assert found.text == "".join("\ufffd" if letter in "\x00\x0b" else letter for letter in text)
    assert root.find(".//k:Point", space) is None


@pytest.mark.parametrize(
    ("value", "written"),
    [(1e-7, "0.0000001"), (0.1 + 0.2, "0.30000000000000004"), (-71.5, "-71.5"), (0.0, "0")],
)
def test_numbers_are_written_in_full_and_never_defused(value: float, written: str) -> None:
    assert read_csv(write("csv", {"lon": value}))[0]["lon"] == written


@pytest.mark.parametrize(("cell", "written"), [(None, ""), (0, "0"), (-(2**53), str(-(2**53)))])
def test_null_is_not_zero(cell: int | None, written: str) -> None:
    assert read_csv(write("csv", {"place_id": cell}))[0]["place_id"] == written
    document = json.loads(write("geojson", {"place_id": cell}))
    assert document["features"][0]["properties"]["place_id"] == cell


def test_geojson_without_rows_is_one_still() -> None:
    assert json.loads(write("geojson")) == {"type": "FeatureCollection", "features": []}


def test_workbook_has_days_and_texts_as_such(tmp_path: Path) -> None:
    rows = ({"title": "=1+1"}, {"title": "007", "date_start": date(1873, 2, 3)})
    (tmp_path / "a.xlsx").write_bytes(write("xlsx", *rows))
    cells = load_workbook(tmp_path / "a.xlsx").get_sheet_by_name("reports").to_python()
    assert [row[1] for row in cells[1:]] == [date(2019, 11, 15), "1873-02-03"]
    assert [row[3] for row in cells[1:]] == ["=1+1", "007"]


def test_workbook_that_would_be_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_module, "MOST_ROWS", 1)
    with pytest.raises(InputError, match=r"2 reports are more than the 1 rows .* as \.csv"):
        write("xlsx", {}, {})


def test_cell_that_a_workbook_would_cut_is_refused() -> None:
    with pytest.raises(InputError, match=r"title 'xxx.* has 32,768 letters.* as \.csv"):
        write("xlsx", {"title": "x" * 32_768})


def test_points_are_points_in_every_geo_format(tmp_path: Path) -> None:
    row = {"lon": 52.53113, "lat": 29.61031, "place": "Shiraz"}
    for ending in ("geojson", "gpkg", "kml"):
        path = tmp_path / f"a.{ending}"
        path.write_bytes(write(ending, row, {}))
        frame = pyogrio.read_dataframe(path)
        assert frame.crs == "EPSG:4326"
        assert [frame.geometry[0].x, frame.geometry[0].y] == [52.53113, 29.61031]
        assert frame.geometry[1] is None
    points = pq.read_table(pa.BufferReader(write("geoparquet", row, {})))["geometry"].to_pylist()
    assert points[1] is None
    assert len(points[0]) == 21
