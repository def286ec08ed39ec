import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.errors import InputError, StoreError
from geodata.formats import read_file
from geodata.ingest import BuildReport, build_atlas
from geodata.placing import Outcome
from geodata.store import Atlas, open_atlas
from tests.geodata.builders import TODAY, real_reference, write_csv


def build(output: Path, *files: Path) -> tuple[BuildReport, Atlas]:
    report = build_atlas(files, output, reference=real_reference(), today=TODAY)
    return report, open_atlas(output)


def test_three_columns_make_an_atlas(tmp_path: Path) -> None:
    rows = write_csv(
        tmp_path / "rows.csv", "date,place,country", "2019-11-15,Shiraz,Iran", "2019-11,Oslo,Norway"
    )
    report, atlas = build(tmp_path / "atlas", rows)
    assert (report.n_in, report.n_kept, report.n_located, report.problems) == (2, 2, 2, ())
    assert atlas.title == "rows"
    assert atlas.reports["report_id"].tolist() == ["rows.csv:1", "rows.csv:2"]
    assert atlas.places["name"].tolist() == ["Shiraz", "Oslo"]


def test_every_report_leads_back_to_its_row(tmp_path: Path) -> None:
    lines = ["date,place,notes", "soon,Qom,a", "2019,Yazd,b", "2019", "", '2019,Ahvaz,"c, d"']
    rows = write_csv(tmp_path / "rows.csv", *lines)
    report, atlas = build(tmp_path / "atlas", rows)
    raw = read_file(rows, "rows.csv").columns
    for row in atlas.reports.to_dict("records"):
        assert raw.loc[row["source_row"], "notes"] == row["notes"]
    assert (report.n_in, report.n_kept, report.n_set_aside) == (4, 2, 2)
    assert atlas.n_set_aside == 2


def test_ambiguous_name_is_not_placed(tmp_path: Path) -> None:
    rows = write_csv(tmp_path / "rows.csv", "date,place", "2019-11-15,Baden")
    report, atlas = build(tmp_path / "atlas", rows)
    (row,) = atlas.reports.to_dict("records")
    assert (row["geo_status"], row["place_precision"]) == ("doubtful", "unknown")
    assert report.outcomes[Outcome.DOUBTFUL] == 1
    assert atlas.places.empty


def test_same_input_gives_the_same_data(tmp_path: Path) -> None:
    rows = write_csv(tmp_path / "rows.csv", "date,place,source", "2019-11-15,Shiraz,Paper")
    hashes = {build(tmp_path / name, rows)[1].data_hash for name in ("a", "b", "b")}
    assert len(hashes) == 1


def test_texts_that_look_like_code_stay_texts(tmp_path: Path) -> None:
    text = '=HYPERLINK("x") <script>alert(1)</script>'
    quoted = text.replace('"', '""')
    rows = write_csv(tmp_path / "rows.csv", "date,place,title", f'2019,Qom,"{quoted}"')
    assert build(tmp_path / "atlas", rows)[1].reports["title"].tolist() == [text]


def test_summary_names_counts_unused_columns_and_problems(tmp_path: Path) -> None:
    rows = write_csv(tmp_path / "rows.csv", "date,place,colour", "2019,Qom,red", "soon,Qom,red")
    report, _ = build(tmp_path / "atlas", rows)
    text = "\n".join(report.describe())
    assert "2 rows in, 1 kept, 1 set aside; columns not used: colour" in text
    assert "row 2: date 'soon': this is not a date" in text
    imports = json.loads((tmp_path / "atlas" / "imports.jsonl").read_text("utf-8"))
    assert imports["unused_columns"] == ["colour"]


def test_files_of_one_name_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    files = []
    for year in ("2019", "2020"):
        (tmp_path / year).mkdir()
        files.append(write_csv(tmp_path / year / "rows.csv", "date,place", f"{year},Qom"))
    _, atlas = build(tmp_path / "atlas", *files)
    assert atlas.reports["report_id"].tolist() == ["2019/rows.csv:1", "2020/rows.csv:1"]


def test_file_given_twice_is_an_error(tmp_path: Path) -> None:
    rows = write_csv(tmp_path / "rows.csv", "date,place", "2019,Qom")
    with pytest.raises(InputError, match="give each file once"):
        build(tmp_path / "atlas", rows, rows)


def test_loop_of_links_is_one_line(tmp_path: Path) -> None:
    loop = tmp_path / "loop.csv"
    loop.symlink_to(loop)
    with pytest.raises(InputError, match=r"loop\.csv' is a link"):
        build(tmp_path / "atlas", loop)


def test_no_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file is given"):
        build(tmp_path / "atlas")


def test_no_usable_row_says_why_and_writes_nothing(tmp_path: Path) -> None:
    rows = write_csv(tmp_path / "rows.csv", "date,place", "1398/08/24,Qom")
    with pytest.raises(InputError, match=r"row 1 of rows\.csv.*not of the Gregorian calendar"):
        build(tmp_path / "atlas", rows)
    assert not (tmp_path / "atlas").exists()


def test_input_inside_the_atlas_is_refused(tmp_path: Path) -> None:
    build(tmp_path / "atlas", write_csv(tmp_path / "rows.csv", "date,place", "2019,Qom"))
    inside = write_csv(tmp_path / "atlas" / "problems.csv", "date,place", "2019,Qom")
    with pytest.raises(InputError, match="lies in the folder"):
        build(tmp_path / "atlas", inside)


def test_output_that_is_no_atlas_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").touch()
    with pytest.raises(StoreError, match=r"letter\.txt"):
        build(tmp_path / "mine", tmp_path / "not-even-there.csv")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text('20191-,"\n;ab\0 ', max_size=12), max_size=12))
def test_whatever_the_file_holds_every_row_is_kept_or_set_aside(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    rows = write_csv(folder / "rows.csv", "date,place", "2019-11-15,Qom", *lines)
    try:
        report, atlas = build(folder / "atlas", rows)
    except InputError:
        return
    n_aside = sum(problem.set_aside for problem in report.problems)
    assert report.n_in == len(atlas.reports) + n_aside == report.n_kept + report.n_set_aside
