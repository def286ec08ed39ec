"""Nothing that a profile hides stands in anything that is served, drawn or written."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest

from dashboard.app import create_app
from dashboard.desk import Desk
from dashboard.live import Live
from dashboard.rejoining import take_apart, take_back
from dashboard.services import open_services
from geodata.decision_log import DECISIONS
from geodata.door import open_published
from geodata.errors import InputError
from geodata.formats.out import OUT_FORMATS
from geodata.rebuilding import rebuild_atlas
from tests.dashboard import leaks
from tests.dashboard.command_line import run
from tests.geodata.builders import real_reference

HIDDEN: Final = [("partner", leaks.PARTNER), ("public", leaks.PUBLIC)]


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return leaks.build(tmp_path_factory.mktemp("leaks"))


def read_served(atlas: Path, profile: str) -> set[str]:
    app = create_app(open_services(open_published(atlas, profile)), desk=True)
    return leaks.find_leaks(leaks.read_all(app))


def test_everything_is_found_where_nothing_is_hidden(atlas: Path) -> None:
    assert read_served(atlas, "private") == leaks.PUBLIC


@pytest.mark.parametrize(("profile", "hidden"), HIDDEN)
def test_nothing_hidden_is_served(atlas: Path, profile: str, hidden: set[str]) -> None:
    assert read_served(atlas, profile) & hidden == set()


@pytest.mark.parametrize(("profile", "hidden"), HIDDEN)
@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_nothing_hidden_is_drawn_by_the_command(
    capsys: pytest.CaptureFixture[str],
    atlas: Path,
    tmp_path: Path,
    profile: str,
    hidden: set[str],
    suffix: str,
) -> None:
    picture = tmp_path / f"a.{suffix}"
    arguments = ("snapshot", str(atlas), "-o", str(picture), "--profile", profile)
    code, out, error = run(capsys, *arguments)
    assert (code, error) == (0, "")
    assert f"Profile {profile}: " in out
    assert "1 withheld by their licence" in out
    texts = [out, *leaks.read_bytes(picture.read_bytes())]
    assert leaks.find_leaks(iter(texts)) & hidden == set()


@pytest.mark.parametrize(("profile", "hidden"), HIDDEN)
@pytest.mark.parametrize("ending", OUT_FORMATS)
def test_nothing_hidden_is_written_by_the_command(
    capsys: pytest.CaptureFixture[str],
    atlas: Path,
    tmp_path: Path,
    profile: str,
    hidden: set[str],
    ending: str,
) -> None:
    arguments = ("export", str(atlas), "-o", str(tmp_path / f"a.{ending}"), "--profile", profile)
    code, out, error = run(capsys, *arguments)
    assert (code, error) == (0, "")
    texts = [out]
    for file in tmp_path.iterdir():
        texts += leaks.read_bytes(file.read_bytes())
    assert leaks.find_leaks(iter(texts)) & hidden == set()
    assert f"Profile {profile}: " in "".join(texts)


@pytest.mark.parametrize("word", [*leaks.WORDS.values(), "2019-11-15"])
def test_who_asks_for_something_hidden_learns_as_much_as_of_any_word(
    atlas: Path, word: str
) -> None:
    page = create_app(open_services(open_published(atlas, "public")))
    client = page.server.test_client()
    output = next(name for name in page.callback_map if "chips.children" in name)
    answers = [
        leaks.ask(page, client, output, f"q={asked}").replace(asked, "")
        for asked in (word, "xyzzyplugh")
    ]
    assert answers[0] == answers[1]


def test_page_says_by_which_profile_it_shows_what(atlas: Path) -> None:
    page = create_app(open_services(open_published(atlas, "public"))).server.test_client()
    said = "6 reports = 4 shown + 1 withheld by their licence + 1 withheld as too few"
    assert said in page.get("/_dash-layout").text
    picture = " ".join(page.get("/snapshot.svg").text.replace("</", " </").split())
    assert "Profile public: places to the province or state" in picture


def test_desk_is_closed_and_takes_nothing(atlas: Path) -> None:
    before = read_decision_lines(atlas)
    desk = Desk(Live(open_services(open_published(atlas, "public"))), may_write=True, login="me")
    assert (desk.may_write, desk.login, desk.find_names()) == (False, "", ())
    assert take_back(["zorbid-1", "zorbid-3"], desk) == take_back(["no", "such"], desk)
    with pytest.raises(InputError, match="Nothing can be decided"):
        take_apart("zorbid-1", desk, why="")
    assert read_decision_lines(atlas) == before


def test_replaced_atlas_is_shown_by_the_same_profile(atlas: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(atlas, tmp_path / "atlas"))
    live = Live(open_services(open_published(folder, "public")))
    rebuild_atlas(folder, reference=real_reference())
    assert live.current.atlas.profile == "public"
    assert live.current.places.name == ("",)


def read_decision_lines(atlas: Path) -> bytes:
    return (atlas / DECISIONS).read_bytes()
