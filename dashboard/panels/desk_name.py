"""The parts of the desk that speak of one name: what it is, what it may mean, where that lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import flask
import numpy as np
import pandas as pd
import shapely
from dash import html

from dashboard.acting import Sight
from dashboard.camera import fit_camera
from dashboard.desk import MOST_OFFERS, Desk
from dashboard.figures.candidates import build_candidates_map
from dashboard.keys import KEYS
from dashboard.marks import Camera
from dashboard.offers import KINDS, list_countries, list_regions, mark_offer, say_answer, say_area
from dashboard.palette import Palette
from dashboard.panels.desk_form import key_button, plain_button
from dashboard.services import Services
from dashboard.waiting import Name
from dashboard.words import begin, say_day, say_days, say_text
from geodata.saying import say_count
from geodata.types import Candidate

_LEAST_SHOWN: Final = 0.005  # the least score that isn't shown as 0.00
_ALONE: Final = 4.5
"""Closest zoom to a single place: the shape of its country says where it is."""

_CLOSEST: Final = 10.0
"""Closest zoom to several: parts of one city are told apart."""

MAP_SIZE: Final = (430, 250)  # of the small map, about, pixels

_NONE_FOUND: Final = {
    "candidates": "No candidate: search the gazetteer, set a point, or say that it is a region, a "
    "country or no place.",
    "search": "Nothing in the gazetteer is called “{text}”: try another spelling, or set a point.",
    "regions": "No region is named by the rows or holds a candidate: search for a place in it.",
    "countries": "No country is named by the rows or holds a candidate: search for a place in it.",
}
_HEADINGS: Final = {
    "candidates": "Candidates",
    "search": "Found for “{text}”",
    "regions": "Somewhere in one of these regions",
    "countries": "Somewhere in one of these countries",
}


def find_offers(name: Name, sight: Sight, desk: Desk) -> tuple[Candidate, ...]:
    """Return what can be chosen for a name now, at most as many as there are digits."""
    match = desk.match(name)
    subject = name.entry.subject
    if sight.offers == "search":
        return desk.search(sight.text, name) if sight.text.strip() else ()
    if sight.offers == "regions":
        return list_regions(subject, match, desk.gazetteer)[:MOST_OFFERS]
    if sight.offers == "countries":
        return list_countries(subject, match, desk.gazetteer)[:MOST_OFFERS]
    return match.candidates[:MOST_OFFERS]


def show_head(name: Name, desk: Desk) -> list[Any]:
    """Build the name with its context, what was decided, and why the geocoder isn't sure."""
    n_reports = say_count(name.entry.n_reports, "report")
    reasons = desk.match(name).reasons
    return [
        html.H2(html.Bdi(name.text), id="desk-name", className="desk-name"),
        html.P(
            [
                html.Span(name.status, className=f"badge desk-{name.status.replace(' ', '-')}"),
                html.Span([html.Bdi(name.context), " · " if name.context else "", n_reports]),
            ],
            className="desk-facts",
        ),
        _show_decision(name, desk),
        html.Ul([html.Li(f"{reason}.") for reason in reasons], className="desk-reasons"),
    ]


def _show_decision(name: Name, desk: Desk) -> Any:
    decision = name.entry.decision
    if decision is None or decision.after is None:
        return None
    return html.P(
        [
            html.Span(
                [
                    "Settled as ",
                    html.Bdi(say_answer(decision.after, desk.gazetteer)),
                    " by ",
                    html.Bdi(decision.who or "a person"),
                    f" on {say_day(decision.when.date())}",
                    *((": ", html.Bdi(decision.why)) if decision.why else ()),
                    ". Not in the atlas yet." if name.is_pending else ".",
                    f" It can't be used: {name.fault}. Decide again." if name.fault else "",
                ]
            ),
            key_button("withdraw", "Withdraw") if desk.may_write else None,
        ],
        className="desk-decision",
    )


def show_offers(offers: Sequence[Candidate], sight: Sight, desk: Desk) -> list[Any]:
    """Build the numbered offers; the first is the one that Enter accepts."""
    said = _HEADINGS[sight.offers].format(text=sight.text)
    back = None if sight.offers == "candidates" else key_button("candidates", "Candidates")
    is_scored = sight.offers == "candidates"  # elsewhere a score says how much was typed
    rows = [
        _show_offer(number, offer, desk, is_scored=is_scored)
        for number, offer in enumerate(offers, start=1)
    ] or html.P(_NONE_FOUND[sight.offers].format(text=sight.text), className="muted")
    return [html.Div([html.H3(html.Bdi(said)), back], className="desk-heading"), html.Div(rows)]


def _show_offer(number: int, offer: Candidate, desk: Desk, *, is_scored: bool) -> Any:
    is_area = offer.lon is None
    area = say_area(None if is_area else offer.admin1, offer.country, desk.gazetteer)
    facts = [
        # of a region only the residents of its larger places are known
        begin(KINDS.get(offer.precision, "")) or _say_residents(offer),
        _say_score(offer.score) if is_scored else "",
        *offer.reasons,
    ]
    accept = KEYS["accept"].keys[0]
    return plain_button(
        "choose",
        [
            html.Kbd(f"{number}"),
            html.Span(
                [
                    html.Span(
                        [
                            html.Bdi(offer.name, className="offer-name"),
                            f", {area}" if area not in {"", offer.name} else "",
                        ]
                    ),
                    html.Span(" · ".join(filter(None, facts)), className="offer-facts"),
                ],
                className="offer-text",
            ),
            html.Kbd(accept) if number == 1 and desk.may_write else None,
        ],
        className="offer",
        disabled=not desk.may_write,
        **{
            "data-what": mark_offer(offer),
            "aria-keyshortcuts": f"{number} {accept}" if number == 1 else f"{number}",
        },
    )


def _say_residents(offer: Candidate) -> str:
    return f"{offer.population:,} residents" if offer.population else ""


def _say_score(score: float) -> str:
    return "score under 0.01" if score < _LEAST_SHOWN else f"score {score:.2f}"


def show_examples(name: Name, desk: Desk) -> list[Any]:
    """Build some of the reports that a name holds: title, days and source."""
    services = desk.live.current
    rows = desk.show_reports(name).to_dict(orient="records")
    more = name.entry.n_reports - len(rows)
    heading = "The reports" if more <= 0 else f"{len(rows)} of its {name.entry.n_reports:,} reports"
    items = [
        html.Li(
            [
                html.Bdi(say_text(row["title"]) or say_text(row["notes"]) or row["report_id"]),
                html.Span(_say_origin(row, services), className="muted"),
            ]
        )
        for row in rows
    ]
    return [html.H3(heading), html.Ul(items, className="desk-reports")]


def _say_origin(row: Mapping[Any, Any], services: Services) -> str:
    start, stop = (pd.Timestamp(row[end]).date() for end in ("date_start", "date_stop"))
    publisher = services.publishers.get(say_text(row["source_id"]), "source not stated")
    return f"{say_days(start, stop)} · {publisher}"


def draw_offers(
    offers: Sequence[Candidate], match_country: str | None, palette: Palette, services: Services
) -> dict[str, Any]:
    """Draw the offers on the small map; without a position the map shows their country."""
    origin = flask.request.host_url.rstrip("/")
    version = services.geo().version
    return build_candidates_map(
        offers,
        _aim(offers, match_country, services),
        palette,
        countries_url=f"{origin}/geo/countries.geojson?v={version}",
        admin1_url=f"{origin}/geo/admin1.geojson?v={version}",
        region_countries=services.focus,
    )


def _aim(offers: Sequence[Candidate], country: str | None, services: Services) -> Camera:
    lon = [offer.lon for offer in offers if offer.lon is not None]
    lat = [offer.lat for offer in offers if offer.lat is not None]
    if not lon:
        index = services.countries.index_of(offers[0].country if offers else country or "")
        if index is not None:
            parts = shapely.get_parts(services.countries.geometry[index])
            largest = parts[int(np.argmax(shapely.area(parts)))]
            west, south, east, north = largest.bounds
            lon, lat = [west, east], [south, north]
    width, height = MAP_SIZE
    return fit_camera(
        np.array(lon, dtype=float),
        np.array(lat, dtype=float),
        width=width,
        height=height,
        closest=_ALONE if len(lon) == 1 else _CLOSEST,
    )
