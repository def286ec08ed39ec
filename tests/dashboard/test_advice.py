from __future__ import annotations

from datetime import date

from dashboard.advice import say_what_to_drop, say_where_to_look
from dashboard.panels.map import show_legend
from dashboard.scene import build_scene
from dashboard.services import Services, open_services
from dashboard.snapshot import draw_snapshot
from dashboard.state import parse_query
from geodata.door import publish
from geodata.profiles import BUILT_IN
from geodata.query import Selection


def test_selection_with_reports_needs_no_advice(services: Services) -> None:
    assert say_what_to_drop(Selection(), services) == ""


def test_advice_names_the_condition_whose_loss_gives_most(services: Services) -> None:
    selection = Selection(kinds=frozenset({"rally"}), text="zzzz")
    n = services.count(Selection(kinds=frozenset({"rally"}))).n_selected
    assert say_what_to_drop(selection, services) == (
        f"No report passes these filters. Without the search (“zzzz”) there would be {n} reports."
    )


def test_dates_are_one_condition(services: Services) -> None:
    selection = Selection(date_start=date(1990, 1, 1), date_stop=date(1990, 1, 2))
    assert "Without the dates (on 1 January 1990)" in say_what_to_drop(selection, services)


def test_two_impossible_conditions_leave_the_reset(services: Services) -> None:
    selection = Selection(text="zzzz", kinds=frozenset({"no such kind"}))
    assert "Reset shows everything" in say_what_to_drop(selection, services)


def test_atlas_without_dots_says_which_layer_shows_its_reports(services: Services) -> None:
    shown = open_services(publish(services.atlas, BUILT_IN["public"]))
    said = "The profile “public” shows no place closely enough for a dot. “Regions” shows"
    assert say_where_to_look(parse_query(""), shown).startswith(said)
    assert say_where_to_look(parse_query("layer=regions"), shown) == ""
    assert say_where_to_look(parse_query(""), services) == ""
    assert shown.focus == services.focus
    legend = build_scene(parse_query(""), shown, width=900, height=600).legend
    assert [key.text for key in legend.marks] == ["somewhere in the region"]
    assert "somewhere in the region" in str(show_legend(legend))
    assert b"somewhere in the region" in draw_snapshot(parse_query(""), shown, "svg")
