import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.formats.presets.counts import Count, read_count
from geodata.formats.presets.figures import read_figures


@pytest.mark.parametrize(
    ("text", "low", "best", "high", "words"),
    [
        ("0", None, 0, None, ""),
        ("1,500", None, 1500, None, ""),
        ("1 500", None, 1500, None, ""),
        ("12.0", None, 12, None, ""),
        ("۱۲", None, 12, None, ""),
        ("at least 20", 20, None, None, "at least"),
        ("more than 1,500", 1500, None, None, "more than"),
        ("100+", 100, None, None, "+"),
        ("up to 9", None, None, 9, "up to"),
        ("about 30", None, 30, None, "about"),
        ("10-15", 10, None, 15, ""),
        ("10 – 15", 10, None, 15, ""),
    ],
)
def test_count_is_read_with_its_words(
    text: str, low: float | None, best: float | None, high: float | None, words: str
) -> None:
    assert read_count(text) == Count(low, best, high, words)


@pytest.mark.parametrize(
    "text", ["", "-5", "dozens", "1.500", "unclear", "5 or 6", "1,50", "2019-"]
)
def test_what_is_no_count_or_could_be_two_is_none(text: str) -> None:
    assert read_count(text) is None


@given(st.integers(0, 10**9), st.sampled_from(["{}", "{:,}", "{}.0", " {} "]))
def test_count_reads_back(number: int, form: str) -> None:
    assert read_count(form.format(number)) == Count(None, number, None, "")


@given(st.text(max_size=30))
def test_noise_never_raises(text: str) -> None:
    read_count(text)


def make_column(name: str, *texts: str | None) -> pd.Series:
    return pd.Series(list(texts), index=range(1, len(texts) + 1), dtype="str", name=name)


def test_bounds_stay_as_given_and_null_is_not_zero() -> None:
    low, best = make_column("low", "1", None, None), make_column("best", "2", "0", None)
    rows = read_figures("f", "killed", low=low, best=best, said={"claimed_by": "A"}).rows
    assert rows.index.tolist() == [1, 2]
    assert rows["value_low"].tolist()[0] == 1
    assert rows["value_best"].tolist() == [2, 0]
    assert rows["value_high"].isna().all()


def test_words_of_a_cell_come_before_those_of_its_row() -> None:
    best = make_column("arrests", "more than 5", "7")
    rows = read_figures("f", "arrested", best=best, said={"qualifier": "some"}).rows
    assert rows["qualifier"].tolist() == ["more than", "some"]
    assert rows["value_low"].tolist()[0] == 5
    assert rows["value_best"].tolist()[1] == 7


def test_crossed_figures_are_kept_and_said() -> None:
    columns = {name: make_column(name, text) for name, text in zip("lbh", "352", strict=True)}
    read = read_figures(
        "f", "killed", low=columns["l"], best=columns["b"], high=columns["h"], said={}
    )
    (problem,) = read.problems
    assert (problem.column, problem.value, problem.set_aside) == ("l, b, h", "3, 5, 2", False)
    assert read.rows["value_low"].tolist() == [3]


@pytest.mark.parametrize("text", ["-5", "many"])
def test_what_is_no_count_is_a_problem_with_its_column(text: str) -> None:
    read = read_figures("f", "killed", best=make_column("deaths", text), said={})
    (problem,) = read.problems
    assert (problem.row, problem.column, problem.value) == (1, "deaths", text)
    assert read.rows.empty
