"""The parts of the desk that speak of many names: the list, and sets to accept at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import dash_mantine_components as dmc
from dash import html

from dashboard.bulk import Bulk
from dashboard.keys import list_keys
from dashboard.offers import say_answer
from dashboard.waiting import MOST, SHOWS, Name, select_names
from geodata.gazetteer import Gazetteer
from geodata.saying import say_count

_HIDDEN: Final[Any] = {"aria-hidden": "true"}


def show_list(names: Sequence[Name], gazetteer: Gazetteer) -> list[Any]:
    """Build the rows of the list, no more than a browser scrolls at ease."""
    return [_show_row(name, gazetteer) for name in names[:MOST]]


def _show_row(name: Name, gazetteer: Gazetteer) -> Any:
    answer = f"→ {say_answer(name.answer, gazetteer)}" if name.answer else None
    waits = "Can't be used" if name.fault else "Not applied yet" if name.is_pending else ""
    data: Any = {"data-name": name.id, "data-status": name.status.replace(" ", "-")}
    return html.Div(
        [
            html.Span(className="desk-tick", **_HIDDEN),
            html.Bdi(name.text, className="row-name"),
            html.Span(f"{name.entry.n_reports:,}", className="row-count"),
            html.Span(f"{_isolate(name.context)}{name.status}", className="row-context"),
            html.Bdi(answer, className="row-answer") if answer else None,
            html.Span(waits, className="row-waits") if waits else None,
        ],
        id=f"name-{name.id}",
        className="desk-row",
        role="option",
        key=name.id,
        **data,
    )


def _isolate(context: str) -> str:
    """Return a context that may be written in either direction, before words of ours."""
    return f"\N{FIRST STRONG ISOLATE}{context}\N{POP DIRECTIONAL ISOLATE} · " if context else ""


def show_ways(names: Sequence[Name]) -> list[Mapping[str, str]]:
    """Return which names can be listed, each with how many there are."""
    return [
        {"value": show, "label": f"{words} {len(select_names(names, show, '')):,}"}
        for show, words in SHOWS.items()
    ]


def show_tabs(n_waiting: int | None) -> list[dict[str, str]]:
    """Return the tabs of the page; the desk's says how many names wait. None: there is no desk."""
    desk = f"Desk {n_waiting:,}" if n_waiting else "Desk"
    tabs = [
        {"value": "map", "label": "Map"},
        {"value": "table", "label": "Table"},
        {"value": "figures", "label": "Figures"},
        {"value": "desk", "label": desk},
    ]
    return tabs[:-1] if n_waiting is None else tabs


def show_bulks(bulks: Sequence[Bulk]) -> Any:
    """Build the question which names are to be accepted at once."""
    return dmc.RadioGroup(
        dmc.Stack(
            [
                dmc.Radio(
                    value=bulk.scope,
                    **({"data-autofocus": True} if bulk is bulks[0] else {}),
                    size="sm",
                    label=f"{say_count(len(bulk.names), 'name')} {bulk.words}: "
                    f"{say_count(bulk.n_reports, 'report')}",
                )
                for bulk in bulks
            ],
            gap="xs",
        ),
        value=bulks[0].scope,
        label="Which names?",
    )


def show_keys() -> Any:
    """Build the table of keys."""
    rows = [
        html.Tr(
            [
                html.Td([part for key in keys for part in (html.Kbd(key), " ")]),
                html.Td(words),
            ]
        )
        for keys, words in list_keys()
    ]
    return html.Table(html.Tbody(rows), className="desk-key-list")
