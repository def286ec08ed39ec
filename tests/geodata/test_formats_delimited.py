from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.errors import FormatError
from geodata.formats.delimited import open_delimited


def records(path: Path, content: str) -> list[tuple[str, list[str]]]:
    path.write_bytes(content.encode())
    with open_delimited(path) as delimited:
        return list(delimited.records())


def test_record_is_the_text_as_it_stands_with_its_line_end(tmp_path: Path) -> None:
    lines = ["name,note\r\n", '"Qom","a ""b""\n c"\n', "\n", "Oslo, x "]
    assert records(tmp_path / "rows.csv", "".join(lines)) == [
        (lines[0], ["name", "note"]),
        (lines[1], ["Qom", 'a "b"\n c']),
        (lines[2], []),
        (lines[3], ["Oslo", " x "]),
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.sampled_from('a,;"\n\r\t سé\0'), min_size=1))
def test_records_put_together_are_the_file(tmp_path: Path, text: str) -> None:
    try:
        found = records(tmp_path / "rows.csv", text)
    except FormatError:
        return
    assert "".join(record for record, _ in found) == text


@pytest.mark.parametrize(
    ("name", "content", "delimiter"),
    [("a.tsv", "name\nA, B", "\t"), ("a.tsv", "a,b\n", ","), ("a.csv", "name\n", ",")],
)
def test_header_of_one_column_is_divided_as_the_ending_says(
    tmp_path: Path, name: str, content: str, delimiter: str
) -> None:
    (tmp_path / name).write_text(content)
    with open_delimited(tmp_path / name) as delimited:
        assert delimited.delimiter == delimiter


@pytest.mark.parametrize(("start", "has_mark"), [("\ufeff", True), ("", False)])
def test_byte_order_mark_is_told_apart_from_the_cells(
    tmp_path: Path, start: str, has_mark: bool
) -> None:
    (tmp_path / "a.csv").write_text(f"{start}name\n", "utf-8")
    with open_delimited(tmp_path / "a.csv") as delimited:
        assert (delimited.has_mark, list(delimited.rows())) == (has_mark, [["name"]])
