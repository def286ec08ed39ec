"""Names and contexts as callers hand them over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from geodata.asking import list_questions
from geodata.errors import InputError

ASKED = [("Oslo", "NO", None), ("Baden", None, None)]


@pytest.mark.parametrize(
    "make",
    [list, tuple, iter, np.array, pd.Series, lambda cells: pd.Series(cells, dtype="object")],
    ids=["list", "tuple", "iterator", "array", "text series", "object series"],
)
def test_any_kind_of_column_will_do(make: Callable[[list[str]], Iterable[object]]) -> None:
    assert list_questions(make(["Oslo", "Baden"]), make(["NO", ""]), None) == [
        ("Oslo", "NO", None),
        ("Baden", "", None),
    ]


@pytest.mark.parametrize("missing", [None, np.nan, np.float32("nan"), pd.NA, pd.NaT])
def test_what_is_missing_is_not_given(missing: object) -> None:
    assert list_questions(["Oslo", "Baden"], ["NO", missing], [missing] * 2) == ASKED
    assert list_questions([missing], None, None) == [(None, None, None)]


def test_texts_come_out_as_plain_ones() -> None:
    ((name, _, _),) = list_questions(np.array(["Oslo"]), None, None)
    assert type(name) is str


def test_no_names_ask_nothing() -> None:
    assert list_questions([], [], None) == []


@pytest.mark.parametrize(
    ("names", "countries", "message"),
    [
        (["Oslo", 5], None, r"names\[1\] is 5, of type int"),
        (["Oslo", "Baden"], ["NO", b"CH"], r"countries\[1\] is b'CH', of type bytes"),
        (["Oslo"], [["NO"]], r"countries\[0\] is \['NO'\]"),
        (["Oslo"], [np.array(["NO", "SE"])], r"countries\[0\] is array"),
        ("Oslo", None, "names is 'Oslo'"),
        (["Oslo"], "NO", "countries is 'NO'"),
        (["Oslo"], 5, "countries is 5"),
        (pd.DataFrame({"name": ["Oslo"]}), None, "names has 2 dimensions"),
        (["Oslo", "Baden"], [], "2 names came with 0 countries"),
        (["Oslo", "Baden"], ["NO", "CH", "AT"], "2 names came with 3 countries"),
    ],
)
def test_what_is_no_column_of_texts_is_refused(names: Any, countries: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        list_questions(names, countries, None)
