"""What a person may choose for a name beside the geocoder's candidates; pure but for the gazetteer.

An offer is a `Candidate`. Its mark, such as "region:IR.26", says which one a button means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from geodata.candidates import describe_hit
from geodata.decisions import Answer, Choice, Subject, answer_of
from geodata.errors import InputError
from geodata.gazetteer import Gazetteer
from geodata.hits import make_area_hit
from geodata.types import Candidate, Match, PlacePrecision

KINDS: Final[Mapping[PlacePrecision, str]] = {
    PlacePrecision.ADMIN1: "province, state or other region",
    PlacePrecision.COUNTRY: "country",
}
"""What an offer is called that is no place."""

_NAMED: Final = "Named by the rows"
_HOLDS: Final = "Holds a candidate"


def list_regions(subject: Subject, match: Match, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Return the regions that the rows name, or else those of the candidates, in their order."""
    countries = _find_countries(subject, gazetteer)
    country = countries[0] if len(countries) == 1 else None
    named = gazetteer.find_admin1s(subject.admin1_name, country) if subject.admin1_name else ()
    if named:
        return _offer_areas(named, gazetteer, _NAMED)
    holding = dict.fromkeys(item.admin1 for item in match.candidates if item.admin1)
    return _offer_areas(holding, gazetteer, _HOLDS)


def list_countries(subject: Subject, match: Match, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Return the countries that the rows name, or else those of the candidates, in their order."""
    named = _find_countries(subject, gazetteer)
    if named:
        return _offer_areas(named, gazetteer, _NAMED)
    holding = dict.fromkeys(item.country for item in match.candidates)
    return _offer_areas(holding, gazetteer, _HOLDS)


def mark_offer(candidate: Candidate) -> str:
    """Return the mark of an offer; `read_offer` finds the answer that it means."""
    answer = answer_of(candidate)
    within = {Choice.REGION: candidate.admin1, Choice.COUNTRY: candidate.country}
    return f"{answer.choice}:{within.get(answer.choice, candidate.geonames_id)}"


def read_offer(mark: str, match: Match, gazetteer: Gazetteer) -> Answer:
    """Return the answer that a mark means.

    Parameters
    ----------
    mark
        From `mark_offer`.
    match
        What the geocoder says of the name: if its words mean "near", so does the answer.
    gazetteer
        Where it is looked up, whatever list it was chosen from.

    Raises
    ------
    InputError
        If nothing in the gazetteer has this mark.
    """
    choice, _, name = mark.partition(":")
    if choice == Choice.REGION and (region := gazetteer.admin1(name)):
        return answer_of(_offer_areas([region.code], gazetteer, "")[0])
    if choice == Choice.COUNTRY and (country := gazetteer.country(name)):
        return answer_of(_offer_areas([country.code], gazetteer, "")[0])
    row = gazetteer.row_of(int(name)) if choice == Choice.PLACE and name.isdecimal() else None
    if row is None:
        raise InputError(f"{mark!r} is nothing in the gazetteer: choose one of the list")
    place = gazetteer.place(row)
    said = (match.precision, *(candidate.precision for candidate in match.candidates))
    is_near = PlacePrecision.NEAR in said
    return Answer(
        choice=Choice.PLACE,
        precision=PlacePrecision.NEAR if is_near else PlacePrecision.CITY,
        geonames_id=place.geonames_id,
        name=place.name,
        country=place.country,
        admin1=place.admin1,
        lon=place.lon,
        lat=place.lat,
    )


def say_area(admin1: str | None, country: str | None, gazetteer: Gazetteer) -> str:
    """Write a region and its country by their names: ``Aargau, Switzerland``."""
    region = gazetteer.admin1(admin1) if admin1 else None
    state = gazetteer.country(country) if country else None
    return ", ".join(item.name for item in (region, state) if item)


def say_answer(answer: Answer, gazetteer: Gazetteer) -> str:
    """Write an answer in a few words: ``Baden, Aargau, Switzerland``, ``not a place``."""
    match answer.choice:
        case Choice.NOWHERE:
            return "not a place"
        case Choice.POINT:
            return f"the point {answer.lat:.4f}, {answer.lon:.4f} (lat, lon)"
        case Choice.REGION:
            return f"somewhere in {say_area(answer.admin1, answer.country, gazetteer)}"
        case Choice.COUNTRY:
            return f"somewhere in {say_area(None, answer.country, gazetteer)}"
    area = say_area(answer.admin1, answer.country, gazetteer)
    name = answer.name or f"GeoNames {answer.geonames_id}"
    near = "near " if answer.precision is PlacePrecision.NEAR else ""
    return near + ", ".join(filter(None, (name, area)))


def _find_countries(subject: Subject, gazetteer: Gazetteer) -> tuple[str, ...]:
    return gazetteer.find_countries(subject.country_name) if subject.country_name else ()


def _offer_areas(codes: Iterable[str], gazetteer: Gazetteer, reason: str) -> tuple[Candidate, ...]:
    """Return regions and countries as offers; a person weighs them, so they have no score."""
    return tuple(
        describe_hit(make_area_hit(gazetteer, code), gazetteer, 0.0)._replace(reasons=(reason,))
        for code in codes
        if gazetteer.admin1(code) or gazetteer.country(code)
    )
