"""``event-atlas doctor``: whether this installation is whole."""

from __future__ import annotations

import click

from geodata.errors import InputError


@click.command()
def doctor() -> None:
    """Say what is installed, which data there are, and whether a snapshot can be drawn."""
    from dashboard.doctor import examine

    findings = examine()
    for finding in findings:
        click.echo(f"{'ok  ' if finding.is_ok else 'FAIL'}  {finding.name}: {finding.detail}")
    if not all(finding.is_ok for finding in findings):
        raise InputError("something is wrong with this installation: see the lines marked FAIL")
