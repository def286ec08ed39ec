from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from geodata.build_report import BuildReport
from geodata.card import FORMAT
from geodata.decision_log import append_decisions, read_decisions
from geodata.decisions import Decision, to_json
from geodata.errors import InputError, StoreError
from geodata.ingest import build_atlas
from geodata.rebuilding import rebuild_atlas
from geodata.store import open_atlas
from tests.geodata.builders import TODAY, make_answer, make_decision, real_reference, write_csv

ROWS = (
    "id,date,date_end,place,admin1,country,place_level,kind,source",
    "a,2019-11-15,,Baden,,,,protest,Paper",
    "b,2019-11-16,2019-11-18,baden,,,city,,Paper",
    "c,2019-11,,شیراز,Fars,Iran,,,",
    "d,soon,,Qom,,,,,",
    "e,2019-11-15,2019-11-01,Narnia,Nowhere,Iran,,,",
    'f,2019-11-15,,"Khuzestan, west",,Iran,province,,',
    "g,2019-11-15,,,Fars,Iran,,,",
)
BADEN = make_answer(geonames_id=2661646, name="Baden", country="CH", admin1="CH.AG")
DECIDED = make_decision("Baden", after=BADEN)


@pytest.fixture
def atlas(tmp_path: Path) -> Path:
    build(tmp_path / "atlas")
    return tmp_path / "atlas"


def build(output: Path, **options: Any) -> BuildReport:
    rows = write_csv(output.parent / "rows.csv", *ROWS)
    return build_atlas([rows], output, reference=real_reference(), today=TODAY, **options)


def rebuild(atlas: Path, *decisions: Decision) -> BuildReport:
    append_decisions(atlas, decisions)
    return rebuild_atlas(atlas, reference=real_reference())


def read_files(atlas: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in atlas.iterdir()}


def find_place_ids(atlas: Path) -> list[int]:
    reports = open_atlas(atlas).reports.set_index("report_id")
    return [int(item) for item in reports["place_id"].fillna(0)[["a", "b", "c"]]]


def test_rebuild_without_a_new_decision_changes_no_byte(atlas: Path) -> None:
    before = read_files(atlas)
    (atlas.parent / "rows.csv").unlink()
    first = rebuild(atlas)
    assert read_files(atlas) == before
    assert (first.n_in, first.n_kept, first.n_reports) == (7, 6, 6)


def test_rebuild_follows_decisions_as_a_build_from_the_files_does(atlas: Path) -> None:
    report = rebuild(atlas, DECIDED)
    assert find_place_ids(atlas) == [2661646, 2661646, 115019]
    assert "decisions: 1 applied" in report.describe()
    rebuilt = read_files(atlas)
    rebuild(atlas)
    assert read_files(atlas) == rebuilt
    build(atlas)
    assert read_files(atlas) == rebuilt


def test_undone_decision_gives_back_what_the_geocoder_said(atlas: Path) -> None:
    before = read_files(atlas)
    rebuild(atlas, DECIDED)
    rebuild(atlas, make_decision("Baden", before=BADEN, after=None))
    after = read_files(atlas)
    assert len(after.pop("decisions.jsonl").splitlines()) == 2
    assert after == {name: before[name] for name in after}


def test_problems_of_reading_stay_and_those_of_placing_are_found_anew(atlas: Path) -> None:
    rebuild(atlas, DECIDED)
    problems = rebuild(atlas).problems
    assert {(item.row, item.column) for item in problems} == {
        (4, "date"),
        (5, "date_end"),
        (5, "place_name"),
        (5, "admin1_name"),
    }


def test_decision_that_cannot_be_used_is_a_problem_and_no_place(atlas: Path) -> None:
    report = rebuild(atlas, make_decision("Baden", after=make_answer(geonames_id=1)))
    assert find_place_ids(atlas)[0] == 0
    faults = [item for item in report.problems if "GeoNames id 1 is not" in item.reason]
    assert [(item.row, item.value) for item in faults] == [(1, "Baden"), (2, "baden")]
    assert "1 left unused, see the problems" in "\n".join(report.describe())


def test_torn_line_is_a_problem_until_it_is_gone(atlas: Path) -> None:
    with (atlas / "decisions.jsonl").open("a") as stream:
        stream.write('{"what": ')
    report = rebuild(atlas, DECIDED)
    (problem,) = (item for item in report.problems if item.file == "decisions.jsonl")
    assert (problem.row, problem.value) == (1, '{"what": ')
    assert find_place_ids(atlas)[0] == 2661646
    (atlas / "decisions.jsonl").write_text("")
    assert not any(item.file == "decisions.jsonl" for item in rebuild(atlas).problems)


def test_decisions_are_carried_to_another_atlas_once(atlas: Path, tmp_path: Path) -> None:
    append_decisions(atlas, [DECIDED, make_decision("Oslo")])
    report = build(tmp_path / "other", decisions=atlas / "decisions.jsonl")
    assert find_place_ids(tmp_path / "other")[0] == 2661646
    assert "decisions: 1 applied, 1 about names that no report has" in report.describe()
    own = make_decision("Baden")
    append_decisions(tmp_path / "other", [own])
    build(tmp_path / "other", decisions=atlas / "decisions.jsonl")
    assert read_decisions(tmp_path / "other") == (DECIDED, make_decision("Oslo"), own)


def test_carried_decision_that_is_older_than_the_own_one_does_not_hold(
    atlas: Path, tmp_path: Path
) -> None:
    rebuild(atlas, DECIDED)
    other = make_decision("Baden", when=DECIDED.when - timedelta(days=1))
    carried = write_csv(tmp_path / "carried.jsonl", to_json(other))
    report = build(atlas, decisions=carried)
    assert find_place_ids(atlas)[0] == 2661646
    assert read_decisions(atlas) == (DECIDED,)
    assert "carried decisions: 1 older than what the atlas has of their names" in report.describe()


def test_torn_line_of_what_is_carried_is_told_once(tmp_path: Path) -> None:
    carried = write_csv(tmp_path / "carried.jsonl", "{torn", to_json(DECIDED))
    report = build(tmp_path / "atlas", decisions=carried)
    assert [item.row for item in report.problems if item.file == str(carried)] == [1]
    assert not any(item.file == str(carried) for item in rebuild(tmp_path / "atlas").problems)


def test_file_without_any_decision_is_refused_before_anything_is_built(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"rows\.csv' holds no decision \(8 lines"):
        build(tmp_path / "atlas", decisions=tmp_path / "rows.csv")
    assert not (tmp_path / "atlas").exists()
    build(tmp_path / "atlas", decisions=write_csv(tmp_path / "empty.jsonl", ""))


def test_decisions_that_are_not_there_are_an_error_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no file .*gone\.jsonl.*name the decisions\.jsonl"):
        build(tmp_path / "atlas", decisions=tmp_path / "gone.jsonl")
    assert not (tmp_path / "atlas").exists()


def test_comments_of_the_card_survive(atlas: Path) -> None:
    with (atlas / "atlas.toml").open("a") as stream:
        stream.write("# mine\n")
    rebuild(atlas, DECIDED)
    assert (atlas / "atlas.toml").read_text("utf-8").endswith("# mine\n")


def test_folder_of_an_older_layout_must_be_built_again(atlas: Path) -> None:
    card = atlas / "atlas.toml"
    card.write_text(card.read_text("utf-8").replace(f"format = {FORMAT}", "format = 1"), "utf-8")
    append_decisions(atlas, [DECIDED])
    with pytest.raises(
        StoreError, match=f"layout 1, this version reads {FORMAT}: build the atlas again"
    ):
        rebuild_atlas(atlas, reference=real_reference())
    build(atlas)
    assert find_place_ids(atlas)[0] == 2661646


@pytest.mark.parametrize("name", ["problems.csv", "imports.jsonl"])
def test_damaged_atlas_is_left_as_it_is(atlas: Path, name: str) -> None:
    (atlas / name).write_text("file,row\nx,y\n")
    with pytest.raises(StoreError, match=r"build (it|the atlas) again"):
        rebuild_atlas(atlas, reference=real_reference())
    assert (atlas / name).read_text() == "file,row\nx,y\n"


def test_folder_that_is_no_atlas_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is no folder"):
        rebuild_atlas(tmp_path / "gone", reference=real_reference())
