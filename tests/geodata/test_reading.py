from pathlib import Path

import pytest

from geodata.build_report import BuildReport
from geodata.errors import InputError
from geodata.explaining import explain
from geodata.ingest import build_atlas
from geodata.reading import Choice, name_files, read_files
from geodata.store import Atlas, open_atlas
from tests.geodata.builders import TODAY, real_reference
from tests.geodata.dataset_rows import ROWS


def write_rows(path: Path, preset: str, *changes: dict[str, str]) -> Path:
    rows = [ROWS[preset] | change for change in changes or ({},)]
    lines = ["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def build(folder: Path, *files: Path, **told: object) -> tuple[BuildReport, Atlas]:
    report = build_atlas(files, folder, reference=real_reference(), today=TODAY, **told)  # type: ignore[arg-type]
    return report, open_atlas(folder)


def test_datasets_stand_side_by_side_in_one_atlas(tmp_path: Path) -> None:
    files = [write_rows(tmp_path / f"{name}.tsv", name) for name in ROWS]
    report, atlas = build(tmp_path / "atlas", *files)
    assert (report.n_in, report.n_kept, report.n_located) == (5, 5, 5)
    assert [item.preset for item in atlas.imports] == list(ROWS)
    assert [item.is_restricted for item in atlas.imports] == [True, False, False, False, False]
    assert set(atlas.reports["country"]) == {"NO", "CD", "CH", "US"}


def test_town_of_a_dataset_is_the_town_of_all(tmp_path: Path) -> None:
    files = [write_rows(tmp_path / f"{name}.tsv", name) for name in ("acled", "reports")]
    _, atlas = build(tmp_path / "atlas", *files)
    assert atlas.places["name"].tolist() == ["Oslo"]
    assert set(atlas.reports["place_precision"]) == {"city"}


def test_position_of_a_region_is_never_a_dot(tmp_path: Path) -> None:
    acled = write_rows(tmp_path / "acled.tsv", "acled", {"geo_precision": "3"})
    wide = {"where_prec": "5", "id": "2"}
    ucdp = write_rows(tmp_path / "ucdp.tsv", "ucdp_ged", {"where_prec": "4"}, wide)
    report, atlas = build(tmp_path / "atlas", acled, ucdp)
    assert set(atlas.reports["place_precision"]) == {"admin1"}
    assert (report.n_located, atlas.places.empty) == (0, True)


def test_figures_are_claims_with_the_source_of_their_row(tmp_path: Path) -> None:
    _, atlas = build(tmp_path / "atlas", write_rows(tmp_path / "ucdp.tsv", "ucdp_ged"))
    assert atlas.claims["claim_id"].tolist() == [
        "100001:killed",
        "100001:killed-1",
        "100001:killed-2",
    ]
    assert set(atlas.claims["source_id"]) == set(atlas.reports["source_id"])


def test_build_names_dataset_licence_and_citation(tmp_path: Path) -> None:
    files = [write_rows(tmp_path / f"{name}.tsv", name) for name in ("acled", "ucdp_ged")]
    report, atlas = build(tmp_path / "atlas", *files)
    text = "\n".join(report.describe())
    assert "dataset: UCDP Georeferenced Event Dataset (GED)" in text
    assert "licence: CC BY 4.0\n" in text
    assert "(may not be published)" in text
    assert "cite as: Sundberg" in text
    assert atlas.licence.startswith("ACLED terms of use")
    assert atlas.licence.endswith("; CC BY 4.0")


def test_licence_that_the_atlas_states_comes_first(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "ucdp.tsv", "ucdp_ged")
    assert build(tmp_path / "atlas", path, licence="CC0")[1].licence == "CC0"


def test_chosen_columns_and_preset_hold_in_a_build(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("date,happened,place\n2019,2018,Oslo\n", "utf-8")
    report, atlas = build(tmp_path / "atlas", path, columns={"date": "happened"}, preset="reports")
    assert atlas.reports["date_start"].dt.year.tolist() == [2018]
    assert report.imports[0].mapping["date"] == "happened"
    with pytest.raises(InputError, match="no preset 'x'"):
        build(tmp_path / "other", path, preset="x")
    assert not (tmp_path / "other").exists()


def test_explanation_names_preset_columns_and_problems(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "ccc.tsv", "ccc", {"lat": "95", "lon": "30"}, {"date": "soon"})
    (table,) = read_files(name_files([path]), Choice(), today=TODAY).values()
    text = "\n".join(explain(table))
    assert text.startswith("ccc.tsv: 2 rows, 1 usable, 1 to set aside\n")
    for line in (
        "preset: ccc",
        "each row is: one event",
        "date = date",
        "figures in numbers: participants (2)",
        "columns not used: valence",
        "row 2: date 'soon'",
        "changed places",
    ):
        assert line in text
