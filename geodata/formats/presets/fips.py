"""Load the country codes of FIPS 10-4 with those of ISO 3166-1, from a table that ships."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from importlib.resources import files

from geodata.errors import DataError


def load_fips() -> Mapping[str, str]:
    """Return FIPS code → ISO code; an empty text where ISO has none.

    Raises
    ------
    DataError
        If the table is missing.
    """
    table = files("geodata") / "data" / "reference" / "fips_countries.csv"
    try:
        text = table.read_text("utf-8")
    except OSError as error:
        raise DataError(f"{str(table)!r} can't be read: install Event Atlas again") from error
    return {row["fips"]: row["iso"] for row in csv.DictReader(text.splitlines())}
