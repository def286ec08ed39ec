"""``event-atlas snapshot``: a picture of an atlas, without a browser."""

from __future__ import annotations

from pathlib import Path

import click

from dashboard.commands.atlas import ATLAS, PROFILE, check_outside, open_atlas_services, take_query
from geodata.errors import InputError


@click.command()
@ATLAS
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="Picture to write; its ending says the format: .png, .svg or .pdf.",
)
@click.option(
    "--view",
    "query",
    default="",
    metavar="QUERY",
    help="What to show, as in the dashboard's address after the question mark.",
)
@click.option("--width", default=1200, show_default=True, help="Width in CSS pixels.")
@click.option("--height", default=700, show_default=True, help="Height in CSS pixels.")
@click.option("--scale", default=2.0, show_default=True, help="PNG pixels for each CSS pixel.")
@PROFILE
def snapshot(
    atlas: Path | None,
    output: Path,
    query: str,
    width: int,
    height: int,
    scale: float,
    profile: str | None,
) -> None:
    """Draw a picture of ATLAS, without a browser."""
    from dashboard.scene import say_accounts
    from dashboard.snapshot import draw_snapshot
    from dashboard.state import parse_query

    view = parse_query(take_query(query))
    if not output.parent.is_dir():
        raise InputError(f"folder {str(output.parent)!r} is not there: make it or name another")
    check_outside(output, atlas)
    services = open_atlas_services(atlas, profile)
    data = draw_snapshot(
        view,
        services,
        output.suffix.lower().removeprefix("."),
        width=width,
        height=height,
        scale=scale,
    )
    try:
        output.write_bytes(data)
    except OSError as error:
        raise InputError(
            f"can't write {str(output)!r} ({error.strerror}): choose another file"
        ) from None
    click.echo(f"{output}: {len(data):,} bytes. {services.atlas.published}".rstrip(" ."))
    click.echo(say_accounts(view, services))
