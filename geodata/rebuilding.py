"""Build an atlas again from itself: its reports are placed anew, by decisions made since then.

In: an atlas folder. Out: the same folder with new places; the files that it was built from aren't
needed. What they said stays as it was read.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from geodata.assembly import Contents, assemble
from geodata.build_report import BuildReport
from geodata.placements import Placement
from geodata.progress import Progress, tell_nobody
from geodata.reference import Reference
from geodata.store import load_card, load_problems, open_atlas
from geodata.types import Step
from geodata.writing import start_build


def rebuild_atlas(
    path: Path, *, reference: Reference | None = None, progress: Progress = tell_nobody
) -> BuildReport:
    """Place the reports of an atlas again, from their stored names and its decisions.

    Parameters
    ----------
    path
        Folder of the atlas; it is replaced at the end, in one step.
    reference
        What names are looked up in; what ships with the package if None.
    progress
        Is told each step.

    Raises
    ------
    StoreError
        If it is no atlas of this version's layout, or can't be written.
    DataError
        If the reference data are missing.
    """
    with start_build(path, progress) as target:
        progress(f"opening {path}")
        atlas = open_atlas(path)
        made = ("event_id", *(field.name for field in fields(Placement)))
        found = [name for name in made if name in atlas.reports]
        contents = Contents(
            reports=atlas.reports.drop(columns=found),
            sources=atlas.sources,
            claims=atlas.claims,
            imports=atlas.imports,
            problems=tuple(item for item in load_problems(path) if item.step is Step.READING),
        )
        return assemble(target, load_card(path), contents, reference=reference, progress=progress)
