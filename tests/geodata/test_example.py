import csv
import re
from pathlib import Path

import pytest

from geodata import example
from geodata.clustering import Basis
from geodata.decision_log import append_decisions, read_decisions
from geodata.example import DATA, check_example, open_example
from geodata.reviewing import find_queue
from geodata.store import Atlas
from geodata.types import LOCATED
from tests.geodata.builders import make_decision


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def atlas(cache: Path) -> Atlas:
    return open_example(cache)


def test_every_row_of_the_example_is_kept(atlas: Atlas) -> None:
    assert [(item.file, item.n_in, item.n_kept) for item in atlas.imports] == [
        ("events.csv", 485, 485),
        ("claims.csv", 242, 242),
        ("sources.csv", 127, 127),
    ]
    assert (len(atlas.reports), len(atlas.claims), len(atlas.sources)) == (485, 242, 127)


def test_names_are_where_their_normalised_names_are(atlas: Atlas) -> None:
    check = check_example(atlas)
    assert check.n_checked == 437
    assert check.n_agree / check.n_checked >= 0.97, "\n".join(check.describe())
    assert check.n_wrong == 0, "\n".join(check.describe())


def test_only_sure_cities_and_localities_have_a_dot(atlas: Atlas) -> None:
    with (DATA / "events.csv").open(encoding="utf-8", newline="") as stream:
        levels = {row["event_id"]: row["place_level"] for row in csv.DictReader(stream)}
    reports = atlas.reports
    placed = reports[reports["place_id"].notna()]
    assert set(placed["report_id"].map(levels)) == {"city", "locality"}
    assert set(placed["geo_status"]) == {"certain"}
    assert set(placed["place_precision"]) <= set(LOCATED)
    assert set(placed["place_id"]) == set(atlas.places["place_id"])


def test_every_iranian_report_has_the_province_that_it_names(atlas: Atlas) -> None:
    reports = atlas.reports
    named = reports[reports["admin1_name"].notna()]
    assert named["region_id"].notna().all()
    assert named.groupby("admin1_name")["region_id"].nunique().eq(1).all()
    assert named["region_id"].nunique() == 31


def test_claims_and_reports_refer_to_what_is_there(atlas: Atlas) -> None:
    assert set(atlas.reports["source_id"]) <= set(atlas.sources["source_id"])
    assert set(atlas.claims["report_id"].dropna()) <= set(atlas.reports["report_id"])


def test_second_opening_builds_nothing(
    atlas: Atlas, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(example, "build_atlas")
    assert open_example(cache).data_hash == atlas.data_hash


def test_damaged_build_is_built_again(cache: Path, atlas: Atlas) -> None:
    (atlas.path / "reports.parquet").write_text("x")
    assert open_example(cache).data_hash == atlas.data_hash
    assert [item.name for item in cache.iterdir()] == [atlas.path.name]


@pytest.mark.parametrize("folder", ["example-old", "the damaged build itself"])
def test_decisions_survive_a_new_build(tmp_path: Path, folder: str) -> None:
    atlas = open_example(tmp_path)
    decision = make_decision(what=find_queue(atlas.reports, ())[0].subject)
    append_decisions(atlas.path, [decision])
    if folder == "example-old":
        atlas.path.rename(tmp_path / folder)
    else:
        (atlas.path / "reports.parquet").write_text("x")
    again = open_example(tmp_path)
    assert read_decisions(again.path) == (decision,)
    assert [item.name for item in tmp_path.iterdir()] == [atlas.path.name]
    assert find_queue(again.reports, [decision])[0].is_applied


def test_stale_builds_are_removed_when_a_new_one_is_made(tmp_path: Path) -> None:
    (tmp_path / "example-old").mkdir()
    atlas = open_example(tmp_path)
    assert list(tmp_path.iterdir()) == [atlas.path]


def test_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    atlas = open_example(tmp_path / "file")
    assert len(atlas.reports) == 485
    assert not atlas.path.is_relative_to(tmp_path)


def test_reports_of_the_example_tell_of_events(atlas: Atlas) -> None:
    events = atlas.events
    assert (events["n_reports"].sum(), len(events)) == (485, 352)
    assert events["basis"].value_counts().to_dict() == {
        Basis.RANGE: 129,
        Basis.ALONE: 106,
        Basis.DAY: 68,
        Basis.UNLOCATED: 49,
    }
    assert events["n_reports"].max() == 9  # Tehran on 16 November


NARROWER = re.compile(
    r"\((?:women|children|teenagers|security forces|16(?:-17)? Nov only|names published|"
    r"cities with (?:child )?deaths|lethal force documented)\)"
)


def test_parts_of_figures_are_marked_by_one_rule(atlas: Atlas) -> None:
    claims = atlas.claims.fillna({"qualifier": "", "notes": ""})
    is_part = claims["qualifier"].str.contains(NARROWER) | claims["notes"].str.contains(
        r"^(?:Part of|Sub-group)|16 Nov only", regex=True
    )
    assert list(claims["subset_of"].notna()) == list(is_part)
    assert is_part.sum() == 21


def test_a_part_is_no_larger_than_the_figure_of_the_same_claimant_that_holds_it(
    atlas: Atlas,
) -> None:
    claims = atlas.claims.set_index("claim_id")
    parts = claims[claims["subset_of"].isin(claims.index)]
    assert len(parts) == 10
    for part, whole in zip(parts.index, parts["subset_of"], strict=True):
        assert claims.at[part, "claimed_by"] == claims.at[whole, "claimed_by"]
        assert claims.at[part, "metric"] == claims.at[whole, "metric"]
        values = claims[["value_low", "value_best"]].max(axis=1)
        assert values[part] <= values[whole]
