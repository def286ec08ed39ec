"""``event-atlas serve``: show an atlas in the browser."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import Final

import click

from dashboard.commands.atlas import ATLAS, PROFILE, open_atlas_services
from dashboard.config import data_directory
from geodata.errors import InputError
from geodata.formats.limits import UPLOAD

LOOPBACK: Final = ("127.0.0.1", "localhost")
"""Names of this machine: served there, the page answers to no other name unless one is allowed."""

_LONGEST_REQUEST: Final = 2**24  # bytes; nothing that the page sends is near it


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
@click.option(
    "--allow-upload",
    "may_add",
    is_flag=True,
    help="Let whoever sees the page add files and build atlases of them. Beyond this machine it "
    "needs --allow-host.",
)
@click.option(
    "--data-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where atlases built on the page are put; by default the folder for data of this login.",
)
def serve(
    atlas: Path | None,
    host: str,
    port: int,
    allowed: tuple[str, ...],
    has_desk: bool | None,
    profile: str | None,
    may_add: bool,
    data_dir: Path | None,
) -> None:
    """Show ATLAS (a folder that `build` made) in the browser; stop it with Ctrl+C."""
    import waitress

    from dashboard.app import create_app
    from dashboard.upload_routes import MARGIN
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
    if may_add:
        _check_uploads(
            host, services.atlas.profile, is_private=is_private, is_trusted=bool(trusted)
        )
    elif data_dir:
        raise InputError(
            f"--data-dir {str(data_dir)!r} is for atlases built on the page: add --allow-upload"
        )
    folder = (data_dir or data_directory()).absolute() if may_add else None
    app = create_app(services, trusted_hosts=trusted, desk=has_desk, data_folder=folder)
    try:
        server = waitress.create_server(
            app.server,
            host=host,
            port=port,
            threads=8,
            ident=None,
            max_request_body_size=UPLOAD.n_bytes + MARGIN if may_add else _LONGEST_REQUEST,
        )
    except (OSError, ValueError) as error:
        raise InputError(
            f"can't listen on {host}:{port} ({error}): choose another --host or --port"
        ) from None
    address = f"[{host}]" if ":" in host else host
    if services.atlas.published:
        click.echo(services.atlas.published)
    click.echo(f"Event Atlas is at http://{address}:{port}  (Ctrl+C stops it)")
    signal.signal(signal.SIGTERM, _leave)
    server.run()


def _check_uploads(host: str, profile: str, *, is_private: bool, is_trusted: bool) -> None:
    if not is_private:
        raise InputError(
            f"--allow-upload with the profile {profile!r} would show what it hides: give --profile "
            "private, or leave --allow-upload out"
        )
    if not is_trusted:
        raise InputError(
            f"--allow-upload with --host {host} lets any page add data: say with --allow-host by "
            "which names browsers reach this server"
        )


def _leave(*_: object) -> None:
    """End as by Ctrl+C, so that nothing stays behind: no scratch folder, no process."""
    sys.exit(0)
