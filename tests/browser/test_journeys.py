from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from dashboard.routes import make_slug
from dashboard.services import Services
from geodata.query import Selection
from tests.browser.journey import PATIENCE_MS, PHONE, Journey, say_for


def find_lonely_place(services: Services) -> int:
    """Return the place with the most reports that no other bubble covers."""
    places = services.places
    shown = np.flatnonzero(services.totals.by_place)
    away = np.hypot(
        places.lon[shown][:, None] - places.lon[shown],
        places.lat[shown][:, None] - places.lat[shown],
    )
    np.fill_diagonal(away, np.inf)
    lonely = np.where(away.min(axis=0) > 0.8, services.totals.by_place[shown], 0)
    focus = np.isin(np.array(places.country)[shown], services.focus)
    return int(shown[np.argmax(np.where(focus, lonely, 0))])


def test_first_load_draws_every_located_place(journey: Journey, services: Services) -> None:
    journey.open()
    journey.count(say_for(services))
    places = services.places.place_id[services.totals.by_place > 0]
    assert set(journey.bubbles()) == {f"place:{place}" for place in places}
    expect(journey.page.locator("#legend")).to_contain_text("Reports per place")
    expect(journey.page.locator("#credits")).to_contain_text("GeoNames, CC BY 4.0")


def test_filter_by_date_and_province(journey: Journey, services: Services) -> None:
    journey.open()
    journey.page.get_by_label("From").fill("2019-11-16")
    journey.page.get_by_label("From").press("Enter")
    journey.count(say_for(services, date_start=date(2019, 11, 16)))
    regions = journey.page.get_by_role("textbox", name="Province or state")
    regions.click()
    regions.fill("Khuz")
    journey.page.get_by_role("option", name="Khuzestan").click()
    expected = {"date_start": date(2019, 11, 16), "regions": frozenset({"IR-06"})}
    journey.count(say_for(services, **expected))
    assert journey.query() == {"from": ["2019-11-16"], "region": ["IR-06"]}
    journey.wait_until_drawn(say_for(services, **expected))
    counts = services.count(Selection(**expected))
    assert len(journey.bubbles()) == int((counts.by_place > 0).sum())


def test_brush_over_the_timeline_selects_days_and_double_click_clears(
    journey: Journey, services: Services
) -> None:
    journey.open()
    area = journey.page.locator("#timeline .nsewdrag").bounding_box()
    assert area is not None
    middle = area["y"] + area["height"] / 2
    journey.page.mouse.move(area["x"] + 2, middle)
    journey.page.mouse.down()
    journey.page.mouse.move(area["x"] + 60, middle, steps=5)
    journey.page.mouse.up()
    chip = journey.page.locator(".chip")
    expect(chip).to_contain_text("November 2019", timeout=PATIENCE_MS)
    assert {"from", "to"} <= set(journey.query())
    journey.page.mouse.dblclick(area["x"] + area["width"] * 0.7, middle)
    journey.count(say_for(services))


def test_click_on_a_city_opens_its_reports(journey: Journey, services: Services) -> None:
    journey.open()
    index = find_lonely_place(services)
    name = services.places.name[index]
    journey.click_map(services.places.lon[index], services.places.lat[index])
    expect(journey.page.locator("#details-title")).to_contain_text(name, timeout=PATIENCE_MS)
    n = int(services.totals.by_place[index])
    expect(journey.page.locator("#details")).to_contain_text(f"{n} reports of")
    expect(journey.page.locator(".report")).to_have_count(n)
    link = journey.page.locator(".report a").first
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    journey.page.get_by_label("Close details").click()
    expect(journey.page.locator(".report")).to_have_count(0)
    assert "open" not in journey.query()


def test_link_restores_the_whole_view(journey: Journey) -> None:
    journey.open(
        "kind=rally&country=NO&lon=10.5&lat=60.25&zoom=5.5&layer=regions&metric=count&theme=dark"
    )
    journey.count("3 of 485 reports · 0 in no region")
    page = journey.page
    expect(page.get_by_label("Rally")).to_be_checked()
    expect(page.get_by_label("Dark")).to_be_checked()
    expect(page.locator(".chip")).to_have_text(["Rally×", "Norway×"])
    expect(page.locator("#legend")).to_contain_text("Reports per region")
    assert journey.camera() == pytest.approx((10.5, 60.25, 5.5), abs=1e-6)
    assert page.evaluate("() => document.documentElement.dataset.theme") == "dark"


def test_back_button_undoes_a_filter(journey: Journey, services: Services) -> None:
    journey.open()
    journey.count(say_for(services))
    journey.page.get_by_label("Memorial").check()
    journey.count(say_for(services, kinds=frozenset({"memorial"})))
    journey.page.go_back()
    journey.count(say_for(services))
    expect(journey.page.get_by_label("Memorial")).not_to_be_checked()


def test_chip_and_reset_take_filters_off(journey: Journey, services: Services) -> None:
    journey.open("kind=rally&source=advocacy")
    journey.count(
        say_for(services, kinds=frozenset({"rally"}), source_kinds=frozenset({"advocacy"}))
    )
    journey.page.get_by_title("Remove: Rally").click()
    journey.count(say_for(services, source_kinds=frozenset({"advocacy"})))
    journey.page.get_by_role("button", name="Reset filters").click()
    journey.count(say_for(services))


def test_moved_map_stays_while_filtering_and_is_in_the_link(
    journey: Journey, services: Services
) -> None:
    journey.open()
    before = journey.camera()
    journey.drag_map(-150, -50)
    moved = journey.camera()
    assert moved[0] > before[0]
    journey.page.get_by_label("Protest").check()
    journey.count(say_for(services, kinds=frozenset({"protest"})))
    journey.wait_until_drawn(say_for(services, kinds=frozenset({"protest"})))
    assert journey.camera() == pytest.approx(moved, abs=0.01)
    assert float(journey.query()["lon"][0]) == pytest.approx(moved[0], abs=0.01)


def test_table_lists_the_selection_and_a_row_opens_its_report(
    journey: Journey, services: Services
) -> None:
    journey.open("country=NO")
    journey.page.get_by_text("Table", exact=True).click()
    n = services.count(Selection(countries=frozenset({"NO"}))).n_selected
    rows = journey.page.locator(".ag-center-cols-container .ag-row")
    expect(rows).to_have_count(n, timeout=PATIENCE_MS)
    rows.first.locator(".ag-cell").first.click()
    expect(journey.page.locator(".report")).to_have_count(1, timeout=PATIENCE_MS)
    assert journey.query()["open"][0].startswith("report:")


@pytest.mark.parametrize(
    ("label", "suffix", "begins"),
    [("PNG", "png", b"\x89PNG"), ("SVG", "svg", b"<svg"), ("PDF", "pdf", b"%PDF")],
)
def test_snapshot_is_downloaded(
    journey: Journey, services: Services, tmp_path: Path, label: str, suffix: str, begins: bytes
) -> None:
    journey.open("kind=rally")
    journey.page.locator("#snapshot").click()
    with journey.page.expect_download() as download:
        journey.page.get_by_role("link", name=label).click()
    path = tmp_path / f"picture.{suffix}"
    download.value.save_as(path)
    assert download.value.suggested_filename == f"{make_slug(services.atlas.title)}.{suffix}"
    assert path.read_bytes().startswith(begins)
    if suffix == "svg":
        assert "Rally reports" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "viewport", [{"width": 1280, "height": 800}, {"width": 390, "height": 800}]
)
def test_export_is_downloaded(journey: Journey, tmp_path: Path) -> None:
    journey.open("kind=rally")
    journey.page.locator("#export").click()
    expect(journey.page.locator("#export-count")).to_have_text(
        "97 of 485 reports", timeout=PATIENCE_MS
    )
    with journey.page.expect_download() as download:
        journey.page.get_by_role("link", name="CSV").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    with zipfile.ZipFile(path) as archive:
        assert archive.read(archive.namelist()[0]).count(b"rally") >= 97


def test_bad_link_says_what_is_wrong_and_shows_the_rest(
    journey: Journey, services: Services
) -> None:
    journey.open("kind=rally&from=soon")
    journey.count(say_for(services, kinds=frozenset({"rally"})))
    expect(journey.page.locator("#notice")).to_contain_text("'soon' is not a day")


@pytest.mark.parametrize("viewport", [PHONE])
def test_phone_has_map_count_and_filters(journey: Journey, services: Services) -> None:
    journey.open()
    expect(journey.page.locator("#counted")).to_have_text(say_for(services))
    journey.page.get_by_role("button", name="Filters").click()
    journey.page.get_by_label("Rally").check()
    journey.page.get_by_role("button", name="Close").first.click()
    expect(journey.page.locator("#counted")).to_have_text(
        say_for(services, kinds=frozenset({"rally"}))
    )
    width = journey.page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= 390


def test_fit_brings_a_moved_map_back_without_any_other_change(journey: Journey) -> None:
    journey.open()
    before = journey.camera()
    journey.drag_map(-150, -50)
    assert journey.camera()[0] > before[0]
    journey.page.get_by_role("button", name="Fit").click()
    journey.wait_for(
        "const at = map.getCenter();"
        f"return Math.abs(at.lng - {before[0]}) + Math.abs(at.lat - {before[1]}) < 0.02;"
    )
    assert "lon" not in journey.query()


def test_choosing_a_country_takes_a_moved_map_there(journey: Journey) -> None:
    journey.open("lon=53&lat=32&zoom=5")
    journey.page.get_by_role("textbox", name="Country").click()
    journey.page.get_by_role("option", name="Norway").click()
    journey.wait_for("return Math.abs(map.getCenter().lng - 10.7) < 1;")


def test_two_quick_filters_are_both_kept(journey: Journey, services: Services) -> None:
    journey.open()
    journey.page.route(
        "**/_dash-update-component*", lambda route: (journey.pause(300), route.continue_())
    )
    journey.page.get_by_label("Rally").check()
    journey.page.get_by_label("Advocacy").check()
    journey.count(
        say_for(services, kinds=frozenset({"rally"}), source_kinds=frozenset({"advocacy"}))
    )


def test_sort_of_the_table_is_in_the_link_and_restored(journey: Journey) -> None:
    journey.open("tab=table&kind=rally")
    header = journey.page.locator(".ag-header-cell", has_text="Title")
    header.click()
    for _ in range(100):
        if "sort" in journey.query():
            break
        journey.page.wait_for_timeout(50)
    assert journey.query()["sort"] == ["title"]
    journey.page.reload()
    expect(header).to_have_attribute("aria-sort", "ascending", timeout=PATIENCE_MS)
    journey.page.go_back()
    journey.page.go_forward()
    expect(header).to_have_attribute("aria-sort", "ascending", timeout=PATIENCE_MS)
