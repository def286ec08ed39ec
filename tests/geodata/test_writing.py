import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from geodata import writing
from geodata.decision_log import append_decisions, read_decisions
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
        events=make_row("events", event_id="x", n_reports=1),
    )
    if is_right:
        make_atlas(tmp_path / "atlas", tables=tables)
    else:
        with pytest.raises(ValueError, match=f"{precision}.*{place_id}.*place in places"):
            make_atlas(tmp_path / "atlas", tables=tables)
    assert (tmp_path / "atlas").exists() is is_right


@pytest.mark.parametrize(("event_id", "n_reports"), [("x", 2), ("y", 1)])
def test_event_that_counts_other_reports_than_its_own_is_never_written(
    tmp_path: Path, event_id: str, n_reports: int
) -> None:
    tables = make_tables(
        reports=make_row("reports", place_precision="admin1"),
        events=make_row("events", event_id=event_id, n_reports=n_reports),
    )
    with pytest.raises(ValueError, match=f"contradict.*{event_id}"):
        make_atlas(tmp_path / "atlas", tables=tables)


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

    monkeypatch.setattr(writing, "_write_rows", fail)
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
def test_old_atlas_that_cannot_be_put_back_at_once_is_kept_and_put_back_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: BaseException, second: BaseException
) -> None:
    make_atlas(tmp_path / "atlas")
    interrupt_renames(monkeypatch, {"new to atlas": first, "old to atlas": second})
    with pytest.raises((StoreError, KeyboardInterrupt)) as caught:
        make_atlas(tmp_path / "atlas", card=make_card(title="New"))
    (kept,) = tmp_path.glob(".atlas-building-*/old")
    if isinstance(second, OSError):
        assert str(kept) in str(caught.value)
    assert open_atlas(tmp_path / "atlas").title == "Test"
    assert [item.name for item in tmp_path.iterdir()] == ["atlas"]


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


@pytest.fixture(params=[True, False], ids=["links", "no links"])
def _links(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Try with and without hard links."""

    def fail(*_: object) -> None:
        raise OSError("no links here")

    if not request.param:
        monkeypatch.setattr(writing.os, "link", fail)


def swap_after(monkeypatch: pytest.MonkeyPatch, do: Callable[[], None]) -> threading.Thread:
    """Let a thread do something while the old atlas is away and the new one isn't there yet."""
    rename, thread = Path.rename, threading.Thread(target=do)

    def start_between(self: Path, target: Path) -> Path:
        moved = rename(self, target)
        if target.name == "old" and not thread.ident:
            thread.start()
            thread.join(timeout=0.2)
        return moved

    monkeypatch.setattr(Path, "rename", start_between)
    return thread


@pytest.mark.usefixtures("_links")
def test_decisions_stay_and_others_are_added(tmp_path: Path) -> None:
    some = [make_decision(name) for name in ("Baden", "Oslo", "Qom")]
    make_atlas(tmp_path / "atlas", decisions=some[:1])
    make_atlas(tmp_path / "atlas", decisions=some[1:])
    make_atlas(tmp_path / "atlas")
    assert read_decisions(tmp_path / "atlas") == tuple(some)


@pytest.mark.usefixtures("_links")
def test_decision_made_while_the_atlas_is_swapped_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    atlas = tmp_path / "atlas"
    make_atlas(atlas)
    thread = swap_after(monkeypatch, lambda: append_decisions(atlas, [make_decision()]))
    make_atlas(atlas)
    thread.join()
    assert read_decisions(atlas) == (make_decision(),)


@pytest.mark.usefixtures("_links")
def test_decision_made_while_the_tables_are_written_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_atlas(tmp_path / "atlas")
    write = writing._write_rows

    def decide_meanwhile(file: Path, *rows: Any) -> None:
        append_decisions(tmp_path / "atlas", [make_decision()])
        write(file, *rows)

    monkeypatch.setattr(writing, "_write_rows", decide_meanwhile)
    make_atlas(tmp_path / "atlas")
    assert read_decisions(tmp_path / "atlas") == (make_decision(),)


@pytest.mark.usefixtures("_links")
def test_two_swaps_at_once_keep_the_decisions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    atlas = tmp_path / "atlas"
    make_atlas(atlas, decisions=[make_decision()])
    thread = swap_after(monkeypatch, lambda: make_atlas(atlas))
    make_atlas(atlas)
    thread.join()
    assert read_decisions(atlas) == (make_decision(),)
    assert [item.name for item in tmp_path.iterdir()] == ["atlas"]


def test_failed_swap_adds_no_decision_to_the_old_atlas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_atlas(tmp_path / "atlas")
    interrupt_renames(monkeypatch, {"new to atlas": OSError("disk full")})
    with pytest.raises(StoreError, match="disk full"):
        make_atlas(tmp_path / "atlas", decisions=[make_decision()])
    assert read_decisions(tmp_path / "atlas") == ()


def test_private_atlas_stays_private(tmp_path: Path) -> None:
    make_atlas(tmp_path / "atlas", decisions=[make_decision()])
    for item in (tmp_path / "atlas", *(tmp_path / "atlas").iterdir()):
        item.chmod(0o700 if item.is_dir() else 0o600)
    make_atlas(tmp_path / "atlas", decisions=[make_decision("Oslo")])
    modes = [item.stat().st_mode & 0o077 for item in (tmp_path / "atlas").rglob("*")]
    assert [(tmp_path / "atlas").stat().st_mode & 0o077, *modes] == [0] * (len(modes) + 1)


@pytest.mark.parametrize("name", ["decisions.jsonl~", ".atlas.toml.swp", "#decisions.jsonl#"])
def test_backup_of_an_editor_is_kept(tmp_path: Path, name: str) -> None:
    make_atlas(tmp_path / "atlas")
    (tmp_path / "atlas" / name).write_text("mine")
    make_atlas(tmp_path / "atlas", card=make_card(title="New"))
    assert (tmp_path / "atlas" / name).read_text() == "mine"


def test_folder_that_came_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = writing._write_rows

    def come_meanwhile(file: Path, *rows: Any) -> None:
        (tmp_path / "atlas").mkdir()
        (tmp_path / "atlas" / "letter.txt").write_text("mine")
        write(file, *rows)

    monkeypatch.setattr(writing, "_write_rows", come_meanwhile)
    with pytest.raises(StoreError, match=r"letter\.txt"):
        make_atlas(tmp_path / "atlas")
    assert (tmp_path / "atlas" / "letter.txt").read_text() == "mine"
