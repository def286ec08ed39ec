"""``event-atlas rebuild``: an atlas again from itself, after decisions about its names."""

from __future__ import annotations

from pathlib import Path

import click

from dashboard.commands.progress import show_progress


@click.command()
@click.argument("atlas", type=click.Path(path_type=Path))
def rebuild(atlas: Path) -> None:
    """Place the reports of ATLAS again by the decisions about its names.

    The files that it was built from aren't needed. The new atlas takes the old one's place at the
    end, in one step.
    """
    from geodata.rebuilding import rebuild_atlas

    with show_progress() as progress:
        report = rebuild_atlas(atlas, progress=progress)
    for line in report.describe():
        click.echo(line)
