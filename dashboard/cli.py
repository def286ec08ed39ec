"""The command line: words in, words out. Errors are one line on standard error and exit code 2."""

from __future__ import annotations

import dataclasses
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click

from dashboard.config import VERSION
from geodata.errors import AtlasError, InputError

# Heavy imports stand inside the commands: `--help` and `geocode` need no map.

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
"""Names of this machine: served there, the page answers to no other name unless one is allowed."""

_ATLAS = click.argument("atlas", required=False, type=click.Path(path_type=Path))


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="event-atlas")
def cli() -> None:
    """Reported events, geocoded offline, joined with boundaries, shown as maps.

    Without a word about the atlas, a command uses the built-in example: the protests of November
    2019 in Iran and the rallies abroad, as reported by 127 sources.
    """


@cli.command()
@_ATLAS
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    envvar="EVENT_ATLAS_HOST",
    help="Address to listen on; 0.0.0.0 lets other machines in.",
)
@click.option(
    "--port",
    default=8050,
    show_default=True,
    type=click.IntRange(1, 65535),
    envvar="EVENT_ATLAS_PORT",
    help="Port to listen on.",
)
@click.option(
    "--allow-host",
    "allowed",
    multiple=True,
    metavar="NAME",
    help="Another name by which browsers may reach this server; can be given again.",
)
def serve(atlas: Path | None, host: str, port: int, allowed: tuple[str, ...]) -> None:
    """Show ATLAS (a folder that `build` made) in the browser; stop it with Ctrl+C."""
    import waitress

    from dashboard.app import create_app

    trusted = (*allowed, host, *LOOPBACK) if allowed or host in LOOPBACK else ()
    app = create_app(_open_services(atlas), trusted_hosts=trusted)
    try:
        server = waitress.create_server(app.server, host=host, port=port, threads=8, ident=None)
    except (OSError, ValueError) as error:
        raise InputError(
            f"can't listen on {host}:{port} ({error}): choose another --host or --port"
        ) from None
    click.echo(f"Event Atlas is at http://{host}:{port}  (Ctrl+C stops it)")
    server.run()


@cli.command()
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
def build(files: Sequence[Path], output: Path, title: str | None) -> None:
    """Build an atlas from FILES: CSV with at least a date and a place in each row.

    Columns are found by their names: date (or event_date, day …), place (city, location …), and,
    where there are any, country, admin1 (province, state …), kind, title, actors, source, url,
    notes. Places are geocoded on this machine. Every row is kept or listed with a reason in
    problems.csv.
    """
    from geodata.ingest import build_atlas

    is_watched = sys.stderr.isatty()
    report = build_atlas(
        files,
        output,
        title=title,
        progress=lambda step: click.echo(step, err=True) if is_watched else None,
    )
    for line in report.describe():
        click.echo(line)


@cli.command()
@_ATLAS
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
def snapshot(
    atlas: Path | None, output: Path, query: str, width: int, height: int, scale: float
) -> None:
    """Draw a picture of ATLAS, without a browser."""
    from dashboard.snapshot import draw_snapshot
    from dashboard.state import parse_query

    if query.startswith(("http://", "https://", "/")):
        query = query.partition("?")[2]  # a whole address was pasted
    view = parse_query(query)
    if not output.parent.is_dir():
        raise InputError(f"folder {str(output.parent)!r} is not there: make it or name another")
    data = draw_snapshot(
        view,
        _open_services(atlas),
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
    click.echo(f"{output}: {len(data):,} bytes")


@cli.command()
@click.argument("name")
@click.option("--country", help="Country, as ISO code or name.")
@click.option("--admin1", help="Province or state.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
def geocode(name: str, country: str | None, admin1: str | None, as_json: bool) -> None:
    """Say which place NAME means, and how sure that is. Nothing leaves this machine."""
    from geodata.gazetteer import open_gazetteer
    from geodata.geocoding import Geocoder

    match = Geocoder(open_gazetteer()).geocode(name, country=country, admin1=admin1)
    if as_json:
        click.echo(json.dumps(_to_json(match), ensure_ascii=False, indent=2))
        return
    click.echo(f"{match.status}: {_say_place(match) if match.geonames_id else 'no place'}")
    for reason in match.reasons:
        click.echo(f"  {reason}")
    if match.status != "certain":
        for candidate in match.candidates:
            click.echo(f"  {candidate.score:.2f}  {_say_place(candidate)}")


@cli.command()
def doctor() -> None:
    """Say what is installed, which data there are, and whether a snapshot can be drawn."""
    from dashboard.doctor import examine

    findings = examine()
    for finding in findings:
        click.echo(f"{'ok  ' if finding.is_ok else 'FAIL'}  {finding.name}: {finding.detail}")
    if not all(finding.is_ok for finding in findings):
        raise InputError("something is wrong with this installation: see the lines marked FAIL")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # Place names are in all scripts; a terminal that can't show one shows its code.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        cli.main(args=arguments, prog_name="event-atlas", standalone_mode=False)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(2)
    except click.ClickException as error:
        _fail(error.format_message())
    except AtlasError as error:
        _fail(str(error))
    except (OSError, UnicodeError) as error:
        _fail(f"{error}: check the names and the space left, then try again")


def _fail(message: str) -> None:
    click.echo(f"event-atlas: {' '.join(message.split())}", err=True)
    sys.exit(2)


def _open_services(path: Path | None) -> Any:
    from dashboard.services import open_services
    from geodata.example import open_example
    from geodata.store import open_atlas

    return open_services(open_example() if path is None else open_atlas(path))


def _to_json(match: Any) -> dict[str, Any]:
    """Order the fields of a match as they are documented."""
    fields = dataclasses.asdict(match)
    first = ("status", "score", "geonames_id", "name", "country", "admin1", "lon", "lat")
    return {key: fields[key] for key in (*first, *fields)}


def _say_place(place: Any) -> str:
    region = f", {place.admin1_name}" if place.admin1_name else ""
    where = "" if place.lon is None else f" at {place.lat:.4f}, {place.lon:.4f} (lat, lon)"
    return f"{place.name}{region}, {place.country} (GeoNames {place.geonames_id}){where}"
