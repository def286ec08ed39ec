"""An atlas full of things to hide, and every word that pages, pictures and exports say of it."""

from __future__ import annotations

import base64
import json
import re
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, unquote

import geopandas
import numpy as np
from dash import Dash
from flask.testing import FlaskClient

from geodata.decision_log import append_decisions
from geodata.decisions import Choice, Subject
from geodata.formats.out import OUT_FORMATS
from geodata.ingest import build_atlas
from geodata.joining import Verdict
from geodata.rebuilding import rebuild_atlas
from geodata.tables import make_point_id
from geodata.types import PlacePrecision
from tests.geodata.builders import (
    TODAY,
    make_answer,
    make_decision,
    make_joining,
    real_reference,
    write_csv,
)

GIVEN: Final = (52.583179, 29.647313)  # by a row itself; Shiraz is 6 km away
SET: Final = (52.712347, 29.812893)  # by a person
DAY: Final = date(2019, 11, 15)  # a Friday

_ROWS: Final = (
    "id,date,place,country,province,kind,title,notes,actors,source_id,lon,lat,licence,plooxcolumn",
    f"zorbid-1,{DAY},Quillbury,Iran,Fars,protest,Vexmarch,Nubnote,Drallguild,srckey-1,"
    f"{GIVEN[0]},{GIVEN[1]},,1",
    f"zorbid-2,{DAY},Wimblecot,Iran,Fars,protest,Vexmarch,Nubnote,Drallguild,srckey-1,,,,1",
    "zorbid-3,2019-11-16,Shiraz,Iran,Fars,protest,Vexmarch,Nubnote,Drallguild,srckey-2,,,,1",
    "zorbid-4,2019-11-16,Shiraz,Iran,Fars,protest,Vexmarch,Nubnote,Drallguild,srckey-2,,,,1",
    "zorbid-5,2019-11-16,Tromsø,Norway,,protest,Vexmarch,Nubnote,Drallguild,srckey-2,,,,1",
    f"zorbid-6,{DAY},Shiraz,Iran,Fars,krellkind,Vexmarch,Nubnote,Drallguild,srckey-3,,,"
    "No redistribution,1",
)
_CLAIMS: Final = (
    "claim_id,report_id,scope,scope_level,metric,value_best,qualifier,claimed_by,source_id,"
    "as_of_date,verification,notes",
    f"klemid-1,zorbid-1,Yorrscope,city,killed,3,plinkish,Example Group,srckey-1,{DAY},"
    "frobbed,Gubnote",
    f"klemid-2,,Shiraz,city,killed,4,,Example Group,srckey-1,{DAY},,Gubnote",
    f"klemid-3,,Iran,national,killed,5,,Example Group,srckey-1,{DAY},,Gubnote",
)
_SOURCES: Final = (
    "source_id,publisher,title,url,published_on,kind,language,notes",
    f"srckey-1,Example News,Hexpage,https://dravox.example/{DAY:%Y/%m/%d}/slug,{DAY},"
    "news media,en,Fubnote",
    "srckey-2,https://mirvox.example/tomlin-slug,,https://mirvox.example/tomlin-slug,,NGO,en,"
    "Fubnote",
    "srckey-3,Prundle Press,,,,news media,en,",
)

POINTS: Final = frozenset({"given point", "point set by hand", "id of a point"})
WORDS: Final[Mapping[str, str]] = {
    "spelled name": "quillbury",
    "settled name": "wimblecot",
    "title": "vexmarch",
    "note": "nubnote",
    "note of a claim": "gubnote",
    "who decided": "snorrviewer",
    "why": "brelreason",
    "restricted kind": "krellkind",
    "restricted publisher": "prundle",
    "scope of a moved report": "yorrscope",
    "status in words": "frobbed",
    "qualifier in words": "plinkish",
    "note of a source": "fubnote",
    "actor": "drallguild",
    "report": "zorbid",
    "claim": "klemid",
    "source": "srckey",
    "page": "hexpage",
    "address": "dravox",
    "path of an address": "tomlin",
    "city": "shiraz",
    "city in Persian": "شیراز",
    "id of a city": "115019",
    "lone city": "tromsø",
    "file": "zaxrows",
}
"""What it is → the word by which it is found, folded."""

PARTNER: Final = POINTS | set(list(WORDS)[:13])
PUBLIC: Final = POINTS | {"day"} | set(WORDS)
"""What each profile must hide."""


def build(folder: Path) -> Path:
    """Build an atlas with names that people settled and reports that they joined."""
    files = [
        write_csv(folder / name, *lines)
        for name, lines in (
            ("zaxrows.csv", _ROWS),
            ("claims.csv", _CLAIMS),
            ("sources.csv", _SOURCES),
        )
    ]
    atlas = folder / "atlas"
    build_atlas(files, atlas, title="Sample", reference=real_reference(), today=TODAY)
    point = make_answer(
        choice=Choice.POINT, precision=PlacePrecision.EXACT, geonames_id=None, name="Wimblecot",
        country="IR", admin1=None, lon=SET[0], lat=SET[1],
    )  # fmt: skip
    said = {"who": "Snorrviewer", "why": "Brelreason"}
    named = Subject(place_name="Wimblecot", country_name="Iran", admin1_name="Fars")
    joined = make_joining("zorbid-3", "zorbid-1", after=Verdict.TOGETHER, **said)
    append_decisions(atlas, [make_decision(what=named, after=point, **said), joined])
    rebuild_atlas(atlas, reference=real_reference())
    return atlas


def find_leaks(texts: Iterator[str]) -> set[str]:
    """Return what of all there is to hide stands in texts, however it is spelled."""
    found: set[str] = set()
    point = "|".join(_spell_point(*GIVEN)), "|".join(_spell_point(*SET))
    patterns = {
        "given point": re.compile(point[0]),
        "point set by hand": re.compile(point[1]),
        "id of a point": re.compile(f"{make_point_id(*GIVEN)}|{make_point_id(*SET)}"),
        "day": re.compile("|".join(_spell_day(DAY)), re.IGNORECASE),
        **{name: re.compile(re.escape(word)) for name, word in WORDS.items()},
    }
    for text in texts:
        folded = text.casefold()
        found |= {name for name, pattern in patterns.items() if pattern.search(folded)}
    return found


def _spell_point(lon: float, lat: float) -> Iterator[str]:
    """Yield patterns: both numbers side by side if they are coarse, else each of them."""
    for decimals in (1, 2):
        pair = [re.escape(f"{value:.{decimals}f}") for value in (lon, lat)]
        for first, second in (pair, pair[::-1]):
            yield rf"(?<![\d.]){first}(?!\d)[^\d.]{{1,12}}{second}(?!\d)"
    for value in (lon, lat):
        for decimals in range(3, 7):
            yield rf"(?<![\d.]){re.escape(f'{value:.{decimals}f}')}"


def _spell_day(day: date) -> Iterator[str]:
    yield from (day.isoformat(), f"{day:%Y%m%d}", f"{day:%Y/%m/%d}", f"{day:%d/%m/%Y}")
    yield from (f"{day:%d.%m.%Y}", rf"(?<!\d){day:%d %b}", f"{day:%B %d}", f"{day:%b %d}")
    number = (day - date(1970, 1, 1)).days
    yield from (rf"(?<![\d.]){number}(?!\d)", str(number * 86_400))
    # the only days that name it by their end: a range up to the next day
    yield (day + timedelta(days=1)).isoformat()


def read_all(app: Dash) -> Iterator[str]:
    """Yield all texts of a served atlas: pages, pictures, files, answers, refusals."""
    client = app.server.test_client()
    yield from _read_routes(client)
    queries = list(list_queries(app, client))
    for output, callback in app.callback_map.items():
        if "callback" not in callback:
            continue  # runs in the browser
        for query in queries:
            yield from _spread(ask(app, client, output, query))


def _read_routes(client: FlaskClient) -> Iterator[str]:
    for path in (
        "/", "/_dash-layout", "/_dash-dependencies", "/healthz", "/credits", "/nothing",
        "/geo/countries.geojson", "/geo/admin1.geojson", "/geo/nowhere.geojson",
        "/snapshot.svg", "/snapshot.svg?layer=regions", "/snapshot.svg?kind=protest&theme=dark",
        "/snapshot.png?scale=1", "/snapshot.pdf", "/snapshot.gif", "/snapshot.svg?width=1",
        "/export.doc", "/export.csv?place=1",
        *(f"/export.{ending}" for ending in OUT_FORMATS),
    ):  # fmt: skip
        with client.get(path) as response:
            yield from (f"{name}: {value}" for name, value in response.headers)
            yield from read_bytes(response.data)


def list_queries(app: Dash, client: FlaskClient) -> Iterator[str]:
    """Yield views of everything that can be opened, as the page itself learns of it."""
    yield from ("", "layer=regions", "tab=table", "tab=figures", "tab=desk", "open=claims")
    yield from ("open=unlocated", "open=report:none", "open=event:none", "open=place:none")
    yield from ("from=1999-01-01&to=1999-01-02", "region=IR-07", "country=IR&q=protest")
    services = _list_rows(app, client)
    for row in services:
        yield f"open={quote('report:' + row['report_id'])}"
        yield f"open={quote('event:' + row['report_id'])}"
    yield from ("open=region:IR-07", "open=region:NO-54", "open=place:115019")
    for point in (GIVEN, SET):
        yield f"open=place:{make_point_id(*point)}"


def _list_rows(app: Dash, client: FlaskClient) -> list[dict[str, str]]:
    output = next(name for name in app.callback_map if "table.getRowsResponse" in name)
    answer = json.loads(ask(app, client, output, "tab=table"))
    rows: list[dict[str, str]] = answer["response"]["table"]["getRowsResponse"]["rowData"]
    return rows


def ask(app: Dash, client: FlaskClient, output: str, query: str) -> str:
    """Call back as the page does; what was asked for itself is taken out of the answer."""
    values = {
        "url.data": f"?{query}",
        "view.data": query,
        "viewport.data": {"width": 900, "height": 600},
        "table.getRowsRequest": {"startRow": 0, "endRow": 100, "sortModel": []},
        "desk-show.value": "all",
        "desk-act.data": {"do": "candidates", "name": "x"},
        "rejoined.data": 1,
    }

    def fill(items: Any) -> list[Any]:
        parts = []
        for item in items:
            if item["id"].startswith("{"):
                parts.append([])
            else:
                key = f"{item['id']}.{item['property']}"
                parts.append({**item, "value": values.get(key)})
        return parts

    callback = app.callback_map[output]
    body = {
        "output": output,
        "outputs": _name_outputs(output),
        "inputs": fill(callback["inputs"]),
        "state": fill(callback["state"]),
        "changedPropIds": ["view.data"],
    }
    answer = client.post(
        "/_dash-update-component", data=json.dumps(body), content_type="application/json"
    )
    if answer.status_code not in (200, 204):
        raise AssertionError(f"{output} answers {answer.status_code} to {query!r}: {answer.text}")
    said = json.dumps(answer.get_json(), ensure_ascii=False) if answer.data else "{}"
    for asked in {query, unquote(query), unquote(query).rpartition(":")[2]} - {""}:
        said = said.replace(asked, "")
    return said


def _name_outputs(output: str) -> Any:
    parts = [
        dict(zip(("id", "property"), part.rsplit(".", 1), strict=True))
        for part in output.strip(".").split("...")
    ]
    return parts if output.startswith("..") else parts[0]


def _spread(text: str) -> Iterator[str]:
    """Yield an answer, and the numbers of its typed arrays."""
    yield text
    for kind, data in re.findall(r'"dtype": "(\w+)", "bdata": "([^"]+)"', text):
        yield " ".join(map(repr, np.frombuffer(base64.b64decode(data), kind).tolist()))


def read_bytes(data: bytes) -> Iterator[str]:
    """Yield what stands in a file, however it is packed."""
    yield unquote(data.decode("utf-8", "replace"))
    if data[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for member in archive.namelist():
                yield member
                yield from read_bytes(archive.read(member))
    elif data[:5] == b"%PDF-":
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
            yield _inflate(stream)
    elif data[:6] == b"SQLite":
        database = sqlite3.connect(":memory:")
        database.deserialize(data)
        yield "\n".join(database.iterdump())
        database.close()
        with tempfile.NamedTemporaryFile(suffix=".gpkg") as file:  # its reader wants that ending
            Path(file.name).write_bytes(data)
            yield str(geopandas.read_file(file.name, layer="reports").to_csv())
    elif data[:4] == b"PAR1":
        yield str(geopandas.read_parquet(BytesIO(data)).to_csv())


def _inflate(stream: bytes) -> str:
    try:
        return zlib.decompress(stream).decode("latin-1")
    except zlib.error:
        return ""
