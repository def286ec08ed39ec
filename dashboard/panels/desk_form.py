"""What a name is settled with at the desk: fields and buttons, each with its key."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
from dash import html

from dashboard.keys import KEYS, show_key

SEARCH: Final = "desk-search"
POINT: Final = "desk-point"
PRECISION: Final = "desk-precision"
WHY: Final = "desk-why"

_KINDS: Final[Any] = {"aria-label": "What the point is"}
_PRECISIONS: Final = {"city": "Middle of it", "exact": "Exact spot", "near": "Near it"}


def key_button(do: str, words: Any, **options: Any) -> Any:
    """Build a button that does what a key does, and shows the key.

    Parameters
    ----------
    do
        In `dashboard.keys.KEYS`; assets/desk.js does it.
    words
        On the button.
    options
        Further properties.
    """
    keys = KEYS[do].keys
    props = {"title": KEYS[do].words, "aria-keyshortcuts": " ".join(keys)}
    return plain_button(do, [words, " ", html.Kbd(show_key(keys[0]))], **props | options)


def plain_button(do: str, words: Any, **options: Any) -> Any:
    """Build a button that assets/desk.js knows by what it does."""
    props: Any = {"type": "button", "className": "key-button", "data-do": do}
    return html.Button(words, **props | options)


def text_field(id_: str, label: str, *, do: str = "", enter: str = "leave", **options: Any) -> Any:
    """Build a text field.

    Parameters
    ----------
    id_
        Of the component and its input.
    label
        Above it.
    do
        In `dashboard.keys.KEYS`: the key that goes to it.
    enter
        What the Enter key does in it; "leave" does nothing but that.
    options
        Further properties.
    """
    keys = KEYS[do].keys[:1] if do else ()
    return dmc.TextInput(
        id=id_,
        label=label,
        size="sm",
        autoComplete="off",
        rightSection=html.Kbd(show_key(keys[0])) if keys else None,
        attributes={
            "input": {
                "data-enter": enter,
                "maxLength": 300,
                **({"aria-keyshortcuts": keys[0]} if keys else {}),
            }
        },
        **options,
    )


def build_search() -> Any:
    """Build the field that searches the gazetteer."""
    return text_field(
        SEARCH,
        "Search the gazetteer",
        do="focus-search",
        enter="search",
        placeholder="A place by any of its names",
    )


def build_actions() -> list[Any]:
    """Build what can be done beside choosing an offer."""
    return [
        html.Div(
            [
                text_field(
                    POINT,
                    "Point: latitude, longitude",
                    do="focus-point",
                    enter="point",
                    placeholder="47.47, 8.31, or click the map",
                ),
                plain_button("point", "Set"),
                dmc.SegmentedControl(
                    id=PRECISION,
                    data=[{"value": value, "label": words} for value, words in _PRECISIONS.items()],
                    value=next(iter(_PRECISIONS)),
                    size="xs",
                    fullWidth=True,
                    **_KINDS,
                ),
            ],
            className="desk-point",
        ),
        text_field(WHY, "Why, kept with the decision", do="focus-why"),
        html.Div(
            [
                key_button("regions", "Region"),
                key_button("countries", "Country"),
                key_button("nowhere", "Not a place"),
            ],
            className="desk-buttons",
        ),
    ]
