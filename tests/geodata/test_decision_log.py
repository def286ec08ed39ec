from pathlib import Path

import pytest

from geodata import decision_log
from geodata.decision_log import append_decisions, load_log, read_decisions
from geodata.errors import InputError, StoreError
from tests.geodata.builders import make_decision


@pytest.fixture
def atlas(tmp_path: Path) -> Path:
    (tmp_path / "atlas.toml").touch()
    return tmp_path


def test_what_is_appended_is_read_in_order(atlas: Path) -> None:
    some = [make_decision("Baden", why="a\u2028b\n"), make_decision("شهریار")]
    append_decisions(atlas, some[:1])
    append_decisions(atlas, some[1:])
    append_decisions(atlas, [])
    assert read_decisions(atlas) == tuple(some)


def test_atlas_without_decisions_has_none(atlas: Path) -> None:
    assert read_decisions(atlas) == ()


@pytest.mark.parametrize("torn", ['{"what": {"pla', "\udcff", '{"a": 1}'])
def test_torn_line_is_reported_and_never_lost(atlas: Path, torn: str) -> None:
    file = atlas / "decisions.jsonl"
    append_decisions(atlas, [make_decision("Baden")])
    with file.open("ab") as stream:
        stream.write(torn.encode(errors="surrogateescape"))
    append_decisions(atlas, [make_decision("Oslo")])
    log = load_log(file)
    assert [decision.what.place_name for decision in log.decisions] == ["Baden", "Oslo"]
    assert [(item.file, item.row, item.set_aside) for item in log.problems] == [
        ("decisions.jsonl", 2, False)
    ]
    assert torn.encode(errors="surrogateescape") in file.read_bytes()


def test_last_line_without_its_end_is_whole(atlas: Path) -> None:
    append_decisions(atlas, [make_decision("Baden")])
    file = atlas / "decisions.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n\r\n").strip())
    append_decisions(atlas, [make_decision("Oslo")])
    assert len(read_decisions(atlas)) == 2
    assert load_log(file).problems == ()


def test_half_a_character_is_refused_before_anything_is_written(atlas: Path) -> None:
    with pytest.raises(InputError, match="half a character"):
        append_decisions(atlas, [make_decision(), make_decision(who="\ud83d")])
    assert read_decisions(atlas) == ()


def test_folder_that_is_no_atlas_gets_no_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="not an atlas"):
        append_decisions(tmp_path, [make_decision()])
    assert list(tmp_path.iterdir()) == []


def test_file_that_cannot_be_used_is_one_line(atlas: Path) -> None:
    (atlas / "decisions.jsonl").mkdir()
    with pytest.raises(StoreError, match="make the file readable"):
        read_decisions(atlas)
    with pytest.raises(StoreError, match="can't write the decisions"):
        append_decisions(atlas, [make_decision()])


def test_full_disk_is_an_error_and_nothing_is_added(
    atlas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    append_decisions(atlas, [make_decision("Baden")])
    monkeypatch.setattr(decision_log.os, "fsync", fail)
    with pytest.raises(StoreError, match="No space left"):
        append_decisions(atlas, [make_decision(), make_decision("Oslo")])
    assert read_decisions(atlas) == (make_decision("Baden"),)
