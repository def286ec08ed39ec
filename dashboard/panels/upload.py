"""The page "Add data": what leads to it, and the page before any file is on it.

A page beside Dash: files go straight to the server's disk, and nothing of it is in the dashboard of
a server that takes no data. assets/upload.js does the steps, assets/upload-tables.js shows how
files are read, assets/upload-build.js what became of them.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template
from typing import Any, Final

from dash import Dash, Input, Output, html

from dashboard.state import VIEW, format_query, read_query
from dashboard.uploads import MOST_FILES, PATIENCE_S
from geodata.formats import FORMATS
from geodata.formats.limits import Limits

ADDRESS: Final = "/add"
ASSETS: Final = r"upload(-tables|-build)?\.(js|css)"
"""Files of the page, which the dashboard doesn't load."""

LINKS: Final = ("add-data", "add-data-phone")
"""In the header, which has no room for it on a phone, and in the rail."""

_PAGE: Final = Template("""<!DOCTYPE html>
<html lang="en" data-theme="$theme">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Add data · Event Atlas</title>
    <link rel="icon" href="/assets/favicon.ico">
    <link rel="stylesheet" href="/assets/atlas.css">
    <link rel="stylesheet" href="/assets/upload.css">
    <link rel="stylesheet" href="/assets/upload-tables.css">
    <script src="/assets/upload-tables.js" defer></script>
    <script src="/assets/upload-build.js" defer></script>
    <script src="/assets/upload.js" defer></script>
  </head>
  <body class="adding">
    <noscript>This page needs JavaScript; without it, build an atlas by
      <code>event-atlas build</code> on the machine itself.</noscript>
    <main id="adding" data-most-bytes="$most_bytes" data-most-files="$most_files">
      <header class="adding-head">
        <h1>Add data</h1>
        <a class="plain-button" href="$back">Back to the atlas</a>
      </header>
      <p class="muted">An atlas is built on this machine: nothing is sent to any other. A table
        needs a date and a place, or a position, in each row.</p>

      <section aria-labelledby="files-title">
        <h2 id="files-title">1 · Files</h2>
        <label class="drop" id="drop">
          <input type="file" id="choose" multiple accept="$endings" aria-describedby="may">
          <span><strong>Choose files</strong> or drop them here</span>
          <span class="muted small" id="may">$formats; at most $most_files files, $most_mb MB each.
            They stay on the server for $minutes minutes after you were last here.</span>
        </label>
        <ul id="sent" class="sent" aria-label="Files"></ul>
        <p id="said" class="said" role="status"></p>
      </section>

      <section aria-labelledby="look-title" id="looked" hidden>
        <h2 id="look-title">2 · How they are read</h2>
        <div id="tables"></div>
      </section>

      <section aria-labelledby="build-title" id="building" hidden>
        <h2 id="build-title">3 · Build</h2>
        <form id="form" class="build-form">
          <label>Title of the atlas
            <input type="text" id="title" maxlength="200" required autocomplete="off" dir="auto">
          </label>
          <label class="tick" id="replace-row" hidden>
            <input type="checkbox" id="replace"> Replace it; what was decided about its names stays
          </label>
          <p class="muted small">It becomes a folder in <code>$folder</code>.</p>
          <div class="buttons">
            <button class="plain-button is-main" id="build">Build</button>
            <button class="plain-button" type="button" id="cancel" hidden>Cancel</button>
            <button class="plain-button" type="button" id="discard">Discard the files</button>
          </div>
        </form>
        <div id="progress" hidden>
          <progress id="bar" aria-labelledby="step"></progress>
          <p id="step" class="muted" role="status"></p>
        </div>
        <p id="trouble" class="said is-trouble" role="alert"></p>
      </section>

      <section aria-labelledby="result-title" id="result" hidden>
        <h2 id="result-title" tabindex="-1">The atlas is built</h2>
        <p id="counts"></p>
        <div class="buttons">
          <button class="plain-button is-main" type="button" id="open">Open the atlas</button>
          <button class="plain-button" type="button" id="settle" hidden></button>
        </div>
        <div id="result-problems"></div>
        <details><summary>What the build did</summary><ul id="lines"></ul></details>
      </section>
    </main>
  </body>
</html>
""")


def build_link(id_: str, where: str) -> Any:
    """Build a link to the page.

    Parameters
    ----------
    id_
        One of LINKS.
    where
        A class: assets/upload-link.css shows one on a phone and the other elsewhere.
    """
    return html.A("Add data", id=id_, href=ADDRESS, className=f"add-data {where}")


def callbacks(app: Dash) -> None:
    """Let the links take the view along, so that the way back leads to it."""
    address = f"'{ADDRESS}' + (query ? '?' + query : '')"
    app.clientside_callback(
        f"(query) => Array({len(LINKS)}).fill({address})",
        *(Output(link, "href") for link in LINKS),
        Input(VIEW, "data"),
        prevent_initial_call=True,
    )


def write_page(limits: Limits, folder: Path, query: str) -> str:
    """Write the page.

    Parameters
    ----------
    limits
        How much one file may hold.
    folder
        Where atlases are put.
    query
        Of the view that a person came from.
    """
    view = read_query(query)[0]
    asked = format_query(view)
    return _PAGE.substitute(
        theme=view.theme,
        back=escape(f"/?{asked}" if asked else "/"),
        most_bytes=limits.n_bytes,
        most_mb=f"{limits.n_bytes // 2**20:,}",
        most_files=MOST_FILES,
        endings=escape(",".join(FORMATS)),
        formats="CSV, Excel, ODS, JSON, GeoJSON, GeoPackage, KML or Parquet",
        minutes=round(PATIENCE_S / 60),
        folder=escape(str(folder)),
    )
