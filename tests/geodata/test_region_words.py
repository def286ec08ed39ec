"""What a source writes as a place's region, read in several ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.names import fold
from geodata.region_words import district_readings, part_readings, region_readings


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Provincia de Buenos Aires", "buenos aires"),
        ("Departamento del Chocó", "choco"),
        ("Departamento de La Paz", "paz"),
        ("Estado de México", "mexico"),
        ("Freistaat Bayern", "bayern"),
        ("Land Salzburg", "salzburg"),
        ("Srpska, Republika", "srpska"),
        ("Hatay ili", "hatay"),
        ("Mahilyowskaya Voblasts’", "mahilyowskaya"),
        ("Krym, Avtonomna Respublika", "krym"),
        ("Kyiv, Misto", "kyiv"),
        ("Wilaya of Adrar", "adrar"),
        ("Wilayat Sabha", "sabha"),
        ("Muhafazat Dimashq", "dimashq"),
        ("Chocó department", "choco"),
        ("استان تهران", "تهران"),
        ("E. Azerbaijan", "east azerbaijan"),
        ("Buenos Aires, Ciudad Autónoma de", "ciudad autonoma de buenos aires"),
        ("Jammu & Kashmir", "jammu kashmir"),
        ("Jammu and Kashmir", "jammu kashmir"),
    ],
)
def test_words_for_a_region_are_taken_off(text: str, name: str) -> None:
    assert name in tuple(region_readings(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [("Komuna e Prizrenit", "prizrenit"), ("Washington County", "washington")],
)
def test_words_for_a_district_are_taken_off_apart(text: str, name: str) -> None:
    assert name not in tuple(region_readings(text))
    assert name in tuple(district_readings(text))


def test_parts_are_read_each() -> None:
    assert [part[0] for part in part_readings("Sakha (Yakutia)")] == ["sakha", "yakutia"]
    assert list(part_readings("Sakha")) == []


@given(st.text(max_size=60))
def test_the_whole_text_is_read_first(text: str) -> None:
    found = tuple(region_readings(text))
    assert found[0] == fold(text)
    assert len(found) == len(set(found))
