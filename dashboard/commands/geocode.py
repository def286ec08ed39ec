"""``event-atlas geocode``: which place a name means, or each name of a table."""

from __future__ import annotations

import json
import os
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from dashboard.commands.progress import show_progress
from geodata.errors import InputError

if TYPE_CHECKING:
    from geodata.types import Candidate, Match

TABLE_ENDINGS: Final = (".csv", ".tsv", ".txt")
"""What ends like this is a table, whether it is there or not."""

STANDARD_OUTPUT: Final = Path("-")


@click.command()
@click.argument("name", metavar="NAME|FILE")
@click.option("--country", help="Country, as ISO code or name; of a table, where a row gives none.")
@click.option("--admin1", help="Province or state; of a table, where a row gives none.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer for NAME as JSON.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where the table goes with its new columns; - is standard output.",
)
@click.option("--name-column", metavar="COLUMN", help="Column of FILE that holds the names.")
@click.option("--country-column", metavar="COLUMN", help="Column of FILE that holds the country.")
@click.option("--admin1-column", metavar="COLUMN", help="Column of FILE that holds the province.")
def geocode(
    name: str,
    country: str | None,
    admin1: str | None,
    as_json: bool,
    output: Path | None,
    **columns: str | None,
) -> None:
    """Say which place NAME means, and how sure that is; or add that to each row of FILE.

    FILE is a CSV table (UTF-8; comma, semicolon, tab or bar). Its columns are found by their names:
    name (or place, city, location, شهر …), country, admin1 (province, state, استان …). Every row
    and cell stays as it is; added are geo_id, geo_name, geo_admin1, geo_country, geo_lon, geo_lat,
    geo_precision, geo_status, geo_score and geo_reason. A doubtful row gets the likeliest place:
    only geo_status "certain" is sure.

    Nothing leaves this machine.
    """
    told = {key.removesuffix("_column"): column for key, column in columns.items() if column}
    if _is_table(name, output):
        if as_json:
            raise InputError(f"--json is for a name, and {name!r} is a table: leave it out")
        _geocode_table(Path(name), output, told, country=country or "", admin1=admin1 or "")
    elif told:
        raise InputError(
            f"--{next(iter(told))}-column is for a table, and {name!r} is a name: name a file, "
            "and with -o where the result goes"
        )
    else:
        _geocode_name(name, country=country, admin1=admin1, as_json=as_json)


def _is_table(name: str, output: Path | None) -> bool:
    return (
        output is not None or Path(name).suffix.lower() in TABLE_ENDINGS or os.path.isfile(name)  # noqa: PTH113 -- Path.is_file raises on a name too long for a file
    )


def _geocode_name(name: str, *, country: str | None, admin1: str | None, as_json: bool) -> None:
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


def _geocode_table(
    path: Path, output: Path | None, columns: dict[str, str], *, country: str, admin1: str
) -> None:
    from geodata.batch_files import geocode_table, survey_table
    from geodata.formats import check_file
    from geodata.gazetteer import open_gazetteer
    from geodata.geocoding import Geocoder
    from geodata.replacing import replace_file

    check_file(path)
    if output is None:
        raise InputError(f"{str(path)!r} is a table: say with -o where the result goes, or -o -")
    is_aside = output == STANDARD_OUTPUT
    if not is_aside and _is_same_file(output, path):
        raise InputError(f"{str(path)!r} would overwrite itself: name another file with -o")
    survey = survey_table(path, **columns)
    click.echo(survey.describe(), err=is_aside)
    geocoder = Geocoder(open_gazetteer())
    with (
        nullcontext(sys.stdout.buffer) if is_aside else replace_file(output) as stream,
        show_progress() as progress,
    ):
        tally = geocode_table(
            survey, geocoder, stream, country=country, admin1=admin1, progress=progress
        )
    click.echo(f"{tally.describe()} -> {output}", err=is_aside)


def _is_same_file(output: Path, path: Path) -> bool:
    try:
        return output.samefile(path)
    except OSError:  # nothing is there yet; whether it can be, is found out when it is opened
        return False


def _to_json(match: Match) -> dict[str, Any]:
    """Order the fields of a match as they are documented."""
    fields = match._asdict()
    first = ("status", "score", "geonames_id", "name", "country", "admin1", "lon", "lat")
    return {key: fields[key] for key in (*first, *fields)}


def _say_place(place: Match | Candidate) -> str:
    region = f", {place.admin1_name}" if place.admin1_name else ""
    where = "" if place.lon is None else f" at {place.lat:.4f}, {place.lon:.4f} (lat, lon)"
    return f"{place.name}{region}, {place.country} (GeoNames {place.geonames_id}){where}"
