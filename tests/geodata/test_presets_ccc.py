import pandas as pd
import pytest

from tests.geodata.dataset_rows import CCC_ROW, read_rows, read_table


def test_row_is_kept_in_its_own_words() -> None:
    records = read_rows("ccc")
    (row,) = records.reports.to_dict("records")
    assert (row["kind"], row["subkind"], row["title"]) == ("march", "march; rally", "Made-up march")
    assert row["actors"] == "Example Group; students"
    assert (row["place_name"], row["admin1_name"], row["country_name"]) == ("Austin", "TX", "US")
    assert (row["given_lon"], row["given_lat"], row["given_precision"]) == (
        -97.7431,
        30.2672,
        "city",
    )


def test_all_sources_are_kept() -> None:
    records = read_rows("ccc", {}, {"source_1": "A leaflet"})
    assert records.cited["publisher"].tolist() == ["example.org", "A leaflet"]
    assert records.cited["url"].isna().tolist() == [False, True]
    assert records.reports["notes"].tolist()[0] == (
        "Site: Capitol | Claims of participants: for examples | "
        "Further sources: https://example.net/b; A paper"
    )


def test_figures_are_low_and_high_with_the_words_of_the_row() -> None:
    crowd, arrested, injured = read_rows("ccc").figures.to_dict("records")
    assert (crowd["metric"], crowd["value_low"], crowd["value_high"]) == ("participants", 200, 300)
    assert (pd.isna(crowd["value_best"]), crowd["qualifier"]) == (True, "hundreds")
    assert (arrested["metric"], arrested["value_low"], arrested["qualifier"]) == (
        "arrested",
        5,
        "more than",
    )
    assert (injured["metric"], injured["scope"], injured["value_best"]) == (
        "injured",
        "participants",
        0,
    )


def test_number_in_words_is_said_and_not_invented() -> None:
    (problem,) = read_rows("ccc").problems
    assert (problem.column, problem.value, problem.set_aside) == (
        "injuries_police",
        "unclear",
        False,
    )


@pytest.mark.parametrize(
    ("state", "country", "admin1"),
    [
        ("TX", "US", "TX"),
        ("PR", "PR", None),
        ("GU", "GU", None),
        ("ON", "CA", "ON"),
        ("NA", "US", None),
        ("VIRTUAL", "US", None),
    ],
)
def test_state_says_the_country(state: str, country: str, admin1: str | None) -> None:
    change = {"state": state, "resolved_state": state}
    (row,) = read_rows("ccc", change).reports.to_dict("records")
    assert row["country_name"] == country
    assert row["admin1_name"] == admin1 or (admin1 is None and pd.isna(row["admin1_name"]))


def test_online_crowd_has_no_place() -> None:
    (row,) = read_rows("ccc", {"online": "1"}).reports.to_dict("records")
    assert (row["place_level"], row["given_precision"]) == ("none", "unknown")


def test_locality_stands_where_none_was_resolved() -> None:
    change = {"resolved_locality": "NA", "resolved_state": "NA", "locality": "Elgin"}
    (row,) = read_rows("ccc", change).reports.to_dict("records")
    assert (row["place_name"], row["admin1_name"]) == ("Elgin", "TX")


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"actors": "Group A; students"}, "Group A; students"),
        ({"organizations": "Group A", "participants": "students"}, "Group A; students"),
        (
            {"actors": "Group A; students", "organizations": "Group A", "participants": "students"},
            "Group A; students",
        ),
        ({"actors": "NA", "organizations": "NA", "participants": "students"}, "students"),
    ],
)
def test_nobody_is_named_twice_in_any_release(columns: dict[str, str], expected: str) -> None:
    row = {key: text for key, text in CCC_ROW.items() if key not in {"actors", "participants"}}
    assert read_table("ccc", [row | columns]).reports["actors"].tolist() == [expected]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("1", "confirmed"),
        ("TRUE", "confirmed"),
        ("0", "not confirmed"),
        ("NA", None),
        ("maybe", "conf maybe"),
    ],
)
def test_release_since_2025_says_what_is_confirmed(code: str, expected: str | None) -> None:
    records = read_table("ccc", [CCC_ROW | {"conf": code}])
    (said,) = records.reports["verification"]
    assert said == expected or (expected is None and pd.isna(said))
    assert ("conf" in {item.column for item in records.problems}) == (code == "maybe")


def test_names_of_other_releases_are_read_alike() -> None:
    other = {"location_detail": "location", "notes": "misc"}
    row = {other.get(header, header): text for header, text in CCC_ROW.items()}
    (note,) = read_table("ccc", [row | {"misc": "Made up."}]).reports["notes"]
    assert note.startswith("Made up. | Site: Capitol | ")
    (note,) = read_table("ccc", [CCC_ROW | {"location": "Austin, TX"}]).reports["notes"]
    assert "Site: Capitol | " in note
