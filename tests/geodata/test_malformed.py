"""Nothing that a file holds may end in a traceback, or leave half an atlas."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.errors import AtlasError
from geodata.ingest import build_atlas
from geodata.store import open_atlas
from tests.geodata.builders import TODAY, real_reference
from tests.geodata.malformed import make_malformed


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return make_malformed(tmp_path_factory.mktemp("malformed"))


def test_each_is_one_clear_line_or_an_atlas_with_its_problems(
    files: dict[str, Path], tmp_path: Path
) -> None:
    assert len(files) >= 350
    n_refused = 0
    for name, path in files.items():
        target = tmp_path / "atlas"
        try:
            report = build_atlas([path], target, reference=real_reference(), today=TODAY)
        except AtlasError as error:
            n_refused += 1
            said = str(error)
            assert said.count("\n") == 0, (name, said)
            assert ":" in said, (name, said)
            assert path.name in said, (name, said[:300])
            assert len(said) < 2_000, (name, said[:300])
            assert not target.exists(), name
        else:
            assert report.n_in == report.n_kept + report.n_set_aside, name
            assert len(open_atlas(target).reports) == report.n_reports, name
        if target.exists():
            target.rename(tmp_path / f"built-{path.name}")
        assert not list(tmp_path.glob(".*")), name
    assert n_refused > len(files) / 3
