"""Files as nobody should send them, made from good ones: cut, bent, swollen, mislabelled."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from tests.geodata.malformed_binary import (
    ROWS,
    bend_columns,
    bend_layers,
    bend_workbooks,
    make_workbook,
)

HEADER: Final = ",".join(ROWS[0])
CSV: Final = "\n".join([HEADER, *(",".join(row.values()) for row in ROWS), ""])

_SEED: Final = 11
_ODD: Final = (
    "\0", "\x1b[2J", "\u202e", "\ud83d", "\ufeff", "\ufffe", "'; DROP TABLE reports;--", "=1+1",
    "<script>alert(1)</script>", "${jndi:ldap://x}", "../../etc/passwd", "NaN", "-0", "1e999",
    "9" * 400, "A" * 70_000, "🇮🇷" * 50, "\r", "\x85\u2028", "nul", "\\", '"',
)  # fmt: skip


def make_malformed(folder: Path) -> dict[str, Path]:
    """Write all of them into a folder; return each by what it is."""
    folder.mkdir(parents=True, exist_ok=True)
    good = _make_good()
    made: dict[str, Path] = {}
    parts = (
        _cut(good), _flip(good), _rename(good), _bend_csv(), _bend_json(), _bend_geojson(),
        bend_workbooks(good["xlsx"]), bend_columns(), bend_layers(folder),
    )  # fmt: skip
    for part in parts:
        for name, content in part:
            path = folder / f"{len(made):03}-{name}"
            path.write_bytes(content)
            made[name] = path
    (folder / "folder.csv").mkdir()
    (folder / "loop.json").symlink_to(folder / "loop.json")
    made |= {"folder.csv": folder / "folder.csv", "loop.json": folder / "loop.json"}
    return made


def _make_good() -> Mapping[str, bytes]:
    frame = pd.DataFrame(ROWS)
    points = gpd.GeoDataFrame(
        frame, geometry=shapely.points([52.5, 10.7, 50.9], [29.6, 59.9, 34.6]), crs=4326
    )
    parquet, geoparquet = io.BytesIO(), io.BytesIO()
    pq.write_table(pa.Table.from_pandas(frame), parquet)
    points.to_parquet(geoparquet)
    return {
        "csv": CSV.encode(),
        "xlsx": make_workbook([list(ROWS[0]), *(list(row.values()) for row in ROWS)]),
        "json": json.dumps(ROWS, ensure_ascii=False).encode(),
        "jsonl": "\n".join(json.dumps(row) for row in ROWS).encode(),
        "geojson": points.to_json().encode(),
        "parquet": parquet.getvalue(),
        "geoparquet": geoparquet.getvalue(),
    }


def _cut(good: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for ending, content in good.items():
        yield f"empty.{ending}", b""
        yield f"blank.{ending}", b"  \n\n"
        for tenth in range(1, 10):
            yield f"cut-at-{tenth}0-percent.{ending}", content[: len(content) * tenth // 10]
        yield f"without-start.{ending}", content[7:]
        yield f"twice.{ending}", content * 2
        yield f"with-tail.{ending}", content + b"\0\0tail"


def _flip(good: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(_SEED)  # noqa: S311 -- no secret is made of it
    for ending, content in good.items():
        for number in range(8):
            bent = bytearray(content)
            for _ in range(1 + number * 3):
                bent[chance.randrange(len(bent))] = chance.randrange(256)
            yield f"flipped-{number}.{ending}", bytes(bent)
        yield f"noise.{ending}", chance.randbytes(5_000)


def _rename(good: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    endings = list(good)
    for ending, other in zip(endings, [*endings[1:], endings[0]], strict=True):
        yield f"{other}-called.{ending}", good[other]
    yield "csv-called.gpkg", good["csv"]
    yield "csv-called.kml", good["csv"]
    yield "csv-called.xls", good["csv"]
    yield "csv-called.ods", good["csv"]
    yield "csv-called.pdf", good["csv"]
    yield "pdf-called.csv", b"%PDF-1.7 and so on"


def _bend_csv() -> Iterator[tuple[str, bytes]]:
    for codec in (
        "utf-16", "utf-16-be", "utf-16-le", "utf-32", "cp1256", "cp037", "utf-7", "cp437",
    ):  # fmt: skip
        yield f"in-{codec}.csv", CSV.replace("«Strike»", "Strike").encode(codec, "replace")
    yield "latin.csv", CSV.replace("Oslo", "Tromsø").replace("قم", "Zürich").encode("cp1252")
    yield (
        "cyrillic.csv",
        CSV.replace("Oslo", "Осло").replace("قم", "Кум").encode("cp1251", "replace"),
    )
    yield "chinese.csv", CSV.replace("Oslo", "奥斯陆").encode("gbk", "replace")
    yield "header-only.csv", f"{HEADER}\n".encode()
    yield "no-header.csv", b"\n,,,\n"
    yield "same-header-twice.csv", b"date,date,place\n1,2,3\n"
    yield "million-columns.csv", ",".join(f"c{n}" for n in range(1_000_000)).encode() + b"\n1\n"
    yield "unclosed-quote.csv", CSV.replace("March", '"March').encode()
    yield "quote-inside.csv", CSV.replace("March", 'Ma"rch').encode()
    yield "ragged.csv", (CSV + "2019-11-18,Qom\n2019-11-19,Qom,Iran,x,y,z\n").encode()
    yield "mark-inside.csv", CSV.replace("Oslo", "\ufeffOslo").encode()
    yield "no-date.csv", CSV.replace("date", "colour").encode()
    yield "no-place.csv", CSV.replace("place", "colour").encode()
    yield "all-dates-bad.csv", CSV.replace("2019-11", "soon").encode()
    yield "one-long-line.csv", b"x" * 3_000_000
    yield "semicolons-and-commas.csv", CSV.replace(",", ";", 3).encode()
    for number, odd in enumerate(_ODD):
        bent = CSV.replace("Oslo", odd).encode("utf-8", "surrogatepass")
        yield f"odd-cell-{number}.csv", bent
        yield f"odd-header-{number}.csv", CSV.replace("title", odd).encode("utf-8", "surrogatepass")


def _bend_json() -> Iterator[tuple[str, bytes]]:
    row = json.dumps(ROWS[0])
    texts = {
        "deep-lists": "[" * 100_000 + "]" * 100_000,
        "deep-objects": '{"a":' * 50_000 + "1" + "}" * 50_000,
        "nested-in-a-row": row[:-1] + ',"x":' + "[" * 90 + "]" * 90 + "}",
        "number": "17", "null": "null", "text": '"text"', "object": row, "empty-list": "[]",
        "empty-object": "{}", "list-of-lists": "[[1, 2], [3]]", "mixed": f"[{row}, 1, null, []]",
        "huge-number": f"[{row[:-1]}, \"n\": {'9' * 5_000}}}]",
        "infinity": f'[{row[:-1]}, "n": Infinity, "m": NaN}}]',
        "half-a-character": f'[{row[:-1]}, "n": "\\ud83d"}}]',
        "same-key-twice": f'[{row[:-1]}, "date": "2020-01-01"}}]',
        "comment": f"// rows\n[{row}]",
        "many-keys": "[" + json.dumps({f"k{n}": n for n in range(30_000)}) + "]",
        "empty-keys": '[{"": 1, " ": 2}]',
        "keys-of-their-own": json.dumps([{f"k{n}": n} for n in range(19_000)]),
        "many-empty": json.dumps(
            [*({"a": 1} for _ in range(20_000)), *({f"k{n}": 1} for n in range(19_000))]
        ),
        "two-lists": f'{{"a": [{row}], "b": [{row}]}}',
    }  # fmt: skip
    for name, text in texts.items():
        yield f"{name}.json", text.encode("utf-8", "surrogatepass")
        yield f"{name}.jsonl", text.encode("utf-8", "surrogatepass")


def _bend_geojson() -> Iterator[tuple[str, bytes]]:
    shapes = {
        "no-coordinates": {"type": "Point"},
        "empty-point": {"type": "Point", "coordinates": []},
        "text-coordinates": {"type": "Point", "coordinates": ["a", "b"]},
        "null-coordinates": {"type": "Point", "coordinates": [None, None]},
        "one-coordinate": {"type": "Point", "coordinates": [1]},
        "infinite": {"type": "Point", "coordinates": [1e999, 0]},
        "off-the-earth": {"type": "Point", "coordinates": [500, 91]},
        "bow-tie": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]},
        "open-ring": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
        "line": {"type": "LineString", "coordinates": [[0, 0], [1, 1]]},
        "unknown-type": {"type": "Blob", "coordinates": [0, 0]},
        "list": [1, 2],
        "text": "POINT (1 2)",
        "nested-collection": {"type": "GeometryCollection", "geometries": [{"type": "Point"}]},
    }
    for name, shape in shapes.items():
        feature = {"type": "Feature", "properties": ROWS[0], "geometry": shape}
        document = {"type": "FeatureCollection", "features": [feature]}
        yield f"{name}.geojson", json.dumps(document).encode()
    odd = {"no-feature": [1, None, "x"], "no-properties": [{"geometry": None}], "none": []}
    for name, features in odd.items():
        yield f"{name}.geojson", json.dumps({"features": features}).encode()
    for crs in ("urn:ogc:def:crs:EPSG::999999", "nonsense", 7):
        document = {
            "features": [
                {"properties": ROWS[0], "geometry": {"type": "Point", "coordinates": [0, 0]}}
            ],
            "crs": {"properties": {"name": crs}},
        }
        yield f"crs-{str(crs)[-6:]}.geojson", json.dumps(document).encode()
