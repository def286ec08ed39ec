import tomllib

from hypothesis import given
from hypothesis import strategies as st

from geodata.card import format_card, parse_card
from tests.geodata.builders import make_card


@given(st.text(st.characters(codec="utf-8")))
def test_any_title_survives_the_card(title: str) -> None:
    card = make_card(title=title)
    assert parse_card(tomllib.loads(format_card(card))) == card
