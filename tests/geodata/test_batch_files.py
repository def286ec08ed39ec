from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.batch import GEO_COLUMNS
from geodata.batch_files import Tally, geocode_table, survey_table
from geodata.errors import FormatError, InputError
from geodata.geocoding import Geocoder
from tests.geodata.builders import real_reference


@cache
def geocoder() -> Geocoder:
    return Geocoder(real_reference().gazetteer)


def geocode(path: Path, content: str | bytes, **known: str) -> tuple[str, Tally]:
    """Return the text that comes out, and the tally."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    output = io.BytesIO()
    tally = geocode_table(survey_table(path), geocoder(), output, **known)
    return output.getvalue().decode(), tally


def parse(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_rows_and_columns_stay_in_order_and_ten_are_added(tmp_path: Path) -> None:
    out, tally = geocode(
        tmp_path / "a.csv",
        "id,place,country,note\n3,Oslo,Norway,x\n1,Baden,,\n2,Xqzwv,NO,007\n3,Oslo,Norway,y\n",
    )
    header, *rows = parse(out)
    assert header == ["id", "place", "country", "note", *GEO_COLUMNS]
    assert [row[:4] for row in rows] == [
        ["3", "Oslo", "Norway", "x"],
        ["1", "Baden", "", ""],
        ["2", "Xqzwv", "NO", "007"],
        ["3", "Oslo", "Norway", "y"],
    ]
    assert [row[4] for row in rows] == ["3143244", rows[1][4], "", "3143244"]
    assert [row[11] for row in rows] == ["certain", "doubtful", "none", "certain"]
    assert tally == Tally(n_certain=2, n_doubtful=1, n_none=1)


AWKWARD = [
    '"quoted","a ""b"", c"\r\n',
    '"two\r\nlines\n",x\r\n',
    " blanks around , 1.50 \n",
    "=1+1,007\n",
    "NULL,NA\r\n",
    "🔥,e\u0301\n",
    "\u200fتهران\u200f,ي\n",
    f"{'x' * 10_000},\n",
    "nul\0,\x1b\n",
    ",\n",
]


@pytest.mark.parametrize("line", AWKWARD)
def test_text_of_a_row_goes_out_as_it_came(tmp_path: Path, line: str) -> None:
    out, tally = geocode(tmp_path / "a.csv", "place,note\n" + line)
    body = line.rstrip("\r\n")
    _, row = parse(out)
    assert out.splitlines(keepends=True)[0].startswith("place,note,geo_id,")
    assert out.partition("\n")[2].startswith(body + ",")
    assert out.endswith(line[len(body) :])
    assert len(row) == 2 + len(GEO_COLUMNS)
    assert tally.n_certain + tally.n_doubtful + tally.n_none == 1


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ";"), ("a.tsv", "\t"), ("a.txt", "|")])
def test_delimiter_stays(tmp_path: Path, name: str, delimiter: str) -> None:
    out, _ = geocode(tmp_path / name, f'place{delimiter}x\n"Paris, Texas"{delimiter}1\n')
    header, row = parse(out, delimiter)
    assert (header[:3], row[:3]) == (["place", "x", "geo_id"], ["Paris, Texas", "1", "4717560"])


@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", ""])
def test_byte_order_mark_and_line_ends_stay(tmp_path: Path, mark: str, end: str) -> None:
    out, _ = geocode(tmp_path / "a.csv", f"{mark}place\r\nOslo{end}")
    assert out.startswith(f"{mark}place,geo_id,")
    assert out.endswith(f"Only place of this name in the gazetteer.{end}")


def test_lines_that_hold_nothing_stay_and_are_no_rows(tmp_path: Path) -> None:
    out, tally = geocode(tmp_path / "a.csv", "\n\nplace\n\nOslo\n\n")
    lines = out.split("\n")
    assert [line[:5] for line in lines] == ["", "", "place", "", "Oslo,", "", ""]
    assert (tally.n_certain, tally.n_none) == (1, 0)


def test_row_whose_cells_may_have_slipped_is_kept_and_not_looked_up(tmp_path: Path) -> None:
    out, tally = geocode(tmp_path / "a.csv", "place,country\nParis, Texas,US\nOslo\nOslo,NO,,\n")
    header, *rows = parse(out)
    assert header[:5] == ["place", "country", "", "", "geo_id"]
    assert [row[:4] for row in rows] == [
        ["Paris", " Texas", "US", ""],
        ["Oslo", "", "", ""],
        ["Oslo", "NO", "", ""],
    ]
    assert [row[4] for row in rows] == ["", "", "3143244"]
    assert [row[-1][:16] for row in rows[:2]] == ["The row has 3 fi", "The row has 1 fi"]
    assert tally == Tally(n_certain=1, n_doubtful=0, n_none=2)


def test_what_is_known_of_all_rows_helps_those_that_say_nothing(tmp_path: Path) -> None:
    out, _ = geocode(tmp_path / "a.csv", "place,country\nBaden,\nBaden,AT\n", country="CH")
    _, first, second = parse(out)
    assert (first[5 - 3], first[5]) == ("2661646", "CH")
    assert second[5] == "AT"


def test_country_is_a_code_or_a_name_and_columns_may_be_persian(tmp_path: Path) -> None:
    out, _ = geocode(tmp_path / "a.csv", "شهر,کشور\nBaden,Switzerland\nBaden,CHE\nBaden,سوئیس\n")
    assert [row[2] for row in parse(out)[1:]] == ["2661646"] * 3


def test_columns_of_one_name_stay_if_they_are_not_read(tmp_path: Path) -> None:
    out, _ = geocode(tmp_path / "a.csv", "note,place,note\na,Oslo,b\n")
    assert parse(out)[1][:4] == ["a", "Oslo", "b", "3143244"]


def test_header_without_rows_is_a_table_without_rows(tmp_path: Path) -> None:
    out, tally = geocode(tmp_path / "a.csv", "place,x\n")
    assert parse(out) == [["place", "x", *GEO_COLUMNS]]
    assert tally.describe() == "0 rows: 0 certain, 0 doubtful, 0 none"


@pytest.mark.parametrize(
    ("content", "error", "said"),
    [
        (b"", InputError, "is empty"),
        (b"\n \n", FormatError, "no header"),
        ("place\nZürich".encode("cp1252"), FormatError, "not UTF-8"),
        ("place\nقم".encode("cp1256"), FormatError, "not UTF-8"),
        (b"PK\x03\x04rest", FormatError, "Excel"),
        (b'place\n"Oslo\nBaden\n', FormatError, "never closed"),
        (b"dorp,pal\nOslo,NO\n", InputError, "'dorp', 'pal'"),
    ],
)
def test_file_that_cannot_be_used_is_explained(
    tmp_path: Path, content: bytes, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        geocode(tmp_path / "a.csv", content)


def test_file_that_changes_meanwhile_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("place\nOslo\n")
    survey = survey_table(path)
    path.write_text("place\nBergen\n")
    with pytest.raises(InputError, match="changed"):
        geocode_table(survey, geocoder(), io.BytesIO())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.sampled_from('Qom,"\n\r 🔥\0é'), max_size=40))
def test_what_was_in_is_found_again(tmp_path: Path, text: str) -> None:
    given_text = "place,x\n" + text
    try:
        out, _ = geocode(tmp_path / "a.csv", given_text)
    except FormatError:
        return
    before, after = parse(given_text), parse(out)
    assert len(before) == len(after)
    for old, new in zip(before, after, strict=True):
        assert new[: len(old)] == old
        assert not old or len(new) == len(after[0])


def test_survey_says_which_columns_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Stadt,state\nOslo,\n")
    survey = survey_table(tmp_path / "a.csv", name="Stadt")
    assert survey.describe() == "name: 'Stadt', no column for country, admin1: 'state'"
