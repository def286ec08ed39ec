"""What stands in the checkout travels in the wheel."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_every_asset_is_named_for_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assets = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "assets").iterdir()
        if path.name != "readme"
    }
    assert set(named) == assets
    assert all(target == f"dashboard/{source}" for source, target in named.items())


def test_no_lock_names_a_registry() -> None:
    for path in ROOT.glob("requirements*.txt"):
        assert "://" not in path.read_text(encoding="utf-8")
