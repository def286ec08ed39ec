"""Binary search over keys in Arrow memory."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from geodata.key_index import KeyIndex

KEYS = st.sets(st.text(alphabet="abة東é", min_size=1, max_size=20), max_size=40)


def make_index(keys: set[str]) -> tuple[KeyIndex, list[str]]:
    ordered = sorted(keys, key=lambda text: text.encode())
    postings = pa.array([[n, n + 1] for n in range(len(ordered))], pa.list_(pa.int32()))
    return KeyIndex(pa.array(ordered, pa.string()), postings), ordered


@given(KEYS)
def test_finds_every_key(keys: set[str]) -> None:
    index, ordered = make_index(keys)
    assert [index.find(text) for text in ordered] == [[n, n + 1] for n in range(len(ordered))]


@given(KEYS, st.text(max_size=20))
def test_finds_nothing_else(keys: set[str], text: str) -> None:
    index, _ = make_index(keys)
    assert bool(index.find(text)) is (text in keys)


def test_tells_keys_with_one_beginning_apart() -> None:
    index, _ = make_index({"sanfrancisco", "sanfrancis", "sanfranciscox"})
    assert index.find("sanfrancisco") == [1, 2]
    assert index.find("sanfranc") == []


@given(KEYS, st.text(alphabet="abة東é", max_size=20))
def test_keys_with_one_beginning_stand_together(keys: set[str], beginning: str) -> None:
    index, ordered = make_index(keys)
    start, stop = index.range(beginning)
    together = [index.key(position) for position in range(start, stop)]
    assert together == [text for text in ordered if text.startswith(beginning)]


@given(KEYS)
def test_positions_lead_to_what_the_keys_hold(keys: set[str]) -> None:
    index, ordered = make_index(keys)
    assert [index.postings(n) for n in range(len(index))] == [index.find(t) for t in ordered]
