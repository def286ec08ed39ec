from __future__ import annotations

from collections import Counter

from dashboard.keys import KEYS, list_keys


def test_no_key_does_two_things() -> None:
    keys = Counter(key for one in KEYS.values() for key in one.keys)
    assert set(keys.values()) == {1}
    assert not set("123456789") & set(keys)


def test_every_key_is_in_the_list_as_a_keyboard_shows_it() -> None:
    rows = {words: keys for keys, words in list_keys()}
    assert rows["next name"] == ("j", "↓")
    assert rows["choose a candidate"] == ("1", "…", "9")
    assert len(rows) == len(KEYS) + 1
