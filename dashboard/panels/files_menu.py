"""A button of the header with a list of files to fetch, one for each format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html


def build_menu(
    name: str, label: str, formats: Mapping[str, str], *, head: Any = None, foot: Any = None
) -> Any:
    """Build the button and its list; assets/menu.js closes it again.

    Parameters
    ----------
    name
        Of what is fetched: the link of a format has the id ``name-ending`` and leads to
        ``/name.ending``.
    label
        Of the button.
    formats
        Ending of a file → what it is, in words.
    head, foot
        What stands over and under the links.
    """
    links = [
        html.Li(html.A(words, id=f"{name}-{ending}", href=f"/{name}.{ending}"))
        for ending, words in formats.items()
    ]
    return html.Details(
        [
            html.Summary(html.Span(label), id=name),
            html.Div([head, html.Ul(links), foot], className="menu-list"),
        ],
        className="menu",
    )
