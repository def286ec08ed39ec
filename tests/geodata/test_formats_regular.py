from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from geodata.errors import FormatError, InputError
from geodata.formats import csv
from geodata.formats.csv import read_csv
from geodata.formats.limits import COMMAND
from geodata.formats.raw import RawTable
from geodata.formats.regular import read_regular

CELLS = st.sampled_from(
    ("a", "", " ", "é b", "1", "NULL", '"a"', '"a,b"', '"a\nb"', '"a ""b"""', '""', "\x85", "\x1c")
) | st.sampled_from(("\u2028", "a\tb", '"', 'a"b', '"a"b', "\0", "\r", "a;b", "x" * 30))
LINES = st.lists(CELLS, min_size=1, max_size=4).map(",".join)
TEXTS = st.tuples(
    st.sampled_from(["", "\ufeff"]),
    st.lists(st.just("date,place") | LINES, min_size=1, max_size=8),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
).map(lambda made: made[0] + made[2].join(made[1]) + made[2] * made[3])


def read(path: Path) -> RawTable | str:
    try:
        return read_csv(path, "rows.csv", COMMAND)[0]
    except (InputError, FormatError) as error:
        return str(error)


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
@example("date,place\n2019,A\n,\n2020,B")
@example('date,place\n2019,"A""\n2020,"B"')
@example('"da\nte",place\n2019,A')
@example(",\ndate,place\n2019,A")
@example("date,place\n2019,A\n\n")
def test_cells_read_at_once_are_those_read_row_by_row(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(text.encode())
    at_once = read(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv, "read_regular", lambda *_: None)
        by_row = read(path)
    if isinstance(at_once, str) or isinstance(by_row, str):
        assert at_once == by_row
    else:
        assert at_once.problems == by_row.problems
        pd.testing.assert_frame_equal(at_once.columns, by_row.columns)


@pytest.mark.parametrize(
    ("rows", "is_regular"),
    [
        ('2019,Qom\n2020,"Q ""x"", R"\n', True),
        ('2019,"A\nB"', True),
        ("2019,Qom\r\n", True),
        ("2019,Qom\n\n2020,Yazd\n\n", True),
        ("2019\n", False),
        ("2019,Qom\0\n", False),
        ('2019,Q"m\n', False),
        ('2019,"Qom" \n', False),
        ('2019,"Qom\n', False),
        ("2019,Qom\r2020,Yazd\n", False),
    ],
)
def test_only_what_no_reader_doubts_is_read_at_once(rows: str, is_regular: bool) -> None:
    content = ("date,place\n" + rows).encode()
    assert (read_regular(content, ("date", "place"), ",") is not None) is is_regular
