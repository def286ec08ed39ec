from __future__ import annotations

from pathlib import Path

import pytest

from geodata.card import FORMAT
from geodata.door import find_profile, open_published, publish, reopen
from geodata.errors import InputError, StoreError
from geodata.store import open_atlas
from tests.geodata.builders import make_atlas, make_card
from tests.geodata.published import make_profile

CARD = 'format = {}\ntitle = "Test"\n{}\n'


@pytest.fixture
def atlas(tmp_path: Path) -> Path:
    make_atlas(tmp_path / "atlas")
    return tmp_path / "atlas"


def write(atlas: Path, publish: str) -> None:
    (atlas / "atlas.toml").write_text(CARD.format(FORMAT, publish), "utf-8")


def test_atlas_that_says_nothing_is_opened_as_it_is(atlas: Path) -> None:
    found = open_published(atlas)
    assert (found.profile, found.publication) == ("private", None)
    assert found.data_hash == open_atlas(atlas).data_hash


def test_atlas_is_opened_by_its_default(atlas: Path) -> None:
    write(atlas, '[publish]\nprofile = "public"')
    assert open_published(atlas).profile == "public"
    assert open_published(atlas, "partner").profile == "partner"


def test_private_profile_needs_no_settings_that_can_be_read(atlas: Path) -> None:
    write(atlas, "publish = 1")
    assert open_published(atlas, "private").publication is None
    with pytest.raises(InputError, match="1 in publish"):
        open_published(atlas)


def test_reopened_atlas_keeps_its_profile_whatever_is_the_default_now(atlas: Path) -> None:
    found = open_published(atlas, "public")
    write(atlas, '[publish]\nprofile = "private"\n[publish.profiles.public]\nminimum = 9')
    again = reopen(found)
    assert again.publication is not None
    assert (again.profile, again.publication.profile.minimum) == ("public", 9)


def test_publish_by_a_profile_of_ones_own(atlas: Path) -> None:
    assert publish(open_atlas(atlas), make_profile(name="press")).profile == "press"


def test_folder_that_is_no_atlas_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is no folder"):
        open_published(tmp_path / "nowhere", "public")
    with pytest.raises(StoreError, match="is not an atlas"):
        find_profile(tmp_path)


def test_build_keeps_what_is_said_of_publishing(tmp_path: Path) -> None:
    said = {"publish": {"profile": "press", "profiles": {"press": {"minimum": 5}}}}
    make_atlas(tmp_path / "atlas", card=make_card(others=said))
    assert find_profile(tmp_path / "atlas").minimum == 5
