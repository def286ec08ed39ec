"""ViewState: everything that changes pixels, and its exact inverse, a URL query.

The interface, a link, the command line and a snapshot all speak this one language. Pure.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import Final, Literal
from urllib.parse import parse_qsl, urlencode

from dashboard.palette import PALETTES
from geodata.errors import InputError
from geodata.query import Selection
from geodata.types import DatePrecision, PlacePrecision

Layer = Literal["bubbles", "regions"]
Metric = Literal["rate", "count"]
Tab = Literal["map", "table", "figures", "desk"]

LAYERS: Final[tuple[Layer, ...]] = ("bubbles", "regions")
METRICS: Final[tuple[Metric, ...]] = ("rate", "count")
TABS: Final[tuple[Tab, ...]] = ("map", "table", "figures", "desk")
SORTABLE: Final = (
    "when", "title", "place_name", "place", "kind", "country", "publisher", "source_kind",
    "region", "place_precision", "date_precision", "verification", "report_id",
)  # fmt: skip
MAX_ZOOM: Final = 12.0
MAX_LAT: Final = 85.0
LONGEST: Final = 200  # letters in one value of an address


# Ids of what several panels share.
URL: Final = "url"  # dcc.Store: the query in the address bar when it was last read
VIEW: Final = "view"  # dcc.Store: the current view as a canonical query; the navigation writes it
CAMERA: Final = "camera"  # dcc.Store: where a person moved the map since that view
ROW: Final = "row"  # dcc.Store: the table row that was clicked (report id, time of the click)
OPENING: Final = "opening"  # dcc.Store: what a button asks the drawer to show (id)
REJOINED: Final = "rejoined"  # dcc.Store: how often something was decided about events
SORT: Final = "sort"  # dcc.Store: how the table was last sorted, as a view has it
APPLY_EVENTS: Final = (
    "apply-events"  # dmc.Button in the drawer: applies decisions as the desk's does
)
APPLIED: Final = "applied"  # dcc.Store: how often decisions were applied, and what to say of it
VIEWPORT: Final = "viewport"  # dcc.Store: the map's size on the screen, pixels


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where the map's centre is; without one the map fits what is selected."""

    lon: float  # degrees, -180 to 180
    lat: float  # degrees, -MAX_LAT to MAX_LAT
    zoom: float  # 0 is the world in 512 pixels; each step doubles


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewState:
    """What is on the screen."""

    selection: Selection = field(default_factory=Selection)
    position: Position | None = None
    layer: Layer = "bubbles"
    metric: Metric = "rate"  # what fills a region: reports per 100,000 residents, or reports
    tab: Tab = "map"
    sort: str = ""  # column of the table, from SORTABLE; with a minus before it, last ones first
    figure: str = ""  # metric whose figures stand side by side; empty for the first
    theme: str = "light"  # a key of PALETTES
    opened: str = ""  # what the drawer shows: "place:112931", "report:E0001", …


OPENABLE: Final = {
    "place": True,
    "region": True,
    "report": True,
    "event": True,  # by the id of any report that tells of it
    "within": True,  # reports of which no more is known than that region, by its id
    "country": True,  # … than that country, by its ISO code
    "nowhere": False,  # … of which not even the country is known
    "unlocated": False,
    "claims": False,
}
"""What the drawer can show, and whether it needs an id."""


def format_query(view: ViewState) -> str:
    """Write a view as a URL query without its question mark; defaults are left out."""
    selection = view.selection
    pairs: list[tuple[str, str]] = []
    if selection.date_start is not None:
        pairs.append(("from", selection.date_start.isoformat()))
    if selection.date_stop is not None:
        pairs.append(("to", (selection.date_stop - timedelta(days=1)).isoformat()))
    for key, name in _SETS.items():
        pairs += [(key, value) for value in sorted(str(item) for item in getattr(selection, name))]
    if selection.text:
        pairs.append(("q", selection.text))
    if view.position is not None:
        pairs += [(key, repr(getattr(view.position, key))) for key in ("lon", "lat", "zoom")]
    default = ViewState()
    pairs += [
        (key, getattr(view, name))
        for key, name in _WORDS.items()
        if getattr(view, name) != getattr(default, name)
    ]
    return urlencode(pairs)


def parse_query(query: str) -> ViewState:
    """Read a view from a URL query, with or without its question mark.

    Raises
    ------
    InputError
        If a value can't be read; the message names all of them.
    """
    view, problems = read_query(query)
    if problems:
        raise InputError("; ".join(problems))
    return view


def read_query(query: str) -> tuple[ViewState, tuple[str, ...]]:
    """Read as much of a URL query as can be read.

    Returns
    -------
    ViewState
        Defaults stand where a value is missing or unreadable.
    tuple of str
        One sentence for each parameter that was left out, in order.
    """
    values: dict[str, list[str]] = {}
    for key, value in parse_qsl(query.removeprefix("?"), keep_blank_values=True):
        values.setdefault(key, []).append(value)
    problems: list[str] = []
    selection: dict[str, object] = {}
    words: dict[str, object] = {}
    numbers: dict[str, float] = {}
    for key, given in values.items():
        try:
            _check_length(key, given)
            if key in _SETS:
                selection[_SETS[key]] = _READ_SET[key](given)
            elif key == "q":
                selection["text"] = given[-1]
            elif key == "from":
                selection["date_start"] = _read_date(key, given[-1])
            elif key == "to":
                selection["date_stop"] = _read_date(key, given[-1]) + timedelta(days=1)
            elif key in _RANGES:
                numbers[key] = _read_number(key, given[-1])
            elif key in _WORDS:
                words[_WORDS[key]] = _read_word(key, given[-1])
            else:
                raise InputError(
                    f"unknown parameter {key!r}: allowed are {', '.join(_KEYS)}; remove it"
                )
        except InputError as error:
            problems.append(str(error))
    start, stop = selection.get("date_start"), selection.get("date_stop")
    if isinstance(start, date) and isinstance(stop, date) and stop <= start:
        problems.append(
            f"from={start} is later than to={stop - timedelta(days=1)}: the dates are left out; "
            "exchange them"
        )
        del selection["date_start"], selection["date_stop"]
    if numbers and len(numbers) < len(_RANGES):
        problems.append(
            f"only {', '.join(numbers)} of the map's position given: "
            "lon, lat and zoom go together; add the rest or leave all three out"
        )
        numbers = {}
    view = ViewState(
        selection=Selection(**selection),  # type: ignore[arg-type]
        position=Position(**numbers) if numbers else None,
        **words,  # type: ignore[arg-type]
    )
    return view, tuple(problems)


def with_selection(view: ViewState, **changes: object) -> ViewState:
    """Return the view with some fields of its Selection changed."""
    return replace(view, selection=replace(view.selection, **changes))  # type: ignore[arg-type]


_SETS: Final = {
    "kind": "kinds",
    "country": "countries",
    "region": "regions",
    "source": "source_kinds",
    "place": "places",
    "precision": "precisions",
    "date_precision": "date_precisions",
    "verification": "verifications",
}
_WORDS: Final = {
    "layer": "layer",
    "metric": "metric",
    "tab": "tab",
    "sort": "sort",
    "figure": "figure",
    "theme": "theme",
    "open": "opened",
}
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "layer": LAYERS,
    "metric": METRICS,
    "tab": TABS,
    "theme": tuple(PALETTES),
}
_RANGES: Final = {"lon": (-180.0, 180.0), "lat": (-MAX_LAT, MAX_LAT), "zoom": (0.0, MAX_ZOOM)}
_KEYS: Final = ("from", "to", *_SETS, "q", *_RANGES, *_WORDS)


def _check_length(key: str, given: list[str]) -> None:
    longest = max(given, key=len)
    if len(longest) > LONGEST:
        raise InputError(
            f"{key}={longest[:20]!r}… has {len(longest):,} letters: at most {LONGEST} are read; "
            "shorten it"
        )


def _read_date(key: str, text: str) -> date:
    try:
        day = date.fromisoformat(text)
        _ = day + timedelta(days=1)
    except (ValueError, OverflowError):
        raise InputError(f"{key}={text!r} is not a day: write it as 2019-11-15") from None
    return day


def _read_number(key: str, text: str) -> float:
    low, high = _RANGES[key]
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not low <= value <= high:
        raise InputError(f"{key}={text!r} is not a number from {low:g} to {high:g}: change it")
    return value


def _read_word(key: str, text: str) -> str:
    if key == "open":
        kind, _, name = text.partition(":")
        if bool(name) is OPENABLE.get(kind):
            return text
        known = (f"{kind}:ID" if needs_id else kind for kind, needs_id in OPENABLE.items())
        raise InputError(
            f"open={text!r} can't be shown: allowed are {', '.join(known)}; change it or leave it "
            "out"
        )
    if key == "figure":  # any metric that data may have
        return text
    if key == "sort":
        if text.removeprefix("-") in SORTABLE:
            return text
        raise InputError(
            f"sort={text!r} is no column: choose {', '.join(SORTABLE)}, with a minus before it for "
            "the other way round"
        )
    if text not in _CHOICES[key]:
        raise InputError(f"{key}={text!r} is not known: choose {' or '.join(_CHOICES[key])}")
    return text


def _read_places(given: list[str]) -> frozenset[int]:
    try:
        return frozenset(int(value) for value in given)
    except ValueError:
        raise InputError(
            f"place={given!r} is not a list of GeoNames ids: write each as place=112931"
        ) from None


def _read_members(key: str, allowed: type[StrEnum], given: list[str]) -> frozenset[str]:
    known = {str(member) for member in allowed}
    for value in given:
        if value not in known:
            raise InputError(f"{key}={value!r} is not known: choose {', '.join(allowed)}")
    return frozenset(given)


_READ_SET: Final[Mapping[str, Callable[[list[str]], frozenset[object]]]] = {
    "kind": frozenset,
    "country": frozenset,
    "region": frozenset,
    "source": frozenset,
    "place": _read_places,
    "precision": partial(_read_members, "precision", PlacePrecision),
    "date_precision": partial(_read_members, "date_precision", DatePrecision),
    "verification": frozenset,
}
