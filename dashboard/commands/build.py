"""``event-atlas build``: tables to an atlas."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from dashboard.commands.progress import show_progress


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder of the atlas; one that is there is replaced whole, at the end.",
)
@click.option(
    "--title",
    help="Title of the atlas; by default the one that is there, else the first file's name.",
)
@click.option(
    "--decisions",
    type=click.Path(path_type=Path),
    help="Another atlas, or its decisions.jsonl: what was decided there of names holds here too.",
)
def build(files: Sequence[Path], output: Path, title: str | None, decisions: Path | None) -> None:
    """Build an atlas from FILES: CSV with at least a date and a place in each row.

    Columns are found by their names: date (or event_date, day …), place (city, location …), and,
    where there are any, country, admin1 (province, state …), kind, title, actors, source, url,
    notes. Places are geocoded on this machine. Every row is kept or listed with a reason in
    problems.csv. Decisions that OUTPUT holds already are kept and followed.
    """
    from geodata.decision_log import DECISIONS
    from geodata.ingest import build_atlas

    if decisions and decisions.is_dir():
        decisions /= DECISIONS
    with show_progress() as progress:
        report = build_atlas(files, output, title=title, decisions=decisions, progress=progress)
    for line in report.describe():
        click.echo(line)
