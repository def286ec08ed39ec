from typing import Any

import numpy as np
import pandas as pd

from geodata.decisions import Decision
from geodata.placements import say_decision
from geodata.reviewing import Entry, find_queue
from geodata.types import MatchStatus
from tests.geodata.builders import make_decision


def make_reports(**columns: Any) -> pd.DataFrame:
    n = len(next(iter(columns.values())))
    blanks = dict.fromkeys(("place_name", "admin1_name", "country_name", "place_level"))
    values = blanks | {"geo_status": "doubtful", "geo_reason": "2 places share it."} | columns
    return pd.DataFrame({"report_id": [f"R{i}" for i in range(n)], **values})


def find_names(reports: pd.DataFrame, *decisions: Decision) -> list[tuple[str, int]]:
    queue = find_queue(reports, decisions)
    return [(entry.subject.place_name, entry.n_reports) for entry in queue]


def test_most_reports_come_first() -> None:
    reports = make_reports(place_name=["Qom", "Baden", "Yazd", "BADEN"])
    assert find_names(reports) == [("Baden", 2), ("Qom", 1), ("Yazd", 1)]


def test_context_makes_another_entry() -> None:
    reports = make_reports(place_name=["Baden", "Baden"], country_name=[None, "Austria"])
    assert [entry.subject.country_name for entry in find_queue(reports, ())] == ["", "Austria"]


def test_only_what_was_meant_as_a_place_and_is_unsure_waits() -> None:
    reports = make_reports(
        place_name=["Baden", "Narnia", "Qom", "Fars", None, "Hill"],
        geo_status=["doubtful", "none", "certain", "none", "none", "none"],
        place_level=[None, "city", None, "province", None, "locality"],
    )
    waiting = [entry.subject.place_name for entry in find_queue(reports, ()) if entry.is_waiting]
    assert waiting == ["Baden", "Narnia", "Hill"]
    assert [name for name, _ in find_names(reports)] == ["Baden", "Narnia", "Qom", "Hill"]


def test_report_on_a_position_of_its_own_is_moved_by_no_word_about_its_name() -> None:
    reports = make_reports(
        place_name=["Baden", "Baden"],
        geo_status=["certain", "doubtful"],
        geo_reason=["The row gives the position (geo_precision 1).", "2 places share it."],
    )
    assert find_names(reports) == [("Baden", 1)]


def entry_of(decision: Decision, **columns: Any) -> Entry:
    (entry,) = find_queue(make_reports(place_name=["Baden"], **columns), [decision])
    return entry


def test_decision_stands_beside_its_name_before_and_after_a_rebuild() -> None:
    decision = make_decision("BADEN")
    assert entry_of(decision).decision == decision
    assert not entry_of(decision).is_applied
    reason = f"{say_decision(decision)}."
    assert entry_of(decision, geo_status=["certain"], geo_reason=[reason]).is_applied


def test_undoing_waits_for_the_rebuild() -> None:
    undone = make_decision(after=None)
    reason = f"{say_decision(make_decision())}."
    entry = entry_of(undone, geo_status=["certain"], geo_reason=[reason])
    assert (entry.decision, entry.is_applied) == (undone, False)


def test_certain_name_can_be_decided_and_waits_again_when_that_is_undone() -> None:
    decided = make_decision("Baden")
    certain = {"geo_status": ["certain"], "geo_reason": ["Only place of this name."]}
    assert not entry_of(decided, **certain).is_waiting
    assert entry_of(make_decision("Baden", after=None), **certain).is_waiting


def test_entry_says_what_is_stored_of_the_report_that_waits() -> None:
    reports = make_reports(
        place_name=["Baden"] * 8,
        place_level=["province"] + [None] * 7,
        geo_status=["certain"] + ["doubtful"] * 7,
        geo_reason=[f"Reason {i}." for i in range(8)],
    )
    (entry,) = find_queue(reports, ())
    assert (entry.n_reports, entry.geo_status) == (8, MatchStatus.DOUBTFUL)
    assert entry.geo_reason == "Reason 1."
    assert entry.report_ids == ("R1", "R2", "R3", "R4", "R5")


def test_decision_on_a_name_that_no_report_has_is_no_entry() -> None:
    assert find_names(make_reports(place_name=["Baden"]), make_decision("Oslo")) == [("Baden", 1)]


def test_atlas_without_reports_has_no_queue() -> None:
    assert find_queue(make_reports(place_name=["Baden"]).head(0), [make_decision()]) == ()


def test_counts_are_those_of_the_table() -> None:
    names = np.random.default_rng(4).choice([f"place {i}" for i in range(50)], 2_000)
    reports = make_reports(place_name=names)
    assert dict(find_names(reports)) == pd.Series(names).value_counts().to_dict()
