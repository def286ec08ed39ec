"""Export reports of an opened atlas into files that other programs read and `build` reads back.

In: an atlas and which of its reports. Out: files beside one another, or one archive of them; none
takes its place before all are whole. It never opens an atlas itself: what a publish profile hides
isn't there to write.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from geodata.boundaries import load_area_names
from geodata.crediting import say_part, write_citation
from geodata.errors import InputError
from geodata.extracting import Extract, extract
from geodata.formats.out import CSV, OUT_FORMATS
from geodata.replacing import replace_file
from geodata.store import Atlas

_BESIDE: Final = "csv"
_ZIP_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""Stands for the time of writing, so that the same rows are the same bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What was exported."""

    files: tuple[str, ...]  # their names, the one with the reports first
    part: str  # how much of the atlas, in words
    n_apart: int  # claims about no single report that stayed behind
    published: str  # what the profile did, in words; empty if nothing

    def describe(self) -> Iterator[str]:
        """Yield the summary for a person, one line a fact."""
        yield self.part
        if self.published:
            yield self.published
        if self.n_apart:
            yield f"left out: {self.n_apart:,} claims about no single report, as a part is exported"
        yield f"written: {', '.join(self.files)}"


class _Write(Protocol):
    def __call__(self, output: BinaryIO, /) -> object: ...


def export_files(
    atlas: Atlas, selected: NDArray[np.bool_], path: Path, *, view: str = ""
) -> Export:
    """Write reports into a file, and beside it what one table can't hold.

    Parameters
    ----------
    atlas
        Opened by the profile that holds (`geodata.door`).
    selected
        Which reports; shape (n reports,).
    path
        Of the file with the reports; its ending says the format, a key of
        `geodata.formats.out.OUT_FORMATS`. The names of those beside it begin like its own.
    view
        Which reports are meant, as the citation says it; empty for all.

    Raises
    ------
    InputError
        If the format isn't known or can't hold that much, or a file can't be written; then none
        is changed.
    """
    part = _take(atlas, selected, path.name, view)
    writes = _plan(atlas, part, path.name, view=view)
    with ExitStack() as stack:
        # all are filled before the first takes its place
        for name, write in writes.items():
            write(stack.enter_context(replace_file(path.with_name(name))))
    return _sum_up(atlas, part, tuple(writes))


def export_archive(
    atlas: Atlas,
    selected: NDArray[np.bool_],
    output: BinaryIO,
    name: str,
    *,
    view: str = "",
) -> Export:
    """Write the same files into one ZIP archive.

    Parameters
    ----------
    atlas, selected, view
        As for `export_files`.
    output
        Takes the archive.
    name
        Of the file with the reports.

    Raises
    ------
    InputError
        If the format isn't known or can't hold that much.
    OSError
        If the output can't be written.
    """
    part = _take(atlas, selected, name, view)
    writes = _plan(atlas, part, name, view=view)
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for member_name, write in writes.items():
            info = zipfile.ZipInfo(member_name, _ZIP_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            # some formats go back and forth in their file, which an archive can't
            with tempfile.TemporaryFile() as scratch:
                write(scratch)
                scratch.seek(0)
                with archive.open(info, "w", force_zip64=True) as member:
                    shutil.copyfileobj(scratch, member)
    return _sum_up(atlas, part, tuple(writes))


def find_ending(name: str) -> str:
    """Return the format that the name of a file says.

    Raises
    ------
    InputError
        If it is none that is known.
    """
    ending = Path(name).suffix.lower().removeprefix(".")
    if ending not in OUT_FORMATS:
        raise InputError(
            f"can't export as {ending!r}: allowed are {', '.join(OUT_FORMATS)}; change the file's "
            "ending"
        )
    return ending


def _take(atlas: Atlas, selected: NDArray[np.bool_], name: str, view: str) -> Extract:
    find_ending(name)
    if not selected.any():
        raise InputError(
            f"no report is left by the view {view!r} and the profile {atlas.profile!r}: select at "
            f"least one, or leave the view out for all. {atlas.published}".rstrip()
        )
    return extract(atlas, selected, load_area_names())


def _plan(atlas: Atlas, part: Extract, name: str, *, view: str) -> dict[str, _Write]:
    """Return each file's name and what writes it, the one with the reports first."""
    ending, stem = find_ending(name), Path(name).stem
    form = OUT_FORMATS[ending]
    beside = ending if form.holds_all else _BESIDE
    sheets = part.open_sheets({"reports": ending, "claims": beside, "sources": beside})
    within = sheets if form.holds_all else sheets[:1]
    writes: dict[str, _Write] = {name: partial(form.write, within)}
    for sheet in sheets[len(within) :]:
        writes[f"{stem}.{sheet.name}.{_BESIDE}"] = partial(CSV.write, (sheet,))
    cited = f"{stem}.citation.txt"
    text = write_citation(atlas, part, (*writes, cited), view=view).encode()
    return {**writes, cited: lambda output: output.write(text)}


def _sum_up(atlas: Atlas, part: Extract, files: tuple[str, ...]) -> Export:
    is_part = len(part.reports) < part.n_reports
    return Export(
        files=files,
        part=say_part(part),
        n_apart=part.n_apart if is_part else 0,
        published=atlas.published,
    )
