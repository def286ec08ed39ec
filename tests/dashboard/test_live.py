from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard import live as module
from dashboard.live import Live
from dashboard.services import Services, open_services
from geodata.errors import InputError
from geodata.replacing import replace_folder
from geodata.store import open_atlas


@pytest.fixture
def folder(services: Services, tmp_path: Path) -> Path:
    return Path(shutil.copytree(services.atlas.path, tmp_path / "atlas"))


@pytest.fixture
def live(folder: Path) -> Live:
    return Live(open_services(open_atlas(folder)))


def replace_with(folder: Path, title: str, change: Callable[[Path], None] = lambda _: None) -> None:
    """Put another build in the atlas's place, as a build does: in one step."""
    with replace_folder(folder) as new:
        shutil.copytree(folder, new, dirs_exist_ok=True)
        card = (new / "atlas.toml").read_text("utf-8").splitlines()
        card = [f'title = "{title}"' if line.startswith("title") else line for line in card]
        (new / "atlas.toml").write_text("\n".join(card), "utf-8")
        change(new)


def test_same_folder_is_opened_once(live: Live) -> None:
    assert live.current is live.current


def test_replaced_folder_is_opened_again(live: Live, folder: Path) -> None:
    before = live.current
    replace_with(folder, "Second")
    assert live.current.atlas.title == "Second"
    assert live.current is live.current is not before


def test_all_who_ask_at_once_get_one_opening(
    live: Live, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    open_one = module.reopen
    monkeypatch.setattr(
        module, "reopen", lambda atlas: opened.append(atlas.path) or open_one(atlas)
    )
    replace_with(folder, "Second")
    barrier = threading.Barrier(4)

    def ask(_: int) -> Services:
        barrier.wait()
        return live.current

    with ThreadPoolExecutor(4) as threads:
        found = set(map(id, threads.map(ask, range(4))))
    assert opened == [folder]
    assert len(found) == 1


def test_folder_that_is_away_for_a_moment_changes_nothing(live: Live, folder: Path) -> None:
    before = live.current
    folder.rename(folder.with_name("old"))
    assert live.current is before


def test_damaged_build_leaves_the_last_one_until_there_is_another(
    live: Live, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = live.current
    replace_with(folder, "Damaged", lambda new: (new / "reports.parquet").write_text("no"))
    assert live.current is live.current is before
    assert len(caplog.records) == 1


def test_another_atlas_is_served_from_then_on(live: Live, folder: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(folder, tmp_path / "other"))
    live.switch(other)
    assert live.current.atlas.path == other


def test_atlas_with_a_profile_that_hides_something_is_not_switched_to(
    live: Live, folder: Path, tmp_path: Path
) -> None:
    before, other = live.current, Path(shutil.copytree(folder, tmp_path / "other"))
    with (other / "atlas.toml").open("a", encoding="utf-8") as card:
        card.write('\n[publish]\nprofile = "public"\n')
    with pytest.raises(InputError, match="this page hides nothing"):
        live.switch(other)
    assert live.current is before
