"""Choice of the Persian spelling among alternate names."""

from __future__ import annotations

import pytest

from geodata.persian_names import persian_name


@pytest.mark.parametrize(
    ("name", "alternates", "chosen"),
    [
        ("Tehran", ["طهران", "تهرون", "تِهران", "تهران"], "تهران"),
        ("Isfahan", ["أصفهان", "ئەسفەھان", "اصفهان", "ایصفاهان"], "اصفهان"),
        ("Karaj", ["كرج", "کەرەج"], "کرج"),
        ("Shahrud", ["شارود", "شاهرود", "اِمامشَهر"], "شاهرود"),
        ("Abadan", ["ابادان", "آبادان"], "آبادان"),
    ],
)
def test_chooses_the_persian_spelling(name: str, alternates: list[str], chosen: str) -> None:
    assert persian_name(name, alternates) == chosen


@pytest.mark.parametrize("alternates", [[], ["Baden", "巴登"], ["بلاکستون ریز آب"]])
def test_takes_no_other_name(alternates: list[str]) -> None:
    assert persian_name("Shahrak-e Emam", alternates) is None
