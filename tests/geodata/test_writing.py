from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from geodata import writing
from geodata.decision_log import read_decisions
from geodata.decisions import Decision
from geodata.errors import StoreError
from geodata.store import open_atlas
from geodata.tables import SCHEMAS, to_arrow
from tests.geodata.builders import (
    make_atlas,
    make_card,
    make_decision,
    make_tables,
)


def make_row(name: str, **values: Any) -> pa.Table:
    """Make a table of one row with any value in the columns that need one."""
    blanks = {pa.string(): "x", pa.int64(): 0, pa.float64(): 0.0, pa.date32(): date(2019, 11, 15)}
    needed = {field.name: blanks[field.type] for field in SCHEMAS[name] if not field.nullable}
    return to_arrow(pd.DataFrame([needed | values]), name)


def test_atlas_is_replaced_whole_and_its_decisions_stay(tmp_path: Path) -> None:
    make_atlas(tmp_path / "atlas")
    (tmp_path / "atlas" / "decisions.jsonl").write_text("{}\n")
    make_atlas(tmp_path / "atlas", card=make_card(title="New"))
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
        make_atlas(tmp_path / "atlas", tables=tables)
    else:
        with pytest.raises(ValueError, match=f"{precision}.*{place_id}.*place in places"):
            make_atlas(tmp_path / "atlas", tables=tables)
    assert (tmp_path / "atlas").exists() is is_right


@pytest.mark.parametrize("name", ["notes.txt", "reports.parquet"])
def test_folder_that_is_no_atlas_is_never_overwritten(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(StoreError, match=name):
        make_atlas(tmp_path)
    assert (tmp_path / name).read_text() == "mine"


def test_file_of_a_person_in_an_atlas_is_never_deleted(tmp_path: Path) -> None:
    make_atlas(tmp_path / "atlas")
    (tmp_path / "atlas" / "letter.txt").write_text("mine")
    with pytest.raises(StoreError, match=r"letter\.txt"):
        make_atlas(tmp_path / "atlas")


def test_file_in_the_place_of_the_atlas_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "atlas").write_text("mine")
    with pytest.raises(StoreError, match="is a file"):
        make_atlas(tmp_path / "atlas")


def test_empty_folder_may_become_an_atlas(tmp_path: Path) -> None:
    (tmp_path / "atlas").mkdir()
    make_atlas(tmp_path / "atlas")
    assert open_atlas(tmp_path / "atlas").title == "Test"


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_failed_build_leaves_the_old_atlas_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    make_atlas(tmp_path / "atlas")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(writing, "_write_problems", fail)
    with pytest.raises((StoreError, KeyboardInterrupt)):
        make_atlas(tmp_path / "atlas", card=make_card(title="New"))
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
    make_atlas(tmp_path / "atlas")
    (tmp_path / "atlas" / "decisions.jsonl").write_text("{}\n")
    interrupt_renames(monkeypatch, {step: error})
    with pytest.raises((StoreError, KeyboardInterrupt)):
        make_atlas(tmp_path / "atlas", card=make_card(title="New"))
    assert open_atlas(tmp_path / "atlas").title == "Test"
    assert (tmp_path / "atlas" / "decisions.jsonl").read_text() == "{}\n"
    assert [item.name for item in tmp_path.iterdir()] == ["atlas"]


@pytest.mark.parametrize("first", [OSError("disk full"), KeyboardInterrupt()])
@pytest.mark.parametrize("second", [OSError("disk gone"), KeyboardInterrupt()])
def test_old_atlas_that_cannot_be_put_back_is_kept_and_pointed_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: BaseException, second: BaseException
) -> None:
    make_atlas(tmp_path / "atlas")
    interrupt_renames(monkeypatch, {"new to atlas": first, "old to atlas": second})
    with pytest.raises((StoreError, KeyboardInterrupt)) as caught:
        make_atlas(tmp_path / "atlas", card=make_card(title="New"))
    (kept,) = tmp_path.glob(".atlas-building-*/old")
    assert open_atlas(kept).title == "Test"
    if isinstance(second, OSError):
        assert str(kept) in str(caught.value)
    with pytest.raises(StoreError, match=r"rename .*/old"):
        open_atlas(tmp_path / "atlas")


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini"])
def test_atlas_once_shown_in_a_file_manager_is_still_replaced(tmp_path: Path, name: str) -> None:
    make_atlas(tmp_path / "atlas")
    (tmp_path / "atlas" / name).touch()
    make_atlas(tmp_path / "atlas", card=make_card(title="New"))
    assert open_atlas(tmp_path / "atlas").title == "New"


def test_folder_that_cannot_be_looked_into_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deny(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "atlas").mkdir()
    monkeypatch.setattr(Path, "iterdir", deny)
    with pytest.raises(StoreError, match=r"can't look into .*Permission denied.*name another"):
        make_atlas(tmp_path / "atlas")
    monkeypatch.setattr(Path, "is_dir", deny)
    with pytest.raises(StoreError, match=r"can't look into .*Permission denied.*name another"):
        open_atlas(tmp_path / "atlas")


def test_path_that_no_folder_can_have_is_one_line(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for path in (loop, tmp_path / ("x" * 300)):
        with pytest.raises(StoreError, match="can't look into"):
            make_atlas(path)


@pytest.mark.parametrize("can_link", [True, False])
def test_decisions_stay_and_others_are_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_link: bool
) -> None:
    def fail(*_: object) -> None:
        raise OSError("no links here")

    if not can_link:
        monkeypatch.setattr(writing.os, "link", fail)
    some = [make_decision(name) for name in ("Baden", "Oslo", "Qom")]
    make_atlas(tmp_path / "atlas", decisions=some[:1])
    make_atlas(tmp_path / "atlas", decisions=some[1:])
    make_atlas(tmp_path / "atlas")
    assert read_decisions(tmp_path / "atlas") == tuple(some)


def test_decision_made_while_the_atlas_is_written_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_atlas(tmp_path / "atlas")
    add = writing.append_decisions

    def add_meanwhile(new: Path, decisions: Iterable[Decision]) -> None:
        add(new, decisions)
        add(tmp_path / "atlas", [make_decision()])  # of a person, to the atlas that is there

    monkeypatch.setattr(writing, "append_decisions", add_meanwhile)
    make_atlas(tmp_path / "atlas")
    assert read_decisions(tmp_path / "atlas") == (make_decision(),)
