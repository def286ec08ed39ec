"""The gazetteer that ships with the package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from geodata.errors import DataError
from geodata.gazetteer import Gazetteer, open_gazetteer

MEMORY = """
import pyarrow.parquet
from pathlib import Path
def used():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4 // 1024
before = used()
from geodata.gazetteer import open_gazetteer
kept = open_gazetteer()
print(used() - before)
"""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def test_holds_all_places(gazetteer: Gazetteer) -> None:
    assert gazetteer.n_places == 234_908


def test_a_place_has_all_its_facts(gazetteer: Gazetteer) -> None:
    row = gazetteer.row_of(418863)
    assert row is not None
    place = gazetteer.place(row)
    assert (place.name, place.name_fa, place.country) == ("Isfahan", "اصفهان", "IR")
    assert (place.admin1, place.admin1_name) == ("IR.28", "Isfahan")
    assert (place.lon, place.lat) == (51.67462, 32.65246)


def test_an_unknown_id_has_no_row(gazetteer: Gazetteer) -> None:
    assert gazetteer.row_of(1) is None
    assert gazetteer.row_of(2**31 - 1) is None


@pytest.mark.parametrize("key", ["isfahan", "esfahan", "اصفهان", "ispahan", "伊斯法罕"])
def test_finds_by_any_name(gazetteer: Gazetteer, key: str) -> None:
    assert gazetteer.geonames_id[gazetteer.find(key)[0]] == 418863


def test_main_names_come_first_then_the_largest(gazetteer: Gazetteer) -> None:
    places = [gazetteer.place(int(row)) for row in gazetteer.find("london")]
    named = [place for place in places if place.name == "London"]
    assert places[: len(named)] == named
    assert named == sorted(named, key=lambda place: -place.population)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("IR", "IR"),
        ("IRN", "IR"),
        ("Iran", "IR"),
        ("ایران", "IR"),
        ("Islamic Republic of Iran", "IR"),
        ("UK", "GB"),
        ("USA", "US"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Türkei", "TR"),
        ("Georgia", "GE"),
        ("آلمان", "DE"),
        ("Democratic Republic of Congo", "CD"),
        ("Congo, Dem. Rep.", "CD"),
        ("Korea, South", "KR"),
        ("Guinea", "GN"),
        ("Congo", None),
        ("Y", None),
        ("Freedonia", None),
    ],
)
def test_finds_countries_by_code_and_name(
    gazetteer: Gazetteer, text: str, code: str | None
) -> None:
    assert gazetteer.find_country(text) == code


@pytest.mark.parametrize(
    ("text", "country", "code"),
    [
        ("Khuzestan", "IR", "IR.15"),
        ("Khuzistan Province", "IR", "IR.15"),
        ("استان تهران", "IR", "IR.26"),
        ("Hamedan", "IR", "IR.09"),
        ("Bakhtaran", "IR", "IR.13"),
        ("IR.26", None, "IR.26"),
        ("IR-23", None, "IR.26"),
        ("Texas", None, "US.TX"),
        ("Ontario", None, "CA.08"),
        ("Bavaria", "DE", "DE.02"),
        ("Khuzestan", "IQ", None),
        ("Khorasan", "IR", None),
    ],
)
def test_finds_regions(
    gazetteer: Gazetteer, text: str, country: str | None, code: str | None
) -> None:
    assert gazetteer.find_admin1(text, country) == code


def test_a_name_of_two_countries_is_both(gazetteer: Gazetteer) -> None:
    assert gazetteer.find_countries("Congo") == ("CD", "CG")
    assert gazetteer.find_countries("Virgin Islands") == ("VI", "VG")


def test_a_divided_province_is_all_its_parts(gazetteer: Gazetteer) -> None:
    assert set(gazetteer.find_admin1s("Khorasan", "IR")) == {"IR.41", "IR.42", "IR.43"}


def test_iran_has_31_provinces_with_persian_names_and_iso_codes(gazetteer: Gazetteer) -> None:
    regions = [gazetteer.admin1(f"IR.{number:02}") for number in range(1, 45)]
    known = [region for region in regions if region]
    assert len(known) == 31
    assert all(region.name_fa and region.iso_3166_2 for region in known)
    assert len({region.iso_3166_2 for region in known}) == 31


def test_says_what_to_do_when_the_files_are_missing(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="install the package again"):
        open_gazetteer(tmp_path)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_opens_within_150_mb() -> None:
    run = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True)
    assert int(run.stdout) < 150
