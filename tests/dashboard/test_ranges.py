from __future__ import annotations

import pandas as pd
import pytest

from dashboard.ranges import Claimant, Sheet, lay_out, list_metrics
from dashboard.services import Services


def find(sheet: Sheet, name: str) -> Claimant:
    return next(who for who in sheet.claimants if who.name == name)


@pytest.mark.parametrize(
    ("claimant", "words", "ends"),
    [
        ("NCRI (15 Dec 2019)", "1,500 (over)", (1500, 1500)),
        ("Amnesty International", "323 (at least)", (323, 323)),
        ("three unnamed Iranian interior ministry officials, to Reuters", "1,500 (about)", None),
        ("interior minister of Iran", "200 to 225 (implied range)", (200, 225)),
        (
            "Supreme National Security Council official (Tasnim)",
            "no number given (rejected the figure of 1,500)",
            (None, None),
        ),
    ],
)
def test_national_death_figures_stand_with_their_claimants(
    claimant: str, words: str, ends: tuple[float, float] | None, services: Services
) -> None:
    latest = find(lay_out("killed", services), claimant).latest
    assert words in {item.words for item in latest}
    assert ends is None or ends in {(item.low, item.high) for item in latest}


def test_earlier_figures_of_a_claimant_stay(services: Services) -> None:
    amnesty = find(lay_out("killed", services), "Amnesty International")
    assert {106, 143, 161, 208, 304} == {item.low for item in amnesty.earlier}


def test_both_counts_of_cities_are_kept(services: Services) -> None:
    said = {item.words for who in lay_out("cities", services).claimants for item in who.figures}
    assert {"191 (over)", "200 (over)", "191 (exactly)"} <= said


def test_parts_of_figures_are_never_among_totals(services: Services) -> None:
    claims = services.atlas.claims.set_index("claim_id")
    for metric in list_metrics(services):
        sheet = lay_out(metric, services)
        totals = [item.claim_id for who in sheet.claimants for item in who.figures]
        parts = [item.claim_id for who in sheet.parts for item in who.figures]
        assert claims.loc[totals, "subset_of"].isna().all()
        assert claims.loc[parts, "subset_of"].notna().all()
        national = claims[(claims["metric"] == metric) & (claims["scope_level"] == "national")]
        assert sorted(totals + parts) == sorted(national.index)


def test_scale_holds_every_total_and_begins_at_zero(services: Services) -> None:
    for metric in list_metrics(services):
        sheet = lay_out(metric, services)
        highs = [item.high for who in sheet.claimants for item in who.figures if item.high]
        assert sheet.ticks[0] == 0
        assert sheet.ticks[-1] == sheet.top >= max(highs)
        assert 2 <= len(sheet.ticks) <= 7


def test_of_several_figures_of_one_day_none_is_chosen(services: Services) -> None:
    infobox = find(lay_out("killed", services), "Wikipedia infobox")
    assert len(infobox.latest) == 4
    assert infobox.earlier == ()


def test_claimants_stand_with_the_latest_first(services: Services) -> None:
    sheet = lay_out("killed", services)
    days = [who.figures[-1].as_of for who in sheet.claimants]
    assert days == sorted(days, reverse=True)
    assert pd.notna(days).all()
