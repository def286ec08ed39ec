from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given

from dashboard.controls import ACTIONS, CHIP, CONTROLS, make_controls
from dashboard.navigation import find_done, navigate
from dashboard.state import Position, ViewState, format_query
from geodata.query import Selection
from tests.dashboard.test_state import views

FILTERED = ViewState(
    selection=Selection(
        kinds=frozenset({"rally", "protest"}), date_start=date(2019, 11, 15), text="oil"
    ),
    opened="place:1",
)


def do(trigger: str, value: Any, view: ViewState = FILTERED, **options: Any) -> ViewState:
    """Change one control, or use one action, on a page that shows a view."""
    shown = {name: control.read(view) for name, control in CONTROLS.items()}
    if trigger in CONTROLS:
        shown[trigger] = value
    return navigate(
        [] if trigger in CONTROLS else [(trigger, value)],
        query=format_query(view),
        shown=shown,
        camera=options.get("camera"),
    )


@given(views)
def test_writing_what_a_control_shows_changes_nothing(view: ViewState) -> None:
    for control in CONTROLS.values():
        assert control.write(view, control.read(view)) == view


LABELS = {"precisions": ["admin1", "city"], "date_precisions": ["day"], "verifications": ["", "x"]}


@given(views)
@example(ViewState(selection=Selection(verifications=frozenset({"", "\x1e"}))))
def test_writing_the_ticks_of_a_view_changes_nothing(view: ViewState) -> None:
    controls = make_controls(LABELS)
    for name, labels in LABELS.items():
        control = controls[f"filter-{name}"]
        is_all = getattr(view.selection, name) >= {*labels}  # said in the shortest way
        expected = replace(view, selection=view.selection.without(name)) if is_all else view
        assert control.write(view, control.read(view)) == expected


@pytest.mark.parametrize(
    ("ticked", "kept"),
    [
        (["city"], {"city"}),
        (["city", "admin1"], set()),
        ([], {"near"}),
    ],
)
def test_unticked_value_is_left_out_but_not_the_last(ticked: list[str], kept: set[str]) -> None:
    control = make_controls(LABELS)["filter-precisions"]
    view = ViewState(selection=Selection(precisions=frozenset({"near"})))
    boxes = control.read(view)[0]
    assert control.write(view, [boxes, *ticked]).selection.precisions == kept


def test_value_that_came_with_a_new_atlas_is_not_left_out() -> None:
    shown = make_controls(LABELS)["filter-precisions"].read(ViewState())
    newer = make_controls({**LABELS, "precisions": ["admin1", "city", "exact"]})
    assert newer["filter-precisions"].write(ViewState(), shown) == ViewState()


def test_what_controls_show_counts_even_if_the_view_is_older() -> None:
    shown = {name: control.read(FILTERED) for name, control in CONTROLS.items()}
    after = navigate([("reset", 1)], query="", shown=shown, camera=None)
    assert after.selection == Selection()
    after = navigate([], query="kind=memorial", shown=shown, camera=None)
    assert after.selection == FILTERED.selection


@pytest.mark.parametrize(
    ("triggered", "chips", "values", "done"),
    [
        (["filter-kinds"], [], {}, []),
        (["reset"], [], {"reset": 1}, [("reset", 1)]),
        (["reset", "fit"], [], {"reset": None, "fit": 2}, [("fit", 2)]),
        (["timeline"], [], {"timeline": None}, [("timeline", None)]),
        ([{"type": CHIP, "field": "text", "value": ""}], [None], {}, []),
    ],
)
def test_component_that_only_appeared_says_nothing(
    triggered: list[Any], chips: list[Any], values: dict[str, Any], done: list[Any]
) -> None:
    assert find_done(triggered, chips, values) == done


@pytest.mark.parametrize(
    ("control", "value", "field", "expected"),
    [
        ("filter-kinds", ["memorial"], "kinds", frozenset({"memorial"})),
        ("filter-regions", None, "regions", frozenset()),
        ("filter-from", None, "date_start", None),
        ("filter-to", "2019-11-20", "date_stop", date(2019, 11, 21)),
        ("filter-text", "", "text", ""),
    ],
)
def test_filter_changes_only_its_own_field(
    control: str, value: Any, field: str, expected: Any
) -> None:
    after = do(control, value)
    assert getattr(after.selection, field) == expected
    assert after.selection.without(field) == FILTERED.selection.without(field)
    assert after.opened == FILTERED.opened


def test_moved_map_is_kept_by_the_next_change() -> None:
    after = do("filter-text", "gas", camera={"lon": 51.0, "lat": 35.0, "zoom": 6.5})
    assert after.position == Position(lon=51.0, lat=35.0, zoom=6.5)


def test_fit_lets_the_map_go() -> None:
    assert do("fit", 1, camera={"lon": 51.0, "lat": 35.0, "zoom": 6.5}).position is None


def test_brush_selects_every_day_it_touches() -> None:
    brushed = {"points": [], "range": {"x": ["2019-11-16 09:30", "2019-11-18 02:00"]}}
    after = do("timeline", brushed)
    assert after.selection.date_start == date(2019, 11, 16)
    assert after.selection.date_stop == date(2019, 11, 19)


def test_click_on_the_timeline_picks_days_or_all_of_them() -> None:
    after = do("picked", {"start": "2019-11-16", "last": "2019-11-16", "at": 1})
    assert after.selection.date_start == date(2019, 11, 16)
    assert after.selection.date_stop == date(2019, 11, 17)
    assert do("picked", {"start": None, "last": None, "at": 2}).selection.date_start is None


def test_empty_brush_changes_nothing_but_a_double_click_clears() -> None:
    assert do("timeline", {"points": []}) == FILTERED
    assert do("timeline", None).selection.date_start is None


def test_chip_takes_off_one_value_or_one_field() -> None:
    after = do(CHIP, {"field": "kinds", "value": "rally"})
    assert after.selection.kinds == frozenset({"protest"})
    assert do(CHIP, {"field": "dates", "value": ""}).selection.date_start is None


def test_click_and_row_open_the_drawer_and_closing_it_keeps_the_filters() -> None:
    click = {"points": [{"customdata": ["place:112931", "21 reports"]}]}
    assert do("map", click).opened == "place:112931"
    assert do("row", {"id": "E0001", "at": 1}).opened == "report:E0001"
    assert do("drawer", False) == ViewState(selection=FILTERED.selection)


def test_reset_takes_all_filters_off_and_keeps_the_rest() -> None:
    assert do("reset", 1) == ViewState(opened="place:1")


def test_no_component_is_both_control_and_action() -> None:
    assert not set(CONTROLS) & set(ACTIONS)
