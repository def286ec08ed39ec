"""The built-in example: build it on first use, open it, and check where its names were put.

In: the files in `geodata/data/example`. Out: an `Atlas` built by the ordinary write line into the
user's cache, under a key of everything that it depends on; it never serves a stale build, and
what people decided on an older one is carried to the new one.
"""

from __future__ import annotations

import atexit
import csv
import hashlib
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pandas as pd
import platformdirs

from geodata.decision_log import DECISIONS, read_line
from geodata.errors import InputError, StoreError
from geodata.ingest import build_atlas
from geodata.store import Atlas, open_atlas

PACKAGE: Final = Path(__file__).parent
DATA: Final = PACKAGE / "data" / "example"
FILES: Final = tuple(DATA / name for name in ("events.csv", "claims.csv", "sources.csv"))
TITLE: Final = "Reported protests in Iran, November 2019, and rallies abroad"
DESCRIPTION: Final = (
    "What 127 sources reported of the protests of November 2019 in Iran and of rallies abroad: "
    "one row is one source's statement about one place and day."
)
LICENCE: Final = "Facts compiled from public pages, each row with its source; places from GeoNames"


@dataclass(frozen=True, slots=True, kw_only=True)
class Misplaced:
    """One report that is not on the place that its normalised name means."""

    report_id: str
    place_name: str  # as the source spells it
    admin1_name: str
    place_norm: str
    expected: int | None  # GeoNames id; None for a name that is no populated place
    found: int | None  # GeoNames id; None if it was not put on a place
    reason: str  # of the geocoder


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleCheck:
    """How many reports of a city are on the place that their normalised name means."""

    n_checked: int
    n_agree: int
    misplaced: tuple[Misplaced, ...]

    @property
    def n_wrong(self) -> int:
        """How many are on another place: wrong, not just missing."""
        return sum(item.found is not None for item in self.misplaced)

    def describe(self) -> Iterator[str]:
        """Yield the summary for a person, one line a fact."""
        share = self.n_agree / self.n_checked
        yield f"{self.n_agree} of {self.n_checked} reports of a city agree ({share:.1%})"
        yield f"{len(self.misplaced) - self.n_wrong} are on no place, {self.n_wrong} on another"
        for item in self.misplaced:
            where = "no place" if item.found is None else f"place {item.found}"
            yield (
                f"{item.report_id} {item.place_name!r} ({item.admin1_name}): means "
                f"{item.place_norm} ({item.expected}), on {where}. {item.reason}"
            )


def open_example(cache: Path | None = None) -> Atlas:
    """Open the example, built now if it isn't yet.

    Parameters
    ----------
    cache
        Folder to keep builds in; the user's cache folder if None. Where it can't be written,
        the example is built into a folder that goes with this process.
    """
    folder = cache or platformdirs.user_cache_path("event-atlas", appauthor=False)
    try:
        return _open_in(folder)
    except (OSError, StoreError):
        temporary = Path(tempfile.mkdtemp(prefix="event-atlas-"))
        atexit.register(shutil.rmtree, temporary, ignore_errors=True)
        return _open_in(temporary)


def check_example(atlas: Atlas) -> ExampleCheck:
    """Compare the places of the example with what its normalised names mean.

    The names were geocoded as the sources spell them; ``place_norm`` and its ids in
    place_ids.csv are used here only.
    """
    means = {
        (row["place_norm"], row["admin1_name"], row["country_name"]): row["geonames_id"]
        for row in _read_rows(DATA / "place_ids.csv")
    }
    columns = (atlas.reports[name] for name in ("report_id", "place_id", "geo_reason"))
    placed = {report_id: found for report_id, *found in zip(*columns, strict=True)}
    misplaced: list[Misplaced] = []
    n_checked = 0
    for row in _read_rows(DATA / "events.csv"):
        if row["place_level"] != "city":
            continue
        n_checked += 1
        place_id, reason = placed[row["event_id"]]
        expected = means[row["place_norm"], row["admin1_name"], row["country_name"]]
        found = None if pd.isna(place_id) else int(place_id)
        if found is None or str(found) != expected:
            misplaced.append(
                Misplaced(
                    report_id=row["event_id"],
                    place_name=row["place_name"],
                    admin1_name=row["admin1_name"],
                    place_norm=row["place_norm"],
                    expected=int(expected) if expected else None,
                    found=found,
                    reason=reason,
                )
            )
    return ExampleCheck(
        n_checked=n_checked, n_agree=n_checked - len(misplaced), misplaced=tuple(misplaced)
    )


def _open_in(cache: Path) -> Atlas:
    folder = cache / f"example-{_make_key()}"
    is_damaged = folder.exists()
    try:
        return open_atlas(folder)
    except StoreError:  # not built yet, damaged, or just being removed: build it
        cache.mkdir(parents=True, exist_ok=True)
    others = sorted(cache.glob("example-*"))
    with tempfile.TemporaryDirectory(dir=cache, prefix=".building-") as scratch:
        built, decisions = Path(scratch) / "atlas", Path(scratch) / DECISIONS
        decisions.write_bytes(_join_decisions(other / DECISIONS for other in others))
        _build(built, decisions)
        if is_damaged:
            folder.rename(Path(scratch) / "damaged")
        try:
            built.rename(folder)
        except OSError:
            if not folder.exists():  # else another process was first, with the same build
                raise
    for stale in set(others) - {folder}:
        shutil.rmtree(stale, ignore_errors=True)
    return open_atlas(folder)


def _build(folder: Path, decisions: Path) -> None:
    build_atlas(
        FILES,
        folder,
        title=TITLE,
        description=DESCRIPTION,
        licence=LICENCE,
        decisions=decisions,
    )


def _join_decisions(files: Iterable[Path]) -> bytes:
    """Return the lines that people added to builds, oldest first; those that can't be read lead."""
    lines = [line for file in files if file.is_file() for line in file.read_bytes().split(b"\n")]
    return b"".join(line + b"\n" for line in sorted(lines, key=_find_moment) if line.strip())


def _find_moment(line: bytes) -> datetime:
    try:
        return read_line(line).when
    except InputError:
        return datetime.min.replace(tzinfo=UTC)


def _make_key() -> str:
    """Hash everything that the build depends on: the code, the reference data, the example."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            content = path.read_bytes()
            digest.update(f"{path.relative_to(PACKAGE).as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()[:16]


def _read_rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


if __name__ == "__main__":
    sys.stdout.write("\n".join(check_example(open_example()).describe()) + "\n")
