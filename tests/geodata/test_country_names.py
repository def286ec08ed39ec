"""Which countries a folded name may mean."""

from __future__ import annotations

from geodata.country_names import TERRITORIES, index_countries, without_article


def test_an_own_name_beats_a_shared_one() -> None:
    index = index_countries(
        [
            ("GQ", ("GQ", "Equatorial Guinea"), ("guinea", "equatorialguinea")),
            ("GN", ("GN", "Guinea"), ("guinea",)),
        ]
    )
    assert index["guinea"] == ("GN",)


def test_a_shared_name_keeps_the_order_of_the_countries() -> None:
    index = index_countries([("CD", (), ("congo",)), ("CG", (), ("congo",))])
    assert index["congo"] == ("CD", "CG")


def test_the_article_may_be_left_out() -> None:
    index = index_countries([("CG", (), ("therepublicofthecongo",))])
    assert index[without_article("republicofthecongo")] == ("CG",)


def test_one_latin_letter_is_no_country() -> None:
    assert index_countries([("IT", (), ("y", "伊"))]) == {"伊": ("IT",)}


def test_a_territory_has_one_state() -> None:
    listed = [code for codes in TERRITORIES.values() for code in codes]
    assert len(listed) == len(set(listed))
    assert not TERRITORIES.keys() & set(listed)
