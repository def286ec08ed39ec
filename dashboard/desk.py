"""The geocode desk of a served atlas: its names, what they may mean, and what is decided of them.

In: names and answers. Out: lines in the atlas's decisions.jsonl, and the atlas built again. The
gazetteer is opened when it is first asked for; nothing is decided here.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import pandas as pd

from dashboard.ledger import Ledger
from dashboard.live import Live
from dashboard.steps import Step, find_before, revert
from dashboard.waiting import Name, list_names, renew
from geodata.build_report import BuildReport
from geodata.decisions import Answer, Decision, Key
from geodata.errors import InputError
from geodata.gazetteer import Gazetteer, open_gazetteer
from geodata.geocoding import Geocoder
from geodata.rebuilding import rebuild_atlas
from geodata.reviewing import find_queue
from geodata.searching import search_places
from geodata.settling import find_fault
from geodata.types import Candidate, Match

READ_ONLY: Final = (
    "Nothing can be decided on this page: start it by “event-atlas serve --desk” to allow that"
)

MOST_OFFERS: Final = 9
"""Candidates that can be chosen by one digit."""


class Desk:
    """What a person works on names with.

    Parameters
    ----------
    live
        The served atlas.
    may_write
        Whether decisions are taken at all. Of an atlas that a publish profile shows none are, and
        none of its names and of what was decided is told.
    login
        Who is likely to decide; empty if this machine doesn't say.
    """

    def __init__(self, live: Live, *, may_write: bool, login: str) -> None:
        self.live = live
        self.is_closed = live.current.atlas.publication is not None
        self.may_write = may_write and not self.is_closed
        self.login = "" if self.is_closed else login
        self._kept = Ledger(live.current.atlas.path)
        self._queue: tuple[object, tuple[Name, ...]] = (None, ())
        self._renewed: tuple[object, object, tuple[Name, ...]] = (None, None, ())
        self._matches: dict[Key, Match] = {}
        self._opened: tuple[Gazetteer, Geocoder] | None = None
        self._lock = threading.Lock()
        self._building = threading.Lock()

    def find_names(self) -> tuple[Name, ...]:
        """Return the names of the atlas that wait or were decided, with what holds now.

        Raises
        ------
        StoreError
            If the decisions can't be read.
        """
        if self.is_closed:
            return ()
        pages, services = self._ledger.read(), self.live.current
        made_of, names = self._queue
        if made_of is not services:
            names = list_names(find_queue(services.atlas.reports, pages.log))
            self._queue = (services, names)
        if self._renewed[0] is not pages or self._renewed[1] is not names:
            now = renew(names, pages.settled, lambda answer: find_fault(answer, self.gazetteer))
            self._renewed = (pages, names, now)
        return self._renewed[2]

    @property
    def _ledger(self) -> Ledger:
        """The decisions of the atlas that is served now."""
        atlas = self.live.current.atlas.path
        if self._kept.atlas != atlas:
            self._kept = Ledger(atlas)
        return self._kept

    @property
    def geocoder(self) -> Geocoder:
        """The geocoder over the gazetteer of the package."""
        return self._open()[1]

    @property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer of the package.

        Raises
        ------
        DataError
            If it is missing or damaged.
        """
        return self._open()[0]

    def match(self, name: Name) -> Match:
        """Return what the geocoder says of a name in its context."""
        if name.key not in self._matches:
            subject = name.entry.subject
            self._matches[name.key] = self.geocoder.geocode(
                subject.place_name,
                country=subject.country_name or None,
                admin1=subject.admin1_name or None,
            )
        return self._matches[name.key]

    def search(self, text: str, name: Name) -> tuple[Candidate, ...]:
        """Return places that a text may mean, those of the country that the rows name first."""
        country = self.find_country(name)
        near = search_places(self.gazetteer, text, country=country, limit=MOST_OFFERS)
        far = search_places(self.gazetteer, text, limit=MOST_OFFERS) if country else ()
        found = {(item.precision, item.geonames_id): item for item in (*near, *far)}
        return tuple(found.values())[:MOST_OFFERS]

    def find_country(self, name: Name) -> str | None:
        """Return the ISO code of the country that the rows of a name give, if they give one."""
        text = name.entry.subject.country_name
        return self.gazetteer.find_country(text) if text else None

    def show_reports(self, name: Name) -> pd.DataFrame:
        """Return some of the reports that a name holds, as rows of the atlas."""
        reports = self.live.current.atlas.reports
        return reports[reports["report_id"].isin(name.entry.report_ids)]

    def decide(self, answers: Sequence[tuple[Name, Answer | None]], *, who: str, why: str) -> Step:
        """Write an answer for each name at once; None lets the geocoder speak again.

        Raises
        ------
        InputError
            If this desk is only looked at, nobody is named, or a text can't be stored.
        StoreError
            If the file can't be written.
        """
        self._check()
        _check_who(who)
        when = datetime.now(UTC).replace(microsecond=0)
        decisions = [
            Decision(
                what=name.entry.subject,
                before=find_before(name.entry.decision, self.match(name)),
                after=answer,
                who=who.strip(),
                why=why,
                when=when,
            )
            for name, answer in answers
        ]
        return self._ledger.add(decisions)

    def undo(self, step: Step, *, who: str) -> list[Decision]:
        """Undo a step; return what was written for it, nothing if all was decided anew since.

        Raises
        ------
        InputError, StoreError
            As for `decide`.
        """
        self._check()
        _check_who(who)
        when = datetime.now(UTC).replace(microsecond=0)
        undoing = revert(self._ledger.read().log, step, who=who.strip(), when=when)
        self._ledger.add(undoing)
        return undoing

    def apply(self) -> BuildReport:
        """Build the atlas again by its decisions; the served one is the new one afterwards.

        Raises
        ------
        InputError
            If this desk is only looked at.
        StoreError
            If the atlas can't be built; then it is as it was.
        """
        self._check()
        with self._building:
            return rebuild_atlas(self.live.current.atlas.path)

    def _open(self) -> tuple[Gazetteer, Geocoder]:
        with self._lock:
            if self._opened is None:
                gazetteer = open_gazetteer()
                self._opened = (gazetteer, Geocoder(gazetteer))
            return self._opened

    def _check(self) -> None:
        if not self.may_write:
            raise InputError(READ_ONLY)


def _check_who(who: str) -> None:
    if not who.strip():
        raise InputError(
            f"{who!r} names nobody, and a decision is kept with who made it: write your name under "
            "“Decided by”"
        )
