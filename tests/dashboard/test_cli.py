from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard.cli import cli
from tests.dashboard.command_line import run


@pytest.mark.parametrize("command", [[], *([name] for name in cli.commands)])
def test_help_says_what_each_option_does(
    capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    code, out, _ = run(capsys, *command, "--help")
    assert code == 0
    options = cli.commands[command[0]].params if command else cli.params
    for option in options:
        if option.param_type_name == "option":
            assert option.help
            assert option.opts[-1] in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serve", "no-such-atlas"], "no-such-atlas"),
        (["serve", "--port", "99999"], "65535"),
        (["build", "no-such.csv", "-o", "x"], "no-such.csv"),
        (["build", "-o", "x"], "FILES"),
        (["rebuild", "no-such-atlas"], "no-such-atlas"),
        (["rebuild"], "ATLAS"),
        (["snapshot", "-o", "x.gif"], "allowed are png, svg, pdf"),
        (["snapshot", "-o", "x.png", "--view", "layer=pie"], "bubbles or regions"),
        (["snapshot", "-o", "no/such/folder/x.png"], "folder"),
        (["geocode"], "NAME"),
        (["fly"], "fly"),
    ],
)
def test_error_is_one_line_and_exit_code_2(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("event-atlas: ")
    assert err.count("\n") == 1
    assert said in err
    assert list(tmp_path.iterdir()) == []


def test_snapshot_is_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    code, out, _ = run(capsys, "snapshot", "-o", str(path), "--view", "kind=rally")
    assert code == 0
    assert str(path) in out
    said = re.search(r"97 of 485 reports: (.*)", out)
    assert said is not None
    assert sum(map(int, re.findall(r"\d+", said[1]))) == 97
    assert path.read_text(encoding="utf-8").startswith("<svg")


def test_doctor_finds_nothing_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "doctor")
    assert code == 0
    assert "FAIL" not in out
    assert "234,908 places" in out
