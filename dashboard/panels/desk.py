"""The geocode desk: names that wait for a person, what they may mean, and keys to settle them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Final

from dash import ClientsideFunction, Dash, Input, Output, State, ctx, html, no_update
from dash.exceptions import PreventUpdate

from dashboard.acting import Case, Reply, Sight, carry_out, read_act
from dashboard.desk import READ_ONLY, Desk
from dashboard.keys import KEYS, show_key
from dashboard.palette import PALETTES
from dashboard.panels import desk_layout as page
from dashboard.panels.desk_form import POINT, PRECISION, SEARCH, WHY
from dashboard.panels.desk_list import show_bulks, show_list, show_tabs, show_ways
from dashboard.panels.desk_name import (
    draw_offers,
    find_offers,
    show_examples,
    show_head,
    show_offers,
)
from dashboard.state import APPLIED, APPLY_EVENTS, VIEW, ViewState, read_query
from dashboard.steps import Step
from dashboard.waiting import Name, Show, count_waiting, say_listed, select_names
from geodata.errors import AtlasError
from geodata.saying import say_count


def answer(
    given: Mapping[str, Any] | None, sight: Sight, show: Show, text: str, desk: Desk
) -> Reply:
    """Return what becomes of an act; without one, what the list still holds is shown.

    Raises
    ------
    StoreError
        If the decisions can't be read.
    """
    listed = select_names(desk.find_names(), show, text)
    if given:
        return carry_out(Case(act=read_act(given), sight=sight, listed=listed, desk=desk))
    if listed and sight.name not in {name.id for name in listed}:
        return Reply(sight=Sight(name=listed[0].id, steps=sight.steps))
    return Reply(sight=sight)


def refresh(reply: Reply, show: Show, text: str, view: ViewState, desk: Desk) -> dict[str, Any]:
    """Return what the desk shows after a reply, by the names of the callback's outputs."""
    names = desk.find_names()
    listed = select_names(names, show, text)
    n_pending = sum(name.is_pending for name in names)
    return {
        "list": show_list(listed, desk.gazetteer),
        "listed": say_listed(len(listed), len(names), show, text),
        "ways": show_ways(names),
        "tabs": show_tabs(count_waiting(names)),
        "said": reply.said or reply.trouble,
        "said_class": "desk-said is-trouble" if reply.trouble else "desk-said",
        "undo": not reply.sight.steps,
        "apply": [page.say_apply(n_pending), " ", html.Kbd(show_key(KEYS["apply"].keys[0]))],
        "apply_class": "key-button is-main" if n_pending else "key-button",
        "asks": bool(reply.asks),
        "bulks": show_bulks(reply.asks) if reply.asks else no_update,
        **_show_name(_find_shown(reply.sight, names, listed), reply.sight, view, desk),
    }


def _find_shown(sight: Sight, names: Sequence[Name], listed: Sequence[Name]) -> Name | None:
    """Return the chosen name, unless it is settled and the list is done with."""
    chosen = next((name for name in names if name.id == sight.name), None)
    return chosen if listed or (chosen and chosen.is_waiting) else None


def _show_name(name: Name | None, sight: Sight, view: ViewState, desk: Desk) -> dict[str, Any]:
    if name is None:
        parts: dict[str, Any] = dict.fromkeys(("offers", "figure", "examples"), no_update)
        now = asdict(replace(sight, name=""))
        return parts | {"head": show_done(desk), "is_done": True, "now": now}
    offers = find_offers(name, sight, desk)
    country = desk.find_country(name)
    return {
        "head": show_head(name, desk),
        "offers": show_offers(offers, sight, desk),
        "figure": draw_offers(offers, country, PALETTES[view.theme], desk.live.current),
        "examples": show_examples(name, desk),
        "is_done": False,
        "now": asdict(sight),
    }


def show_done(desk: Desk) -> list[Any]:
    """Build what stands in the place of a name when none is left."""
    said = (
        "Apply the decisions, and the map follows them. Settled names stay listed: each can be "
        "decided otherwise."
        if desk.may_write
        else READ_ONLY
    )
    return [
        html.H2("Nothing is left to settle", className="desk-name"),
        html.P(said, className="muted"),
    ]


def read_sight(now: Mapping[str, Any] | None) -> Sight:
    """Read what the desk showed from its store."""
    if not now:
        return Sight()
    steps = tuple(Step(**step) for step in now["steps"])
    return Sight(name=now["name"], offers=now["offers"], text=now["text"], steps=steps)


def apply(desk: Desk) -> dict[str, Any]:
    """Build the atlas again; return what to say of it."""
    try:
        report = desk.apply()
    except AtlasError as error:
        return {"said": "", "trouble": str(error)}
    located = f"{report.n_located:,} of {say_count(report.n_reports, 'report')} are on a place"
    n_unused = report.decisions.n_unusable
    unused = f" {say_count(n_unused, 'decision')} can't be used: see the list." if n_unused else ""
    return {"said": f"The atlas follows the decisions: {located}.{unused}", "trouble": ""}


_OUTPUTS: Final = {
    "list": Output(page.LIST, "children"),
    "listed": Output(page.LISTED, "children"),
    "ways": Output(page.SHOW, "data"),
    "tabs": Output("tab", "data"),
    "said": Output(page.SAID, "children"),
    "said_class": Output(page.SAID, "className"),
    "undo": Output(page.UNDO, "disabled"),
    "apply": Output(page.APPLY, "children"),
    "apply_class": Output(page.APPLY, "className"),
    "asks": Output(page.BULK, "opened"),
    "bulks": Output(page.BULK_BODY, "children"),
    "head": Output(page.HEAD, "children"),
    "offers": Output(page.OFFERS, "children"),
    "figure": Output(page.MAP, "figure"),
    "examples": Output(page.EXAMPLES, "children"),
    "is_done": Output(page.WORK, "hidden"),
    "now": Output(page.NOW, "data"),
    "search": Output(SEARCH, "value"),
    "point": Output(POINT, "value"),
    "why": Output(WHY, "value"),
}


def callbacks(app: Dash, desk: Desk) -> None:
    """Answer each act, each change of the list and each view; apply the decisions."""

    @app.callback(
        output=_OUTPUTS,
        inputs={
            "act": Input(page.ACT, "data"),
            "show": Input(page.SHOW, "value"),
            "text": Input(page.FIND, "value"),
            "query": Input(VIEW, "data"),
            "precision": State(PRECISION, "value"),
            "now": State(page.NOW, "data"),
            "applied": State(APPLIED, "data"),
        },
        prevent_initial_call=True,
    )
    def _answer(
        act: dict[str, Any] | None,
        show: Show,
        text: str | None,
        query: str | None,
        precision: str,
        now: dict[str, Any] | None,
        applied: dict[str, Any] | None,
    ) -> dict[str, Any]:
        view = read_query(query or "")[0]
        if view.tab != "desk" or desk.is_closed:
            raise PreventUpdate
        given = None
        if act and page.ACT in ctx.triggered_prop_ids.values():
            given = act | {"precision": precision}
        sight, found = read_sight(now), text or ""
        try:
            reply = _tell(answer(given, sight, show, found, desk), now, applied)
            shown = refresh(reply, show, found, view, desk)
        except AtlasError as error:
            nothing = dict.fromkeys(_OUTPUTS, no_update)
            said = {"said": str(error), "said_class": "desk-said is-trouble"}
            return nothing | said | {"now": now or asdict(sight)}
        shown["now"] |= {"told": (applied or {}).get("n", 0)}
        if given and not reply.is_decided:  # the list stays: to draw it anew takes its time
            shown |= dict.fromkeys(("list", "listed", "ways", "tabs"), no_update)
        is_over = reply.is_decided or sight.name != reply.sight.name
        return shown | {
            "search": no_update if reply.sight.offers == "search" else "",
            "point": "" if is_over else no_update,
            "why": "" if is_over else no_update,
        }

    @app.callback(
        Output(APPLIED, "data"),
        Input(page.APPLY, "n_clicks"),
        Input(APPLY_EVENTS, "n_clicks"),
        State(APPLIED, "data"),
        running=[
            (Output(page.APPLYING, "children"), "Building the atlas again by the decisions …", ""),
            (Output(page.APPLY, "disabled"), True, False),
            (Output(APPLY_EVENTS, "loading"), True, False),
        ],
        prevent_initial_call=True,
    )
    def _apply(clicks: int | None, of_events: int | None, applied: dict[str, Any] | None) -> Any:
        if not clicks and not of_events:
            return no_update
        return apply(desk) | {"n": (applied or {}).get("n", 0) + 1}

    app.clientside_callback(
        ClientsideFunction("desk", "tend"),
        Input(page.NOW, "data"),
        State(page.MAP, "figure"),
        prevent_initial_call=True,
    )


def _tell(reply: Reply, now: Mapping[str, Any] | None, applied: Mapping[str, Any] | None) -> Reply:
    """Say what became of the last build, once."""
    if applied is None or applied["n"] == (now or {}).get("told", 0):
        return reply
    return replace(reply, said=applied["said"], trouble=applied["trouble"])
