from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from geodata import writing
from geodata.errors import StoreError
from geodata.store import open_atlas
from geodata.tables import SCHEMAS, to_arrow, to_frame
from geodata.writing import write_atlas
from tests.geodata.builders import make_card, make_import, make_problem, make_tables


def write(path: Path, **changes: Any) -> None:
    values: dict[str, Any] = {"card": make_card(), "tables": make_tables()} | changes
    write_atlas(
        path, values["card"], values["tables"], imports=[make_import()], problems=[make_problem()]
    )


def make_claims(**columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame({"claim_id": ["C1"], "metric": ["killed"]} | columns)


def make_row(name: str, **values: Any) -> pa.Table:
    """Make a table of one row with any value in the columns that need one."""
    blanks = {pa.string(): "x", pa.int64(): 0, pa.float64(): 0.0, pa.date32(): date(2019, 11, 15)}
    needed = {field.name: blanks[field.type] for field in SCHEMAS[name] if not field.nullable}
    return to_arrow(pd.DataFrame([needed | values]), name)


def test_what_is_written_is_opened_again(tmp_path: Path) -> None:
    claims = to_arrow(make_claims(value_low=[0.0]), "claims")
    write(tmp_path / "atlas", tables=make_tables(claims=claims))
    atlas = open_atlas(tmp_path / "atlas")
    assert (atlas.title, atlas.n_set_aside, atlas.imports) == ("Test", 1, (make_import(),))
    assert atlas.claims["value_low"].tolist() == [0]
    assert atlas.claims["value_high"].isna().all()
    assert atlas.reports.empty
    assert "soon" in (tmp_path / "atlas" / "problems.csv").read_text("utf-8")


def test_data_hash_depends_on_the_tables_only(tmp_path: Path) -> None:
    claims = to_arrow(make_claims(), "claims")
    write(tmp_path / "a", tables=make_tables(claims=claims))
    write(tmp_path / "b", tables=make_tables(claims=claims), card=make_card(title="Other"))
    write(tmp_path / "c")
    a, b, c = (open_atlas(tmp_path / name).data_hash for name in "abc")
    assert a == b != c


def test_frames_have_plain_types() -> None:
    dtypes = {name: to_frame(schema.empty_table()).dtypes for name, schema in SCHEMAS.items()}
    assert dtypes["reports"]["place_id"] == "Int64"
    assert dtypes["reports"]["source_row"] == "int64"
    assert dtypes["reports"]["date_start"].kind == "M"
    assert dtypes["places"]["region_distance_km"] == "float64"


def test_atlas_is_replaced_whole_and_its_decisions_stay(tmp_path: Path) -> None:
    write(tmp_path / "atlas")
    (tmp_path / "atlas" / "decisions.jsonl").write_text("{}\n")
    write(tmp_path / "atlas", card=make_card(title="New"))
    assert open_atlas(tmp_path / "atlas").title == "New"
    assert (tmp_path / "atlas" / "decisions.jsonl").read_text() == "{}\n"
    assert [item.name for item in tmp_path.iterdir()] == ["atlas"]


@pytest.mark.parametrize(
    ("precision", "place_id", "is_right"),
    [
        ("city", 1, True),
        ("city", 2, False),  # not in places
        ("city", None, False),
        ("near", None, False),
        ("admin1", None, True),
        ("admin1", 1, False),
    ],
)
def test_located_report_without_its_place_is_never_written(
    tmp_path: Path, precision: str, place_id: int | None, is_right: bool
) -> None:
    tables = make_tables(
        reports=make_row("reports", place_precision=precision, place_id=place_id),
        places=make_row("places", place_id=1),
    )
    if is_right:
        write(tmp_path / "atlas", tables=tables)
    else:
        with pytest.raises(ValueError, match=f"{precision}.*{place_id}.*place in places"):
            write(tmp_path / "atlas", tables=tables)
    assert (tmp_path / "atlas").exists() is is_right


@pytest.mark.parametrize("name", ["notes.txt", "reports.parquet"])
def test_folder_that_is_no_atlas_is_never_overwritten(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(StoreError, match=name):
        write(tmp_path)
    assert (tmp_path / name).read_text() == "mine"


def test_file_of_a_person_in_an_atlas_is_never_deleted(tmp_path: Path) -> None:
    write(tmp_path / "atlas")
    (tmp_path / "atlas" / "letter.txt").write_text("mine")
    with pytest.raises(StoreError, match=r"letter\.txt"):
        write(tmp_path / "atlas")


def test_file_in_the_place_of_the_atlas_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "atlas").write_text("mine")
    with pytest.raises(StoreError, match="is a file"):
        write(tmp_path / "atlas")


def test_empty_folder_may_become_an_atlas(tmp_path: Path) -> None:
    (tmp_path / "atlas").mkdir()
    write(tmp_path / "atlas")
    assert open_atlas(tmp_path / "atlas").title == "Test"


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_failed_build_leaves_the_old_atlas_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    write(tmp_path / "atlas")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(writing, "_write_problems", fail)
    with pytest.raises((StoreError, KeyboardInterrupt)):
        write(tmp_path / "atlas", card=make_card(title="New"))
    assert open_atlas(tmp_path / "atlas").title == "Test"
    assert [item.name for item in tmp_path.iterdir()] == ["atlas"]


def interrupt_renames(monkeypatch: pytest.MonkeyPatch, failures: dict[str, BaseException]) -> None:
    """Let the first of each of these renames, as "atlas to old", fail with its error."""
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if error := failures.pop(f"{self.name} to {target.name}", None):
            raise error
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)


@pytest.mark.parametrize("step", ["atlas to old", "new to atlas"])
@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_interrupted_swap_puts_the_old_atlas_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    write(tmp_path / "atlas")
    (tmp_path / "atlas" / "decisions.jsonl").write_text("{}\n")
    interrupt_renames(monkeypatch, {step: error})
    with pytest.raises((StoreError, KeyboardInterrupt)):
        write(tmp_path / "atlas", card=make_card(title="New"))
    assert open_atlas(tmp_path / "atlas").title == "Test"
    assert (tmp_path / "atlas" / "decisions.jsonl").read_text() == "{}\n"
    assert [item.name for item in tmp_path.iterdir()] == ["atlas"]


@pytest.mark.parametrize("first", [OSError("disk full"), KeyboardInterrupt()])
@pytest.mark.parametrize("second", [OSError("disk gone"), KeyboardInterrupt()])
def test_old_atlas_that_cannot_be_put_back_is_kept_and_pointed_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: BaseException, second: BaseException
) -> None:
    write(tmp_path / "atlas")
    interrupt_renames(monkeypatch, {"new to atlas": first, "old to atlas": second})
    with pytest.raises((StoreError, KeyboardInterrupt)) as caught:
        write(tmp_path / "atlas", card=make_card(title="New"))
    (kept,) = tmp_path.glob(".atlas-building-*/old")
    assert open_atlas(kept).title == "Test"
    if isinstance(second, OSError):
        assert str(kept) in str(caught.value)
    with pytest.raises(StoreError, match=r"rename .*/old"):
        open_atlas(tmp_path / "atlas")


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini"])
def test_atlas_once_shown_in_a_file_manager_is_still_replaced(tmp_path: Path, name: str) -> None:
    write(tmp_path / "atlas")
    (tmp_path / "atlas" / name).touch()
    write(tmp_path / "atlas", card=make_card(title="New"))
    assert open_atlas(tmp_path / "atlas").title == "New"


def test_folder_that_cannot_be_looked_into_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deny(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "atlas").mkdir()
    monkeypatch.setattr(Path, "iterdir", deny)
    with pytest.raises(StoreError, match=r"can't look into .*Permission denied.*name another"):
        write(tmp_path / "atlas")
    monkeypatch.setattr(Path, "is_dir", deny)
    with pytest.raises(StoreError, match=r"can't look into .*Permission denied.*name another"):
        open_atlas(tmp_path / "atlas")


def test_path_that_no_folder_can_have_is_one_line(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for path in (loop, tmp_path / ("x" * 300)):
        with pytest.raises(StoreError, match="can't look into"):
            write(path)


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
    write(tmp_path / "atlas")
    damage(tmp_path / "atlas")
    with pytest.raises(StoreError, match=word):
        open_atlas(tmp_path / "atlas")


def test_atlas_whose_replacement_was_killed_is_pointed_at(tmp_path: Path) -> None:
    write(tmp_path / ".atlas-building-x1" / "old")
    with pytest.raises(StoreError, match=r"rename .*atlas-building-x1/old"):
        open_atlas(tmp_path / "atlas")
