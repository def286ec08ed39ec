"""The text that goes with an export: whose data these are, under which terms, and which part. Pure.

It holds no date of its own, so that the same export is the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from geodata.extracting import Extract
from geodata.store import Atlas, Import

CREDITS: Final = (
    "Places: contains data from GeoNames (geonames.org), CC BY 4.0, modified.",
    "Boundaries: made with Natural Earth (public domain), borders as they are held in fact.",
)


def write_citation(atlas: Atlas, part: Extract, files: Sequence[str], *, view: str) -> str:
    """Return the text, of lines.

    Parameters
    ----------
    atlas
        That is exported.
    part
        What of it.
    files
        Names of the files that the text goes with.
    view
        Which reports are meant, as a query of the dashboard; empty for all.
    """
    lines = [
        atlas.title,
        atlas.description,
        "",
        f"Holds: {say_part(part)}",
        f"Files: {', '.join(files)}",
        f"View: {view or 'everything'}",
        atlas.published or f"Profile {atlas.profile}.",
        f"Data: SHA-256 {atlas.data_hash}",
        f"Licence: {atlas.licence or 'not stated'}",
        "",
        "Each report is one source's statement, attributed to it and not asserted.",
        "",
        "Made from:",
        *(line for item in atlas.imports for line in _describe(item)),
        "",
        *CREDITS,
    ]
    return "".join(f"{line}\n" for line in lines)


def say_part(part: Extract) -> str:
    """Say how much of an atlas is exported."""
    counts = (
        (len(part.reports), part.n_reports, "reports"),
        (len(part.claims), part.n_claims, "claims"),
        (len(part.sources), part.n_sources, "sources"),
    )
    return ", ".join(f"{n:,} of {n_all:,} {noun}" for n, n_all, noun in counts)


def _describe(item: Import) -> Iterator[str]:
    yield f"- {item.file} ({item.preset}), {item.n_kept:,} rows"
    if item.licence:
        yield f"  Licence: {item.licence}"
    if item.is_restricted:
        yield "  These rows may not be published or passed on."
    if item.citation:
        yield f"  Cite as: {item.citation}"
