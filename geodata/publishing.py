"""An atlas as a publish profile shows it: places, days, texts, sources and ids made coarser. Pure.

In: an atlas opened privately, and a profile. Out: an atlas of the same form, so that whatever reads
one obeys without knowing, and a receipt of what was done. What is hidden is nowhere in it: not in
ids, not in the order of rows, not in its hash.

The minimum counts hold for each place, region and country of the whole atlas. A filter can still
single out one report, by its kind or week: this is no differential privacy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from geodata.attributing import (
    Attributed,
    count_reasons,
    find_hidden_claims,
    redact_claims,
    tell_sources,
)
from geodata.boundaries import AreaNames
from geodata.card import repeats_file
from geodata.clustering import Basis, Clusters, number_events, rank_ids, set_alone
from geodata.coarsening import Coarsened, coarsen_days, coarsen_places
from geodata.events import describe_events, name_events
from geodata.licences import find_forbidding
from geodata.profiles import Days, Profile, Text
from geodata.publication import Publication, Reason
from geodata.redacting import Namer, redact_imports, redact_reports
from geodata.reference import Reference
from geodata.store import Atlas
from geodata.tables import check_tables, to_arrow, to_frame
from geodata.uniting import JoiningCounts

UNTITLED: Final = "Reports of events"
"""Title of an atlas that has none of its own but the name of a file."""

_ORDER: Final = ("date_start", "date_stop", "country", "region_id", "place_id", "kind", "report_id")


def publish(
    atlas: Atlas, profile: Profile, areas: AreaNames, reference: Callable[[], Reference]
) -> Atlas:
    """Return an atlas as a profile shows it; the private profile shows it as it is.

    Parameters
    ----------
    atlas
        Opened by `geodata.store.open_atlas`.
    profile
        Says what leaves.
    areas
        Names of regions and countries.
    reference
        Opens what places are looked up in; called only if they are.
    """
    if profile.is_private:
        return atlas
    namer = Namer(f"{atlas.data_hash} {profile.name}")
    is_free = ~_find_restricted(atlas)
    free = atlas.reports[is_free].reset_index(drop=True)
    coarse = coarsen_places(free, atlas.places, profile, reference)
    fates = _find_fates(is_free, coarse.is_withheld)
    named = atlas.reports["report_id"].isin(atlas.claims["report_id"].dropna().unique())
    known = dict(zip(atlas.reports.loc[named, "report_id"], fates[named], strict=True))
    whys = find_hidden_claims(atlas.claims, known, profile)
    claims = atlas.claims[whys.isna()]
    sources = _tell_cited(atlas, free[~coarse.is_withheld], claims, profile, namer)
    imports, files = redact_imports(atlas.imports, profile)
    shown = _show_reports(free, coarse, profile, areas)
    reports = _rename(shown, profile, namer, sources, files)
    tables = _make_tables(reports, claims, atlas.events, coarse, sources, profile, namer)
    return replace(
        atlas,
        title=_show_title(atlas, profile),
        reports=to_frame(tables["reports"]),
        events=to_frame(tables["events"]),
        places=to_frame(tables["places"]),
        sources=to_frame(tables["sources"]),
        claims=to_frame(tables["claims"]),
        data_hash=_hash(tables),
        imports=imports,
        publication=Publication(
            profile=profile,
            n_in=len(atlas.reports),
            n_shown=len(reports),
            withheld=count_reasons(fates),
            n_raised=int((coarse.is_raised & ~coarse.is_withheld).sum()),
            n_claims_in=len(atlas.claims),
            n_claims=len(claims),
            claims_withheld=count_reasons(whys),
        ),
    )


def _show_title(atlas: Atlas, profile: Profile) -> str:
    """Return the title, or a plain one where it only repeats the name of a file that is hidden."""
    if Text.IDS in profile.texts:
        return atlas.title
    files = [item.file for item in atlas.imports]
    return UNTITLED if repeats_file(atlas.title, files) else atlas.title


def _find_restricted(atlas: Atlas) -> NDArray[np.bool_]:
    """Say which reports may not be published: by their file, or by a licence of their own."""
    files = [item.file for item in atlas.imports if item.is_restricted]
    licences = atlas.reports["licence"]
    is_own = licences.isin(find_forbidding(licences.dropna().unique().tolist()))
    return (atlas.reports["source_file"].isin(files) | is_own).to_numpy(bool)


def _find_fates(is_free: NDArray[np.bool_], is_few: NDArray[np.bool_]) -> pd.Series:
    """Return why each report isn't shown, None for those that are.

    Parameters
    ----------
    is_free
        Shape (n reports,): which may be published.
    is_few
        Of those, which are too few.
    """
    fates = np.full(len(is_free), None, object)
    fates[~is_free] = Reason.LICENCE
    fates[np.flatnonzero(is_free)[is_few]] = Reason.TOO_FEW
    return pd.Series(fates)


def _show_reports(
    free: pd.DataFrame, coarse: Coarsened, profile: Profile, areas: AreaNames
) -> pd.DataFrame:
    """Return shown reports where, when and with what texts they are shown.

    Their ids and those of their events are the old ones still; an event of which some reports are
    shown for a larger area is two: those that stand on its place would give the others away.
    """
    placed = _put(_put(free, coarse.where), coarsen_days(free, profile.days))
    event = placed["event_id"].where(~coarse.is_raised, placed["event_id"] + "\x1f")
    placed = placed.assign(before=placed["report_id"], event=event, is_moved=coarse.is_moved)
    is_shown = ~coarse.is_withheld
    return redact_reports(
        placed[is_shown], coarse.is_moved[is_shown], coarse.places, profile, areas
    )


def _tell_cited(
    atlas: Atlas, reports: pd.DataFrame, claims: pd.DataFrame, profile: Profile, namer: Namer
) -> Attributed:
    cited = pd.concat([reports["source_id"], claims["source_id"]]).unique()
    return tell_sources(atlas.sources[atlas.sources["source_id"].isin(cited)], profile, namer)


def _rename(
    shown: pd.DataFrame,
    profile: Profile,
    namer: Namer,
    sources: Attributed,
    files: Mapping[str, str],
) -> pd.DataFrame:
    """Give reports the ids under which they and their sources are shown, and put them in order."""
    shown = shown.assign(source_id=shown["source_id"].map(sources.ids))
    if Text.IDS in profile.texts:
        return shown.sort_values(list(_ORDER), ignore_index=True)
    renamed = shown.assign(
        report_id=namer.name("r-", shown["report_id"]),
        event_key=None,
        source_file=shown["source_file"].map(files),
    ).sort_values(list(_ORDER), ignore_index=True)
    return renamed.assign(source_row=np.arange(1, len(renamed) + 1))


def _make_tables(
    reports: pd.DataFrame,
    claims: pd.DataFrame,
    events_before: pd.DataFrame,
    coarse: Coarsened,
    sources: Attributed,
    profile: Profile,
    namer: Namer,
) -> dict[str, pa.Table]:
    clusters = _find_events(reports, events_before)
    told = reports[reports["before"].isin(claims["report_id"].dropna().unique())]
    report_ids = dict(zip(told["before"], told["report_id"], strict=True))
    moved = frozenset(told.loc[told["is_moved"], "before"])
    reports = reports.assign(event_id=name_events(reports, clusters))
    events = describe_events(reports, clusters, sources.sources, coarse.places)
    claims = claims.assign(source_id=claims["source_id"].map(sources.ids))
    frames = {
        "reports": reports,
        "events": _widen(events, profile.days),
        "places": coarse.places,
        "sources": sources.sources,
        "claims": redact_claims(claims, profile, report_ids, moved, namer),
    }
    tables = {name: to_arrow(frame, name) for name, frame in frames.items()}
    check_tables(tables)
    return tables


def _widen(events: pd.DataFrame, days: Days) -> pd.DataFrame:
    """Widen the days of events that are fewer than may be told.

    Reports of a week and of a month may share a part of the week.
    """
    wide = coarsen_days(events, days)
    is_same = (wide["date_start"] == events["date_start"]) & (
        wide["date_stop"] == events["date_stop"]
    )
    return _put(events, wide.where(~is_same, events[wide.columns]))


def _put(frame: pd.DataFrame, columns: pd.DataFrame) -> pd.DataFrame:
    """Put columns in the place of those of the same names."""
    return frame.assign(**{str(name): columns[name] for name in columns})


def _find_events(reports: pd.DataFrame, events: pd.DataFrame) -> Clusters:
    """Return the events as before, of what is left of them."""
    ranks = rank_ids(pa.array(reports["report_id"], pa.string()))
    codes, firsts = number_events(reports["event"].to_numpy(object), ranks)
    before = reports["event_id"].iloc[firsts].map(events.set_index("event_id")["basis"])
    return Clusters(
        codes=codes,
        ranks=ranks,
        bases=set_alone(map(Basis, before), codes),
        decisions=JoiningCounts(),
    )


def _hash(tables: Mapping[str, pa.Table]) -> str:
    """Return the SHA-256 of what is shown."""
    digest = hashlib.sha256()
    for name in sorted(tables):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, tables[name].schema) as writer:
            writer.write_table(tables[name])
        digest.update(sink.getvalue())
    return digest.hexdigest()
