from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from dashboard.panels import drawer, figures, filters, table, timeline
from dashboard.panels import map as map_panel
from dashboard.scene import build_scene
from dashboard.services import Services
from dashboard.state import SORTABLE, parse_query
from dashboard.tray import build_tray
from geodata.query import Selection
from tests.dashboard.components import text_of


def test_facet_options_hold_every_value_with_its_count(services: Services) -> None:
    options = filters.show_picks("regions", services.count(Selection()), services)
    assert sum(int(option["count"].replace(",", "")) for option in options) == services.columns.n
    assert len(options) == len(services.columns.facets["regions"].labels)


@pytest.mark.parametrize("name", ["kinds", "source_kinds", "countries", "regions"])
def test_options_stand_in_the_order_of_the_whole_atlas(name: str, services: Services) -> None:
    def order(query: str) -> list[str]:
        counts = services.count(parse_query(query).selection)
        return [option["value"] for option in filters.show_picks(name, counts, services)]

    coded = services.columns.facets[name]
    totals = dict(zip(coded.labels, services.totals.facets[name], strict=True))
    assert [totals[value] for value in order("")] == sorted(totals.values(), reverse=True)
    assert order("country=NO&kind=rally") == order("")


def test_option_with_no_report_stays_and_is_muted(services: Services) -> None:
    counts = services.count(Selection(countries=frozenset({"NO"})))
    boxes = filters.show_boxes("kinds", counts, services)
    assert len(boxes) == len(services.columns.facets["kinds"].labels)
    assert {box.className for box in boxes} == {"facet", "facet facet-zero"}


def test_kinds_of_event_and_of_source_are_in_sentence_case(services: Services) -> None:
    boxes = filters.show_boxes("source_kinds", services.totals, services)
    names = {text_of(box.label.children[0]) for box in boxes}
    assert {"Advocacy", "News media", "NGO"} <= names
    assert all(name[0].isupper() for name in names)


@pytest.mark.parametrize(
    ("query", "is_plain", "placeholder"),
    [("", False, "All"), ("q=zzzz", True, "All"), ("country=NO&country=SE", True, "2 chosen")],
)
def test_nothing_unlocated_is_no_link_and_a_picker_says_how_many(
    query: str, is_plain: bool, placeholder: str, services: Services
) -> None:
    _, missing, is_disabled, *_, countries, _ = filters.refresh(parse_query(query), services)
    assert missing.startswith("0 ") is is_disabled is is_plain
    assert countries == placeholder


def test_calendar_opens_where_most_reports_are(services: Services) -> None:
    assert filters.find_busiest_day(services) == "2019-11-15"
    field = filters.layout(services).children[2].children[0]
    assert field.to_plotly_json()["props"]["defaultDate"] == "2019-11-15"


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("", []),
        ("from=2019-11-15&to=2019-11-16", ["From 15 to 16 November 2019"]),
        ("kind=rally&country=NO&q=oil", ["Rally", "Norway", "“oil”"]),
        ("region=IR-06", ["Khuzestan"]),
        (
            "precision=city&precision=near&precision=unknown",
            ["Leaves out 48 of 485: region only or country only"],
        ),
        (
            "verification=official&kind=rally",
            ["Rally", "Leaves out 97 of 97: not stated, claimed or independently documented"],
        ),
    ],
)
def test_chip_for_each_condition(query: str, labels: list[str], services: Services) -> None:
    chips = filters.show_chips(parse_query(query).selection, services)
    titles = [chip.title.removeprefix("Remove: ") for chip in chips]
    assert len(titles) == len(labels)
    assert all(title.startswith(label) for title, label in zip(titles, labels, strict=True))


def test_box_group_says_how_many_reports_it_leaves_out(services: Services) -> None:
    counts = services.count(parse_query("precision=city&kind=rally").selection)
    *boxes, said = filters.show_boxes("precisions", counts, services)
    assert text_of(boxes[0].label) == f"City{counts.n_selected}"
    rallies = services.count(parse_query("kind=rally").selection).n_selected
    assert text_of(said) == f"Leaves out {rallies - counts.n_selected} of {rallies}"
    assert "leaves out" not in text_of(filters.show_boxes("date_precisions", counts, services))


def test_table_block_is_sorted_as_asked_and_newest_first_by_default(services: Services) -> None:
    rows = table.table_rows(services)
    request = {"startRow": 0, "endRow": 500, "sortModel": []}
    block = table.get_block(request, parse_query(""), rows, services)
    order = [row["report_id"] for row in block["rowData"]]
    start = services.atlas.reports.set_index("report_id")["date_start"]
    assert list(start[order]) == sorted(start, reverse=True)
    request["sortModel"] = [{"colId": "kind", "sort": "asc"}]
    kinds = [
        row["kind"] for row in table.get_block(request, parse_query(""), rows, services)["rowData"]
    ]
    assert kinds == sorted(kinds)


def test_table_blocks_join_without_gap_or_repeat(services: Services) -> None:
    rows = table.table_rows(services)
    view = parse_query("kind=protest")
    found = []
    for start in range(0, 1000, 100):
        request = {"startRow": start, "endRow": start + 100}
        block = table.get_block(request, view, rows, services)
        found += [row["report_id"] for row in block["rowData"]]
    assert len(found) == len(set(found)) == block["rowCount"]
    assert block["rowCount"] == services.count(view.selection).n_selected


@pytest.mark.parametrize(
    ("start", "stop", "text"),
    [
        (date(2019, 11, 15), date(2019, 11, 16), "15 Nov 2019"),
        (date(2019, 11, 15), date(2019, 11, 17), "15–16 Nov 2019"),
        (date(2019, 11, 28), date(2019, 12, 3), "28 Nov – 2 Dec 2019"),
        (date(2019, 12, 30), date(2020, 1, 3), "30 Dec 2019 – 2 Jan 2020"),
        (date(519, 3, 1), date(519, 3, 2), "1 Mar 519"),
    ],
)
def test_days_are_compact_in_the_table(start: date, stop: date, text: str) -> None:
    assert table.format_days(start, stop) == text


def test_table_names_what_the_atlas_codes(services: Services) -> None:
    rows = table.table_rows(services)
    reports, places = services.atlas.reports, services.atlas.places.set_index("place_id")["name"]
    assert list(rows["report_id"]) == list(reports["report_id"])
    assert list(rows["place"]) == list(reports["place_id"].map(places).fillna(""))
    assert list(rows["country"]) == [
        "" if pd.isna(code) else services.name_of("countries", code) for code in reports["country"]
    ]
    assert list(rows["kind"].str.lower()) == list(reports["kind"].str.lower())


def test_table_says_in_words_how_much_is_known(services: Services) -> None:
    rows = table.table_rows(services).set_index("report_id")
    assert rows["place_precision"].value_counts()["Region only"] == 33
    assert set(rows["date_precision"]) == {"Day", "Several days", "Week", "Month"}
    assert set(rows["verification"]) >= {"Claimed", "Official", "Not stated"}


@pytest.mark.parametrize(
    ("cell", "key", "row"),
    [
        ({"rowId": "E1", "timestamp": 5}, None, "E1"),
        (None, {"data": "E2", "timestamp": 5}, "E2"),
        ({"rowId": "E1", "timestamp": 5}, {"data": "E2", "timestamp": 9}, "E2"),
        ({"rowId": "E1", "timestamp": 9}, {"data": "E2", "timestamp": 5}, "E1"),
    ],
)
def test_click_and_enter_open_a_row_the_later_wins(cell: Any, key: Any, row: str) -> None:
    assert table.find_row(cell, key)["id"] == row


@pytest.mark.parametrize("query", ["", "figure=arrested", "figure=colours"])
def test_figures_tell_in_words_what_their_marks_show(query: str, services: Services) -> None:
    text = text_of(figures.show(parse_query(query), services))
    metric = "arrested" if "arrested" in query else "killed"
    claims = services.atlas.claims
    own = claims[(claims["metric"] == metric) & (claims["scope_level"] == "national")]
    assert all(name in text for name in own["claimed_by"])
    assert all(f"{value:,.0f}" in text for value in own["value_best"].dropna())


def test_tray_lists_what_has_no_dot_and_opens_it(services: Services) -> None:
    tray = build_tray(parse_query(""), services.totals, services)
    text = text_of(map_panel.show_tray(tray))
    assert "436 at places, 33 known only to a region, 15 known only to a country, 1 of no" in text
    for item in (item for group in tray.groups for item in group.items):
        title, body = drawer.show(parse_query(f"open={item.opens}"), services)
        assert text_of(title).startswith(item.name)
        assert f"{item.count} report" in text_of(body) or item.count == 1
        assert f"{item.name}{item.count}" in text


def test_legend_says_how_closely_places_are_known(services: Services) -> None:
    scene = build_scene(parse_query(""), services, width=900, height=600)
    text = text_of(map_panel.show_legend(scene.legend))
    assert "somewhere in the city" in text
    assert "only near the place" in text
    assert "somewhere in the region" in text
    assert "exact point" not in text  # the example has none


def test_timeline_names_its_step_its_marks_and_what_lies_beyond(services: Services) -> None:
    _, title, exact, ranged, *beyond = timeline.refresh(parse_query(""), services)
    assert title == "Reports by day"
    assert text_of(exact) == "271 with the day given"
    assert text_of(ranged) == "211 with a range of days, drawn over all of them"
    assert [text_of(beyond[0]), *beyond[1:3]] == ["", "", True]
    assert text_of(beyond[3]) == "3 later, from 20 January 2020 →"
    assert beyond[4:] == ["2020-01-20", False]


def test_timeline_zooms_to_late_dates_and_counts_the_earlier(services: Services) -> None:
    _, _, _, _, *beyond = timeline.refresh(parse_query("from=2020-05-30"), services)
    assert text_of(beyond[0]) == "← 483 earlier, until 27 January 2020"
    assert beyond[5] is True


@pytest.mark.parametrize(
    ("model", "sort"),
    [
        (None, ""),
        ([], ""),
        ([{"colId": "kind", "sort": "asc"}], "kind"),
        ([{"colId": "when", "sort": "desc"}, {"colId": "kind", "sort": "asc"}], "-when"),
        ([{"colId": "no such", "sort": "asc"}], ""),
    ],
)
def test_sort_of_the_grid_is_the_sort_of_a_view(
    model: list[dict[str, str]] | None, sort: str
) -> None:
    assert table.say_sort(model) == sort


def test_grid_is_sorted_as_its_view_says() -> None:
    columns = {column["field"]: column["sort"] for column in table.build_grid("-title").columnDefs}
    assert set(columns) == set(SORTABLE)
    assert [field for field, sort in columns.items() if sort] == ["title"]
    assert columns["title"] == "desc"
