from __future__ import annotations

import io

from dashboard.commands.progress import show_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_terminal_sees_a_line_a_step_and_a_bar_for_a_long_one() -> None:
    terminal = Terminal()
    with show_progress(terminal) as progress:
        progress("reading a.csv")
        for done in (0, 50, 100):
            progress("geocoding 100 names", done, 100)
        progress("writing out")
    shown = terminal.getvalue()
    assert shown.startswith("reading a.csv\n")
    assert shown.index("geocoding 100 names") < shown.index("100%") < shown.index("writing out\n")


def test_program_that_reads_the_output_sees_nothing() -> None:
    stream = io.StringIO()
    with show_progress(stream) as progress:
        progress("reading a.csv")
        progress("geocoding 100 names", 50, 100)
    assert stream.getvalue() == ""
