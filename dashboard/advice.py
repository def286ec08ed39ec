"""What to do about an empty map: which one condition to drop, or which layer shows something."""

from __future__ import annotations

from typing import Final

from dashboard.services import Services
from dashboard.state import ViewState
from dashboard.words import say_dates, say_list
from geodata.query import Selection
from geodata.saying import say_count

_NAMES: Final = {
    "kinds": "the kind of event",
    "source_kinds": "the kind of source",
    "countries": "the country",
    "regions": "the province or state",
    "places": "the place",
    "precisions": "how closely the place is known",
    "date_precisions": "how closely the date is known",
    "verifications": "how it was verified",
    "text": "the search",
}


def say_what_to_drop(selection: Selection, services: Services) -> str:
    """Return a sentence for a selection without reports; nothing for any other."""
    if services.count(selection).n_selected:
        return ""
    without = {field: selection.without(field) for field in _NAMES}
    without["dates"] = selection.without("date_start").without("date_stop")
    counts = {
        field: services.count(rest).n_selected
        for field, rest in without.items()
        if rest != selection
    }
    best = max(counts, key=lambda field: counts[field], default="")
    if not best or not counts[best]:
        return "No report passes these filters, nor all of them but one. Reset shows everything."
    return (
        f"No report passes these filters. Without {_say(best, selection, services)} "
        f"there would be {say_count(counts[best], 'report')}."
    )


def say_where_to_look(view: ViewState, services: Services) -> str:
    """Return a sentence for the dots of an atlas that has none; nothing for any other view."""
    if view.layer != "bubbles" or not services.columns.n or services.totals.by_place.any():
        return ""
    why = (
        f"The profile “{services.atlas.profile}” shows no place closely enough for a dot"
        if services.atlas.publication
        else "No report of this atlas is on a place"
    )
    return f"{why}. “Regions” shows how many reports each region has."


def _say(field: str, selection: Selection, services: Services) -> str:
    if field == "dates":
        return f"the dates ({say_dates(selection)})"
    if field == "text":
        return f"{_NAMES[field]} (“{selection.text}”)"
    values = sorted(services.name_of(field, str(value)) for value in getattr(selection, field))
    return f"{_NAMES[field]} ({say_list(values)})"
