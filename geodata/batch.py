"""Geocode the rows of a table: which columns ask, each distinct question once, answers as texts.

In: headers and cells. Out: for each distinct question the texts of ten new columns. Pure but for
the geocoder that it is handed; it never looks up a row whose cells may have slipped.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from geodata.errors import InputError
from geodata.formats.presets.columns import Synonyms, find_columns
from geodata.formats.presets.wording import SYNONYMS as REPORT_SYNONYMS
from geodata.names import key
from geodata.types import Match, MatchStatus, PlacePrecision

if TYPE_CHECKING:
    from geodata.geocoding import Geocoder
    from geodata.progress import Progress

GEO_COLUMNS: Final = (
    "geo_id",  # GeoNames id of the place, region or country
    "geo_name",  # its main name in the gazetteer
    "geo_admin1",  # its first-level region, in English
    "geo_country",  # ISO 3166-1 alpha-2
    "geo_lon",  # degrees, WGS 84; empty for a region or country
    "geo_lat",
    "geo_precision",  # a PlacePrecision
    "geo_status",  # a MatchStatus; a doubtful row holds the likeliest place
    "geo_score",  # 0 to 1
    "geo_reason",  # why this answer and why not surer, in words
)

SYNONYMS: Final[Synonyms] = MappingProxyType(
    {
        "name": ("name", *REPORT_SYNONYMS["place"], "toponym", "نام"),
        "country": REPORT_SYNONYMS["country"],
        "admin1": REPORT_SYNONYMS["admin1"],
    }
)
"""What the column of each field may be called. Case, spaces and underscores don't matter."""

_N_AT_ONCE: Final = 256  # names between two words of progress


class Question(NamedTuple):
    """What a row asks, as its cells stand."""

    name: str
    country: str  # "" where nothing is given
    admin1: str


class Answer(NamedTuple):
    """What a row is answered."""

    status: MatchStatus
    texts: tuple[str, ...]  # of GEO_COLUMNS


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingColumns:
    """Where in a row its question stands."""

    n_columns: int  # cells of the header
    name: int  # positions; 0 is the first
    country: int | None
    admin1: int | None

    def ask(self, row: Sequence[str]) -> Question:
        """Return the question of a row that has all cells that it needs."""
        return Question(
            row[self.name],
            "" if self.country is None else row[self.country],
            "" if self.admin1 is None else row[self.admin1],
        )

    def find_fault(self, row: Sequence[str]) -> str:
        """Say why the cells of a row may have slipped; nothing if they stand as the header says.

        A row may lack empty cells at its end, as some programs write it, or have more of them.
        """
        if len(row) == self.n_columns:
            return ""
        last = max(self.name, self.country or 0, self.admin1 or 0)
        if len(row) > last and not any(map(str.strip, row[self.n_columns :])):
            return ""
        return (
            f"The row has {len(row)} fields and the header {self.n_columns}: put a text that "
            "holds the delimiter or a line break in quotation marks"
        )


def choose_columns(
    headers: Sequence[str],
    *,
    file: str,
    name: str | None = None,
    country: str | None = None,
    admin1: str | None = None,
) -> AskingColumns:
    """Choose the columns that ask: those that are named, else by what they are called.

    Parameters
    ----------
    headers
        As the file gives them.
    file
        What messages call it.
    name, country, admin1
        Header of the column; None to find it by the synonyms.

    Raises
    ------
    InputError
        If a column isn't there or is there twice, if none holds names, or if the table has been
        geocoded already.
    """
    _check_new(headers, file)
    told = {"name": name, "country": country, "admin1": admin1}
    chosen = {field: _find(headers, given, file) for field, given in told.items() if given}
    free = [header for position, header in enumerate(headers) if position not in chosen.values()]
    synonyms = {field: names for field, names in SYNONYMS.items() if field not in chosen}
    for field, header in find_columns(free, synonyms).used.items():
        chosen[field] = _find(headers, header, file)
    if "name" not in chosen:
        raise InputError(
            f"{file!r} has no column for the name of a place; its columns are {_list(headers)}. "
            "Say which holds it with --name-column, or give it a name that is known "
            f"({', '.join(SYNONYMS['name'])})"
        )
    return AskingColumns(
        n_columns=len(headers),
        name=chosen["name"],
        country=chosen.get("country"),
        admin1=chosen.get("admin1"),
    )


def answer_questions(
    questions: Collection[Question],
    geocoder: Geocoder,
    *,
    country: str = "",
    admin1: str = "",
    progress: Progress = lambda *_: None,
) -> dict[Question, Answer]:
    """Geocode distinct questions.

    Parameters
    ----------
    questions
        Blanks around a text don't matter.
    geocoder
        Answers them.
    country, admin1
        What is known of questions that give none.
    progress
        Is told how many are done.
    """
    step = f"geocoding {len(questions):,} distinct names"
    progress(step, 0, len(questions))
    answers: dict[Question, Answer] = {}
    waiting = iter(questions)
    while block := list(islice(waiting, _N_AT_ONCE)):
        matches = geocoder.geocode_many(
            [question.name.strip() for question in block],
            countries=[question.country.strip() or country for question in block],
            admin1s=[question.admin1.strip() or admin1 for question in block],
        )
        answers.update(zip(block, map(format_match, matches), strict=True))
        progress(step, len(answers), len(questions))
    return answers


def format_match(match: Match) -> Answer:
    """Put a match into the texts of the new columns."""
    is_placed = match.lon is not None and match.lat is not None
    texts = (
        str(match.geonames_id or ""),
        match.name or "",
        match.admin1_name or "",
        match.country or "",
        f"{match.lon:.5f}" if is_placed else "",
        f"{match.lat:.5f}" if is_placed else "",
        str(match.precision),
        str(match.status),
        f"{match.score:.3f}",
        " ".join(f"{reason}." for reason in match.reasons),
    )
    return Answer(match.status, texts)


def explain_fault(reason: str) -> Answer:
    """Return the answer to a row that isn't looked up."""
    said = (str(PlacePrecision.UNKNOWN), str(MatchStatus.NONE), f"{0:.3f}", f"{reason}.")
    return Answer(MatchStatus.NONE, ("",) * (len(GEO_COLUMNS) - len(said)) + said)


def _check_new(headers: Sequence[str], file: str) -> None:
    keys = {key(header) for header in headers}
    old = [name for name in GEO_COLUMNS if key(name) in keys]
    if old:
        raise InputError(
            f"{file!r} has been geocoded already: it has {_list(old)}. Geocode the table that it "
            "was made from, or take these columns out first"
        )


def _find(headers: Sequence[str], given: str, file: str) -> int:
    """Return the position of a column by its header: as given, or else alike but for case."""
    same = [position for position, header in enumerate(headers) if header == given]
    alike = [position for position, header in enumerate(headers) if key(header) == key(given)]
    found = same or (alike if key(given) else [])
    if not found:
        raise InputError(
            f"{file!r} has no column {given!r}; its columns are {_list(headers)}: name one of them"
        )
    if len(found) > 1:
        raise InputError(
            f"{file!r} has {len(found)} columns called {given!r}: give each its own name"
        )
    return found[0]


def _list(headers: Sequence[str]) -> str:
    return ", ".join(map(repr, headers))
