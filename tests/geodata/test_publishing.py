from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.profiles import Days, Level, Text, Told
from geodata.publication import Reason
from geodata.store import Atlas
from geodata.tables import SCHEMAS
from tests.geodata.builders import make_import
from tests.geodata.published import (
    MARVDASHT,
    OSLO,
    POINT,
    SHIRAZ,
    make_opened,
    make_report,
    show,
)

THREE = [make_report(SHIRAZ), make_report(SHIRAZ), make_report(MARVDASHT)]
SOURCES = [
    {"source_id": "S1", "publisher": "Example News", "title": "Page", "url": "https://a.example/1",
     "published_on": date(2019, 11, 16), "kind": "news media", "language": "en", "notes": "note"},
    {"source_id": "S2", "publisher": "Example News", "title": "Other", "url": "https://a.example/2",
     "published_on": date(2019, 11, 17), "kind": "news media", "language": "en", "notes": None},
]  # fmt: skip


def test_private_profile_changes_nothing() -> None:
    opened = make_opened(THREE)
    assert show(opened, "private") is opened
    assert (opened.profile, opened.published) == ("private", "")


def test_row_of_every_table_is_as_an_atlas_has_it() -> None:
    opened = make_opened(THREE, sources=SOURCES)
    for profile in ("partner", "public"):
        shown = show(opened, profile)
        for name, schema in SCHEMAS.items():
            assert list(getattr(shown, name)) == schema.names
            assert list(getattr(shown, name).dtypes) == list(getattr(opened, name).dtypes)


def test_title_is_of_kind_place_and_days() -> None:
    shown = show(make_opened(THREE))
    assert set(shown.reports["title"]) == {"Protest, Fars, week of 11 November 2019"}
    assert set(shown.events["title"]) == {"Protest, Fars, week of 11 November 2019"}


@pytest.mark.parametrize("text", [Text.TITLES, Text.NOTES, Text.ACTORS])
def test_text_leaves_where_the_profile_lets_it(text: Text) -> None:
    column = {"titles": "title"}.get(text, text)
    opened = make_opened([make_report(**{column: "Words"})] * 3)
    assert "Words" not in set(show(opened).reports[column])
    assert set(show(opened, texts=frozenset({text})).reports[column]) == {"Words"}


def test_name_as_spelled_leaves_only_where_the_place_is_shown() -> None:
    opened = make_opened([make_report(SHIRAZ), make_report(POINT, place_name="A yard")])
    names = show(opened, "partner").reports["place_name"]
    assert set(names.dropna()) == {"as spelled"}
    assert names.isna().sum() == 1


def test_position_goes_with_the_place() -> None:
    given_at = {"given_lon": 52.583, "given_lat": 29.647, "given_code": "geo_precision 1"}
    opened = make_opened([make_report(POINT, **given_at), make_report(SHIRAZ)])
    shown = show(opened, "partner").reports
    assert shown[["given_lon", "given_lat", "given_code"]].isna().all(axis=None)
    exact = show(opened, places=Level.EXACT, minimum=1).reports
    assert exact["given_lon"].notna().sum() == 1


@settings(max_examples=8)  # each publishes two atlases
@given(st.permutations(range(6)))
def test_order_of_rows_does_not_matter(order: list[int]) -> None:
    rows = [
        make_report(report_id=f"n-{number}", day=date(2019, 11, 11 + number)) for number in range(6)
    ]
    first, other = (
        show(make_opened([rows[number] for number in numbers])) for numbers in (range(6), order)
    )
    columns = [name for name in SCHEMAS["reports"].names if name != "source_file"]
    pd.testing.assert_frame_equal(first.reports[columns], other.reports[columns])
    assert first.data_hash == other.data_hash


def test_ids_are_the_same_for_the_same_atlas_and_no_others() -> None:
    opened = make_opened(THREE)
    ids = show(opened).reports["report_id"]
    assert list(show(opened).reports["report_id"]) == list(ids)
    assert not set(ids) & set(opened.reports["report_id"])
    changed = show(replace(opened, data_hash="1" * 64))
    assert not set(changed.reports["report_id"]) & set(ids)
    assert not set(show(opened, "public", name="press").reports["report_id"]) & set(ids)


@pytest.mark.parametrize(
    ("rows", "imports"),
    [
        ([*THREE, make_report(licence="No redistribution")], (make_import(),)),
        (
            [*THREE, make_report(source_file="acled.csv")],
            (make_import(), make_import(file="acled.csv", is_restricted=True)),
        ),
    ],
)
@pytest.mark.parametrize("profile", ["partner", "public"])
def test_rows_whose_licence_forbids_it_are_withheld(
    rows: list[dict[str, object]], imports: tuple[object, ...], profile: str
) -> None:
    shown = show(make_opened(rows, imports=imports), profile)
    assert shown.publication is not None
    assert shown.publication.withheld == {Reason.LICENCE: 1}
    assert len(shown.reports) == 3


@pytest.mark.parametrize(
    ("told", "publishers", "has_url"),
    [
        (Told.ALL, ["Example News", "Example News"], True),
        (Told.PUBLISHER, ["Example News"], False),
        (Told.KIND, [None], False),
    ],
)
def test_sources_are_told_of_as_the_profile_says(
    told: Told, publishers: list[str | None], has_url: bool
) -> None:
    rows = [make_report(source_id="S1"), make_report(source_id="S2"), make_report()]
    sources = show(make_opened(rows, sources=SOURCES), sources=told).sources
    assert list(
        sources["publisher"].astype("object").where(sources["publisher"].notna(), None)
    ) == (publishers)
    assert sources["url"].notna().all() == has_url
    assert sources["published_on"].isna().all()  # it would tell the week's day


def test_source_that_no_shown_row_cites_is_left_out() -> None:
    rows = [make_report(SHIRAZ, source_id="S1")] * 3 + [make_report(OSLO, source_id="S2")]
    shown = show(make_opened(rows, sources=SOURCES), sources=Told.ALL, texts=frozenset(Text))
    assert list(shown.sources["source_id"]) == ["S1"]


def test_event_of_withheld_and_shown_reports_counts_the_shown() -> None:
    key = {"event_key": "one"}
    shown = show(make_opened([*THREE, make_report(OSLO, **key), make_report(SHIRAZ, **key)]))
    assert shown.events["n_reports"].sum() == len(shown.reports) == 4


def test_report_that_was_moved_up_leaves_the_event_that_stays() -> None:
    key = {"event_key": "one"}
    rows = [make_report(SHIRAZ, **key), make_report(SHIRAZ), make_report(MARVDASHT, **key)]
    shown = show(make_opened([*rows, make_report("Fars")]), places=Level.CITY, minimum=2)
    by_place = shown.reports.groupby("event_id")["place_id"].nunique(dropna=False)
    assert (by_place == 1).all()


def test_days_of_an_event_are_as_wide_as_those_of_its_reports() -> None:
    month = {"date_start": date(2019, 10, 23), "date_stop": date(2019, 11, 20)}
    rows = [
        make_report(event_key="one", day=date(2019, 11, 18)),
        make_report(event_key="one", date_precision="month", **month),
        make_report(),
    ]
    events = show(make_opened(rows)).events
    spans = (events["date_stop"] - events["date_start"]).dt.days
    assert (spans >= 7).all()


def test_atlas_of_which_nothing_may_be_shown_is_empty() -> None:
    shown = show(make_opened([make_report(OSLO)]))
    assert [len(getattr(shown, name)) for name in SCHEMAS] == [0] * len(SCHEMAS)
    assert "1 reports = 0 shown + 1 withheld" in shown.published


def claim(**changes: object) -> dict[str, object]:
    return {"claim_id": "C1", "metric": "killed", "value_best": 3.0, "notes": "note",
            "claimed_by": "Example Group", "as_of_date": date(2019, 11, 20), **changes}  # fmt: skip


def show_claims(*claims: dict[str, object], **changes: object) -> Atlas:
    rows = [*THREE, make_report(OSLO, report_id="far")]
    numbered = [{**item, "claim_id": f"C{number}"} for number, item in enumerate(claims, 1)]
    return show(make_opened(rows, claims=numbered), **changes)


@pytest.mark.parametrize(
    ("given_claim", "why"),
    [
        (claim(report_id="id-1"), None),
        (claim(report_id="far"), Reason.REPORT),
        (claim(report_id="gone"), Reason.AREA),
        (claim(scope_level="national"), None),
        (claim(scope_level="province"), None),
        (claim(scope_level="city"), Reason.AREA),
        (claim(), Reason.AREA),
    ],
)
def test_claim_is_shown_with_its_report_or_of_a_large_enough_area(
    given_claim: dict[str, object], why: Reason | None
) -> None:
    shown = show_claims(given_claim)
    assert shown.publication is not None
    assert shown.publication.claims_withheld == ({why: 1} if why else {})
    assert len(shown.claims) == (why is None)


def test_claim_keeps_its_figure_and_claimant_and_loses_its_words() -> None:
    rough = claim(scope="Shiraz", scope_level="province", qualifier="as the mayor says",
                  verification="seen by a neighbour")  # fmt: skip
    row = show_claims(rough).claims.iloc[0]
    assert (row["value_best"], row["claimed_by"]) == (3.0, "Example Group")
    assert (row["scope"], row["qualifier"]) == (
        "one province or state",
        "qualified by the claimant",
    )
    assert row[["notes", "verification"]].isna().all()
    assert str(row["as_of_date"])[:10] == "2019-11-18"


def test_part_of_another_claim_stays_one_under_its_new_id() -> None:
    wide = claim(scope_level="national")
    claims = show_claims(wide, {**wide, "subset_of": "C1"}, {**wide, "subset_of": "a list"}).claims
    parts = claims["subset_of"].dropna()
    assert set(parts) == {
        "another figure",
        claims.loc[claims["subset_of"].isna(), "claim_id"].iloc[0],
    }


def test_claimant_may_be_left_unnamed() -> None:
    shown = show_claims(claim(scope_level="national"), texts=frozenset())
    assert shown.claims["claimed_by"].isna().all()


@pytest.mark.parametrize(
    ("publisher", "said"),
    [
        ("https://a.example/2019/11/15/x", "a.example"),
        ("a.example/2019/11/15/x", "a.example"),
        ("Channel of https://t.example/who/1 today", "Channel of t.example today"),
        ("www.a.example", "www.a.example"),
        ("BBC / AFP", "BBC / AFP"),
    ],
)
def test_address_among_publishers_tells_only_whose_it_is(publisher: str, said: str) -> None:
    source = {**SOURCES[0], "publisher": publisher}
    shown = show(make_opened([make_report(source_id="S1")] * 3, sources=[source]))
    assert list(shown.sources["publisher"]) == [said]


def test_files_are_told_of_by_number() -> None:
    shown = show(make_opened(THREE))
    assert [item.file for item in shown.imports] == ["file 1"]
    assert [item.sha256 for item in shown.imports] == [""]
    assert set(shown.reports["source_file"]) == {"file 1"}
    assert show(make_opened(THREE), "partner").imports == (make_import(),)


@pytest.mark.parametrize("file", ["Shiraz 15 Nov.csv", "in/Shiraz_15-nov.xlsx#One"])
def test_title_that_is_the_name_of_a_file_is_hidden_like_it(file: str) -> None:
    opened = make_opened(THREE, imports=(make_import(file=file),), title="Shiraz 15 Nov")
    assert show(opened, "partner").title == "Shiraz 15 Nov"
    assert show(opened).title == "Reports of events"
    assert show(replace(opened, title="Protests")).title == "Protests"


def test_days_as_they_are_stay() -> None:
    shown = show(make_opened(THREE), days=Days.DAY)
    assert set(shown.reports["date_precision"]) == {"day"}
