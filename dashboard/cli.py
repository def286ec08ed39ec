"""The command line: words in, words out. Errors are one line on standard error and exit code 2."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

import click

from dashboard.commands import COMMANDS
from dashboard.config import VERSION
from geodata.errors import AtlasError


@click.group(
    commands=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(VERSION, prog_name="event-atlas")
def cli() -> None:
    """Reported events, geocoded offline, joined with boundaries, shown as maps.

    Without a word about the atlas, a command uses the built-in example: the protests of November
    2019 in Iran and the rallies abroad, as reported by 127 sources.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # Place names are in all scripts; a terminal that can't show one shows its code.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        cli.main(args=arguments, prog_name="event-atlas", standalone_mode=False)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(2)
    except click.ClickException as error:
        _fail(error.format_message())
    except AtlasError as error:
        _fail(str(error))
    except BrokenPipeError:  # the program that read the output has had enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python flushes again
        sys.exit(1)
    except (OSError, UnicodeError) as error:
        _fail(f"{error}: check the names and the space left, then try again")


def _fail(message: str) -> None:
    click.echo(f"event-atlas: {' '.join(message.split())}", err=True)
    sys.exit(2)
