"""The card of one event: its reports side by side, grouped by kind of source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import pandas as pd
from dash import html

from dashboard.events import find_events, group_by_source, say_event, say_joining
from dashboard.panels.report_card import show_report
from dashboard.services import Services
from dashboard.words import begin
from geodata.joining import Joining

GOTO: Final = "goto"
TAKE_APART: Final = "take-apart"
TAKE_BACK: Final = "take-back"
"""Types of the ids of buttons; ``what`` in one says what to show, or names reports, one a line."""


def show_events(rows: pd.DataFrame, services: Services) -> Iterator[Any]:
    """Yield a card for each event that any of the rows tell of, in their order."""
    events = find_events(rows["event_id"], services)
    for event_id, listed in rows.groupby("event_id", sort=False):
        whole = events[str(event_id)]
        if len(whole) == 1:
            yield show_report(listed.iloc[0].to_dict(), services, link_event(whole))
            continue
        said = say_event(whole, services)
        if len(listed) < len(whole):
            said += f"; {len(listed):,} of them listed here"
        yield html.Li(
            [
                html.Div([html.Strong(said), link_event(whole)], className="event-head"),
                *show_groups(listed, services),
            ],
            className="event",
        )


def show_groups(rows: pd.DataFrame, services: Services, *, can_split: bool = False) -> list[Any]:
    """Build the cards of reports of one event, those of one kind of source together."""
    return [
        html.Section(
            [
                html.H3(f"{begin(kind)} · {len(group):,}", className="source-kind"),
                html.Ol(
                    [
                        show_report(row, services, _offer_split(row, can_split=can_split))
                        for row in group.to_dict(orient="records")
                    ],
                    className="reports",
                ),
            ]
        )
        for kind, group in group_by_source(rows, services)
    ]


def show_decided(decided: Iterable[Joining], *, may_write: bool) -> Any:
    """Build the list of what people decided about reports of an event, each with its way back."""
    lines = [
        html.Li(
            [
                say_joining(joining),
                " ",
                html.Button(
                    "Undo",
                    id={"type": TAKE_BACK, "what": "\n".join(joining.what.reports)},
                    className="link-button",
                )
                if may_write
                else None,
            ]
        )
        for joining in decided
    ]
    if not lines:
        return None
    return html.Div([html.H3("Decided by people"), html.Ul(lines)], className="decided")


def link_event(rows: pd.DataFrame, words: str = "Show the event") -> Any:
    """Build the button that shows the event of some reports."""
    return html.Button(
        words,
        id={"type": GOTO, "what": f"event:{rows['report_id'].iloc[0]}"},
        className="link-button",
    )


def _offer_split(row: dict[Any, Any], *, can_split: bool) -> Any:
    if not can_split:
        return None
    return html.Button(
        "Not of this event",
        id={"type": TAKE_APART, "what": row["report_id"]},
        className="link-button",
    )
