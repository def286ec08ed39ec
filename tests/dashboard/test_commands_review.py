from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest

from dashboard.commands.cards import clean
from geodata.decision_log import append_decisions, read_decisions
from geodata.decisions import Choice, Decision
from geodata.ingest import build_atlas
from geodata.store import open_atlas
from tests.dashboard.command_line import run
from tests.geodata.builders import TODAY, make_decision, real_reference, write_csv

ROWS = (
    "2024-05-01,Baden,,Rally at the station",
    "2024-05-02,Baden,,",
    "2024-05-02,Baden,,Rally at the bridge",
    "2024-05-04,Baden,,Rally at the fourth",
    "2024-05-02,Springfield,US,Vigil",
    "2024-05-03,Springfield,US,Vigil",
    "2024-05-02,Xqzwvv,Iran,\x1b[2JMarch",
    "2024-05-02,Oslo,Norway,March",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    table = write_csv(folder / "rows.csv", "date,place,country,title", *ROWS)
    build_atlas([table], folder / "atlas", reference=real_reference(), today=TODAY)
    return folder / "atlas"


@pytest.fixture
def atlas(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "atlas"))


class Reviewer:
    """Types lines to `event-atlas review` and keeps what it said."""

    def __init__(
        self, atlas: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self._atlas, self._capsys, self._monkeypatch = atlas, capsys, monkeypatch
        self.out = self.err = ""
        self.stream = io.StringIO  # what is typed into

    def types(self, *lines: str, options: tuple[str, ...] = ("--who", "Tester")) -> int:
        text = "".join(f"{line}\n" for line in lines)
        self._monkeypatch.setattr(sys, "stdin", self.stream(text))
        code, self.out, self.err = run(self._capsys, "review", str(self._atlas), *options)
        return code

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return read_decisions(self._atlas)

    @property
    def answers(self) -> list[tuple[str, Choice | None, int | str | None]]:
        """Each decision as name, choice, and id or code."""
        return [
            (
                item.what.place_name,
                item.after.choice if item.after else None,
                item.after and (item.after.geonames_id or item.after.admin1),
            )
            for item in self.decisions
        ]


@pytest.fixture(autouse=True)
def _opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.desk.open_gazetteer", lambda: real_reference().gazetteer)


@pytest.fixture
def reviewer(
    atlas: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Reviewer:
    return Reviewer(atlas, capsys, monkeypatch)


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


def test_search_offers_other_places(reviewer: Reviewer) -> None:
    assert reviewer.types("n", "n", "s Mariwan", "1") == 0
    assert reviewer.answers == [("Xqzwvv", Choice.PLACE, 124778)]


@pytest.mark.parametrize("line", ["p 35.5 51.25", "p 35.5, 51.25", "p ۳۵٫۵ ۵۱٫۲۵"])
def test_point_is_given_latitude_first(reviewer: Reviewer, line: str) -> None:
    assert reviewer.types("n", "n", line) == 0
    (decision,) = reviewer.decisions
    assert decision.after
    assert (decision.after.choice, decision.after.lon, decision.after.lat) == (
        Choice.POINT,
        51.25,
        35.5,
    )


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        (("n", "r"), ("Springfield", Choice.REGION, 4398678)),
        (("n", "r Illinois"), ("Springfield", Choice.REGION, 4896861)),
        (("n", "c"), ("Springfield", Choice.COUNTRY, 6252001)),
        (("c سوئیس",), ("Baden", Choice.COUNTRY, 2658434)),
        (("x",), ("Baden", Choice.NOWHERE, None)),
    ],
)
def test_name_is_a_region_a_country_or_no_place(
    reviewer: Reviewer, lines: tuple[str, ...], answer: tuple[str, Choice, int | None]
) -> None:
    assert reviewer.types(*lines) == 0
    assert reviewer.answers == [answer]


def test_undo_goes_back_to_the_name_and_lets_the_geocoder_speak(reviewer: Reviewer) -> None:
    assert reviewer.types("1", "n", "u", "x") == 0
    assert [choice for _, choice, _ in reviewer.answers] == [Choice.PLACE, None, Choice.NOWHERE]
    assert {name for name, *_ in reviewer.answers} == {"Baden"}


def test_many_are_accepted_after_a_yes_and_taken_back_at_once(reviewer: Reviewer) -> None:
    assert reviewer.types("a 0.1", "y", "u") == 0
    assert "accept the first candidate of 2 names (6 reports)? y or n" in reviewer.out
    assert len(reviewer.decisions) == 4
    assert [choice for _, choice, _ in reviewer.answers] == [Choice.PLACE] * 2 + [None] * 2


def test_many_are_not_accepted_without_a_yes(reviewer: Reviewer) -> None:
    assert reviewer.types("a 0.1", "n", "q") == 0
    assert reviewer.decisions == ()
    assert "nothing is accepted" in reviewer.out


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("Aargau",), "line 1 of standard input: 'Aargau' means nothing here: type ?"),
        (("1", "99"), "line 2 of standard input: 99 is no candidate: choose 1 to 10"),
        (("0",), "0 is no candidate"),
        (("n", "n", ""), "there is no candidate"),
        (("n", "n", "r"), "no candidate says the region: name it, as in: r NAME"),
        (("r Atlantis",), "'Atlantis' is no region"),
        (("c Congo",), "'Congo' may be CD, CG"),
        (("p 91 0",), "latitude"),
        (("p here",), "latitude"),
        (("s",), "s needs a text"),
        (("a lot",), "'lot' is no score"),
        (("a 0.99",), "no waiting name"),
        (("a 0.1", "perhaps"), "say y or n"),
        (("u",), "nothing to undo"),
        (("n now",), "'n now' means nothing here"),
        (("n", "n", "n", "1"), "no name behind the last"),
    ],
)
def test_first_line_that_cannot_be_done_stops_a_script(
    reviewer: Reviewer, lines: tuple[str, ...], said: str
) -> None:
    assert reviewer.types(*lines, "x", "x", "x") == 2
    assert said in reviewer.err
    assert "stored" in reviewer.err
    assert len(reviewer.decisions) == (lines[0] == "1")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_in_a_terminal_a_line_that_cannot_be_done_is_explained(reviewer: Reviewer) -> None:
    reviewer.stream = Terminal
    assert reviewer.types("Aargau", "1", "q", "n") == 0
    assert "'Aargau' means nothing here" in reviewer.out
    assert len(reviewer.decisions) == 1


def test_help_lists_all_orders(reviewer: Reviewer) -> None:
    reviewer.types("?")
    for order in "sprcxnbuaw?q":
        assert f"\n{order} " in reviewer.out


def test_settled_names_are_left_out_unless_all_are_asked_for(
    reviewer: Reviewer, atlas: Path
) -> None:
    append_decisions(atlas, [make_decision("Baden")])
    reviewer.types()
    assert "1 of 2: Springfield" in reviewer.out
    reviewer.types(options=("--all", "--who", "Tester"))
    assert "1 of 3: Baden" in reviewer.out
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
