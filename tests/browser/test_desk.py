"""The desk as a person uses it: keys on a page of an atlas that was built from a table."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from dashboard.app import create_app
from dashboard.cli import main
from dashboard.services import open_services
from geodata.decision_log import read_decisions
from geodata.store import open_atlas
from tests.browser.conftest import open_page, serve
from tests.browser.desk import Desk
from tests.browser.journey import PATIENCE_MS, PHONE

TABLE = """\
date,place,country,title,source
2024-05-01,Oslo,Norway,Rally at the harbour,Example News
2024-05-01,Baden,,Vigil by the old bridge,Example News
2024-05-02,Baden,,Rally at the station,Example Agency
2024-05-03,Baden,,Silent march,Example News
2024-05-02,Shahriyar,Iran,Strike of drivers,Example Agency
2024-05-04,Shahriyar,Iran,March,Example News
2024-05-02,Mariwan,,Shops stay closed,Example Agency
2024-05-03,Zuirch,Switzerland,Rally at the lake,Example News
"""


ANSWERS = {
    "Baden": "Aargau, Switzerland",
    "Shahriyar": "Tehran, Iran",
    "Mariwan": "Kurdistan, Iran",
    "Zuirch": "Zürich, Zürich, Switzerland",
}
"""What each name that may wait is settled as."""


@pytest.fixture
def rows() -> str:
    return TABLE


@pytest.fixture
def table(rows: str, tmp_path: Path) -> Path:
    path = tmp_path / "reports.csv"
    path.write_text(rows, "utf-8")
    return path


def build(table: Path) -> Path:
    """Build the atlas of a table by the command."""
    atlas = table.with_name("atlas")
    main(["build", str(table), "-o", str(atlas)])
    return atlas


@pytest.fixture
def options() -> dict[str, Any]:
    """What else a browser is: one with a finger, or without anything."""
    return {}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Build the atlas of some rows, once."""

    @cache
    def build_once(rows: str) -> Path:
        table = tmp_path_factory.mktemp("desk") / "reports.csv"
        table.write_text(rows, "utf-8")
        return build(table)

    return build_once


@pytest.fixture
def atlas(rows: str, table: Path, built: Callable[[str], Path]) -> Path:
    return Path(shutil.copytree(built(rows), table.with_name("atlas")))


@pytest.fixture
def desk(browser: Browser, atlas: Path, viewport: Any, options: dict[str, Any]) -> Iterator[Desk]:
    app = create_app(open_services(open_atlas(atlas)), desk=True)
    with serve(app) as origin, open_page(browser, origin, viewport, **options) as page:
        page.goto(f"{origin}/?tab=desk")
        desk = Desk(page=page, origin=origin)
        desk.stands_at("Baden")
        yield desk


@pytest.mark.parametrize("rows", [TABLE.replace("Shahriyar,Iran", "Shahriyar,")])
def test_all_names_are_settled_by_keys_and_hold_in_the_next_build(
    desk: Desk, table: Path, atlas: Path
) -> None:
    assert {"Baden", "Mariwan", "Zuirch"} <= set(desk.rows()) <= set(ANSWERS)
    desk.press("w")
    desk.type("the river is named")
    desk.press("Enter")
    for name in desk.rows():
        desk.stands_at(name)
        if name == "Zuirch":
            desk.press("/")
            desk.type("Zurich")
            desk.press("Enter")
        desk.press(desk.offers(ANSWERS[name]))
        expect(desk.page.locator("#desk-said")).to_contain_text(f"{name}: settled as")
    expect(desk.page.locator("#desk-head")).to_contain_text("Nothing is left to settle")
    first = read_decisions(atlas)[0]
    assert (first.why, first.after.country) == ("the river is named", "CH")

    desk.press("a")
    desk.says("The atlas follows the decisions: 8 of 8 reports are on a place.")
    desk.go_to_tab("Map")
    decided = {"place:2661646", "place:124778", "place:2657896"}  # Baden, Marivan, Zurich
    desk.wait_until_drawn("8 of 8 reports · 0 unlocated")
    assert decided <= set(desk.bubbles())

    build(table)
    desk.page.reload()
    desk.wait_until_drawn("8 of 8 reports · 0 unlocated")
    assert decided <= set(desk.bubbles())
    assert desk.page.get_by_text("Desk", exact=True).is_visible()


def test_atlas_built_by_the_command_is_shown_without_a_restart(desk: Desk, table: Path) -> None:
    table.write_text(TABLE.replace("Baden,,", "Baden,Switzerland,"), "utf-8")
    build(table)
    desk.press("j")
    desk.page.locator("#desk-show").get_by_text("Certain").click()
    expect(desk.page.locator("#desk-listed")).to_have_text("3 names")
    desk.page.get_by_text("Map", exact=True).click()
    desk.wait_until_drawn("8 of 8 reports · 2 unlocated")


def test_steps_are_undone_one_by_one_and_many_at_once_as_one(desk: Desk) -> None:
    desk.press("x")
    desk.says("Baden: settled as not a place; 3 reports. 2 left.")
    desk.stands_at("Mariwan")
    desk.press("t", "j", "t", "A")
    question = desk.page.get_by_label("2 names ticked: 2 reports")
    expect(question).to_be_checked(timeout=PATIENCE_MS)
    desk.press("Enter")
    desk.says("2 names settled by the first candidate; 2 reports. None is left.")
    desk.press("u")
    desk.says("Mariwan, Zuirch: undone. 2 left.")
    desk.press("u")
    desk.says("Baden: undone. 3 left.")
    assert desk.rows() == ["Baden", "Mariwan", "Zuirch"]
    expect(desk.page.locator("#desk-undo")).to_be_disabled()


def test_point_off_the_earth_is_refused_and_a_good_one_is_taken(desk: Desk) -> None:
    desk.press("p")
    desk.type("95, 8.31")
    desk.press("Enter")
    expect(desk.page.locator("#desk-said")).to_contain_text("'95, 8.31' is not on Earth")
    desk.stands_at("Baden")
    desk.press("p")
    desk.type("47.47, 8.31")
    desk.press("Enter")
    desk.says("Baden: settled as the point 47.4700, 8.3100 (lat, lon); 3 reports. 2 left.")


def test_click_on_the_small_map_fills_in_the_point(desk: Desk) -> None:
    box = desk.page.locator("#desk-map").bounding_box()
    assert box is not None
    desk.page.mouse.click(box["x"] + 20, box["y"] + 20)
    field = desk.page.get_by_label("Point: latitude, longitude")
    expect(field).not_to_have_value("", timeout=PATIENCE_MS)
    expect(field).to_be_focused()


def test_keys_do_nothing_while_typing_and_escape_leaves_the_field(desk: Desk) -> None:
    desk.press("f")
    desk.type("mar")
    expect(desk.page.locator("#desk-listed")).to_have_text("1 name", timeout=PATIENCE_MS)
    desk.press("Escape")
    desk.stands_at("Mariwan")
    desk.press("x")
    desk.says("Mariwan: settled as not a place; 1 report. 2 left.")


def test_settled_name_is_listed_with_its_answer_and_can_be_withdrawn(desk: Desk) -> None:
    desk.press("c")
    desk.press(desk.offers("Austria"))
    desk.page.locator("#desk-show").get_by_text("Settled 1").click()
    desk.stands_at("Baden")
    expect(desk.page.locator(".row-answer")).to_have_text("→ somewhere in Austria")
    desk.press("Delete")
    desk.says("Baden: the decision is withdrawn. 3 left.")


def test_key_of_a_persian_keyboard_is_the_one_in_its_place(desk: Desk) -> None:
    desk.page.locator("#desk-list").dispatch_event(
        "keydown", {"key": "ط", "code": "KeyX", "bubbles": True}
    )
    desk.says("Baden: settled as not a place; 3 reports. 2 left.")


def test_who_decides_is_remembered_by_the_browser(desk: Desk, atlas: Path) -> None:
    desk.page.get_by_label("Decided by").fill("Ada")
    desk.page.get_by_label("Decided by").press("Tab")
    for _ in range(100):  # the page's policy bars what Playwright's own waiting needs
        if "Ada" in desk.page.evaluate("JSON.stringify(localStorage)"):
            break
        desk.page.wait_for_timeout(50)
    desk.page.reload()
    desk.stands_at("Baden")
    expect(desk.page.get_by_label("Decided by")).to_have_value("Ada")
    desk.press("x")
    desk.stands_at("Mariwan")
    assert read_decisions(atlas)[0].who == "Ada"


def test_question_mark_shows_the_keys(desk: Desk) -> None:
    desk.press("?")
    keys = desk.page.get_by_role("dialog", name="Keys of the desk")
    expect(keys).to_contain_text("accept the first candidate")
    desk.press("x", "Escape")
    expect(keys).to_be_hidden()
    desk.stands_at("Baden")


@pytest.mark.parametrize("viewport", [PHONE])
@pytest.mark.parametrize("options", [{"has_touch": True, "is_mobile": True}])
def test_phone_settles_by_touch(desk: Desk) -> None:
    page = desk.page
    page.locator("#desk-list [role=option]", has_text="Mariwan").tap()
    page.locator(".offer", has_text="Marīvān").tap()
    desk.says("Mariwan: settled as Marīvān, Kurdistan, Iran; 1 report. 2 left.")
    page.get_by_role("button", name="← Names").tap()
    expect(page.locator("#desk-list")).to_be_visible()
    page.get_by_role("button", name="Undo").tap()
    expect(page.locator("#desk-listed")).to_have_text("3 names", timeout=PATIENCE_MS)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_desk_that_is_only_looked_at_decides_nothing(
    browser: Browser, atlas: Path, viewport: Any
) -> None:
    app = create_app(open_services(open_atlas(atlas)))
    with serve(app) as origin, open_page(browser, origin, viewport) as page:
        page.goto(f"{origin}/?tab=desk")
        desk = Desk(page=page, origin=origin)
        desk.stands_at("Baden")
        expect(page.get_by_text("Nothing can be decided on this page").first).to_be_visible()
        desk.press("Enter", "x", "j")
        desk.stands_at("Mariwan")
        expect(page.get_by_role("button", name="Apply")).to_be_hidden()
    assert read_decisions(atlas) == ()


@pytest.mark.parametrize("key", ["x", "j", "ArrowUp", "u"])
def test_key_pressed_before_the_answer_does_nothing_and_is_told(
    desk: Desk, atlas: Path, key: str
) -> None:
    desk.page.route(
        "**/_dash-update-component*", lambda route: (desk.pause(400), route.continue_())
    )
    desk.page.keyboard.press("x")
    desk.page.keyboard.press(key)
    expect(desk.page.locator("#desk-said")).to_contain_text("Too early: the last key is still")
    desk.stands_at("Mariwan")
    expect(desk.page.locator("#desk-said")).to_contain_text("Baden: settled as not a place")
    assert [item.what.place_name for item in read_decisions(atlas)] == ["Baden"]


def test_nobody_decides_nothing_and_is_told(desk: Desk, atlas: Path) -> None:
    who = desk.page.get_by_label("Decided by")
    expect(who).not_to_have_value("")
    who.fill("")
    who.press("Escape")
    desk.press("x")
    expect(desk.page.locator("#desk-said")).to_contain_text("write your name under “Decided by”")
    desk.stands_at("Baden")
    assert read_decisions(atlas) == ()
