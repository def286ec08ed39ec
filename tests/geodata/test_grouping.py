import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geodata.grouping import group_texts

TEXTS = st.sampled_from(["a", "b", "ab", "", None])


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS)))
def test_rows_are_grouped_by_their_texts(rows: list[tuple[str | None, ...]]) -> None:
    columns = ["one", "two", "three"]
    frame = pd.DataFrame(rows, columns=columns, dtype="str")
    groups = group_texts(frame, columns)
    given_texts = [tuple(text or "" for text in row) for row in rows]
    assert [groups.distinct[code] for code in groups.codes] == given_texts
    assert list(dict.fromkeys(groups.distinct)) == list(dict.fromkeys(given_texts))
