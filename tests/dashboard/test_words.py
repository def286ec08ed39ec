from datetime import date

import pytest

from dashboard.words import say_days, say_list, say_selection
from geodata.query import Selection
from geodata.saying import say_count


@pytest.mark.parametrize(
    ("start", "stop", "said"),
    [
        (date(2019, 11, 15), date(2019, 11, 16), "15 November 2019"),
        (date(2019, 11, 15), date(2019, 11, 20), "15 to 19 November 2019"),
        (date(2019, 11, 30), date(2019, 12, 2), "30 November to 1 December 2019"),
        (date(2019, 12, 31), date(2020, 1, 2), "31 December 2019 to 1 January 2020"),
    ],
)
def test_range_is_said_with_both_ends_included(start: date, stop: date, said: str) -> None:
    assert say_days(start, stop) == said


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 reports"), (1, "1 report"), (1284, "1,284 reports")]
)
def test_count_agrees_with_its_noun(n: int, said: str) -> None:
    assert say_count(n, "report") == said


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a or b"),
        (["a", "b", "c"], "a, b or c"),
        (["a", "b", "c", "d", "e"], "a, b, c or 2 more"),
    ],
)
def test_list_says_how_many_it_leaves_out(items: list[str], said: str) -> None:
    assert say_list(items) == said


def test_selection_is_one_sentence() -> None:
    selection = Selection(
        kinds=frozenset({"rally"}),
        countries=frozenset({"NO"}),
        date_stop=date(2019, 12, 1),
        text="students",
    )
    sentence = say_selection(selection, name_of=lambda _, value: f"<{value}>")
    assert sentence == ("<rally> reports in <NO> until 30 November 2019 with the words “students”.")


def test_everything_is_said_to_be_everything() -> None:
    assert say_selection(Selection(), name_of=lambda _, value: value) == "All reports."
