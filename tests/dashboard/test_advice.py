from __future__ import annotations

from datetime import date

from dashboard.advice import say_what_to_drop
from dashboard.services import Services
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
