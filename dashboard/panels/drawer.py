"""The drawer: what a click on a city, a region or a row opens, down to the source's page."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

import dash_mantine_components as dmc
import numpy as np
import pandas as pd
from dash import Dash, Input, Output, html
from numpy.typing import NDArray

from dashboard.claims import Row, find_wide_claims, say_claim
from dashboard.live import Live
from dashboard.opened import Opened, find_opened
from dashboard.services import Services
from dashboard.state import VIEW, ViewState, read_query
from dashboard.words import DATE_PRECISION, PLACE_PRECISION, say_count, say_days, say_text

DRAWER: Final = "drawer"
TITLE: Final = "details-title"
BODY: Final = "details"

MOST_REPORTS: Final = 100


def layout() -> Any:
    """Build the closed drawer."""
    return dmc.Drawer(
        html.Div(id=BODY),
        id=DRAWER,
        opened=False,
        position="right",
        size=420,
        withOverlay=False,
        lockScroll=False,
        trapFocus=False,
        closeOnClickOutside=False,
        closeButtonProps={"aria-label": "Close details"},
        classNames={"content": "drawer-content", "inner": "drawer-inner"},
        transitionProps={"duration": 120},
        title=html.Div(id=TITLE),
    )


def show(view: ViewState, services: Services) -> tuple[Any, Any]:
    """Build the drawer's title and body for a view."""
    if view.opened == "claims":
        return show_claims(services)
    opened = find_opened(view, services)
    selected = opened.here
    if opened.is_filtered:
        selected = selected & services.count(view.selection).selected
    rows = services.atlas.reports[selected].sort_values(
        ["date_start", "report_id"], ascending=[False, True], kind="stable"
    )
    title = [
        html.Div(opened.title, className="details-title"),
        html.Div(opened.subtitle, className="muted"),
    ]
    cards = [
        show_report(row, services) for row in rows.head(MOST_REPORTS).to_dict(orient="records")
    ]
    body = [
        html.P(_say_how_many(opened, selected), className="muted"),
        html.Ol(cards, className="reports"),
    ]
    if len(rows) > MOST_REPORTS:
        body.append(
            html.P(
                f"The newest {MOST_REPORTS} of {len(rows):,} are listed; the table has all.",
                className="muted",
            )
        )
    return title, body


def show_claims(services: Services) -> tuple[Any, Any]:
    """Build the drawer of the claims that belong to no single report, grouped by metric."""
    claims = find_wide_claims(services.atlas.claims)
    title = [
        html.Div("Figures of wider scope", className="details-title"),
        html.Div("Each is one claimant's; they are never merged or added up", className="muted"),
    ]
    body: list[Any] = []
    for metric, group in claims.groupby("metric", sort=True):
        items = [
            html.Li(say_claim(row, services.publishers), className="report", dir="auto")
            for row in group.to_dict(orient="records")
        ]
        body += [html.H3(f"{metric} · {len(group):,}"), html.Ul(items, className="reports")]
    return title, body


def _say_how_many(opened: Opened, selected: NDArray[np.bool_]) -> str:
    n_here, n_selected = int(opened.here.sum()), int(selected.sum())
    if n_here == 0:
        return "No report here in this atlas."
    if not opened.is_filtered:
        return ""
    if n_selected == 0:
        return f"None of the {say_count(n_here, 'report')} here passes the filters."
    if n_selected == n_here:
        return f"{say_count(n_here, 'report')}, newest first."
    return f"{n_selected:,} of {say_count(n_here, 'report')} here pass the filters, newest first."


def show_report(row: Row, services: Services) -> Any:
    """Build the card of one report: what, when and where with their precision, who says so."""
    claims = services.atlas.claims
    own = claims[claims["report_id"] == row["report_id"]].to_dict(orient="records")
    kind = say_text(row["kind"]) or "kind not stated"
    return html.Li(
        [
            html.Div(
                [html.Span(kind, className="badge"), html.Span(_say_when(row))],
                className="report-head",
            ),
            html.H3(say_text(row["title"]) or say_text(row["place_name"]) or "Untitled report"),
            _fact("Place", _say_where(row, services)),
            _fact("Actors", say_text(row["actors"])),
            _fact("Source", show_source(row["source_id"], services.atlas.sources)),
            *(_fact("Claim", say_claim(claim, services.publishers)) for claim in own),
            _fact("Note", say_text(row["notes"])),
            html.Div(
                f"{row['report_id']} · row {row['source_row']} of {row['source_file']}",
                className="muted small",
            ),
        ],
        className="report",
    )


def _fact(name: str, value: Any) -> Any:
    if not value:
        return None
    # Free text may run either way; a sentence of ours does not.
    direction = "auto" if isinstance(value, str) else "ltr"
    return html.Div([html.Span(name, className="fact-name"), html.Span(value, dir=direction)])


def _say_when(row: Row) -> str:
    days = say_days(_date(row["date_start"]), _date(row["date_stop"]))
    return f"{days} ({DATE_PRECISION[row['date_precision']]})"


def _say_where(row: Row, services: Services) -> list[Any]:
    """Say what the source calls the place, what it was read as, and how closely that is known.

    Names stand apart from the sentence, whatever direction they are written in.
    """
    given = [say_text(row[name]) for name in ("place_name", "admin1_name", "country_name")]
    names = list(dict.fromkeys(name for name in given if name)) or ["none given"]
    parts: list[Any] = ["“", html.Bdi(names[0])]
    for name in names[1:]:
        parts += [", ", html.Bdi(name)]
    parts.append("”")
    if pd.notna(row["place_id"]):
        parts += [" → ", html.Bdi(services.name_of("places", str(int(row["place_id"]))))]
    return [*parts, f": {PLACE_PRECISION[row['place_precision']]}. {say_text(row['geo_reason'])}"]


def show_source(source_id: Any, sources: pd.DataFrame) -> Any:
    """Name the publisher and its kind, and link its page; only web addresses become links."""
    rows = sources.loc[sources["source_id"] == source_id]
    if rows.empty:
        return "not stated"
    source = rows.iloc[0]
    publisher = say_text(source["publisher"]) or str(source_id)
    details = [say_text(source["kind"]) or "kind not stated"]
    if pd.notna(source["published_on"]):
        day = _date(source["published_on"])
        details.append(f"published {day.isoformat()}")
    url = say_text(source["url"])
    title: Any = say_text(source["title"])
    if _is_web_address(url):
        title = html.A(
            title or url, href=url, target="_blank", rel="noopener noreferrer", dir="auto"
        )
    return [f"{publisher} ({', '.join(details)})", html.Br() if title else None, title]


def _is_web_address(url: str) -> bool:
    """Return whether a text is an address that is safe to link."""
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


def _date(value: Any) -> date:
    return pd.Timestamp(value).date()


def callbacks(app: Dash, live: Live) -> None:
    """Fill the drawer for each view that has something open."""

    @app.callback(
        Output(TITLE, "children"),
        Output(BODY, "children"),
        Input(VIEW, "data"),
        prevent_initial_call=True,
    )
    def _show(query: str) -> tuple[Any, Any]:
        view = read_query(query)[0]
        return show(view, live.current) if view.opened else ("", "")
