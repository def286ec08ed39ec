import tomllib

from hypothesis import given
from hypothesis import strategies as st

from geodata.card import format_card, parse_card
from tests.geodata.builders import make_card

KNOWN = tomllib.loads(format_card(make_card()))
TEXTS = st.text(st.characters(codec="utf-8"))
VALUES = st.recursive(
    TEXTS | st.integers() | st.floats(allow_nan=False) | st.booleans() | st.dates() | st.times()
    | st.datetimes(),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(TEXTS, values, max_size=3),
    max_leaves=5,
)  # fmt: skip


@given(TEXTS)
def test_any_title_survives_the_card(title: str) -> None:
    card = make_card(title=title)
    assert parse_card(tomllib.loads(format_card(card))) == card


@given(st.dictionaries(TEXTS.filter(lambda name: name not in KNOWN), VALUES))
def test_whatever_else_a_person_wrote_survives_the_card(others: dict[str, object]) -> None:
    card = make_card(others=others)
    assert parse_card(tomllib.loads(format_card(card))) == card
