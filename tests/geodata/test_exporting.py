from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from geodata.decision_log import append_decisions
from geodata.decisions import Choice, Subject
from geodata.door import publish
from geodata.errors import InputError
from geodata.example import open_example
from geodata.exporting import Export, export_archive, export_files
from geodata.formats.out import OUT_FORMATS
from geodata.ingest import build_atlas
from geodata.profiles import BUILT_IN
from geodata.rebuilding import rebuild_atlas
from geodata.store import Atlas, open_atlas
from geodata.types import PlacePrecision
from tests.geodata.builders import (
    TODAY,
    make_answer,
    make_decision,
    real_reference,
    write_csv,
)

UNSEEN = {"source_file", "source_row", "event_key", "placed_as", "basis"}
"""Columns that say how an atlas was made, not what it holds."""

ROWS = (
    "report_id,date,date_end,place,country,province,place_level,title,notes,source,url",
    "1,2019-11-15,,Baden,,,,=1+1,\"a \"\"b\"\"\nnext\",خبرگزاری,https://example.org/?a=1&b=2",
    "2,2019-11-15,2019-11-19,شیراز,Iran,,,+98 21,<b> & ],Example News,",
    "3,2019-11,,a yard,Iran,,,@home,'quoted',,",
    "4,2019,,Fars,Iran,,province,-,,,",
    "5,1873-02-03,,Xyzzyville,Norway,,,\"'=1\",;=1,Example News,",
    "99999999999999999999,2019-11-16,,,,,none,007,1e5,,",
)  # fmt: skip
CLAIMS = (
    "claim_id,report_id,metric,value_low,value_best,value_high,qualifier,claimed_by,source_id,as_of_date",
    "c1,1,killed,0,,1500,=at least,Example,,2019-11-20",
    "c2,,arrested,,9007199254740991,,,Example,,",
)


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """Return an atlas with everything that a format may spoil, and names that people settled."""
    folder = tmp_path_factory.mktemp("exporting")
    files = [write_csv(folder / "rows.csv", *ROWS), write_csv(folder / "claims.csv", *CLAIMS)]
    build_atlas(files, folder / "atlas", title="Sample", reference=real_reference(), today=TODAY)
    town = make_answer(geonames_id=2661646, name="Baden", country="CH", admin1="CH.AG")
    yard = make_answer(
        choice=Choice.POINT,
        geonames_id=None,
        precision=PlacePrecision.EXACT,
        name="a yard",
        lon=52.50001,
        lat=29.6,
        country="IR",
    )
    told = Subject(place_name="a yard", country_name="Iran")
    append_decisions(
        folder / "atlas", [make_decision("Baden", after=town), make_decision(what=told, after=yard)]
    )
    rebuild_atlas(folder / "atlas", reference=real_reference())
    return open_atlas(folder / "atlas")


def export(atlas: Atlas, folder: Path, ending: str, rows: Sequence[int] = ()) -> Export:
    """Export some rows, or all, as ``out`` with an ending."""
    everything = np.arange(len(atlas.reports))
    selected = np.isin(everything, rows or everything)
    return export_files(atlas, selected, folder / f"out.{ending}", view="q=x" if rows else "")


def build_again(exported: Export, folder: Path) -> Atlas:
    files = [folder / name for name in exported.files if not name.endswith(".txt")]
    build_atlas(files, folder / "again", reference=real_reference(), today=TODAY)
    return open_atlas(folder / "again")


def assert_same(found: Atlas, expected: Atlas) -> None:
    for name in ("reports", "places", "sources", "claims", "events"):
        frames = [getattr(item, name) for item in (found, expected)]
        seen = [frame.drop(columns=list(UNSEEN & set(frame))).astype(object) for frame in frames]
        seen = [frame.where(frame.notna(), None) for frame in seen]
        pd.testing.assert_frame_equal(*seen)


@pytest.mark.parametrize("ending", OUT_FORMATS)
def test_export_builds_the_same_atlas(ending: str, atlas: Atlas, tmp_path: Path) -> None:
    again = build_again(export(atlas, tmp_path, ending), tmp_path)
    assert_same(again, atlas)
    assert again.imports[0].unused_columns == ()


@pytest.mark.parametrize("ending", OUT_FORMATS)
def test_export_of_the_example_builds_the_example(ending: str, tmp_path: Path) -> None:
    example = open_example()
    assert_same(build_again(export(example, tmp_path, ending), tmp_path), example)


@pytest.mark.parametrize("profile", ["partner", "public"])
def test_what_a_profile_coarsened_comes_back_as_coarse(profile: str, tmp_path: Path) -> None:
    published = publish(open_example(), BUILT_IN[profile])
    assert_same(build_again(export(published, tmp_path, "csv"), tmp_path), published)


def test_rows_that_may_not_be_published_come_back_as_such(tmp_path: Path) -> None:
    header = (
        "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,"
        "actor1,iso,region,country,admin1,location,latitude,longitude,geo_precision,source,"
        "source_scale,notes,fatalities,timestamp"
    )
    row = (
        "IRN{0},15 November 2019,2019,1,Demonstrations,Protests,Peaceful protest,Protesters,364,"
        "Middle East,Iran,Fars,Shiraz,29.6103,52.5311,1,Made up,National,Nothing real,{0},1"
    )
    table = write_csv(tmp_path / "rows.csv", header, row.format(1), row.format(2))
    build_atlas([table], tmp_path / "atlas", reference=real_reference(), today=TODAY)
    first = open_atlas(tmp_path / "atlas")
    again = build_again(export(first, tmp_path, "csv"), tmp_path)
    assert [first.imports[0].is_restricted, again.imports[0].is_restricted] == [True, True]
    assert again.reports["licence"].notna().all()
    published = publish(again, BUILT_IN["partner"])
    assert published.reports.empty
    with pytest.raises(InputError, match="2 withheld by their licence"):
        export_files(published, np.zeros(0, bool), tmp_path / "out.csv")
    assert len(again.events) == len(first.events) == 2


def test_places_that_were_brought_stay_through_a_rebuild(atlas: Atlas, tmp_path: Path) -> None:
    build_again(export(atlas, tmp_path, "csv"), tmp_path)
    rebuild_atlas(tmp_path / "again", reference=real_reference())
    assert_same(open_atlas(tmp_path / "again"), atlas)


@pytest.mark.parametrize("ending", OUT_FORMATS)
def test_same_reports_are_the_same_bytes(ending: str, atlas: Atlas, tmp_path: Path) -> None:
    first = export(atlas, tmp_path, ending)
    before = [(tmp_path / name).read_bytes() for name in first.files]
    again = export(atlas, tmp_path, ending)
    assert [(tmp_path / name).read_bytes() for name in again.files] == before


def test_part_holds_its_claims_and_sources_only(atlas: Atlas, tmp_path: Path) -> None:
    exported = export(atlas, tmp_path, "csv", [0, 3])
    assert list(exported.describe()) == [
        "2 of 6 reports, 1 of 2 claims, 1 of 2 sources",
        "left out: 1 claims about no single report, as a part is exported",
        "written: out.csv, out.claims.csv, out.sources.csv, out.citation.txt",
    ]
    assert build_again(exported, tmp_path).reports["report_id"].tolist() == ["1", "4"]


def test_nothing_selected_is_said(atlas: Atlas, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no report is left"):
        export_files(atlas, np.zeros(6, bool), tmp_path / "out.csv")
    assert not list(tmp_path.iterdir())


def test_csv_runs_nothing_and_leads_with_a_mark(atlas: Atlas, tmp_path: Path) -> None:
    export(atlas, tmp_path, "csv")
    text = (tmp_path / "out.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbfreport_id,")
    rows = csv.DictReader(text.decode("utf-8-sig").splitlines(keepends=True))
    titles = [row["title"] for row in rows]
    assert titles == ["'=1+1", "'+98 21", "'@home", "'-", "''=1", "007"]


def test_workbook_holds_texts_days_and_no_formula(atlas: Atlas, tmp_path: Path) -> None:
    export(atlas, tmp_path, "xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as book:
        sheets = [book.read(f"xl/worksheets/sheet{number}.xml") for number in (1, 2, 3)]
        assert b'quotePrefix="1"' in book.read("xl/styles.xml")
    assert not any(b"<f>" in sheet for sheet in sheets)
    assert b"<v>43784</v>" in sheets[0]  # 15 November 2019


def test_geojson_has_no_geometry_for_what_is_on_no_place(atlas: Atlas, tmp_path: Path) -> None:
    export(atlas, tmp_path, "geojson")
    features = json.loads((tmp_path / "out.geojson").read_bytes())["features"]
    places = [(item["geometry"] or {}).get("coordinates") for item in features]
    assert places == [[8.30592, 47.47333], [52.53113, 29.61031], [52.50001, 29.6], None, None, None]
    assert features[0]["properties"]["title"] == "=1+1"
    assert features[3]["properties"]["source_url"] is None


def test_geoparquet_keeps_types_and_null(atlas: Atlas, tmp_path: Path) -> None:
    export(atlas, tmp_path, "geoparquet")
    table = pq.read_table(tmp_path / "out.geoparquet")
    assert [str(table.schema.field(name).type) for name in ("date_end", "place_id", "lon")] == [
        "date32[day]",
        "int64",
        "double",
    ]
    assert table["geometry"].null_count == 3
    assert json.loads(table.schema.metadata[b"geo"])["primary_column"] == "geometry"


def test_citation_says_whose_data_and_which_part(atlas: Atlas, tmp_path: Path) -> None:
    export(atlas, tmp_path, "kml", [1])
    text = (tmp_path / "out.citation.txt").read_text("utf-8")
    assert "Holds: 1 of 6 reports" in text
    assert "View: q=x" in text
    assert atlas.data_hash in text
    assert "GeoNames (geonames.org), CC BY 4.0" in text


def test_archive_holds_the_same_files(atlas: Atlas, tmp_path: Path) -> None:
    exported = export(atlas, tmp_path, "csv")
    output = BytesIO()
    export_archive(atlas, np.ones(6, bool), output, "out.csv")
    with zipfile.ZipFile(output) as archive:
        assert tuple(archive.namelist()) == exported.files
        assert archive.read("out.csv") == (tmp_path / "out.csv").read_bytes()


def test_file_that_cannot_be_written_leaves_the_others(atlas: Atlas, tmp_path: Path) -> None:
    (tmp_path / "out.sources.csv").mkdir()
    (tmp_path / "out.csv").write_text("old")
    with pytest.raises(InputError, match=r"out\.sources\.csv"):
        export(atlas, tmp_path, "csv")
    assert (tmp_path / "out.csv").read_text() == "old"
