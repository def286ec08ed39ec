"""``event-atlas serve``: show an atlas in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from dashboard.commands.atlas import ATLAS, PROFILE, open_atlas_services
from geodata.errors import InputError

LOOPBACK: Final = ("127.0.0.1", "localhost")
"""Names of this machine: served there, the page answers to no other name unless one is allowed."""


@click.command()
@ATLAS
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    envvar="EVENT_ATLAS_HOST",
    help="Address to listen on; 0.0.0.0 lets other machines in.",
)
@click.option(
    "--port",
    default=8050,
    show_default=True,
    type=click.IntRange(1, 65535),
    envvar="EVENT_ATLAS_PORT",
    help="Port to listen on.",
)
@click.option(
    "--allow-host",
    "allowed",
    multiple=True,
    metavar="NAME",
    help="Another name by which browsers may reach this server; can be given again.",
)
@click.option(
    "--desk/--no-desk",
    "has_desk",
    default=None,
    help="Let whoever sees the page settle names; by default only if no other machine is let in. "
    "Beyond this machine it needs --allow-host.",
)
@PROFILE
def serve(
    atlas: Path | None,
    host: str,
    port: int,
    allowed: tuple[str, ...],
    has_desk: bool | None,
    profile: str | None,
) -> None:
    """Show ATLAS (a folder that `build` made) in the browser; stop it with Ctrl+C."""
    import waitress

    from dashboard.app import create_app
    from geodata.profiles import PRIVATE

    if host == "::1":  # the web server's list of trusted names can hold no address with colons
        raise InputError(
            "--host '::1' would let in no browser: give 127.0.0.1 or localhost, which are this "
            "machine too"
        )
    trusted = (*allowed, host, *LOOPBACK) if allowed or host in LOOPBACK else ()
    services = open_atlas_services(atlas, profile)
    is_private = services.atlas.profile == PRIVATE
    if has_desk and not is_private:
        raise InputError(
            f"--desk with the profile {services.atlas.profile!r} would show what it hides: give "
            f"--profile {PRIVATE}, or leave --desk out"
        )
    if has_desk is None:
        has_desk = host in LOOPBACK and not allowed and is_private
    if has_desk and not trusted:
        # a page elsewhere could call this server by a name of its own, and decide
        raise InputError(
            f"--desk with --host {host} lets any page decide: say with --allow-host by which names "
            "browsers reach this server"
        )
    app = create_app(services, trusted_hosts=trusted, desk=has_desk)
    try:
        server = waitress.create_server(app.server, host=host, port=port, threads=8, ident=None)
    except (OSError, ValueError) as error:
        raise InputError(
            f"can't listen on {host}:{port} ({error}): choose another --host or --port"
        ) from None
    address = f"[{host}]" if ":" in host else host
    if services.atlas.published:
        click.echo(services.atlas.published)
    click.echo(f"Event Atlas is at http://{address}:{port}  (Ctrl+C stops it)")
    server.run()
