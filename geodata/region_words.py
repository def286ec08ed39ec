"""List the ways to read what a source writes as a place's region; pure text, nothing is looked up.

In: a text from a column of regions, where "Provincia de X", "X ili" and "W. X" mean X. Out: folded
names, the likeliest first. A name that stands alone is read by `geodata.readings` instead: there
the same words are less telling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from geodata.affixes import REGION_WORDS, without_region_word
from geodata.names import fold, split_parts

_FIRST_LEVEL: Final = (
    "autonomous (?:okrug|oblast|district|province|city)", "federal (?:district|city|territory)",
    "union territory", "(?:special )?(?:administrative|capital) region", "capital territory",
    "special region", "special (?:republican )?city",
    # Romance languages
    "provincia", "departamento", "departement", "estado", "etat", "regiao", "regione",
    "region autonom[ae]", "comunidad(?: autonoma)?", "gouvernorat", "canton",
    # Germanic and Scandinavian
    "provinz", "provincie", "bundesland", "freistaat", "land", "kanton", "fylke", "lan",
    # Slavic and Baltic
    "avtonomn\\w+ (?:respublika|okrug|oblast)", "avtonomnyy okrug yugra", "respublika", "republika",
    "oblasts?", "oblasc", "voblasc?", "voblasts", "zupanija", "wojewodztwo", "grad", "horad",
    "mis[tk]o", "apskritis", "kraj",
    # Turkic, Iranian, Mongolian
    "ili", "vilayeti", "viloyati?", "veloyati?", "welayaty?", "oblysy", "respublikasi", "oblusu",
    "oblasty", "aimag", "aymag",
    # Arabic
    "wilayat", "wilayet", "w[iu]laya(?:t|h)?", "m[ou]ha+f[ae](?:z|dh?)a(?:t|h)?",
    "m[iu]ntaqa(?:t|h)?", "governerate", "governate", "governorates?", "gov",
    "ولایه", "اقلیم", "صوبه", "اوستان",
    # East and South-East Asia, East Africa
    "provinsi", "propinsi", "changwat", "khoueng", "tinh", "sheng", "mkoa(?: wa)?", "killil",
    # short and plural forms
    "prov", "dept", "reg", "obl", "provinces", "states", "regions",
)  # fmt: skip
_SECOND_LEVEL: Final = (
    "county borough", "county", "co", "(?:metropolitan )?(?:district|municipality|borough)",
    "commune", "parish", "city", "town", "zone", "ward", "atoll", "prefecture", "department",
    "raion", "rayon", "council area", "unitary authority", "(?:royal )?borough",
    "district council", "islands?", "municipio", "distrito", "partido", "canton", "concelho",
    "arrondissement", "kreis", "landkreis", "stadt", "kommun[ae]?", "gemeinde", "gmina",
    "powiat", "okrug", "okres", "opstina", "opcina", "obstina", "komuna(?: e)?",
    "raj?on(?:as|o)?", "savivaldybe", "miest[ao]s?", "novads", "novada", "huyen", "thanh pho",
    "thi xa", "quan", "amphoe", "kabupaten", "kota", "ilcesi", "aimagi?", "sum", "cercle",
    "qada", "qadaa", "mudiriyat", "shahrestan", "شهرستان", "بخش", "منطقه", "قضاء", "مدیریه",
    "tehsil", "taluk", "upazila", "wilaya ya", "gun", "si", "ku", "shi", "ken", "fu", "to",
    "do",
)  # fmt: skip
_LINK: Final = r"(?: (?:of(?: the)?|e|ye|de|del|della|di|do|du|da|dos|das|des|l))?"


def _compile(words: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(sorted(words, key=len, reverse=True))
    prefix = rf"(?:the )?(?:free )?(?:{either}){_LINK} (?P<after>.+)"
    return re.compile(rf"^(?:(?P<before>.+?) (?:{either})|{prefix})$")


_FIRST: Final = _compile((*REGION_WORDS, *_FIRST_LEVEL))
_SECOND: Final = _compile((*REGION_WORDS, *_FIRST_LEVEL, *_SECOND_LEVEL))
_ARTICLE: Final = re.compile(r"^(?:la|el|los|las|the|l) (.+)$")
_DIRECTIONS: Final = {
    "n": "north", "s": "south", "e": "east", "w": "west", "c": "central",
    "ne": "north east", "nw": "north west", "se": "south east", "sw": "south west",
}  # fmt: skip
_AND: Final = re.compile(r" (?:and|y|und|et|og|wa) ")


def region_readings(text: str) -> Iterator[str]:
    """Yield the folded ways to read a text that names a region, the whole of it first.

    >>> list(region_readings("Provincia de Buenos Aires"))
    ['provincia de buenos aires', 'buenos aires']
    >>> list(region_readings("W. Darfur"))
    ['w darfur', 'west darfur']
    """
    yield from _unique(_plain_readings(text))


def part_readings(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the readings of each part of "Sakha (Yakutia)" or "Aleppo / Idlib".

    >>> list(part_readings("Kyiv, Misto"))
    [('kyiv',), ('misto',)]
    """
    parts = split_parts(text)
    if len(parts) > 1:
        yield from (tuple(region_readings(part)) for part in parts)


def district_readings(text: str) -> Iterator[str]:
    """Yield folded names without a word for a district, county or town.

    >>> list(district_readings("County Durham")), list(district_readings("Durham"))
    (['durham'], [])
    """
    yield from _unique(_without_words(_SECOND, fold(text)))


def _plain_readings(text: str) -> Iterator[str]:
    folded = fold(text)
    yield folded
    head, _, tail = folded.partition(" ")
    if tail and head in _DIRECTIONS:
        yield f"{_DIRECTIONS[head]} {tail}"
    if short := without_region_word(folded):
        yield short
    yield from _without_words(_FIRST, folded)
    parts = split_parts(text)
    if len(parts) > 1:  # "Buenos Aires, Ciudad Autónoma de"
        yield fold(" ".join(reversed(parts)))
    if (short := _AND.sub(" ", folded)) != folded:
        yield short


def _without_words(words: re.Pattern[str], folded: str) -> Iterator[str]:
    if found := words.match(folded):
        bare = found["before"] or found["after"]
        yield bare
        if article := _ARTICLE.match(bare):
            yield article[1]
        yield from _without_words(words, bare)


def _unique(readings: Iterator[str]) -> Iterator[str]:
    yield from dict.fromkeys(readings)
