from __future__ import annotations

import tomllib
from typing import Any

import pytest

from geodata.errors import InputError
from geodata.profiles import BUILT_IN, Days, Level, Text, Told, parse_settings


def read(text: str) -> Any:
    return parse_settings(tomllib.loads(text).get("publish"))


def test_atlas_that_says_nothing_is_private() -> None:
    assert read("").get(None) is BUILT_IN["private"]


def test_atlas_names_its_default() -> None:
    assert read('[publish]\nprofile = "public"').get(None) is BUILT_IN["public"]


def test_profile_of_ones_own_is_as_public_where_it_does_not_say() -> None:
    press = read('[publish.profiles.press]\ntexts = ["titles"]\nminimum = 1').get("press")
    assert (press.texts, press.minimum) == ({Text.TITLES}, 1)
    assert (press.places, press.days, press.sources) == (Level.ADMIN1, Days.WEEK, Told.PUBLISHER)


def test_profile_that_is_there_can_be_made_stricter() -> None:
    partner = read('[publish.profiles.partner]\ndays = "month"').get("partner")
    assert (partner.days, partner.places) == (Days.MONTH, Level.CITY)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('places = "city"', "places"),
        ('days = "day"', "days"),
        ("minimum = 2", "minimum"),
        ('texts = ["notes"]', "texts"),
        ('sources = "all"', "sources"),
    ],
)
def test_profile_that_is_there_is_never_made_looser(line: str, key: str) -> None:
    with pytest.raises(InputError, match=f"{key} = .*only be made stricter; give a looser one"):
        read(f"[publish.profiles.public]\n{line}")


@pytest.mark.parametrize(
    ("text", "given", "allowed"),
    [
        ("publish = 1", "1 in publish", "a table"),
        ("publish.profil = 1", "'profil' in publish", "profile, profiles"),
        ('publish.profile = "secret"', "'secret'", "private, partner, public"),
        ("publish.profile = [1]", "[1]", "private, partner, public"),
        ("publish.profiles = 1", "1 in publish.profiles", "a table"),
        ("publish.profiles.x = 1", "1 in publish.profiles.x", "a table"),
        ("publish.profiles.x.place = 1", "'place' in publish.profiles.x", "places, grid_degrees"),
        ('publish.profiles.x.places = "near"', "'near'", "exact, city, grid, admin1, country"),
        ("publish.profiles.x.places = 2", "2 in", "exact, city, grid, admin1, country"),
        ('publish.profiles.x.days = "hour"', "'hour'", "day, week, month"),
        ("publish.profiles.x.minimum = 0", "0 in", "whole numbers from 1 to 1,000"),
        ("publish.profiles.x.minimum = true", "True in", "whole numbers"),
        ("publish.profiles.x.minimum = 2.5", "2.5 in", "whole numbers"),
        ('publish.profiles.x.texts = "titles"', "'titles'", "a list in brackets"),
        ('publish.profiles.x.texts = ["title"]', "'title'", "titles, notes, actors"),
        ("publish.profiles.x.texts = [1]", "1 in", "titles, notes, actors"),
        ('publish.profiles.x.sources = "some"', "'some'", "all, publisher, kind"),
        (
            "publish.profiles.x.grid_degrees = 0.5",
            "'admin1' and grid_degrees 0.5",
            "both or neither",
        ),
        ('publish.profiles.x.places = "grid"', "'grid' and grid_degrees None", "both or neither"),
        ("publish.profiles.x.grid_degrees = 0.01", "0.01", "numbers from 0.1 to 5.0"),
        ("publish.profiles.x.grid_degrees = nan", "nan", "numbers from 0.1 to 5.0"),
        ("publish.profiles.private.minimum = 3", "'private'", "another name"),
        ('publish.profiles."A b".minimum = 3', "'A b'", "small letters"),
    ],
)
def test_what_can_not_be_is_refused_with_what_can(text: str, given: str, allowed: str) -> None:
    with pytest.raises(InputError) as refused:
        read(text)
    assert given in str(refused.value)
    assert allowed in str(refused.value)
    assert "atlas.toml" in str(refused.value)


def test_profile_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(InputError, match="'x': allowed are private, partner, public, press; "):
        read("publish.profiles.press.minimum = 4").get("x")
