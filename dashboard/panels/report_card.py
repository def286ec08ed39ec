"""The card of one report: what, when and where with their precision, who says so, which figures."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
from dash import html

from dashboard.claims import Row, order_claims, say_claim
from dashboard.services import Services
from dashboard.words import DATE_PRECISION, PLACE_PRECISION, say_days, say_text
from geodata.profiles import Text


def show_report(row: Row, services: Services, *parts: Any) -> Any:
    """Build the card of one report.

    Parameters
    ----------
    row
        Of the reports.
    services
        Name its place and source, and have its claims.
    parts
        What else stands at its end.
    """
    claims = services.atlas.claims
    own = order_claims(claims[claims["report_id"] == row["report_id"]])
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
            *(
                _fact("Claim", say_claim(claim, services))
                for claim in own.to_dict(orient="records")
            ),
            _fact("Verified as", say_text(row["verification"])),
            _fact("Note", say_text(row["notes"])),
            html.Div(_say_origin(row, services), className="muted small"),
            *parts,
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


def _say_origin(row: Row, services: Services) -> str:
    """Say where a report comes from, unless a publish profile hides that."""
    publication = services.atlas.publication
    if publication and Text.IDS not in publication.profile.texts:
        return str(row["report_id"])
    return f"{row['report_id']} · row {row['source_row']} of {row['source_file']}"


def _say_where(row: Row, services: Services) -> list[Any]:
    """Say what the source calls the place, what it was read as, and how closely that is known.

    Names stand apart from the sentence, whatever direction they are written in.
    """
    given = [say_text(row[name]) for name in ("place_name", "admin1_name", "country_name")]
    names = list(dict.fromkeys(name for name in given if name))
    parts: list[Any] = [_say_missing(services)]
    if names:
        parts = ["“", html.Bdi(names[0])]
        for name in names[1:]:
            parts += [", ", html.Bdi(name)]
        parts.append("”")
    if pd.notna(row["place_id"]):
        parts += [" → ", html.Bdi(services.name_of("places", str(int(row["place_id"]))))]
    return [*parts, f": {PLACE_PRECISION[row['place_precision']]}. {say_text(row['geo_reason'])}"]


def _say_missing(services: Services) -> str:
    return "Name not shown" if services.atlas.publication else "“none given”"


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
    words = say_text(source["title"])
    title = link_page(words or url, url) if words or _is_web_address(url) else ""
    return [f"{publisher} ({', '.join(details)})", html.Br() if title else None, title]


def link_page(words: str, url: str) -> Any:
    """Link a page where its address is one of the web; elsewhere only the words stand."""
    if not _is_web_address(url):
        return words
    return html.A(words, href=url, target="_blank", rel="noopener noreferrer", dir="auto")


def _is_web_address(url: str) -> bool:
    """Return whether a text is an address that is safe to link."""
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


def _date(value: Any) -> date:
    return pd.Timestamp(value).date()
