from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata import store
from geodata.errors import StoreError
from geodata.store import load_problems, open_atlas
from geodata.tables import SCHEMAS, to_arrow, to_frame
from geodata.types import Problem, Step
from tests.geodata.builders import (
    make_atlas,
    make_card,
    make_import,
    make_problem,
    make_tables,
)


def make_claims(**columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame({"claim_id": ["C1"], "metric": ["killed"]} | columns)


def test_what_is_written_is_opened_again(tmp_path: Path) -> None:
    claims = to_arrow(make_claims(value_low=[0.0]), "claims")
    make_atlas(tmp_path / "atlas", tables=make_tables(claims=claims))
    atlas = open_atlas(tmp_path / "atlas")
    assert (atlas.title, atlas.n_set_aside, atlas.imports) == ("Test", 1, (make_import(),))
    assert atlas.claims["value_low"].tolist() == [0]
    assert atlas.claims["value_high"].isna().all()
    assert atlas.reports.empty
    assert load_problems(tmp_path / "atlas") == (make_problem(),)


def test_data_hash_depends_on_the_tables_only(tmp_path: Path) -> None:
    claims = to_arrow(make_claims(), "claims")
    make_atlas(tmp_path / "a", tables=make_tables(claims=claims))
    make_atlas(tmp_path / "b", tables=make_tables(claims=claims), card=make_card(title="Other"))
    make_atlas(tmp_path / "c")
    a, b, c = (open_atlas(tmp_path / name).data_hash for name in "abc")
    assert a == b != c


def test_frames_have_plain_types() -> None:
    dtypes = {name: to_frame(schema.empty_table()).dtypes for name, schema in SCHEMAS.items()}
    assert dtypes["reports"]["place_id"] == "Int64"
    assert dtypes["reports"]["source_row"] == "int64"
    assert dtypes["reports"]["date_start"].kind == "M"
    assert dtypes["places"]["region_distance_km"] == "float64"


@pytest.mark.parametrize(
    ("damage", "word"),
    [
        (lambda folder: (folder / "atlas.toml").unlink(), "not an atlas"),
        (lambda folder: (folder / "atlas.toml").write_text("format = 99"), "layout 99"),
        (lambda folder: (folder / "places.parquet").unlink(), "incomplete or damaged"),
        (lambda folder: (folder / "places.parquet").write_text("x"), "incomplete or damaged"),
        (lambda folder: (folder / "imports.jsonl").write_text("{}"), "incomplete or damaged"),
        (lambda folder: folder.rename(folder.with_name("gone")), "is no folder"),
    ],
)
def test_damaged_atlas_says_what_is_wrong(tmp_path: Path, damage: Any, word: str) -> None:
    make_atlas(tmp_path / "atlas")
    damage(tmp_path / "atlas")
    with pytest.raises(StoreError, match=word):
        open_atlas(tmp_path / "atlas")


def test_atlas_whose_replacement_was_killed_is_put_back(tmp_path: Path) -> None:
    make_atlas(tmp_path / ".atlas-building-x1" / "old")
    assert open_atlas(tmp_path / "atlas").title == "Test"
    assert not (tmp_path / ".atlas-building-x1").exists()


def test_atlas_that_cannot_be_put_back_is_pointed_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deny(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    make_atlas(tmp_path / ".atlas-building-x1" / "old")
    monkeypatch.setattr(Path, "rename", deny)
    with pytest.raises(StoreError, match=r"rename .*atlas-building-x1/old"):
        open_atlas(tmp_path / "atlas")


def test_atlas_replaced_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_atlas(tmp_path / "atlas")
    read, replaced = store._read_table, []

    def replace_meanwhile(data: bytes, name: str) -> pd.DataFrame:
        if not replaced:
            replaced.append(make_atlas(tmp_path / "atlas", card=make_card(title="New")))
        return read(data, name)

    monkeypatch.setattr(store, "_read_table", replace_meanwhile)
    assert open_atlas(tmp_path / "atlas").title == "New"


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
PROBLEMS = st.builds(
    Problem,
    file=TEXTS,
    row=st.integers(1),
    column=TEXTS,
    value=TEXTS,
    reason=TEXTS,
    remedy=TEXTS,
    set_aside=st.booleans(),
    step=st.sampled_from(Step),
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(problems=st.lists(PROBLEMS, max_size=4))
def test_any_problem_is_read_as_it_was_written(tmp_path: Path, problems: list[Problem]) -> None:
    make_atlas(tmp_path / "atlas", problems=problems)
    assert load_problems(tmp_path / "atlas") == tuple(problems)
