from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dashboard.commands.cards import clean
from geodata.decision_log import append_decisions
from geodata.decisions import Choice
from geodata.store import open_atlas
from tests.dashboard.command_line import run
from tests.dashboard.review.reviewer import Reviewer, Terminal
from tests.geodata.builders import make_answer, make_decision


def test_card_shows_name_reports_reason_and_numbered_candidates(reviewer: Reviewer) -> None:
    assert reviewer.types() == 0
    lines = reviewer.out.splitlines()
    assert lines[1] == "1 of 3: Baden (4 reports)"
    assert lines[2] == "  said of it: no country, province or state"
    assert lines[3].startswith("  doubtful: ")
    assert lines[4:7] == [
        "  2024-05-01  Rally at the station",
        "  2024-05-02  no title",
        "  2024-05-02  Rally at the bridge",
    ]
    assert lines[7].startswith("   1  0.")
    swiss = next(line for line in lines if "Switzerland" in line)
    assert "Baden, Aargau, Switzerland; " in swiss
    assert "residents; at 47.4733, 8.3059 (lat, lon); " in swiss


def test_number_and_enter_choose_and_go_to_the_next_name(reviewer: Reviewer) -> None:
    assert reviewer.types("1", "", "n") == 0
    assert [name for name, *_ in reviewer.answers] == ["Baden", "Springfield"]
    assert reviewer.answers[1] == ("Springfield", Choice.PLACE, 4409896)
    assert "3 of 3: Xqzwvv (1 report)" in reviewer.out
    assert "no candidate" in reviewer.out
    assert "That was the last name" in reviewer.out


def test_decision_says_what_stood_before_who_why_and_when(reviewer: Reviewer) -> None:
    reviewer.types("w the report names the spa", "2", "1")
    first, second = reviewer.decisions
    assert (first.who, first.why, second.why) == ("Tester", "the report names the spa", "")
    assert first.before
    assert first.after
    assert first.before.geonames_id != first.after.geonames_id
    assert first.when.microsecond == 0


def test_in_a_terminal_a_line_that_cannot_be_done_is_explained(reviewer: Reviewer) -> None:
    reviewer.stream = Terminal
    assert reviewer.types("Aargau", "1", "q", "n") == 0
    assert "'Aargau' means nothing here" in reviewer.out
    assert len(reviewer.decisions) == 1


def test_help_lists_all_orders(reviewer: Reviewer) -> None:
    reviewer.types("?")
    for order in "sprcxnbuaw?q":
        assert f"\n{order} " in reviewer.out


def test_settled_and_certain_names_are_left_out_unless_all_are_asked_for(
    reviewer: Reviewer, atlas: Path
) -> None:
    append_decisions(atlas, [make_decision("Baden")])
    reviewer.types()
    assert "1 of 2: Springfield" in reviewer.out
    reviewer.types(options=("--all", "--who", "Tester"))
    assert "1 of 4: Baden" in reviewer.out
    assert "settled as: " in reviewer.out


def test_atlas_is_rebuilt_if_a_line_says_so(reviewer: Reviewer, atlas: Path) -> None:
    assert reviewer.types("2", "q", "y") == 0
    assert "decisions: 1 applied" in reviewer.out
    assert open_atlas(atlas).reports["place_id"].notna().sum() == 5


def test_atlas_is_rebuilt_at_the_end_of_input_if_told_before(
    reviewer: Reviewer, atlas: Path
) -> None:
    assert reviewer.types("2", options=("--apply", "--who", "Tester")) == 0
    assert "decisions: 1 applied" in reviewer.out
    assert open_atlas(atlas).reports["place_id"].notna().sum() == 5


def test_without_an_answer_the_atlas_stays_and_the_way_is_told(
    reviewer: Reviewer, atlas: Path
) -> None:
    assert reviewer.types("2") == 0
    assert reviewer.out.endswith(f"later: event-atlas rebuild {atlas}\n")
    assert open_atlas(atlas).reports["place_id"].notna().sum() == 1


def test_atlas_is_not_rebuilt_for_nothing(reviewer: Reviewer) -> None:
    assert reviewer.types("2", "u", options=("--apply", "--who", "Tester")) == 0
    assert reviewer.out.endswith("no decision waits for a rebuild\n")


def test_list_shows_the_queue_and_leaves(reviewer: Reviewer, atlas: Path) -> None:
    append_decisions(atlas, [make_decision("Baden")])
    assert reviewer.types("x", options=("--list",)) == 0
    assert reviewer.out.splitlines()[1:] == [
        "      2  doubtful   Springfield (US)",
        "      1  not found  Xqzwvv (Iran)",
    ]
    assert reviewer.out.startswith("      4  settled    Baden = ")
    assert reviewer.out.splitlines()[0].endswith(", not applied yet")
    assert len(reviewer.decisions) == 1


def test_decision_that_cannot_be_used_says_why_and_waits_for_nothing(
    reviewer: Reviewer, atlas: Path
) -> None:
    append_decisions(atlas, [make_decision("Baden", after=make_answer(geonames_id=999_999_999))])
    fault = "left unused: GeoNames id 999999999 is not in the gazetteer"
    reviewer.types(options=("--list",))
    assert reviewer.out.splitlines()[0].endswith(fault)
    reviewer.types("q", options=("--apply", "--who", "Tester"))
    assert "1 of 3: Baden" in reviewer.out
    assert fault in reviewer.out
    assert reviewer.out.endswith("no decision waits for a rebuild\n")


def test_list_needs_nobody_who_decides(reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["dashboard.commands.review"], "find_login", lambda: "")
    assert reviewer.types(options=("--list",)) == 0
    assert reviewer.types("1", options=("--who", "  ")) == 2
    assert "name yourself with --who" in reviewer.err


@pytest.mark.parametrize("variable", ["EVENT_ATLAS_WHO", "LOGNAME"])
def test_who_decides_is_told_by_the_environment(
    reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "Somebody")
    reviewer.types("1", options=())
    assert reviewer.decisions[0].who == "Somebody"


def test_texts_of_an_atlas_do_not_steer_the_terminal(reviewer: Reviewer) -> None:
    reviewer.types("n", "n")
    assert "[2JMarch" in reviewer.out
    assert "\x1b" not in reviewer.out


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\nb\tc\0", "a b c"), ("\u202eabc\u202c", "abc"), ("می\u200cروم", "می\u200cروم")],
)
def test_text_is_one_printable_line(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_long_text_is_cut() -> None:
    assert clean("x" * 500) == "x" * 99 + "…"


def test_atlas_that_is_not_there_is_an_error(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, _, err = run(capsys, "review", str(tmp_path / "gone"))
    assert (code, err.count("\n")) == (2, 1)
    assert "gone" in err
