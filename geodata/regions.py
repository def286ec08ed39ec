"""Countries and first-level regions by their codes and names in many languages.

In: rows with keys of their names. Out: codes and frozen values. A name that means several answers
with all of them; which is meant is not decided here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, Final, NamedTuple

from geodata.country_names import index_countries, without_article
from geodata.key_index import KeyIndex
from geodata.names import key, split_parts
from geodata.region_words import district_readings, part_readings, region_readings
from geodata.spellings import CONSONANT_MARK, SOUND_MARK, spelling_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Admin1:
    """A first-level region."""

    code: str  # GeoNames admin-1 code with its country, as "IR.26"
    country: str  # ISO 3166-1 alpha-2
    geonames_id: int
    name: str  # English where one is known
    name_fa: str | None  # in Persian script; only for Iran
    iso_3166_2: str | None
    population: int  # residents of its places in the gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country or territory with an ISO 3166-1 code."""

    code: str  # ISO 3166-1 alpha-2
    iso3: str  # ISO 3166-1 alpha-3
    geonames_id: int
    name: str  # English
    name_fa: str | None  # Persian
    population: int  # residents


_KEYS: Final = frozenset({"keys", "former_keys"})


class Holder(NamedTuple):
    """A first-level region that holds what was named: itself, or an area within it."""

    code: str  # GeoNames code of the first-level region
    lon: float = 0.0  # degrees, centre of the area; meaningless for the whole region
    lat: float = 0.0
    reach_km: float = 0.0  # how far the area reaches from its centre; 0: the whole region


class Regions:
    """Countries and first-level regions.

    Parameters
    ----------
    admin1s, countries
        One row each with the fields of `Admin1` or `Country`, and ``keys``: its folded names. The
        largest country comes first. A region may have ``former_keys``: names that only say that
        a place lies in it, as of a region that held it.
    inner_keys
        Folded names of second-level regions; four integers for each of a name: the row of the
        region that holds it, lon and lat of its centre in 1/100 degree, and how far it reaches
        from there in km (0: not known).
    """

    def __init__(
        self,
        admin1s: Iterable[Mapping[str, Any]],
        countries: Iterable[Mapping[str, Any]],
        inner_keys: KeyIndex | None = None,
    ) -> None:
        rows = list(admin1s)
        self._regions = {row["code"]: (Admin1(**_without_keys(row)), row["keys"]) for row in rows}
        self._former_keys = _invert((row["code"], row.get("former_keys") or ()) for row in rows)
        self._codes = tuple(self._regions)
        self._inner_keys = inner_keys
        self._states = {
            row["code"]: (Country(**_without_keys(row)), row["keys"]) for row in countries
        }

    def find_country(self, text: str) -> str | None:
        """Return the ISO code of the one country that a text means, or None if not just one."""
        found = self.find_countries(text)
        return found[0] if len(found) == 1 else None

    def find_countries(self, text: str) -> tuple[str, ...]:
        """Return the ISO codes for a code or a name in one of many languages, largest first.

        "Congo" is two countries; "Guinea" is the one of just this name. "Korea, South" is read
        in either order.
        """
        return self.countries_of_key(key(text)) or self.countries_of_key(
            key(" ".join(reversed(split_parts(text))))
        )

    def countries_of_key(self, name_key: str) -> tuple[str, ...]:
        """Return the countries with a folded key, largest first; a "the" in it may be left out."""
        found = self._country_keys.get(name_key, ())
        if found or "the" not in name_key:
            return found
        return self._country_keys.get(without_article(name_key), ())

    def admin1s_of_key(self, name_key: str) -> tuple[str, ...]:
        """Return the regions of any country with a folded key."""
        return self._admin1_keys.get(name_key, ())

    def may_be_area(self, name_key: str) -> bool:
        """Say whether a folded key may be that of a country or region, at once."""
        is_known = name_key in self._country_keys or name_key in self._admin1_keys
        return is_known or "the" in name_key  # an article may be left out

    @cached_property
    def area_keys(self) -> dict[str, tuple[str, ...]]:
        """All folded names and codes of countries and regions, and the codes of these."""
        countries, admin1s = self._country_keys, self._admin1_keys
        return {
            name_key: countries.get(name_key, ()) + admin1s.get(name_key, ())
            for name_key in countries | admin1s
            if not name_key.startswith((SOUND_MARK, CONSONANT_MARK))
        }

    def find_admin1(self, text: str, country: str | None = None) -> str | None:
        """Return the code of the one region that a code or name means, or None if not just one."""
        found = self.find_admin1s(text, country)
        return found[0] if len(found) == 1 else None

    def find_admin1s(self, text: str, country: str | None = None) -> tuple[str, ...]:
        """Return all regions that a code or name may mean; "Khorasan" is three provinces today.

        Parameters
        ----------
        text
            GeoNames code ("IR.26"), ISO 3166-2 code or name, with or without "Province".
        country
            ISO code that the regions must belong to.
        """
        if text in self._regions:
            return (text,) if country in {None, text[:2]} else ()
        readings = tuple(region_readings(text))
        found = _find_first((self._admin1_keys,), readings, country)
        if not found and country == "IR":
            found = next(filter(None, map(self._province, readings)), ())
        return found

    def find_now_or_once(self, text: str, country: str | None = None) -> tuple[str, ...]:
        """Return the regions that a name may mean today or before one was merged or divided."""
        if text not in self._regions:
            once = self._find_whole(region_readings(text), country)
            if once:
                return once
        return self.find_admin1s(text, country)

    def find_holders(self, text: str, country: str | None = None) -> tuple[Holder, ...]:
        """Return where a place may lie that a source puts into a region.

        Parameters
        ----------
        text
            Name of a region of today or of one that was merged or divided ("Katanga"; "Andhra
            Pradesh" once held Telangana), of a district or county, or several regions.
        country
            ISO code that the regions must belong to; without one no district is looked for.
        """
        readings, shorter = tuple(region_readings(text)), tuple(district_readings(text))
        parts = chain.from_iterable(self._find_whole(part, country) for part in part_readings(text))
        if now_or_once := self.find_now_or_once(text, country):
            return tuple(map(Holder, now_or_once))
        return (
            self._find_inner(readings, country)
            or tuple(Holder(code) for code in dict.fromkeys(parts))
            or tuple(map(Holder, self._find_whole(shorter, country)))
            or self._find_inner(shorter, country)
        )

    def _find_whole(self, readings: Iterable[str], country: str | None) -> tuple[str, ...]:
        return _find_first((self._admin1_keys, self._former_keys), readings, country)

    def _find_inner(self, readings: Sequence[str], country: str | None) -> tuple[Holder, ...]:
        """Return the second-level regions of a country, each in the one that holds it."""
        if self._inner_keys is None or country is None:
            return ()
        for reading in readings:
            values = iter(self._inner_keys.find(reading.replace(" ", "")))
            found = [
                Holder(self._codes[row], lon / 100, lat / 100, float(reach))
                for row, lon, lat, reach in zip(values, values, values, values, strict=True)
                if self._codes[row][:2] == country
            ]
            if found:
                return tuple(found)
        return ()

    def _province(self, folded: str) -> tuple[str, ...]:
        sounds, consonants = spelling_keys(folded)
        marked = [
            *(SOUND_MARK + text for text in sounds),
            *(CONSONANT_MARK + c for c in consonants),
        ]
        found = (self._admin1_keys.get(text, ()) for text in marked)
        return next(filter(None, found), ())

    def admin1(self, code: str) -> Admin1 | None:
        """Return a region by its GeoNames code, or None."""
        found = self._regions.get(code)
        return found[0] if found else None

    def country(self, code: str) -> Country | None:
        """Return a country by its ISO code, or None."""
        found = self._states.get(code)
        return found[0] if found else None

    @cached_property
    def _country_keys(self) -> dict[str, tuple[str, ...]]:
        return index_countries(
            (country.code, (country.code, country.iso3, country.name), spellings)
            for country, spellings in self._states.values()
        )

    @cached_property
    def _admin1_keys(self) -> dict[str, tuple[str, ...]]:
        return _invert(
            (region.code, {*spellings, *_iso_keys(region.iso_3166_2 or "")} - {""})
            for region, spellings in self._regions.values()
        )


def _find_first(
    tables: Sequence[Mapping[str, tuple[str, ...]]], readings: Iterable[str], country: str | None
) -> tuple[str, ...]:
    """Return the codes in a country of the first reading that any table has, each once."""
    for reading in readings:
        name_key = reading.replace(" ", "")
        codes = chain.from_iterable(table.get(name_key, ()) for table in tables)
        if found := dict.fromkeys(code for code in codes if country in {None, code[:2]}):
            return tuple(found)
    return ()


def _iso_keys(iso: str) -> tuple[str, ...]:
    letters = iso[3:] if iso[3:].isalpha() else ""  # "CA-ON" is written "ON"
    return key(iso), key(letters)


def _invert(spellings: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    keys: dict[str, list[str]] = defaultdict(list)
    for code, names in spellings:
        for name in names:
            keys[name].append(code)
    return {name: tuple(codes) for name, codes in keys.items()}


def _without_keys(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _KEYS}
