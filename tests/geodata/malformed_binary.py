"""Workbooks, Parquet, GeoPackage and KML as nobody should send them."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
import xlsxwriter

ROWS: Final = (
    {"date": "2019-11-15", "place": "Shiraz", "country": "Iran", "title": "March", "source": "A"},
    {"date": "2019-11-16", "place": "Oslo", "country": "Norway", "title": "Vigil", "source": "B"},
    {"date": "2019-11-17", "place": "قم", "country": "Iran", "title": "«Strike»", "source": "C"},
)
_SPACE: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET: Final = "xl/worksheets/sheet1.xml"
_FAR: Final = {
    "corner": "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v>"
    "</c></row>",
    "spaced": "<row r = '9'><c r = 'A9'><v>1</v></c><c  r\n=\n'XFD1048576'><v>1</v></c></row>",
    "lower": "<row r='1'><c r='a1'><v>1</v></c><c r='xfd1048576'><v>1</v></c></row>",
    "row": "<row><c r='XFD1'><v>1</v></c></row><row r='1048576'><c><v>1</v></c></row>",
    "unnumbered": f"<row>{'<c><v>1</v></c>' * 16_384}</row><row r='1048576'><c><v>1</v></c></row>",
    "no-reference": "<row><c r='1048576'><v>1</v></c></row><row><c r='ZZ'><v>1</v></c></row>",
}
"""Cells between which a sheet has room for more than fits into memory."""


def make_workbook(rows: list[list[str]]) -> bytes:
    """Write a workbook with one sheet of texts."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)
    return stream.getvalue()


def make_open_workbook(rows: int, columns: int) -> bytes:
    """Write an ODS workbook with one text so often."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = " ".join(f'xmlns:{name}="{space}{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table "
        f'table:name="A"><table:table-row table:number-rows-repeated="{rows}"><table:table-cell '
        f'table:number-columns-repeated="{columns}" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return _zip(
        {"mimetype": kind, "content.xml": content.encode(), "META-INF/manifest.xml": manifest}
    )


def make_far(good: bytes) -> dict[str, bytes]:
    """Make workbooks with cells far apart of one with a sheet."""
    made = {}
    for name, cells in _FAR.items():
        far = f"<worksheet xmlns='{_SPACE}'><sheetData>{cells}</sheetData></worksheet>".encode()
        made[f"far-{name}.xlsx"] = _repack(good, _SHEET, far)
    return made | {"far-elsewhere.xlsx": _move_sheet(good, far)}


def bend_workbooks(good: bytes) -> Iterator[tuple[str, bytes]]:
    bomb = b'<worksheet><sheetData><row r="1"><c r="A1"><v>' + b"1" * 60_000_000
    yield "zip-bomb.xlsx", _repack(good, _SHEET, bomb)
    lol = b'<!DOCTYPE x [<!ENTITY a "lol">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12)
    )
    for member in (_SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"):
        yield f"laughing-{member[3:7]}.xlsx", _repack(good, member, lol + b"]><x>&m;</x>")
        yield f"without-{member[3:7]}.xlsx", _repack(good, member, None)
        yield f"hollow-{member[3:7]}.xlsx", _repack(good, member, b"")
    yield from make_far(good).items()
    for count in (2**32 - 6, 10**30, -1):
        texts = f'<sst xmlns="{_SPACE}" count="{count}" uniqueCount="{count}"/>'.encode()
        yield f"announced-{count}.xlsx", _repack(good, "xl/sharedStrings.xml", texts)
    yield "binary-sheet.xlsx", _repack(good, _SHEET, b"\0<sheetData>")
    for rows, columns in ((3, 2), (1_048_576, 16_384), (2**40, 1)):
        yield f"repeated-{rows}.ods", make_open_workbook(rows, columns)
    yield "one-cell.xlsx", make_workbook([["date"]])
    yield "empty-sheet.xlsx", make_workbook([])
    yield "ragged.xlsx", make_workbook([["date", "place"], ["2019-11-15"], ["", "", "x"]])
    yield "other-archive.xlsx", _zip({"readme.txt": b"hello"})
    yield "empty-archive.xlsx", _zip({})


def bend_columns() -> Iterator[tuple[str, bytes]]:
    tables = {
        "no-columns": pa.table({}),
        "no-rows": pa.table(
            {"date": pa.array([], pa.string()), "place": pa.array([], pa.string())}
        ),
        "binary": pa.table({"date": [b"\xff"], "place": [b"\0"]}),
        "nested": pa.table({"date": [{"a": [{"b": 2}]}], "place": [[1, 2]]}),
        "nulls": pa.table({"date": pa.nulls(3), "place": pa.nulls(3)}),
        "blank-names": pa.table([["a"], ["b"]], names=["", " "]),
        "same-names": pa.table([["a"], ["b"]], names=["date", "date"]),
        "far-dates": pa.table({"date": pa.array([2**62], pa.timestamp("us")), "place": ["x"]}),
    }
    for name, table in tables.items():
        stream = io.BytesIO()
        pq.write_table(table, stream)
        yield f"{name}.parquet", stream.getvalue()
    yield "swelling.parquet", _swell()
    for about in (
        b"{}",
        b"not json",
        b'{"primary_column": "nothing", "columns": {}, "version": "1.0.0"}',
    ):
        stream = io.BytesIO()
        table = pa.table({"date": ["2019-11-15"], "place": ["Qom"]})
        pq.write_table(table.replace_schema_metadata({b"geo": about}), stream)
        yield f"geo-{len(about)}.parquet", stream.getvalue()


def _swell() -> bytes:
    """Write a Parquet file in which one long text stands a hundred thousand times."""
    stream = io.BytesIO()
    again = pa.DictionaryArray.from_arrays(pa.array([0] * 100_000, pa.int32()), ["x" * 90_000])
    pq.write_table(pa.table({"date": again}), stream)
    return stream.getvalue()


def bend_layers(folder: Path) -> Iterator[tuple[str, bytes]]:
    path = folder / "good.gpkg"
    frame = gpd.GeoDataFrame(ROWS, geometry=shapely.points([52.5, 10.7, 50.9], [29.6, 59.9, 34.6]))
    frame.set_crs(4326).to_file(path, driver="GPKG")
    content = path.read_bytes()
    path.unlink()
    for tenth in (1, 3, 5, 9):
        yield f"cut-at-{tenth}0-percent.gpkg", content[: len(content) * tenth // 10]
    yield "sqlite-header-only.gpkg", content[:100]
    yield "renamed-table.gpkg", content.replace(b"gpkg_contents", b"gpkg_cantents")
    kml = (
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>a</name>'
        "<Point><coordinates>{}</coordinates></Point></Placemark></Document></kml>"
    )
    for number, text in enumerate(("1,2", "x,y", "", "1e999,nan", "1 2 3", "500,91")):
        yield f"odd-{number}.kml", kml.format(text).encode()
    laughing = b'<!DOCTYPE k [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><kml>&b;</kml>'
    yield "laughing.kml", laughing
    yield "reaching-out.kml", laughing.replace(b'"aaaa"', b'SYSTEM "file:///etc/passwd"')
    yield "no-layer.kml", b"<kml/>"
    yield "lines.kml", kml.replace("Point", "LineString").format("1,2 3,4").encode()
    yield "deep.kml", b"<kml>" + b"<Folder>" * 50_000
    yield "orphans.kml", b"<kml><name>a</name><Data><value>1</value></Data><Placemark/></kml>"
    for ending in ("kml", "gpkg"):
        for source in ("/etc/passwd", "/vsicurl/http://127.0.0.1:9/x.csv", f"{folder}/a.csv"):
            yield (
                f"{source[-6:].replace('/', '-')}-by-way-of.{ending}",
                (
                    "<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>"
                    f"{source}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
                ).encode(),
            )
    for name, statements in _DATABASES.items():
        yield f"{name}.gpkg", _change_database(folder / "changed.gpkg", content, statements)


_ENDLESS: Final = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t"
_CONTENTS: Final = "SELECT 'good' AS table_name, 'features' AS data_type FROM"
_DATABASES: Final = {
    "endless-view": (
        f"CREATE VIEW v AS {_ENDLESS}",
        "INSERT INTO gpkg_contents(table_name, data_type) VALUES ('v', 'attributes')",
    ),
    "endless-contents": (
        "DROP TABLE gpkg_contents",
        f"CREATE VIEW gpkg_contents AS {_CONTENTS} ({_ENDLESS})",
    ),
    "swelling-column": ("ALTER TABLE good ADD COLUMN x BLOB AS (zeroblob(900000000))",),
    "no-layers": ("DELETE FROM gpkg_contents",),
    "no-rows": ("DELETE FROM good",),
    "layer-gone": ("DROP TABLE good",),
    "odd-shapes": ("UPDATE good SET geom = x'00'",),
    "odd-cells": ("UPDATE good SET date = x'ff00', place = 1e999",),
    "system-gone": ("UPDATE gpkg_geometry_columns SET srs_id = 77777",),
}
"""What is done to a good GeoPackage."""


def _change_database(path: Path, content: bytes, statements: Sequence[str]) -> bytes:
    path.write_bytes(content)
    with closing(sqlite3.connect(path)) as database:
        for (trigger,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():  # they call functions that only GeoPackage libraries have
            database.execute(f'DROP TRIGGER "{trigger}"')
        for statement in statements:
            database.execute(statement)
        database.commit()
    changed = path.read_bytes()
    path.unlink()
    return changed


def _move_sheet(book: bytes, content: bytes) -> bytes:
    """Put a sheet where nobody looks for one."""
    links = "xl/_rels/workbook.xml.rels"
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[links] = members[links].replace(b"worksheets/sheet1.xml", b"media/picture.png")
    return _zip(members | {"xl/media/picture.png": content})


def _repack(book: bytes, member: str, content: bytes | None) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members.pop(member)
    return _zip(members if content is None else members | {member: content})


def _zip(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()
