from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import flask

from dashboard.acting import Reply, Sight
from dashboard.desk import Desk
from dashboard.keys import KEYS
from dashboard.panels import desk_layout
from dashboard.panels.desk import answer, apply, read_sight, refresh
from dashboard.panels.desk_list import show_list
from dashboard.panels.desk_name import show_head, show_offers
from dashboard.state import ViewState
from dashboard.waiting import MOST, Name
from geodata.decision_log import append_decisions
from geodata.gazetteer import Gazetteer
from tests.dashboard.builders import make_names
from tests.dashboard.components import text_of
from tests.geodata.builders import make_answer, make_candidate, make_decision


def parts_of(part: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the properties of a component and of all that it holds."""
    if isinstance(part, list | tuple):
        for item in part:
            yield from parts_of(item)
    elif hasattr(part, "to_plotly_json"):
        props = part.to_plotly_json()["props"]
        yield props
        yield from parts_of(props.get("children"))


def keys_of(part: Any) -> list[str]:
    inputs = (props.get("attributes", {}).get("input", {}) for props in parts_of(part))
    found = [item.get("aria-keyshortcuts", "") for item in (*parts_of(part), *inputs)]
    return " ".join(found).split()


def settle_first(desk: Desk) -> Name:
    name = desk.find_names()[0]
    desk.decide([(name, make_decision().after)], who="Ada", why="seen there")
    return desk.find_names()[0]


def show(desk: Desk, reply: Reply | None = None, view: ViewState | None = None) -> dict[str, Any]:
    with flask.Flask("page").test_request_context():
        reply = reply or answer(None, Sight(), "waiting", "", desk)
        return refresh(reply, "waiting", "", view or ViewState(tab="desk"), desk)


def test_every_key_has_what_it_presses(desk: Desk) -> None:
    name = settle_first(desk)
    offers = show_offers([make_candidate()] * 9, Sight(offers="search", text="x"), desk)
    found = keys_of([desk_layout.layout(desk), show_head(name, desk), offers])
    wanted = [key for one in KEYS.values() for key in one.keys]
    assert set(found) == {*wanted, *"123456789"}


def test_offers_are_numbered_and_enter_takes_the_first(desk: Desk) -> None:
    offers = show_offers([make_candidate()] * 3, Sight(), desk)
    assert keys_of(offers) == ["1", "Enter", "2", "3"]


def test_offers_of_a_desk_that_is_only_looked_at_are_dead(desk: Desk) -> None:
    read_only = Desk(desk.live, may_write=False, login="")
    buttons = [
        p
        for p in parts_of(show_offers([make_candidate()], Sight(), read_only))
        if p.get("data-what")
    ]
    assert [button["disabled"] for button in buttons] == [True]


def test_list_is_cut_where_a_browser_would_labour(gazetteer: Gazetteer) -> None:
    names = make_names(*(f"Name {i}" for i in range(MOST + 5)))
    assert len(show_list(names, gazetteer)) == MOST


def test_row_of_a_settled_name_says_as_what(gazetteer: Gazetteer) -> None:
    rows = show_list(make_names(("Baden", make_decision())), gazetteer)
    assert "→ Shiraz, Fars, Iran" in text_of(rows)


def test_name_tells_who_decided_when_and_why(desk: Desk) -> None:
    text = text_of(show_head(settle_first(desk), desk))
    assert "Settled as Shiraz, Fars, Iran by Ada on " in text
    assert text.count("seen there") == 1


def test_first_visit_shows_the_first_name_that_waits(desk: Desk) -> None:
    shown = show(desk)
    assert text_of(shown["head"]).startswith("Baden")
    assert shown["now"]["name"] == desk.find_names()[0].id
    assert shown["tabs"][-1]["label"] == "Desk 3"
    assert shown["figure"]["data"][0]["customdata"][-1] == 1
    assert [way["label"] for way in shown["ways"]] == ["Waiting 3", "Settled 0", "Certain 1"]


def test_list_without_names_says_that_all_are_settled(desk: Desk) -> None:
    names = desk.find_names()
    desk.decide([(name, make_decision().after) for name in names], who="Ada", why="")
    shown = show(desk, Reply(sight=Sight(name=names[0].id)))
    assert "Nothing is left to settle" in text_of(shown["head"])
    assert shown["is_done"] is True
    assert shown["listed"] == "No name waits: each is certain or settled."
    assert "Apply 4 to the atlas" in text_of(shown["apply"])


def test_colours_follow_the_theme(desk: Desk) -> None:
    light, dark = (show(desk, view=ViewState(tab="desk", theme=one)) for one in ("light", "dark"))
    assert light["figure"]["layout"]["meta"] != dark["figure"]["layout"]["meta"]


def test_sight_is_kept_in_its_store(desk: Desk) -> None:
    step = desk.decide([(desk.find_names()[0], None)], who="Ada", why="")
    sight = Sight(name="a", offers="search", text="b", steps=(step,))
    now = show(desk, Reply(sight=sight))["now"]
    assert read_sight(json.loads(json.dumps(now))).steps == (step,)


def test_decision_that_a_build_could_not_use_is_said(desk: Desk, atlas: Path) -> None:
    append_decisions(atlas, [make_decision("Baden", after=make_answer(geonames_id=999_999_999))])
    assert apply(desk)["said"].endswith("1 decision can't be used: see the list.")
    assert show(desk)["tabs"][-1]["label"] == "Desk 3"


def test_login_stands_in_the_field_of_who_decides(desk: Desk) -> None:
    (field,) = (part for part in parts_of(desk_layout.layout(desk)) if part.get("id") == "desk-who")
    assert field["value"] == "tester"


def test_trouble_of_a_build_is_said(desk: Desk, atlas: Path) -> None:
    (atlas / "reports.parquet").write_text("no")
    assert "damaged" in apply(desk)["trouble"]
