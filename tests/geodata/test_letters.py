"""Names as numbers: they may let too much pass, but never rule out a misspelling."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geodata.letters import LONGEST_ENDING, ending_range, letters_of, shape_names

NAMES = st.lists(st.text(alphabet="abzéк東تی🔥", min_size=1, max_size=12), min_size=1, max_size=40)


def starts_of(names: list[str]) -> np.ndarray:
    return np.cumsum([0, *(len(name.encode()) for name in names)], dtype=np.int32)


@given(NAMES)
def test_shapes_of_many_are_those_of_each(names: list[str]) -> None:
    text = np.frombuffer("".join(names).encode(), np.uint8)
    shapes = shape_names(text, starts_of(names))
    assert shapes.lengths.tolist() == [len(name) for name in names]
    assert shapes.letters.tolist() == [letters_of(name) for name in names]
    assert shapes.endings.tolist() == [ending_range(name)[0] for name in names]


def test_a_name_of_many_letters_has_a_length_that_fits() -> None:
    shapes = shape_names(np.frombuffer(b"a" * 300, np.uint8), np.array([0, 300], np.int32))
    assert shapes.lengths.tolist() == [255]


@given(st.text(min_size=1, max_size=9), st.integers(1, LONGEST_ENDING))
def test_a_name_is_among_those_that_end_like_it(name: str, length: int) -> None:
    least, above = ending_range(name[-length:])
    assert least <= ending_range(name)[0] < above


def test_other_endings_are_apart() -> None:
    least, above = ending_range("bad")
    assert not least <= ending_range("abadan")[0] < above


@given(st.text(min_size=2, max_size=9), st.data())
def test_an_edit_changes_one_letter_at_most(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(name) - 1))
    edited = name[:place] + data.draw(st.text(max_size=1)) + name[place + 1 :]
    before, after = letters_of(name), letters_of(edited)
    assert (before & ~after).bit_count() <= 1
    assert (after & ~before).bit_count() <= 1
