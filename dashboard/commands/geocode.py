"""``event-atlas geocode``: which place a name means."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from geodata.types import Candidate, Match


@click.command()
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


def _to_json(match: Match) -> dict[str, Any]:
    """Order the fields of a match as they are documented."""
    fields = dataclasses.asdict(match)
    first = ("status", "score", "geonames_id", "name", "country", "admin1", "lon", "lat")
    return {key: fields[key] for key in (*first, *fields)}


def _say_place(place: Match | Candidate) -> str:
    region = f", {place.admin1_name}" if place.admin1_name else ""
    where = "" if place.lon is None else f" at {place.lat:.4f}, {place.lon:.4f} (lat, lon)"
    return f"{place.name}{region}, {place.country} (GeoNames {place.geonames_id}){where}"
