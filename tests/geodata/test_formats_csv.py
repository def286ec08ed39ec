import csv
from pathlib import Path

import pytest

from geodata.errors import FormatError, InputError
from geodata.formats import read_tables
from geodata.formats.raw import RawTable


def read(tmp_path: Path, content: str | bytes, name: str = "rows.csv") -> RawTable:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_tables(path, name)[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_told_from_the_header(tmp_path: Path, delimiter: str) -> None:
    lines = [["date", "place"], ["2019-11-15", "Sirjan"]]
    table = read(tmp_path, "\n".join(delimiter.join(line) for line in lines))
    assert table.columns.to_dict("list") == {"date": ["2019-11-15"], "place": ["Sirjan"]}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_line_that_names_the_delimiter_is_no_header(tmp_path: Path, delimiter: str) -> None:
    lines = [f"sep={delimiter}", f"date{delimiter}place", f"2019-11-15{delimiter}Sirjan"]
    table = read(tmp_path, "\r\n".join(lines))
    assert table.columns.to_dict("list") == {"date": ["2019-11-15"], "place": ["Sirjan"]}
    assert table.columns.index.tolist() == [1]


def test_byte_order_mark_and_windows_line_ends_are_no_content(tmp_path: Path) -> None:
    table = read(tmp_path, "\ufeffdate,place\r\n2019-11-15,سیرجان\r\n")
    assert table.columns.to_dict("list") == {"date": ["2019-11-15"], "place": ["سیرجان"]}


def test_quoted_delimiters_and_line_breaks_are_text(tmp_path: Path) -> None:
    table = read(tmp_path, 'date,place\n2019,"A, B\nC"\n2020,D')
    assert table.columns["place"].tolist() == ["A, B\nC", "D"]
    assert table.columns.index.tolist() == [1, 2]


def test_marks_behind_a_backslash_are_read_as_r_writes_them(tmp_path: Path) -> None:
    rows = ['"date"\t"place"', r'"2019"' + "\t" + r'"the \"Old\" mill, C:\temp"', '"2020"\t"D"']
    table = read(tmp_path, "\n".join(rows), "rows.tab")
    assert table.columns["place"].tolist() == [r'the "Old" mill, C:\temp', "D"]
    assert table.notes == ("quotation marks inside cells stand behind a backslash",)


def test_backslash_at_the_end_of_a_cell_is_one(tmp_path: Path) -> None:
    table = read(tmp_path, 'date,place\n2019,"C:\\"\n2020,"A ""B"""\n')
    assert table.columns["place"].tolist() == ["C:\\", 'A "B"']
    assert table.notes == ()


def test_formulas_and_markup_are_texts_like_any_other(tmp_path: Path) -> None:
    table = read(tmp_path, "date,place\n2019,=1+1\n2019,<b>Qom</b>\n2019,NULL")
    assert table.columns["place"].tolist() == ["=1+1", "<b>Qom</b>", "NULL"]


def test_blank_rows_keep_their_number_and_are_not_counted(tmp_path: Path) -> None:
    table = read(tmp_path, "date,place\n2019,A\n\n,\n , , \n2020,B\n")
    assert (table.columns.index.tolist(), table.n_in) == ([1, 5], 2)


@pytest.mark.parametrize(
    ("row", "word"), [("2019", "1 fields"), ("2019,A,B", "3 fields"), ("2019,A\0", "NUL")]
)
def test_broken_row_is_set_aside_with_its_number(tmp_path: Path, row: str, word: str) -> None:
    table = read(tmp_path, f"date,place\n2018,A\n{row}\n2020,B\n")
    assert table.columns["place"].tolist() == ["A", "B"]
    (problem,) = table.problems
    assert (problem.row, problem.set_aside, table.n_in) == (2, True, 3)
    assert word in problem.reason


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"PK\x03\x04rest", "Excel"),
        (b"date,date,place\n1,2,3", "'date' more than once"),
        (b"\n\n ,\n1,2", "no header"),
    ],
)
def test_file_of_another_format_says_which(tmp_path: Path, content: bytes, word: str) -> None:
    with pytest.raises(FormatError, match=word):
        read(tmp_path, content)


@pytest.mark.parametrize(("content", "word"), [("", "is empty"), ("date,place\n\n", "no rows")])
def test_file_without_rows_is_an_error(tmp_path: Path, content: str, word: str) -> None:
    with pytest.raises(InputError, match=word):
        read(tmp_path, content)


@pytest.mark.parametrize("rows", [1, 50_000])
def test_quotation_mark_that_is_never_closed_is_an_error(tmp_path: Path, rows: int) -> None:
    with pytest.raises(FormatError, match="never closed"):
        read(tmp_path, 'date,place\n2019,"A\n' + "2019,B\n" * rows)


def test_header_longer_than_a_field_may_be_is_one_line(tmp_path: Path) -> None:
    usual = csv.field_size_limit(100)
    try:
        with pytest.raises(FormatError, match=r"near line 1 \(field larger"):
            read(tmp_path, "x" * 140 + "\n2019,Qom\n")
    finally:
        csv.field_size_limit(usual)


def test_long_cell_beside_a_broken_row_stops_nothing(tmp_path: Path) -> None:
    table = read(tmp_path, f"date,place\n2019,{'x' * 200_000}\n2019\n2019,Qom\n")
    assert table.columns["place"].str.len().tolist() == [200_000, 3]
    assert [item.row for item in table.problems] == [2]


def test_long_header_of_many_columns_is_read(tmp_path: Path) -> None:
    names = [f"column {number:05}" for number in range(15_000)]
    assert list(read(tmp_path, ";".join(names) + "\n" + ";" * 14_999 + "x").columns) == names


def test_path_that_is_no_file_says_what_it_is(tmp_path: Path) -> None:
    dangling, loop, device = (tmp_path / f"{name}.csv" for name in ("dangling", "loop", "device"))
    device.symlink_to("/dev/null")
    dangling.symlink_to(tmp_path / "gone.csv")
    loop.symlink_to(loop)
    for path, words in (
        (tmp_path / "gone.csv", "there is no file"),
        (tmp_path, "is a folder"),
        (dangling, "is a link to a file that isn't there"),
        (loop, "is a link to a file that isn't there"),
        (Path("/dev/null"), "is no ordinary file"),
        (device, "is no ordinary file"),
        (tmp_path / ("x" * 300 + ".csv"), "File name too long"),
    ):
        with pytest.raises(InputError, match=words):
            read_tables(path, path.name)


@pytest.mark.parametrize("method", ["is_file", "open"])
def test_file_that_may_not_be_read_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "rows.csv").write_text("date,place\n2019,Qom\n")
    monkeypatch.setattr(Path, method, deny)
    with pytest.raises(InputError, match=r"can't .*Permission denied.*can be read"):
        read_tables(tmp_path / "rows.csv", "rows.csv")


def test_unknown_ending_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"'\.docx'.*\.csv"):
        read(tmp_path, "x", "rows.docx")
