from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import ledger as module
from dashboard.ledger import Ledger
from dashboard.steps import Step
from geodata.decision_log import append_decisions, read_decisions
from geodata.errors import StoreError
from tests.geodata.builders import make_decision

A, B, C = make_decision("A"), make_decision("B"), make_decision("C")


@pytest.fixture
def atlas(tmp_path: Path) -> Path:
    (tmp_path / "atlas.toml").touch()
    return tmp_path


def test_atlas_without_a_file_of_decisions_has_none(atlas: Path) -> None:
    assert Ledger(atlas).read().log == ()


def test_step_is_where_its_lines_stand(atlas: Path) -> None:
    ledger = Ledger(atlas)
    assert ledger.add([A]) == Step(start=0, stop=1)
    assert ledger.add([B, C]) == Step(start=1, stop=3)
    assert ledger.read().log == read_decisions(atlas) == (A, B, C)
    assert set(ledger.read().settled) == {A.what.key, B.what.key, C.what.key}


def test_lines_of_others_are_read(atlas: Path) -> None:
    ledger = Ledger(atlas)
    ledger.add([A])
    append_decisions(atlas, [B])
    assert ledger.read().log == (A, B)
    assert ledger.add([C]) == Step(start=2, stop=3)


def test_line_of_another_in_the_middle_of_a_write_moves_the_step(
    atlas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger(atlas)
    ledger.add([A])

    def append_late(path: Path, decisions: object) -> None:
        append_decisions(path, [B])
        append_decisions(path, decisions)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "append_decisions", append_late)
    assert ledger.add([C]) == Step(start=2, stop=3)
    assert ledger.read().log == (A, B, C)


def test_unchanged_file_is_read_once(atlas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append_decisions(atlas, [A])
    reads: list[Path] = []
    monkeypatch.setattr(
        module, "read_decisions", lambda path: reads.append(path) or read_decisions(path)
    )
    ledger = Ledger(atlas)
    ledger.read()
    ledger.add([B])
    assert ledger.read().log == (A, B)
    assert reads == [atlas]


def test_folder_that_is_no_atlas_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is not an atlas"):
        Ledger(tmp_path).add([A])
