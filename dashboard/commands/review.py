"""``event-atlas review``: the geocode desk in a terminal, or for a program that writes lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dashboard.commands.progress import show_progress
from dashboard.config import find_login
from geodata.errors import AtlasError, InputError

if TYPE_CHECKING:
    from dashboard.desk import Desk


@click.command()
@click.argument("atlas", type=click.Path(path_type=Path))
@click.option(
    "--who",
    envvar="EVENT_ATLAS_WHO",
    help="Who decides, as it is written beside each decision; by default the login name.",
)
@click.option("--list", "is_list", is_flag=True, help="Print the queue, a name a line, and leave.")
@click.option("--all", "is_whole", is_flag=True, help="Also names that are settled or certain.")
@click.option("--apply", "is_applied", is_flag=True, help="Rebuild at the end without asking.")
def review(atlas: Path, who: str | None, is_list: bool, is_whole: bool, is_applied: bool) -> None:
    """Settle the names of ATLAS that the geocoder is not sure of, those with most reports first.

    For each name a line is read: the number of a candidate, Enter for the first, or a letter:
    s TEXT searches, p LAT LON sets a point, r is a region, c a country, x no place, n goes on,
    b back, u undoes, a SCORE accepts many, w WHY notes a reason, ? explains, q finishes. Each
    decision is in the atlas's decisions.jsonl at once; the maps follow after a rebuild.

    Lines are read from standard input to its end if that is no terminal; the first that can't be
    done stops it.
    """
    from dashboard.commands.cards import show_queue

    who = (who or "").strip() or find_login()
    if not who and not is_list:
        raise InputError(
            "this machine doesn't say who you are: name yourself with --who, or in EVENT_ATLAS_WHO"
        )
    desk = _open_desk(atlas, who)
    if is_list:
        names = desk.find_names()
        listed = (name for name in names if is_whole or name.is_waiting or name.answer)
        for line in show_queue(listed, desk):
            click.echo(line)
        return
    lines = _read_lines()
    _walk(desk, lines, is_whole=is_whole)
    if _is_wanted(desk, lines, is_applied=is_applied):
        _rebuild(atlas)


def _open_desk(atlas: Path, who: str) -> Desk:
    from dashboard.commands.atlas import open_atlas_services
    from dashboard.desk import Desk
    from dashboard.live import Live
    from geodata.profiles import PRIVATE

    return Desk(Live(open_atlas_services(atlas, PRIVATE)), may_write=True, login=who)


def _read_lines() -> Iterator[str]:
    is_terminal = sys.stdin.isatty()
    if is_terminal:
        with suppress(ImportError):
            import readline  # noqa: F401 -- arrow keys while typing
    try:
        while True:
            yield input("> " if is_terminal else "")
    except EOFError:
        return
    except UnicodeDecodeError as error:
        raise InputError(
            f"standard input holds {error.object[error.start : error.end]!r}, which is not UTF-8: "
            "write all lines in UTF-8; what was decided till then is stored"
        ) from None


def _walk(desk: Desk, lines: Iterator[str], *, is_whole: bool) -> None:
    from dashboard.commands.cards import show_card
    from dashboard.commands.orders import take
    from dashboard.commands.walk import pass_gone, start_walk

    walk = start_walk(desk, is_whole=is_whole)
    if not walk.ids:
        click.echo("no name waits for a decision")
        return
    is_terminal = sys.stdin.isatty()
    _say(show_card(walk, desk))
    for number, line in enumerate(lines, start=1):
        before = walk
        try:
            walk, said = take(line, walk, desk)
        except AtlasError as error:
            if not is_terminal:  # what follows would be said of the wrong name
                raise InputError(
                    f"line {number} of standard input: {error}; what the lines before it decided "
                    "is stored"
                ) from error
            said = str(error)
        _say([said] if said else [])
        if walk.is_finished:
            return
        if (walk.position, walk.found, walk.steps) != (before.position, before.found, before.steps):
            _say(show_card(walk, desk))
        if is_terminal:  # a script stays: its next line is said of this name
            standing = walk
            walk = pass_gone(walk, desk, backward=walk.position < before.position)
            _say([] if walk is standing else show_card(walk, desk))


def _is_wanted(desk: Desk, lines: Iterator[str], *, is_applied: bool) -> bool:
    """Say whether the atlas is to be rebuilt; ask if there is anyone to ask."""
    n_pending = sum(name.is_pending for name in desk.find_names())
    if not n_pending:
        click.echo("no decision waits for a rebuild")
        return False
    if is_applied:
        return True
    click.echo(f"decisions that wait for a rebuild: {n_pending:,}. Rebuild now? y or n")
    if next(lines, "").strip().lower() in {"y", "yes"}:
        return True
    click.echo(f"later: event-atlas rebuild {desk.live.current.atlas.path}")
    return False


def _rebuild(atlas: Path) -> None:
    from geodata.rebuilding import rebuild_atlas

    with show_progress() as progress:
        report = rebuild_atlas(atlas, progress=progress)
    _say(report.describe())


def _say(lines: list[str]) -> None:
    for line in lines:
        click.echo(line)
