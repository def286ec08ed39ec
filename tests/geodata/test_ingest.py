import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.build_report import BuildReport
from geodata.errors import InputError, StoreError
from geodata.formats import read_tables
from geodata.ingest import build_atlas
from geodata.placements import Outcome
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
    raw = read_tables(rows, "rows.csv")[0].columns
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


def test_rebuild_keeps_what_a_person_wrote_into_the_card(tmp_path: Path) -> None:
    rows = write_csv(tmp_path / "rows.csv", "date,place", "2019,Qom")
    build(tmp_path / "atlas", rows)
    card = tmp_path / "atlas" / "atlas.toml"
    text = '# mine\nformat = 2\ntitle = "Hand-written"\nlicence = "CC0"\n[view]\nzoom = 4\n'
    card.write_text(text, "utf-8")
    _, atlas = build(tmp_path / "atlas", rows)
    assert (atlas.title, atlas.licence, atlas.language) == ("Hand-written", "CC0", "en")
    assert tomllib.loads(card.read_text("utf-8"))["view"] == {"zoom": 4}


def test_rebuild_that_changes_nothing_keeps_the_text_of_the_card(tmp_path: Path) -> None:
    rows = write_csv(tmp_path / "rows.csv", "date,place", "2019,Qom")
    build(tmp_path / "atlas", rows)
    card = tmp_path / "atlas" / "atlas.toml"
    text = card.read_text("utf-8") + "# mine\n"
    card.write_text(text, "utf-8-sig")
    build(tmp_path / "atlas", rows)
    assert card.read_text("utf-8-sig") == text


def test_rebuild_changes_of_the_card_what_it_is_told_to(tmp_path: Path) -> None:
    rows = write_csv(tmp_path / "rows.csv", "date,place", "2019,Qom")
    changes: tuple[dict[str, Any], ...] = (
        {"title": "Old", "licence": "CC0"},
        {"title": "New"},
        {"description": "d"},
    )
    for told in changes:
        build_atlas([rows], tmp_path / "atlas", reference=real_reference(), **told)
    atlas = open_atlas(tmp_path / "atlas")
    assert (atlas.title, atlas.licence, atlas.description) == ("New", "CC0", "d")


def test_title_that_repeats_the_name_of_a_file_goes_with_it(tmp_path: Path) -> None:
    first, second = (
        write_csv(tmp_path / name, "date,place", "2019,Qom") for name in ("my_rows.csv", "b.csv")
    )
    build_atlas([first], tmp_path / "atlas", reference=real_reference(), title="My rows")
    assert build(tmp_path / "atlas", first)[1].title == "My rows"
    assert build(tmp_path / "atlas", second)[1].title == "b"


def test_card_that_cannot_be_read_is_never_replaced(tmp_path: Path) -> None:
    rows = write_csv(tmp_path / "rows.csv", "date,place", "2019,Qom")
    build(tmp_path / "atlas", rows)
    card = write_csv(tmp_path / "atlas" / "atlas.toml", "title = Qom")
    with pytest.raises(StoreError, match=r"atlas\.toml' can't be read .*line 1.*correct it"):
        build(tmp_path / "atlas", rows)
    assert card.read_text("utf-8") == "title = Qom\n"


def test_progress_says_each_step_in_one_line(tmp_path: Path) -> None:
    lines = ["date,place,country", *["2019,Qom,Iran"] * 3, "2019,Oslo,Norway", "2019,Nowhere,"]
    steps: list[tuple[object, ...]] = []
    build_atlas(
        [write_csv(tmp_path / "rows.csv", *lines)],
        tmp_path / "atlas",
        reference=real_reference(),
        progress=lambda *told: steps.append(told),
    )
    assert steps == [
        ("reading rows.csv",),
        ("geocoding 3 distinct names", 0, 3),
        ("geocoding 3 distinct names", 3, 3),
        ("finding the regions of 2 places",),
        ("finding which reports tell of one event",),
        (f"writing {tmp_path / 'atlas'}",),
    ]


def test_file_of_the_readme_is_read_whole(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    _, start, rest = readme.partition("date,place,country,kind,source\n")
    lines = (start + rest.partition("```")[0]).splitlines()
    report, atlas = build(tmp_path / "atlas", write_csv(tmp_path / "mine.csv", *lines))
    assert report.n_in == report.n_kept == report.n_located == len(lines) - 1 == 2
    assert report.imports[0].unused_columns == ()
    assert atlas.reports["kind"].tolist() == ["rally", "protest"]
    assert atlas.sources["publisher"].tolist() == ["Example News", "Example Agency"]


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
    rows = write_csv(tmp_path / "rows.csv", "date,place", "1441/03/18,Qom")
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
