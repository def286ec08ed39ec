"""``event-atlas export``: the reports of an atlas as files that other programs read."""

from __future__ import annotations

from pathlib import Path

import click

from dashboard.commands.atlas import ATLAS, PROFILE, check_outside, open_chosen, take_query


@click.command()
@ATLAS
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="File to write; its ending says the format: .csv, .xlsx, .geojson, .gpkg, .geoparquet or "
    ".kml. What one table can't hold is written beside it.",
)
@click.option(
    "--view",
    "query",
    default="",
    metavar="QUERY",
    help="Which reports, as in the dashboard's address after the question mark; all without it.",
)
@PROFILE
def export(atlas: Path | None, output: Path, query: str, profile: str | None) -> None:
    """Write the reports of ATLAS with their places, claims and sources.

    `event-atlas build` makes the same atlas of what is written. A text file beside it says whose
    data these are, under which licence, and which part of the atlas they are.
    """
    from dashboard.state import ViewState, format_query, parse_query
    from geodata.aggregate import count
    from geodata.coding import code_columns
    from geodata.exporting import export_files, find_ending

    selection = parse_query(take_query(query)).selection
    find_ending(output.name)  # before the work
    check_outside(output, atlas)
    opened = open_chosen(atlas, profile)
    columns = code_columns(opened.reports, opened.sources, opened.places, opened.claims)
    selected = count(columns, selection).selected
    asked = format_query(ViewState(selection=selection))
    for line in export_files(opened, selected, output, view=asked).describe():
        click.echo(line)
