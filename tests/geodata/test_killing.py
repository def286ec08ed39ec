"""Kill what writes an atlas at random moments: what was there stays whole, and no decision goes."""

from __future__ import annotations

import multiprocessing
import random
import time
from pathlib import Path
from typing import Any

from geodata.decision_log import read_decisions
from geodata.store import open_atlas
from tests.geodata.builders import make_atlas, make_card, make_import
from tests.geodata.killing import N_IMPORTS, replace_forever

N_KILLS = 60
LONGEST = 0.5  # seconds that a writer lives
PATIENCE = 60.0  # seconds for the first replacement


def measure_first(writer: Any, atlas: Path) -> float:
    """Let a writer live until it has replaced the atlas; return the seconds that takes."""
    begun, before = time.monotonic(), open_atlas(atlas).title
    writer.start()
    while open_atlas(atlas).title == before and time.monotonic() - begun < PATIENCE:
        time.sleep(0.002)
    writer.kill()
    writer.join()
    return time.monotonic() - begun


def find_last(atlas: Path) -> int:
    """Check that an atlas is whole and consistent, and return its number."""
    opened = open_atlas(atlas)
    assert [item.file for item in opened.imports] == [f"{opened.title}.csv"] * N_IMPORTS
    return int(opened.title)


def test_atlas_is_whole_whenever_its_writer_is_killed(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311 -- no secret is made of it
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.geodata.killing"])
    atlas = tmp_path / "atlas"
    make_atlas(atlas, card=make_card(title="0"), imports=[make_import(file="0.csv")] * N_IMPORTS)
    numbers = [0]
    for _ in range(2):  # the first also starts the server that forks them all
        first = context.Process(target=replace_forever, args=(atlas, numbers[-1] + 1))
        longest = min(3 * measure_first(first, atlas), LONGEST)
        numbers.append(find_last(atlas))
    for _ in range(N_KILLS):
        writer = context.Process(target=replace_forever, args=(atlas, numbers[-1] + 1))
        writer.start()
        time.sleep(chance.random() * longest)
        writer.kill()
        writer.join()
        numbers.append(find_last(atlas))
    decided = [int(item.what.place_name) for item in read_decisions(atlas)]
    # in order and without a gap, but for the last of each process, which may not have come to it
    assert decided == sorted(set(decided))
    assert set(range(1, numbers[-1])) - set(numbers) <= set(decided)
    assert numbers[-1] > N_KILLS / 4, "hardly anything was replaced: the test shows nothing"
    make_atlas(atlas, card=make_card(title="1"), imports=[make_import(file="1.csv")] * N_IMPORTS)
    left = [item.name for item in tmp_path.iterdir() if item.suffix != ".lock"]
    assert left == ["atlas"], "what killed writers left is cleared away by the next one"
