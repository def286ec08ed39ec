"""What each typed line does at `event-atlas review`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from geodata.decision_log import append_decisions
from geodata.decisions import Choice
from geodata.ingest import build_atlas
from tests.dashboard.review.reviewer import Reviewer, Terminal
from tests.geodata.builders import TODAY, make_atlas, make_decision, real_reference, write_csv


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
        (("4 8",), "'4 8' is no number of a candidate: write that alone, or p before a position"),
        (("9" * 400,), "is no candidate: choose 1 to 10"),
        (("9" * 5000,), "line 1 of standard input: '9999"),
        (("\0",), "means nothing here"),
        (("r " + "z" * 1_000_000,), "zzzz' … has 1,000,002 letters: write at most 500"),
        (("\ud800",), "means nothing here"),
        (("w \ud800", "1"), "half a character"),
        (("p 1e999 3",), "is not on Earth"),
        (("p nan 3",), "is not on Earth"),
        (("a nan",), "'nan' is no score"),
        (("a " + "9" * 400,), "is no score"),
        (("n", "n", ""), "there is no candidate"),
        (("n", "n", "r"), "no candidate says the region: name it, as in: r NAME"),
        (("r Atlantis",), "'Atlantis' is no region"),
        (("c Congo",), "'Congo' may be CD, CG"),
        (("p 91 0",), "latitude"),
        (("p here",), "latitude"),
        (("s",), "s needs a text"),
        (("a lot",), "'lot' is no score"),
        (("a 0.99",), "no doubtful name"),
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
    assert len(reviewer.err) < 1000
    assert len(reviewer.decisions) == (lines[0] == "1")


def test_line_that_is_no_utf8_is_told(reviewer: Reviewer) -> None:
    reviewer.stream = lambda _: io.TextIOWrapper(io.BytesIO(b"w \xff\n"), "utf-8")
    assert reviewer.types("") == 2
    assert "standard input holds b'\\xff', which is not UTF-8" in reviewer.err
    assert reviewer.decisions == ()


def test_name_that_was_not_found_is_not_accepted_with_many(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = write_csv(
        tmp_path / "rows.csv", "date,place,country", "2024-05-01,Karaj,Iraq", "2024-05-01,Baden,"
    )
    build_atlas([table], tmp_path / "atlas", reference=real_reference(), today=TODAY)
    reviewer = Reviewer(tmp_path / "atlas", capsys, monkeypatch)
    assert reviewer.types("a 0", "y") == 0
    assert [name for name, *_ in reviewer.answers] == ["Baden"]


def test_name_that_is_gone_after_a_rebuild_elsewhere_is_told(
    reviewer: Reviewer, atlas: Path
) -> None:
    def rebuild_without_it() -> Iterator[str]:
        yield "n"
        yield "b"
        make_atlas(atlas)  # by another process: nothing waits in it
        yield "1"

    assert reviewer.types_while(rebuild_without_it()) == 2
    assert "the atlas was built again meanwhile, without this name" in reviewer.err
    assert reviewer.decisions == ()


@pytest.mark.parametrize("line", ["1", "n", "x", "s Oslo", "r Aargau"])
def test_in_a_terminal_a_name_that_is_gone_is_told_and_left_for_the_next(
    reviewer: Reviewer, atlas: Path, line: str
) -> None:
    def rebuild_without_it() -> Iterator[str]:
        yield from "nb"
        keep = atlas.with_name("rows.csv")
        table = write_csv(keep, "date,place,country", "2024-05-02,Springfield,US")
        build_atlas([table], atlas, reference=real_reference(), today=TODAY)
        yield line
        yield "b"
        yield "x"

    reviewer.stream = Terminal
    assert reviewer.types_while(rebuild_without_it()) == 0
    assert "the atlas was built again meanwhile, without this name" in reviewer.out
    assert [name for name, *_ in reviewer.answers] == ["Springfield"]


def test_undo_of_what_was_decided_anew_says_that_nothing_is_undone(
    reviewer: Reviewer, atlas: Path
) -> None:
    def decide_elsewhere() -> Iterator[str]:
        yield "x"
        append_decisions(atlas, [make_decision("Baden")])
        yield "u"

    assert reviewer.types_while(decide_elsewhere()) == 0
    assert "Nothing is undone: it was decided anew since" in reviewer.out
    assert len(reviewer.decisions) == 2
