"""A process that replaces an atlas again and again until it is killed."""

from __future__ import annotations

import signal
from itertools import count
from pathlib import Path

from geodata.decision_log import append_decisions
from tests.geodata.builders import make_atlas, make_card, make_decision, make_import

N_IMPORTS = 50  # enough lines that a half-written file is seen


def replace_forever(atlas: Path, start: int) -> None:
    """Replace an atlas by numbered ones, each consistent in itself, and decide in between."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in count(start):
        imports = [make_import(file=f"{number}.csv")] * N_IMPORTS
        make_atlas(atlas, card=make_card(title=f"{number}"), imports=imports)
        append_decisions(atlas, [make_decision(f"{number}")])
