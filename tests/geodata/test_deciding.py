from datetime import UTC, datetime
from pathlib import Path

import pytest

from geodata.build_report import BuildReport
from geodata.deciding import decide_events
from geodata.decision_log import DECISIONS, append_decisions, load_log
from geodata.errors import InputError, StoreError
from geodata.ingest import build_atlas
from geodata.joining import Joining, Verdict
from geodata.rebuilding import rebuild_atlas
from geodata.store import open_atlas
from tests.geodata.builders import TODAY, make_decision, make_joining, real_reference, write_csv

ROWS = (
    "id,date,place,country,kind,source",
    "a,2019-11-15,Shiraz,Iran,protest,Paper",
    "b,2019-11-15,شیراز,Iran,Protest,Radio",
    "c,2019-11-15,Oslo,Norway,rally,Paper",
)


@pytest.fixture
def atlas(tmp_path: Path) -> Path:
    build(tmp_path / "atlas")
    return tmp_path / "atlas"


def build(output: Path, *, decisions: Path | None = None) -> BuildReport:
    rows = write_csv(output.parent / "rows.csv", *ROWS)
    reference = real_reference()
    return build_atlas([rows], output, reference=reference, today=TODAY, decisions=decisions)


def decide(atlas: Path, ids: str, verdict: Verdict | None, day: int = 1) -> Joining:
    when = datetime(2026, 11, day, tzinfo=UTC)
    return decide_events(atlas, ids, verdict, who="Ada", why="seen", when=when)


def find_events(atlas: Path) -> dict[str, list[str]]:
    reports = open_atlas(atlas).reports
    return reports.groupby("event_id")["report_id"].agg(list).to_dict()


def test_build_finds_the_events_that_reports_tell_of(atlas: Path) -> None:
    assert find_events(atlas) == {"event:a": ["a", "b"], "event:c": ["c"]}
    event = open_atlas(atlas).events.iloc[0]
    assert (event["title"], event["n_reports"], event["n_sources"]) == ("Protest in Shiraz", 2, 2)


def test_decision_changes_events_and_its_undoing_restores_them(atlas: Path) -> None:
    before = find_events(atlas)
    decide(atlas, "b", Verdict.APART, 1)
    decide(atlas, "ac", Verdict.TOGETHER, 2)
    report = rebuild_atlas(atlas, reference=real_reference())
    assert find_events(atlas) == {"event:a": ["a", "c"], "event:b": ["b"]}
    assert "decisions about events: 2 applied" in report.describe()
    decide(atlas, "b", None, 3)
    undone = decide(atlas, "ca", None, 4)
    assert (undone.before, undone.what.reports) == (Verdict.TOGETHER, ("a", "c"))
    rebuild_atlas(atlas, reference=real_reference())
    assert find_events(atlas) == before


def test_decision_outlives_a_build_from_the_files_and_is_carried(atlas: Path) -> None:
    decide(atlas, "b", Verdict.APART)
    build(atlas)
    build(atlas.with_name("other"), decisions=atlas / DECISIONS)
    assert find_events(atlas) == find_events(atlas.with_name("other"))
    assert len(find_events(atlas)) == 3
    assert len(load_log(atlas.with_name("other") / DECISIONS).joinings) == 1


def test_both_kinds_of_decisions_stand_in_one_file(atlas: Path) -> None:
    append_decisions(atlas, [make_decision(), make_joining(), make_decision("Oslo")])
    with (atlas / DECISIONS).open("a") as stream:
        stream.write('{"what": {"colour": "red"}}\n')
    log = load_log(atlas / DECISIONS)
    assert log.decisions == (make_decision(), make_decision("Oslo"))
    assert log.joinings == (make_joining(),)
    assert [problem.row for problem in log.problems] == [4]


def test_decision_about_absent_reports_is_counted(atlas: Path) -> None:
    append_decisions(atlas, [make_joining("x", "y")])
    report = rebuild_atlas(atlas, reference=real_reference())
    assert (report.joinings.n_applied, report.joinings.n_unfound) == (0, 1)


def test_unknown_report_and_no_atlas_are_refused(atlas: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'x' is no report"):
        decide(atlas, "ax", Verdict.TOGETHER)
    with pytest.raises(InputError, match="name a second report"):
        decide(atlas, "a", Verdict.TOGETHER)
    with pytest.raises(StoreError, match="is no atlas"):
        decide(tmp_path, "a", Verdict.APART)
    assert load_log(atlas / DECISIONS).joinings == ()
