from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from dashboard.acting import LONGEST, Case, Reply, Sight, carry_out, read_act
from dashboard.bulk import find_bulks
from dashboard.desk import Desk
from dashboard.panels.desk_list import show_list
from dashboard.panels.desk_name import show_head
from dashboard.waiting import Name, select_names
from geodata.decision_log import append_decisions, read_decisions
from geodata.decisions import Choice
from tests.geodata.builders import make_answer, make_decision


def get_name(desk: Desk, text: str) -> Name:
    return next(name for name in desk.find_names() if name.text == text)


def do(desk: Desk, do_: str, text: str = "Baden", sight: Sight | None = None, **more: Any) -> Reply:
    """Do something with a name while the waiting ones are listed."""
    act = read_act({"do": do_, "name": get_name(desk, text).id, "who": "Ada", **more})
    listed = select_names(desk.find_names(), "waiting", "")
    return carry_out(Case(act=act, sight=sight or Sight(), listed=listed, desk=desk))


def test_names_wait_most_reports_first_spellings_together(desk: Desk) -> None:
    names = [(name.text, name.entry.n_reports) for name in desk.find_names() if name.is_waiting]
    assert names == [("Baden", 3), ("Mariwan", 1), ("Xyzzyville", 1)]


def test_certain_name_that_is_wrong_is_decided_otherwise(desk: Desk) -> None:
    assert get_name(desk, "Oslo").status == "certain"
    assert do(desk, "nowhere", "Oslo").said.startswith("Oslo: settled as not a place")
    assert get_name(desk, "Oslo").is_pending


def test_chosen_offer_is_written_with_who_and_why(desk: Desk, atlas: Path) -> None:
    reply = do(desk, "choose", what="place:2661646", who="Ada", why="the river is named")
    assert reply.said == "Baden: settled as Baden, Aargau, Switzerland; 3 reports. 2 left."
    assert reply.sight.name == get_name(desk, "Mariwan").id
    (decision,) = read_decisions(atlas)
    assert (decision.who, decision.why) == ("Ada", "the river is named")
    assert decision.after is not None
    assert decision.before is not None
    assert (decision.after.country, decision.before.country) == ("CH", "AT")


@pytest.mark.parametrize("act", ["nowhere", "undo", "withdraw"])
def test_nobody_decides_nothing(desk: Desk, atlas: Path, act: str) -> None:
    sight = do(desk, "nowhere").sight
    assert "write your name under “Decided by”" in do(desk, act, sight=sight, who="  ").trouble
    assert len(read_decisions(atlas)) == 1


def test_undo_of_what_was_decided_anew_says_so(desk: Desk, atlas: Path) -> None:
    reply = do(desk, "nowhere")
    append_decisions(atlas, [make_decision("Baden")])
    said = do(desk, "undo", "Mariwan", reply.sight).said
    assert said == "Nothing is undone: it was decided anew since, here or elsewhere. 2 left."
    assert len(read_decisions(atlas)) == 2


def test_decision_that_cannot_be_used_is_not_pending_and_says_why(desk: Desk, atlas: Path) -> None:
    append_decisions(atlas, [make_decision("Baden", after=make_answer(geonames_id=999_999_999))])
    name = get_name(desk, "Baden")
    assert (name.is_pending, name.fault) == (False, "GeoNames id 999999999 is not in the gazetteer")
    assert (name.is_waiting, name.status) == (True, "doubtful")
    assert "It can't be used: GeoNames id 999999999" in str(show_head(name, desk))
    assert "Can't be used" in str(show_list([name], desk.gazetteer))


def test_decision_that_cannot_be_used_is_not_overruled_with_many(desk: Desk, atlas: Path) -> None:
    append_decisions(atlas, [make_decision("Baden", after=make_answer(geonames_id=999_999_999))])
    bulks = find_bulks([get_name(desk, "Baden").id], desk)
    held = [(bulk.scope == "ticked", {name.text for name in bulk.names}) for bulk in bulks]
    assert held[0] == (True, {"Baden"})
    assert {text for is_ticked, texts in held if not is_ticked for text in texts} == {"Mariwan"}


def test_row_of_the_list_says_that_a_decision_is_not_applied(desk: Desk) -> None:
    do(desk, "nowhere")
    rows = [str(row) for row in show_list(desk.find_names(), desk.gazetteer)]
    assert ["Not applied yet" in row for row in rows] == [True, False, False, False]


@pytest.mark.parametrize(
    ("act", "text", "choice"),
    [
        ({"do_": "nowhere"}, "Baden", Choice.NOWHERE),
        ({"do_": "point", "what": "47.47, 8.31"}, "Baden", Choice.POINT),
        ({"do_": "regions"}, "Mariwan", Choice.REGION),
        ({"do_": "countries"}, "Xyzzyville", Choice.COUNTRY),
        ({"do_": "choose", "what": "region:CH.AG"}, "Baden", Choice.REGION),
    ],
)
def test_every_way_to_settle(
    act: dict[str, Any], text: str, choice: Choice, desk: Desk, atlas: Path
) -> None:
    reply = do(desk, text=text, **act)
    assert not reply.trouble
    (decision,) = read_decisions(atlas)
    assert decision.after is not None
    assert decision.after.choice is choice


def test_several_regions_are_offered_first(desk: Desk, atlas: Path) -> None:
    reply = do(desk, "regions")
    assert (reply.sight.offers, reply.said) == ("regions", "")
    assert read_decisions(atlas) == ()


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ({"do_": "point", "what": "95, 8"}, "is not on Earth"),
        ({"do_": "point", "what": "8, 8", "precision": "admin1"}, "a point is not 'admin1'"),
        ({"do_": "choose", "what": "place:1"}, "choose one of the list"),
        ({"do_": "withdraw"}, "nothing is decided of 'Baden'"),
        ({"do_": "undo"}, "nothing was decided since this page was opened"),
        ({"do_": "bulk", "what": "ticked"}, "none of these names waits"),
        ({"do_": "dance"}, "'dance' can't be done here"),
        ({"do_": "nowhere", "why": "\ud800"}, "half a character"),
    ],
)
def test_what_cant_be_done_is_said_and_changes_nothing(
    act: dict[str, Any], said: str, desk: Desk, atlas: Path
) -> None:
    reply = do(desk, **act)
    assert said in reply.trouble
    assert not reply.is_decided
    assert read_decisions(atlas) == ()


def test_name_that_is_gone_is_said_to_be(desk: Desk) -> None:
    act = read_act({"do": "nowhere", "name": "0"})
    reply = carry_out(Case(act=act, sight=Sight(), listed=(), desk=desk))
    assert "not in the atlas any more" in reply.trouble


def test_last_name_stays_when_none_waits(desk: Desk) -> None:
    sight = Sight()
    for text in ("Baden", "Mariwan", "Xyzzyville"):
        reply = do(desk, "nowhere", text, sight)
        sight = reply.sight
    assert reply.said.endswith("None is left.")
    assert sight.name == get_name(desk, "Xyzzyville").id
    assert len(sight.steps) == 3


def test_undo_goes_back_step_by_step_a_bulk_at_once(desk: Desk) -> None:
    first = do(desk, "nowhere", "Xyzzyville")
    ticked = [get_name(desk, text).id for text in ("Baden", "Mariwan")]
    bulk = do(desk, "bulk", sight=first.sight, what="ticked", ticked=ticked)
    assert bulk.said.startswith("2 names settled by the first candidate; 4 reports.")
    undone = do(desk, "undo", sight=bulk.sight)
    assert undone.said == "Baden, Mariwan: undone. 2 left."
    undone = do(desk, "undo", sight=undone.sight)
    assert undone.said == "Xyzzyville: undone. 3 left."
    assert undone.sight.steps == ()


def test_withdrawn_decision_lets_the_geocoder_speak_again(desk: Desk) -> None:
    do(desk, "nowhere")
    reply = do(desk, "withdraw")
    assert reply.said == "Baden: the decision is withdrawn. 3 left."
    assert get_name(desk, "Baden").answer is None


def test_bulk_sets_grow_and_hold_only_names_with_a_candidate(desk: Desk) -> None:
    bulks = find_bulks([get_name(desk, "Xyzzyville").id], desk)
    sizes = [len(bulk.names) for bulk in bulks]
    assert sizes == sorted(set(sizes))
    assert {name.text for name in bulks[-1].names} == {"Baden", "Mariwan"}
    assert bulks[-1].n_reports == 4


def test_search_finds_in_the_country_of_the_rows_first(desk: Desk) -> None:
    found = desk.search("Bergen", get_name(desk, "Xyzzyville"))
    assert found[0].country == "NO"
    assert len({item.country for item in found}) > 1


def test_long_text_of_a_person_is_cut() -> None:
    assert len(read_act({"do": "point", "why": "x" * 10_000}).why) == LONGEST


def test_two_who_decide_at_once_are_both_kept(desk: Desk, atlas: Path) -> None:
    threads = [
        threading.Thread(target=do, args=(desk, "nowhere", text)) for text in ("Baden", "Mariwan")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {item.what.place_name for item in read_decisions(atlas)} == {"Baden", "Mariwan"}
