"""Tell of sources and claims no more than a profile lets. Pure.

In: sources and claims of an atlas. Out: those that shown reports need, with less in them. A figure
never changes; one whose claimant may not be named is nobody's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geodata.coarsening import floor_days
from geodata.profiles import Days, Level, Profile, Text, Told
from geodata.publication import Reason
from geodata.redacting import STATUSES, Namer
from geodata.tables import SOURCES

_AREAS: Final = {
    "city": (1, "one city"),
    "province": (2, "one province or state"),
    "region": (2, "one region"),
    "national": (3, "one country"),
}
"""Level of a claim's scope → how large it is, and how it is said without a name."""

_LEAST: Final = {Level.EXACT: 0, Level.CITY: 0, Level.ADMIN1: 2, Level.COUNTRY: 3, Level.GRID: 3}
"""How large the scope of a claim about no single report must be to be shown."""

_QUALIFIERS: Final = frozenset(
    {"at least", "at most", "over", "under", "more than", "less than", "up to", "as many as"}
    | {"about", "around", "nearly", "almost", "approximately", "exactly", "some", "range"}
)
_QUALIFIED: Final = "qualified by the claimant"

_ADDRESS: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+|\S+\.[a-z]{2,}/\S*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Attributed:
    """Sources as they are told of."""

    sources: pd.DataFrame  # as a table of an atlas, ordered by id
    ids: Mapping[str, str]  # id in the atlas → id as told of


def tell_sources(sources: pd.DataFrame, profile: Profile, namer: Namer) -> Attributed:
    """Tell of sources as a profile says; those that are told of alike are one.

    Parameters
    ----------
    sources
        Those that are cited.
    profile, namer
        Say how much, and give ids.
    """
    told = sources.copy()
    if Text.NOTES not in profile.texts:
        told["notes"] = None
    if profile.days is not Days.DAY:
        told["published_on"] = None
    if profile.sources is not Told.ALL:
        told["publisher"] = told["publisher"].map(_cut_addresses, na_action="ignore")
        for column in ("title", "url", "published_on", "notes"):
            told[column] = None
    if profile.sources is Told.KIND:
        told[["publisher", "language"]] = None
        kind = told["kind"].astype("str").fillna("some")
        told["source_id"] = kind + " source"
    elif profile.sources is Told.PUBLISHER:
        words = told[["publisher", "kind", "language"]].astype("str").fillna("")
        joined = words["publisher"] + "\x1f" + words["kind"] + "\x1f" + words["language"]
        told["source_id"] = namer.name("source-", joined)
    elif Text.IDS not in profile.texts:
        told["source_id"] = namer.name("source-", told["source_id"])
    ids = dict(zip(sources["source_id"], told["source_id"], strict=True))
    distinct = told.drop_duplicates("source_id").sort_values("source_id", ignore_index=True)
    return Attributed(sources=distinct[SOURCES.names], ids=ids)


def find_hidden_claims(
    claims: pd.DataFrame, fates: Mapping[str, Reason | None], profile: Profile
) -> pd.Series:
    """Return why each claim isn't shown; null for those that are.

    Parameters
    ----------
    claims
        Of an atlas.
    fates
        Why reports that claims name aren't shown, by id; None for those that are. A claim that
        names another one is about no single report.
    profile
        Says how closely places are shown.
    """
    levels = claims["scope_level"].map({level: size for level, (size, _) in _AREAS.items()})
    is_wide = ~claims["report_id"].isin(list(fates))
    is_small = is_wide & (levels.astype("float64").fillna(0) < _LEAST[profile.places])
    why = claims["report_id"].map(fates).astype("object")
    why = why.where(why.isna() | (why == Reason.LICENCE), Reason.REPORT)
    return why.mask(is_small, Reason.AREA)


def redact_claims(
    claims: pd.DataFrame,
    profile: Profile,
    report_ids: Mapping[str, str],
    moved: Collection[str],
    namer: Namer,
) -> pd.DataFrame:
    """Return shown claims without the texts that don't leave, in an order that tells nothing.

    Parameters
    ----------
    claims
        That are shown, with the source ids as they are told of.
    profile
        Says what leaves.
    report_ids
        Id in the atlas → id as shown.
    moved
        Ids in the atlas of reports that are shown elsewhere than they are.
    namer
        Gives ids.
    """
    told = claims.assign(report_id=claims["report_id"].map(report_ids))
    told["as_of_date"] = floor_days(
        claims["as_of_date"].to_numpy("datetime64[D]"), profile.days
    ).astype("datetime64[ms]")
    part_of = claims["subset_of"]
    is_claim = part_of.isin(claims["claim_id"])
    if Text.NOTES not in profile.texts:
        told["notes"] = None
        told["verification"] = claims["verification"].where(claims["verification"].isin(STATUSES))
        known = claims["qualifier"].str.strip().str.lower().isin(_QUALIFIERS)
        told["qualifier"] = claims["qualifier"].where(
            known | claims["qualifier"].isna(), _QUALIFIED
        )
    if not {Text.NOTES, Text.IDS} <= profile.texts:  # words, or the id of a claim that isn't shown
        told["subset_of"] = part_of.where(part_of.isna() | is_claim, "another figure")
    in_words = claims["scope_level"].map({key: words for key, (_, words) in _AREAS.items()})
    is_told = (Text.NAMES in profile.texts) & ~claims["report_id"].isin(list(moved))
    told["scope"] = claims["scope"].where(is_told, in_words)
    if Text.CLAIMANTS not in profile.texts:
        told["claimed_by"] = None
    if Text.IDS not in profile.texts:
        told["claim_id"] = namer.name("c-", claims["claim_id"])
        ids = dict(zip(claims["claim_id"], told["claim_id"], strict=True))
        told["subset_of"] = told["subset_of"].map(lambda text: ids.get(text, text), "ignore")
    return told.sort_values("claim_id", ignore_index=True)


def count_reasons(reasons: pd.Series) -> dict[Reason, int]:
    """Count each reason that there is, in their order."""
    found = Counter(reasons.dropna())
    return {reason: found[reason] for reason in Reason if found[reason]}


def _cut_addresses(text: str) -> str:
    """Leave of each web address in a text only whose it is."""
    return _ADDRESS.sub(lambda found: re.sub(r"^\S+?://", "", found[0]).split("/")[0], text)
