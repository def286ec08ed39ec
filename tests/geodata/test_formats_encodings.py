"""Which encoding a text is in is found out from all of it, or it is refused; never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.errors import FormatError
from geodata.formats.encodings import find_encoding

PERSIAN = "تاریخ,مکان,عنوان\n2019-11-15,قم,«تجمع» – خیابان\u200cها\n".replace("ی", "ي")
ARABIC = "التاريخ,المكان\n2019-11-15,بغداد، العراق\n2019-11-16,القاهرة؟\n"
MIXED = "date,place,lieu\n2019,قم,Besançon, été\n2019,شيراز,Orléans\n2020,طهران,\n"
FRENCH = "date,lieu\n2019,Besançon\n2019,Orléans – «été», l’école\n2020,Créées à Nîmes\n"
GERMAN = "Datum,Ort\n2019,Zürich\n2019,Köln, größere Straße – „Demo“\n2020,€5 Übung\n"
RUSSIAN = "дата,место\n2019,Москва\n2020,Санкт-Петербург\n"


def find(tmp_path: Path, content: bytes) -> tuple[str, str]:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    encoding = find_encoding(path)
    return encoding.codec, encoding.note


@pytest.mark.parametrize("text", [PERSIAN, ARABIC, MIXED])
def test_words_of_arabic_letters_are_windows_1256(tmp_path: Path, text: str) -> None:
    codec, note = find(tmp_path, text.encode("cp1256"))
    assert (codec, note) == ("cp1256", "read as Windows-1256 (Persian, Arabic)")


@pytest.mark.parametrize("text", [FRENCH, GERMAN, "x\nTromsø\n", "fecha,año\n2019,¿qué? ñandú\n"])
def test_accents_between_plain_letters_are_windows_1252(tmp_path: Path, text: str) -> None:
    codec, note = find(tmp_path, text.encode("cp1252"))
    assert (codec, note) == ("cp1252", "read as Windows-1252 (Western European)")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_needs_no_word(tmp_path: Path, codec: str) -> None:
    assert find(tmp_path, PERSIAN.encode(codec)) == (codec, "")


@pytest.mark.parametrize(("codec", "name"), [("utf-8", "UTF-8"), ("utf-16", "UTF-16")])
def test_damaged_unicode_is_read_with_a_word(tmp_path: Path, codec: str, name: str) -> None:
    damaged = PERSIAN.encode(codec)[:-1] + (b"\xff" if codec == "utf-8" else b"")
    assert find(tmp_path, damaged) == (
        codec,
        f"read as {name}; what isn't {name} in it stands as \ufffd",
    )


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (RUSSIAN, "cp1251"),
        ("ημερομηνία,τόπος\n2019,Αθήνα\n", "cp1253"),
        ("תאריך,מקום\n2019,ירושלים\n", "cp1255"),
        ("日期,地点\n2019,北京市\n", "gbk"),
        ("日付,場所\n2019,東京都\n", "shift_jis"),
        ("date,lieu\n2019,Besançon\n2019,Orléans\n", "cp437"),
        ("Datum,Ort\n2019,Zürich\n2019,Köln\n", "cp850"),
        (PERSIAN, "utf-16-le"),
        (PERSIAN, "utf-32"),
    ],
)
def test_other_encodings_are_refused_not_garbled(tmp_path: Path, text: str, codec: str) -> None:
    with pytest.raises(FormatError, match=r"a\.csv.*save it as CSV UTF-8|no text"):
        find(tmp_path, text.encode(codec))
