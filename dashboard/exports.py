"""What a view selects as an archive to download. In: a view and an opened atlas. Out: a file that
lasts until it is closed; it is nowhere in a folder.
"""

from __future__ import annotations

import tempfile
from typing import BinaryIO

from dashboard.services import Services
from dashboard.state import ViewState, format_query
from geodata.exporting import export_archive


def write_archive(view: ViewState, services: Services, name: str) -> BinaryIO:
    """Write the reports that a view selects, with claims, sources and citation.

    Parameters
    ----------
    view, services
        What to export, and of which atlas.
    name
        Of the file with the reports; its ending says the format.

    Returns
    -------
    BinaryIO
        The archive, at its start.

    Raises
    ------
    InputError
        If the format is not known or can't hold that much, or nothing is selected.
    OSError
        If there is no room for it.
    """
    asked = format_query(ViewState(selection=view.selection))
    selected = services.count(view.selection).selected
    output = tempfile.TemporaryFile()  # noqa: SIM115 (who asked for it closes it)
    try:
        export_archive(services.atlas, selected, output, name, view=asked)
    except BaseException:
        output.close()
        raise
    output.seek(0)
    return output
