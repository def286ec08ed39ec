"""What a table of anybody's gives beside date and place: positions, figures, ids."""

import pandas as pd
import pytest

from geodata.errors import InputError
from geodata.formats.presets.reports import read_reports
from tests.geodata.builders import TODAY, make_raw, make_records


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ("latitude", "longitude"),
        ("Lat", "LNG"),
        ("y", "x"),
        ("عرض جغرافیایی", "طول جغرافیایی"),
        ("خط العرض", "خط الطول"),
        ("Breitengrad", "Längengrad"),
        ("latitud", "longitud"),
        ("given_lat", "given_lon"),
        ("location.lat", "location.lng"),  # of an object in a record
    ],
)
def test_position_is_read_under_its_usual_names(lat: str, lon: str) -> None:
    (row,) = make_records(**{lat: ["29.61"], lon: ["52.53"]}).reports.to_dict("records")
    assert (row["given_lon"], row["given_lat"]) == (52.53, 29.61)


def test_place_may_stand_in_an_object_of_its_record() -> None:
    place = {"location.name": ["Qom"], "location.country": ["Iran"], "location.region": ["Qom"]}
    (row,) = read_reports(make_raw({"date": ["2019"], **place}), TODAY).reports.to_dict("records")
    names = ("place_name", "country_name", "admin1_name")
    assert [row[name] for name in names] == ["Qom", "Iran", "Qom"]


def test_days_of_a_placemark_are_found() -> None:
    rows = {"begin": ["2019-11-15"], "end": ["2019-11-17"], "place": ["Qom"]}
    (row,) = read_reports(make_raw(rows), TODAY).reports.to_dict("records")
    assert str(row["date_stop"])[:10] == "2019-11-18"


def test_position_alone_is_a_place() -> None:
    records = read_reports(make_raw({"date": ["2019"], "coordinates": ["29.61, 52.53"]}), TODAY)
    assert records.reports["given_lon"].tolist() == [52.53]
    with pytest.raises(InputError, match="no column for place"):
        read_reports(make_raw({"date": ["2019"], "latitude": ["29.61"]}), TODAY)


@pytest.mark.parametrize(
    ("level", "stated", "precision", "settled"),
    [
        ("", "", None, None),
        ("city", "", "city", "city"),
        ("province", "", "admin1", "province"),
        ("country", "", "country", "country"),
        ("", "Near", "near", None),
        ("", "admin1", "admin1", "province"),
        ("", "unknown", "unknown", "none"),
        ("city", "exact", "exact", "city"),
    ],
)
def test_level_and_precision_complete_each_other(
    level: str, stated: str, precision: str | None, settled: str | None
) -> None:
    records = make_records(place_level=[level], place_precision=[stated])
    (row,) = records.reports[["given_precision", "place_level"]].to_dict("records")
    found = {name: None if pd.isna(value) else value for name, value in row.items()}
    assert found == {"given_precision": precision, "place_level": settled}


@pytest.mark.parametrize(
    ("header", "metric", "bound"),
    [
        ("killed", "killed", "best"),
        ("Fatalities", "killed", "best"),
        ("deaths_min", "killed", "low"),
        ("max deaths", "killed", "high"),
        ("wounded", "injured", "best"),
        ("arrests_best", "arrested", "best"),
        ("crowd size", "participants", "best"),
        ("size_high", "participants", "high"),
        ("تعداد کشته", "killed", "best"),
        ("جرحى", "injured", "best"),
        ("Teilnehmer", "participants", "best"),
        ("détenus", None, None),
    ],
)
def test_figures_are_read_under_their_usual_names(
    header: str, metric: str | None, bound: str | None
) -> None:
    figures = make_records(**{header: ["12"]}).figures
    assert figures["metric"].tolist() == ([metric] if metric else [])
    if bound:
        assert figures[f"value_{bound}"].tolist() == [12]


def test_figure_is_claimed_by_who_is_named_or_by_the_source() -> None:
    records = make_records(
        killed=["3", "4"], source=["Paper", "Paper"], claimed_by=["Police", ""], status=["x", ""]
    )
    assert records.figures["claimed_by"].tolist() == ["Police", "Paper"]
    assert records.figures["verification"].tolist()[0] == "x"
    assert records.reports["verification"].tolist()[0] == "x"


@pytest.mark.parametrize(
    ("columns", "report", "event"),
    [
        ({"event_id": ["E"]}, "E", None),
        ({"id": ["R"], "event_id": ["E"]}, "R", "E"),
        ({"report_id": ["R"], "event_key": ["K"]}, "R", "K"),
    ],
)
def test_event_id_beside_another_id_is_what_rows_share(
    columns: dict[str, list[str]], report: str, event: str | None
) -> None:
    (row,) = make_records(**columns).reports.to_dict("records")
    assert row["report_id"] == report
    assert row["event_key"] == event or (event is None and pd.isna(row["event_key"]))


def test_licence_of_a_row_is_kept() -> None:
    assert make_records(license=["CC0"]).reports["licence"].tolist() == ["CC0"]


@pytest.mark.parametrize(
    "headers",
    [
        ("Datum", "Ort", "Land", "Quelle"),
        ("jour", "ville", "pays", "éditeur"),
        ("fecha", "ciudad", "país", "fuente"),
        ("التاريخ", "المدينة", "البلد", "المصدر"),
        ("تاریخ", "شهر", "کشور", "منبع"),
    ],
)
def test_headers_of_other_languages(headers: tuple[str, ...]) -> None:
    cells = ("2019-11-15", "Oslo", "Norway", "Paper")
    raw = make_raw({header: [cell] for header, cell in zip(headers, cells, strict=True)})
    (row,) = read_reports(raw, TODAY).reports.to_dict("records")
    assert (row["place_name"], row["country_name"]) == ("Oslo", "Norway")
