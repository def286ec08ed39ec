"""What a person can change: controls that show a part of the view, actions that change it. Pure.

A control is read from the view and written into it, so restoring a link and answering a click are
the same few lines. A facet of TICKED shows all its boxes ticked until one is taken away; the other
facets show none ticked until one is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from dashboard.state import APPLIED, OPENING, ROW, SORT, ViewState, with_selection
from geodata.query import Selection

CHIP: Final = "chip"

_BOXES: Final = "\x1e"  # begins the list of all boxes
_AND: Final = "\x1f"  # between them

_LAST_DAY: Final = date.max - timedelta(days=1)  # has a day after it


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A component whose value is part of the view."""

    prop: str
    read: Callable[[ViewState], Any]  # the value that the component shows
    write: Callable[[ViewState, Any], ViewState]  # what a person's change makes of the view


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A component that says that something was done."""

    prop: str
    write: Callable[[ViewState, Any], ViewState]
    is_cleared: bool = (
        True  # afterwards, so that the same can be done again; then None says nothing
    )


def _facet(name: str) -> Control:
    return Control(
        prop="value",
        read=lambda view: sorted(getattr(view.selection, name)),
        write=lambda view, value: with_selection(view, **{name: frozenset(value or ())}),
    )


def _ticks(name: str, labels: Sequence[str]) -> Control:
    """Make the control of a facet whose ticked values are shown; all, if none is filtered out.

    Before the ticked values stands one that no box has: all values that there are boxes for. The
    atlas may be replaced while a page is open, and a value that the page doesn't know of yet must
    not be taken for one that a person has unticked.
    """
    boxes = _BOXES + _AND.join(labels)

    def write(view: ViewState, value: Sequence[str] | None) -> ViewState:
        first, *others = value or [boxes]
        if not first.startswith(_BOXES):
            first, others = boxes, [first, *others]
        ticked = frozenset(others)
        if not ticked:  # the last tick stays: nothing at all can't be asked for
            return view
        is_all = ticked >= frozenset(first.removeprefix(_BOXES).split(_AND))
        return with_selection(view, **{name: frozenset() if is_all else ticked})

    return Control(
        prop="value",
        read=lambda view: [boxes, *sorted(getattr(view.selection, name) or labels)],
        write=write,
    )


def _word(name: str) -> Control:
    return Control(
        prop="value",
        read=lambda view: getattr(view, name),
        write=lambda view, value: replace(view, **{name: value}),
    )


def _last_day(view: ViewState) -> str | None:
    stop = view.selection.date_stop
    return None if stop is None else str(stop - timedelta(days=1))


def _first_day(view: ViewState) -> str | None:
    start = view.selection.date_start
    return None if start is None else str(start)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value[:10]) if value else None


def _day_after(value: str | None) -> date | None:
    day = _day(value)
    return None if day is None else min(day, _LAST_DAY) + timedelta(days=1)


CONTROLS: Final[Mapping[str, Control]] = {
    "filter-kinds": _facet("kinds"),
    "filter-countries": _facet("countries"),
    "filter-regions": _facet("regions"),
    "filter-source_kinds": _facet("source_kinds"),
    "filter-from": Control(
        prop="value",
        read=_first_day,
        write=lambda view, value: with_selection(view, date_start=_day(value)),
    ),
    "filter-to": Control(
        prop="value",
        read=_last_day,
        write=lambda view, value: with_selection(view, date_stop=_day_after(value)),
    ),
    "filter-text": Control(
        prop="value",
        read=lambda view: view.selection.text,
        write=lambda view, value: with_selection(view, text=value or ""),
    ),
    "figure": _word("figure"),
    "layer": _word("layer"),
    "metric": _word("metric"),
    "tab": _word("tab"),
    "theme": Control(
        prop="checked",
        read=lambda view: view.theme == "dark",
        write=lambda view, value: replace(view, theme="dark" if value else "light"),
    ),
    "drawer": Control(
        prop="opened",
        read=lambda view: bool(view.opened),
        write=lambda view, value: view if value else replace(view, opened=""),
    ),
}


TICKED: Final = ("precisions", "date_precisions", "verifications")
"""Facets of how sure a report is: people leave some out, where they choose some of the others."""


def make_controls(labels: Mapping[str, Sequence[str]]) -> dict[str, Control]:
    """Return all controls of a page.

    Parameters
    ----------
    labels
        The values that each facet of TICKED has in the atlas.
    """
    return {**CONTROLS, **{f"filter-{name}": _ticks(name, labels[name]) for name in TICKED}}


def open_clicked(view: ViewState, click: Mapping[str, Any]) -> ViewState:
    """Open what a click on the map hit."""
    return replace(view, opened=click["points"][0]["customdata"][0])


def open_row(view: ViewState, row: Mapping[str, Any] | None) -> ViewState:
    """Open the report of a table row."""
    return replace(view, opened=f"report:{row['id']}") if row else view


def brush_days(view: ViewState, selected: Mapping[str, Any] | None) -> ViewState:
    """Select the days that a brush over the timeline touches; a double-click selects all days.

    plotly.js also says that nothing is brushed whenever it draws: that changes nothing.
    """
    if selected is None:
        return with_selection(view, date_start=None, date_stop=None)
    span = selected.get("range", {}).get("x")
    if not span:
        return view
    start, stop = sorted(str(end)[:10] for end in span)
    return with_selection(view, date_start=_day(start), date_stop=_day_after(stop))


def pick_days(view: ViewState, picked: Mapping[str, str | None] | None) -> ViewState:
    """Select the days that a click on the timeline picked; an open end is None."""
    if not picked:
        return view
    return with_selection(
        view, date_start=_day(picked["start"]), date_stop=_day_after(picked["last"])
    )


def remove_chip(view: ViewState, chip: Mapping[str, str]) -> ViewState:
    """Take one condition off: a whole field, or one value of a set."""
    field, value = chip["field"], chip["value"]
    if field == "dates":
        return with_selection(view, date_start=None, date_stop=None)
    current = getattr(view.selection, field)
    if isinstance(current, frozenset) and field not in TICKED:
        kept = frozenset(item for item in current if str(item) != value)
        return with_selection(view, **{field: kept})
    return replace(view, selection=view.selection.without(field))


ACTIONS: Final[Mapping[str, Action]] = {
    "map": Action(prop="clickData", write=open_clicked),
    "timeline": Action(prop="selectedData", write=brush_days, is_cleared=False),
    "picked": Action(prop="data", write=pick_days, is_cleared=False),
    SORT: Action(
        prop="data", write=lambda view, value: replace(view, sort=value or ""), is_cleared=False
    ),
    ROW: Action(prop="data", write=open_row, is_cleared=False),
    OPENING: Action(
        prop="data", write=lambda view, value: replace(view, opened=value["id"]), is_cleared=False
    ),
    # Changes nothing of the view; the page shows it again, of the new atlas.
    APPLIED: Action(prop="data", write=lambda view, _: view, is_cleared=False),
    "reset": Action(prop="n_clicks", write=lambda view, _: replace(view, selection=Selection())),
    "fit": Action(prop="n_clicks", write=lambda view, _: replace(view, position=None)),
    "claims": Action(prop="n_clicks", write=lambda view, _: replace(view, opened="claims")),
    "unlocated": Action(prop="n_clicks", write=lambda view, _: replace(view, opened="unlocated")),
}
