from __future__ import annotations

from collections.abc import Sequence

import pytest

from geodata.batch import (
    GEO_COLUMNS,
    AskingColumns,
    Question,
    answer_questions,
    choose_columns,
    explain_fault,
    format_match,
)
from geodata.errors import InputError
from geodata.geocoding import Geocoder
from geodata.types import Match, MatchStatus, PlacePrecision
from tests.geodata.builders import make_match, real_reference


def choose(headers: str, **told: str) -> tuple[int, int | None, int | None]:
    chosen = choose_columns(headers.split(","), file="rows.csv", **told)
    return chosen.name, chosen.country, chosen.admin1


@pytest.mark.parametrize(
    ("headers", "positions"),
    [
        ("name,country,admin1", (0, 1, 2)),
        ("id,Province,City,Country code", (2, 3, 1)),
        ("کشور,استان,شهر", (2, 0, 1)),
        ("مکان", (0, None, None)),
        ("note,Place_Name,note", (1, None, None)),
        ("city,name", (1, None, None)),
    ],
)
def test_columns_are_found_by_what_they_are_called(
    headers: str, positions: tuple[int, int | None, int | None]
) -> None:
    assert choose(headers) == positions


def test_columns_that_are_named_come_before_those_that_are_found() -> None:
    assert choose("name,land,where,state", name="where", country="LAND") == (2, 1, 3)
    assert choose("country,nation", name="country", country="nation") == (0, 1, None)


@pytest.mark.parametrize(
    ("headers", "told", "said"),
    [
        ("id,dorp", {}, r"no column for the name.*'id', 'dorp'.*--name-column.*place_name.*شهر"),
        ("id,place", {"name": "ort"}, "no column 'ort'; its columns are 'id', 'place'"),
        ("id,place", {"name": "?"}, r"no column '\?'"),
        ("place,x,place", {}, "2 columns called 'place'"),
        ("place,geo_id,Geo Lon", {}, "geocoded already: it has 'geo_id', 'geo_lon'"),
    ],
)
def test_header_that_cannot_be_used_is_explained(
    headers: str, told: dict[str, str], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        choose(headers, **told)


@pytest.mark.parametrize(
    ("row", "is_sound"),
    [
        (["Oslo", "NO", "x"], True),
        (["Oslo", "NO"], True),
        (["Oslo", "NO", "x", "", " "], True),
        (["Oslo"], False),
        (["Paris", " Texas", "US", "x"], False),
    ],
)
def test_row_whose_cells_may_have_slipped_is_told(row: Sequence[str], is_sound: bool) -> None:
    columns = AskingColumns(n_columns=3, name=0, country=1, admin1=None)
    assert (columns.find_fault(row) == "") is is_sound


def test_each_question_is_asked_once_and_without_blanks_around_it() -> None:
    asked: list[tuple[str, str | None, str | None]] = []

    class Noting(Geocoder):
        def geocode(
            self, name: str, *, country: str | None = None, admin1: str | None = None
        ) -> Match:
            asked.append((name, country, admin1))
            return make_match()

    geocoder = Noting(real_reference().gazetteer)
    questions = {Question("Qom", "", ""): 5, Question(" Baden ", "CH ", ""): 1}
    answers = answer_questions(questions, geocoder, country="IR", admin1="x")
    assert list(answers) == list(questions)
    assert asked == [("Qom", "IR", "x"), ("Baden", "CH", "x")]


def test_progress_ends_at_all_questions() -> None:
    steps: list[tuple[int, int]] = []
    questions = [Question(f"Nowhere{number}", "", "") for number in range(300)]
    geocoder = Geocoder(real_reference().gazetteer)
    answer_questions(questions, geocoder, progress=lambda _, *counts: steps.append(counts))
    assert (steps[0], steps[-1]) == ((0, 300), (300, 300))
    assert steps == sorted(steps)


def test_match_becomes_the_documented_texts() -> None:
    answer = format_match(make_match(reasons=("One", "Two")))
    assert answer.status is MatchStatus.CERTAIN
    assert dict(zip(GEO_COLUMNS, answer.texts, strict=True)) == {
        "geo_id": "115019",
        "geo_name": "Shiraz",
        "geo_admin1": "Fars",
        "geo_country": "IR",
        "geo_lon": "52.53000",
        "geo_lat": "29.61000",
        "geo_precision": "city",
        "geo_status": "certain",
        "geo_score": "0.980",
        "geo_reason": "One. Two.",
    }


@pytest.mark.parametrize("lon", [0.0, None])
def test_no_position_is_empty_and_never_zero(lon: float | None) -> None:
    texts = format_match(make_match(lon=lon, lat=lon, precision=PlacePrecision.ADMIN1)).texts
    assert texts[4:6] == (("", "") if lon is None else ("0.00000", "0.00000"))


def test_row_that_is_not_looked_up_says_why() -> None:
    answer = explain_fault("The row has slipped")
    assert answer.texts == ("",) * 6 + ("unknown", "none", "0.000", "The row has slipped.")
