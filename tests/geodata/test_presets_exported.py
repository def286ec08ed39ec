from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest

from geodata.brought import from_json
from geodata.extracting import HEADERS
from geodata.formats.presets import find_preset
from geodata.formats.presets.exported import read_exported_reports
from geodata.formats.presets.records import Records
from tests.geodata.builders import TODAY, make_raw

ROW = {
    "report_id": "7",
    "date_start": "2019-11-15",
    "date_end": "2019-11-16",
    "date_precision": "days",
    "place": "Shiraz",
    "lon": "52.53113",
    "lat": "29.61031",
    "place_precision": "city",
    "place_name": "شیراز",
    "geo_status": "certain",
    "geo_score": "0.98",
    "geo_reason": "Only place of this name.",
    "place_id": "115019",
    "region_id": "IR-07",
    "country_code": "IR",
    "geo_of": "شیراز |  |",
    "exported_as": "csv",
}


def read(**changes: str) -> Records:
    row = dict.fromkeys(HEADERS, "") | ROW | changes
    return read_exported_reports(make_raw({name: [text] for name, text in row.items()}), TODAY)


def test_row_brings_its_place() -> None:
    records = read()
    brought = from_json(records.reports["placed_as"].iloc[0])
    assert (brought.place_id, brought.name, brought.geo_score) == (115019, "Shiraz", 0.98)
    assert records.unused_columns == ()
    assert records.problems == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"place_name": "Tehran"},
        {"country_name": "Iraq"},
        {"place_id": "here"},
        {"geo_status": ""},
        {"lon": "east"},
    ],
)
def test_row_that_a_person_changed_brings_no_place(changes: dict[str, str]) -> None:
    assert pd.isna(read(**changes).reports["placed_as"].iloc[0])


def test_event_of_the_export_is_the_key_that_its_rows_share() -> None:
    assert read(event_id="event:3").reports["event_key"].tolist() == ["event:3"]


@pytest.mark.parametrize(("mark", "title"), [("csv", "=1"), ("xlsx", "'=1"), ("", "'=1")])
def test_only_rows_that_were_defused_are_restored(mark: str, title: str) -> None:
    assert read(title="'=1", exported_as=mark).reports["title"].tolist() == [title]


def test_row_says_of_its_source_what_the_export_repeats() -> None:
    cited = read(source_id="s1", source_publisher="Example", source_date="2019-11-17").cited
    assert cited["publisher"].tolist() == ["Example"]
    assert cited["published_on"].tolist() == [pd.Timestamp("2019-11-17")]


@pytest.mark.parametrize(
    ("headers", "name", "is_restricted"),
    [
        (HEADERS, "exported reports", False),
        ((*HEADERS, "restricted"), "exported restricted reports", True),
        (("claim_id", "metric", "claimed_by", "exported_as"), "exported claims", False),
        (("source_id", "publisher", "published_on", "exported_as"), "exported sources", False),
        (tuple(name for name in HEADERS if name != "exported_as"), "reports", False),
    ],
)
def test_exports_are_found_by_their_mark(
    headers: Sequence[str], name: str, *, is_restricted: bool
) -> None:
    preset = find_preset(make_raw({header: ["x"] for header in headers}))
    assert (preset.name, preset.is_restricted) == (name, is_restricted)
