"""``event-atlas build``: tables to an atlas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from dashboard.commands.progress import show_progress


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
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
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    help='Which column holds a field, as date="my column"; may be given several times.',
)
@click.option(
    "--preset",
    help="Read the tables of reports as this dataset: acled, ucdp_ged, gdelt, ccc, reports.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Say how the files would be read: preset, columns, first problems. Builds nothing.",
)
def build(
    files: Sequence[Path],
    output: Path | None,
    title: str | None,
    decisions: Path | None,
    columns: Sequence[str],
    preset: str | None,
    explain: bool,
) -> None:
    """Build an atlas from FILES: tables with at least a date and a place in each row.

    Tables are CSV (UTF-8, UTF-16, Windows-1252 or -1256), spreadsheets (.xlsx, .ods, .xls), .json,
    .jsonl, .geojson, .gpkg, .kml, .parquet or .geoparquet, by their ending.

    Exports of ACLED, UCDP GED, GDELT 2.0 and the Crowd Counting Consortium are known by their
    columns. In any other table columns are found by their names: date (or event_date, day …), place
    (city, location …) or latitude and longitude, and, where there are any, country, admin1
    (province, state …), kind, title, actors, source, url, notes, killed, injured, arrested,
    participants. Places are geocoded on this machine. Every row is kept or listed with a reason in
    problems.csv. Decisions that OUTPUT holds already are kept and followed.
    """
    chosen = _read_columns(columns)
    if explain:
        _explain(files, chosen, preset)
        return
    if output is None:
        raise click.UsageError("Missing option '-o': name the folder of the atlas, or --explain.")
    from geodata.decision_log import DECISIONS
    from geodata.ingest import build_atlas

    if decisions and decisions.is_dir():
        decisions /= DECISIONS
    with show_progress() as progress:
        report = build_atlas(
            files,
            output,
            title=title,
            columns=chosen,
            preset=preset,
            decisions=decisions,
            progress=progress,
        )
    for line in report.describe():
        click.echo(line)


def _read_columns(texts: Sequence[str]) -> dict[str, str]:
    """Return field → column of texts such as "date=my column"."""
    from geodata.errors import InputError

    pairs = [text.partition("=") for text in texts]
    for (field, _, column), text in zip(pairs, texts, strict=True):
        if not (field.strip() and column.strip()):
            raise InputError(
                f'--column {text!r} is not FIELD=COLUMN: write it as --column date="my column"'
            )
    return {field.strip(): column.strip() for field, _, column in pairs}


def _explain(files: Sequence[Path], columns: dict[str, str], preset: str | None) -> None:
    from geodata.explaining import explain
    from geodata.reading import Choice, name_files, read_files

    with show_progress() as progress:
        choice = Choice(columns=columns, preset=preset)
        tables = read_files(name_files(files), choice, today=date.today(), progress=progress)
    for table in tables.values():
        for line in explain(table):
            click.echo(line)
