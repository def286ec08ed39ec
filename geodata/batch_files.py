"""Geocode a table in a file: its text goes out as it came in, with ten columns more.

In: a delimited file. Out: the same rows in the same order, byte for byte, each with its answer
after it. It reads the file twice rather than hold it, and never changes or drops a cell.
"""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from geodata.batch import (
    GEO_COLUMNS,
    Answer,
    AskingColumns,
    Question,
    answer_questions,
    choose_columns,
    explain_fault,
)
from geodata.errors import FormatError, InputError
from geodata.formats import check_file
from geodata.formats.delimited import Delimited, open_delimited
from geodata.types import MatchStatus

if TYPE_CHECKING:
    from geodata.geocoding import Geocoder
    from geodata.progress import Progress

_AT_ONCE: Final = 20_000  # rows that are written together


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What a table asks, before anything is looked up."""

    path: Path
    header: tuple[str, ...]
    columns: AskingColumns
    n_rows: int  # below the header, without lines that hold nothing
    n_faulty: int  # rows whose cells may have slipped: they aren't looked up
    width: int  # cells of the longest row
    questions: Mapping[Question, int]  # distinct, with the number of rows that ask it

    def describe(self) -> str:
        """Say which columns are read."""
        positions = {field: getattr(self.columns, field) for field in ("name", "country", "admin1")}
        return ", ".join(
            f"no column for {field}" if position is None else f"{field}: {self.header[position]!r}"
            for field, position in positions.items()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many rows were answered how; the three numbers add up to the rows."""

    n_certain: int
    n_doubtful: int
    n_none: int

    def describe(self) -> str:
        """Return the summary for a person."""
        n_rows = self.n_certain + self.n_doubtful + self.n_none
        return (
            f"{n_rows:,} rows: {self.n_certain:,} certain, {self.n_doubtful:,} doubtful, "
            f"{self.n_none:,} none"
        )


def survey_table(
    path: Path, *, name: str | None = None, country: str | None = None, admin1: str | None = None
) -> Survey:
    """Read a delimited file for what its rows ask.

    Parameters
    ----------
    path
        The file.
    name, country, admin1
        Header of the column; None to find it by what it is called.

    Raises
    ------
    InputError
        If the file can't be opened or is empty, or has no column that can be read.
    FormatError
        If it is not UTF-8 text, its quotation marks don't pair, or it has no header.
    """
    check_file(path)
    questions: Counter[Question] = Counter()
    n_rows = n_faulty = 0
    with open_delimited(path) as table:
        rows = table.rows()
        header = next(filter(_is_header, rows), None)
        if header is None:
            raise FormatError(f"{str(path)!r} has no header: its first row must name the columns")
        columns = choose_columns(header, file=str(path), name=name, country=country, admin1=admin1)
        width = len(header)
        for row in filter(None, rows):
            n_rows += 1
            width = max(width, len(row))
            if columns.find_fault(row):
                n_faulty += 1
            else:
                questions[columns.ask(row)] += 1
    return Survey(
        path=path,
        header=tuple(header),
        columns=columns,
        n_rows=n_rows,
        n_faulty=n_faulty,
        width=width,
        questions=questions,
    )


def geocode_table(
    survey: Survey,
    geocoder: Geocoder,
    output: BinaryIO,
    *,
    country: str = "",
    admin1: str = "",
    progress: Progress = lambda *_: None,
) -> Tally:
    """Write a surveyed table with the answer to each row after its cells.

    Parameters
    ----------
    survey
        Of the file, which is read again.
    geocoder
        Answers.
    output
        Takes UTF-8, with a byte order mark if the file has one. Cells, quotation marks, delimiter
        and line ends stay as they are; a row that is shorter than the longest gets empty cells.
    country, admin1
        What is known of rows that give none.
    progress
        Is told how many distinct questions are answered.

    Raises
    ------
    InputError, FormatError
        If the file can't be read again or has changed.
    OSError
        If the output can't be written.
    """
    answers = answer_questions(
        survey.questions, geocoder, country=country, admin1=admin1, progress=progress
    )
    with open_delimited(survey.path) as table:
        if table.has_mark:
            output.write(BOM_UTF8)
        lines = _add_answers(table, survey, answers)
        while block := list(islice(lines, _AT_ONCE)):
            output.write("".join(block).encode())
    counts: Counter[MatchStatus] = Counter()
    for question, n_rows in survey.questions.items():
        counts[answers[question].status] += n_rows
    return Tally(
        n_certain=counts[MatchStatus.CERTAIN],
        n_doubtful=counts[MatchStatus.DOUBTFUL],
        n_none=counts[MatchStatus.NONE] + survey.n_faulty,
    )


def _is_header(row: list[str]) -> bool:
    return any(map(str.strip, row))


def _add_answers(
    table: Delimited, survey: Survey, answers: Mapping[Question, Answer]
) -> Iterator[str]:
    tails = {
        question: _render(answer.texts, table.delimiter) for question, answer in answers.items()
    }
    records = table.records()
    for text, row in records:
        if _is_header(row):
            yield _extend(text, row, survey, table.delimiter, _render(GEO_COLUMNS, table.delimiter))
            break
        yield text
    for text, row in records:
        if not row:
            yield text
            continue
        if fault := survey.columns.find_fault(row):
            tail: str | None = _render(explain_fault(fault).texts, table.delimiter)
        else:
            tail = tails.get(survey.columns.ask(row))
        if tail is None or len(row) > survey.width:
            raise InputError(f"{str(survey.path)!r} changed while it was read: try again")
        yield _extend(text, row, survey, table.delimiter, tail)


def _render(texts: tuple[str, ...], delimiter: str) -> str:
    """Return texts as cells that stand behind others."""
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow(texts)
    return delimiter + line.getvalue().removesuffix("\r\n")


def _extend(text: str, row: list[str], survey: Survey, delimiter: str, tail: str) -> str:
    """Put cells at the end of a row's text, all rows' at the same place."""
    cells = text.rstrip("\r\n")
    filling = delimiter * (survey.width - len(row))
    return f"{cells}{filling}{tail}{text[len(cells) :]}"
