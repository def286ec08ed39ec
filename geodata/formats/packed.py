"""Unpack a workbook once, block by block, and hand on only what was looked at.

In: a file. Out: an archive of the same members, none of them packed, in which no sheet spans more
cells than the limits allow. What two programs would unpack differently gets to neither.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Final
from xml.parsers import expat

from geodata.errors import FormatError, say_why
from geodata.formats.corners import Corners
from geodata.formats.limits import Limits, check_count
from geodata.formats.markup import make_parser

_BLOCK: Final = 2**20
_IN_MEMORY: Final = 2**25  # bytes of the unpacked archive; a larger one lies in a temporary file
_LARGEST_RATIO: Final = 100
"""How many times as large a member may be unpacked, if it is large at all: real sheets are 5 to 25
times, a bomb is a thousand."""

_NEVER_A_BOMB: Final = 20 * 2**20  # bytes unpacked
_MOST_MEMBERS: Final = 10_000
_CELLS: Final = re.compile(rb"sheetData|table-row|uniqueCount")
"""What only members with cells or texts hold, which have to be XML; pictures are none."""

_TAIL: Final = 12  # bytes in which one of those may be cut between two blocks


@contextmanager
def unpack(path: Path, limits: Limits) -> Iterator[IO[bytes]]:
    """Unpack a workbook into an archive that is open at its start, gone when it is closed.

    Raises
    ------
    InputError
        If it holds too much.
    FormatError
        If it is no archive, or a damaged one, or its XML is.
    OSError
        If it can't be read.
    """
    with SpooledTemporaryFile(_IN_MEMORY) as unpacked:
        try:
            with zipfile.ZipFile(path) as archive, zipfile.ZipFile(unpacked, "w") as copy:
                _copy_all(archive, copy, path, limits)
        except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, zlib.error) as error:
            raise FormatError(
                f"{str(path)!r} is damaged ({say_why(error)}): save it again in a spreadsheet "
                "program"
            ) from error
        except (RuntimeError, ValueError, NotImplementedError) as error:
            raise FormatError(
                f"{str(path)!r} can't be unpacked ({say_why(error)}): save it again in a "
                "spreadsheet program, without a password, or as CSV UTF-8"
            ) from error
        unpacked.seek(0)
        yield unpacked


class _Look:
    """Looks at one member, block by block, on its way through."""

    def __init__(self, name: str) -> None:
        self.corners = Corners()
        self._name = name
        self._parser = make_parser(start=self.corners.start, end=self.corners.end)
        self._error: expat.ExpatError | None = None  # of a member that isn't XML, such as a picture
        self._tail = b""

    def take(self, block: bytes, *, is_last: bool = False) -> None:
        """Take the next bytes.

        Raises
        ------
        ValueError
            If cells stand in what isn't XML.
        """
        if self._error is None:
            try:
                self._parser.Parse(block, is_last)
            except expat.ExpatError as error:
                self._error = error
        if self._error is not None and _CELLS.search(self._tail + block):
            raise ValueError(f"{self._name}: {self._error}")
        self._tail = block[-_TAIL:]


def _copy_all(archive: zipfile.ZipFile, copy: zipfile.ZipFile, path: Path, limits: Limits) -> None:
    members = archive.infolist()
    check_count(len(members), _MOST_MEMBERS, "members", path)
    n_unpacked = n_cells = 0
    for member in members:
        if member.filename in copy.NameToInfo:
            raise zipfile.BadZipFile(f"it holds {member.filename!r} twice")
        most = max(_NEVER_A_BOMB, member.compress_size * _LARGEST_RATIO)
        most = min(most, limits.n_unpacked - n_unpacked)
        look = _Look(member.filename)
        n_unpacked += _copy(archive, member, copy, look, most, path)
        n_cells += look.corners.n_cells
        check_count(n_cells, limits.n_cells, "cells up to the corners of its sheets", path)
        check_count(look.corners.largest_count, limits.n_cells, "announced items", path)


def _copy(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    copy: zipfile.ZipFile,
    look: _Look,
    most: int,
    path: Path,
) -> int:
    """Copy one member; return how many bytes it holds."""
    same = zipfile.ZipInfo(member.filename)
    same.file_size = member.file_size
    n_bytes = 0
    with archive.open(member) as source, copy.open(same, "w") as target:
        while block := source.read(_BLOCK):
            n_bytes += len(block)
            check_count(n_bytes, most, f"bytes in {member.filename} when unpacked", path)
            look.take(block)
            target.write(block)
        look.take(b"", is_last=True)
    return n_bytes
