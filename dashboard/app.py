"""The factory of the Dash app: an opened atlas goes in, an app that can be served comes out."""

from __future__ import annotations

from functools import partial
from typing import Final

from dash import Dash

from dashboard import navigation, routes
from dashboard.config import assets_directory
from dashboard.panels import drawer, filters, shell, snapshot, table, timeline
from dashboard.panels import map as map_panel
from dashboard.services import Services

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


def create_app(services: Services) -> Dash:
    """Build the dashboard of an atlas. Nothing in it asks another machine for anything."""
    app = Dash(
        "event-atlas",
        assets_folder=str(assets_directory()),
        compress=True,
        serve_locally=True,
        # The table's grid is made when its tab is first opened.
        suppress_callback_exceptions=True,
        title=services.atlas.title,
        update_title="",
        index_string=_PAGE.replace("%PLOTLY%", routes.PLOTLY),
        assets_ignore=routes.BUNDLE,
        meta_tags=[
            {"name": "viewport", "content": "width=device-width, initial-scale=1"},
            {"name": "description", "content": services.atlas.description or ""},
        ],
    )
    app.layout = partial(shell.layout, services)
    routes.register(app.server, services)
    navigation.callbacks(app)
    shell.callbacks(app)
    snapshot.callbacks(app)
    for panel in (filters, map_panel, timeline, table, drawer):
        panel.callbacks(app, services)
    return app
