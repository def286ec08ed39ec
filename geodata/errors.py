"""The error tree. Every message says what was given, what is allowed and what to do next.

    AtlasError
    ├── InputError      a value or file that a person gave can't be used
    │   └── FormatError     a whole file can't be read as the format it claims
    ├── StoreError      an atlas folder is missing, incomplete or can't be written
    └── DataError       data that ships with the package is missing or damaged

A bad row of an import is a `geodata.types.Problem`, not an exception; a name that the
geocoder doesn't know is a `geodata.types.Match` with status ``none``.
"""

from __future__ import annotations

from pathlib import Path


class AtlasError(Exception):
    """Base of all errors that Event Atlas raises on purpose."""


class InputError(AtlasError):
    """A value or file that a person gave can't be used."""


class FormatError(InputError):
    """A whole file can't be read as the format it claims."""


class StoreError(AtlasError):
    """An atlas folder is missing, incomplete or can't be written."""


class DataError(AtlasError):
    """Data that ships with the package is missing or damaged: install it again."""


def unreadable(path: Path, error: OSError) -> InputError:
    """Return the error that a file can't be read."""
    return InputError(f"can't read {str(path)!r} ({say_why(error)}): name a file that can be read")


def say_why(error: BaseException) -> str:
    """Return what an error of a library says, on one line and not at length."""
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(said.split())[:200]
