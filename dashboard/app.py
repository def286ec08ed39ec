"""The factory of the Dash app: an opened atlas goes in, an app that can be served comes out."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path
from typing import Final, cast

from dash import Dash
from dash.html import Div

from dashboard import navigation, routes, upload_routes
from dashboard.adding import Adding
from dashboard.config import BUNDLE, assets_directory, find_login, uploads_directory
from dashboard.desk import Desk
from dashboard.live import Live
from dashboard.panels import desk as desk_panel
from dashboard.panels import (
    drawer,
    export,
    figures,
    filters,
    shell,
    snapshot,
    table,
    timeline,
    upload,
)
from dashboard.panels import map as map_panel
from dashboard.services import Services
from dashboard.uploads import Uploads

_PAGE: Final = """<!DOCTYPE html>
<html lang="en">
  <head>
    <link rel="preload" as="script" href="%PLOTLY%">
    {%metas%}
    <title>{%title%}</title>
    {%favicon%}
    {%css%}
  </head>
  <body>
    <noscript>This page needs JavaScript; pictures of it do not: open /snapshot.png.</noscript>
    {%app_entry%}
    <footer>
      {%config%}
      {%scripts%}
      {%renderer%}
    </footer>
  </body>
</html>
"""


def create_app(
    services: Services,
    *,
    trusted_hosts: Sequence[str] = (),
    desk: bool = False,
    data_folder: Path | None = None,
) -> Dash:
    """Build the dashboard of an atlas. Nothing in it asks another machine for anything.

    Parameters
    ----------
    services
        The opened atlas; when its folder is replaced, the page shows the new one.
    trusted_hosts
        Names that a browser may know this server by; others are refused, so that a page elsewhere
        can't read the atlas by pointing a name of its own at this machine. Empty trusts all.
    desk
        Whether names can be settled on the page; otherwise its desk is only looked at.
    data_folder
        Where atlases are put that are built of uploaded files; if None, nothing can be uploaded.
    """
    live = Live(services)
    may_add = data_folder is not None
    names = Desk(live, may_write=desk, login=find_login())
    app = Dash(
        "event-atlas",
        assets_folder=str(assets_directory()),
        compress=True,
        serve_locally=True,
        # Dash writes the title into the page as it is.
        title=html.escape(services.atlas.title),
        update_title="",
        index_string=_PAGE.replace("%PLOTLY%", routes.PLOTLY),
        assets_ignore=f"{BUNDLE}|{upload.ASSETS}",
        meta_tags=[
            {"name": "viewport", "content": "width=device-width, initial-scale=1"},
            {"name": "description", "content": services.atlas.description or ""},
        ],
    )
    app.server.config["TRUSTED_HOSTS"] = list(trusted_hosts) or None
    with app.server.test_request_context():
        # The table's grid is made when its tab is first opened; its callbacks are checked now.
        app.validation_layout = cast(
            "None",  # as Dash declares it
            Div([shell.layout(services, names, may_add=may_add), table.build_grid()]),
        )
        app.layout = lambda: shell.layout(live.current, names, may_add=may_add)
    routes.register(app.server, live)
    navigation.callbacks(app, live)
    shell.callbacks(app)
    snapshot.callbacks(app)
    export.callbacks(app, live)
    for panel in (filters, map_panel, timeline, table, figures):
        panel.callbacks(app, live)
    drawer.callbacks(app, live, names)
    desk_panel.callbacks(app, names)
    if data_folder:
        _allow_upload(app, live, data_folder)
    return app


def _allow_upload(app: Dash, live: Live, data_folder: Path) -> None:
    """Add what takes files in, builds atlases of them and shows one."""

    def show(path: Path) -> None:
        app.title = html.escape(live.switch(path).atlas.title)

    adding = Adding(Uploads(uploads_directory()), data_folder, show=show)
    app.server.extensions["adding"] = adding
    upload_routes.register(app.server, adding)
    upload.callbacks(app)
