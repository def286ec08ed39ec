"""Print how right geocoding is, beside plain look-up: python -m tests.accuracy [--half …]."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence

from geodata.gazetteer import open_gazetteer
from tests.accuracy.labels import SETS, Label, load_labels
from tests.accuracy.measure import (
    Given,
    Judged,
    Outcome,
    Tally,
    ask,
    hard_labels,
    measure_hard_cases,
    names_a_second,
    tally,
)
from tests.accuracy.reliability import bin_scores, calibration_error
from tests.accuracy.systems import SYSTEMS, System, measure_memory

HALVES = {"all": (True, False), "tune": (True,), "held-out": (False,)}
OURS = next(iter(SYSTEMS))
COLUMNS = ("names", "≤25 km", "≤161 km", "held", "precise", "certain", "c. right", "c. area")
LEGEND = """
names      how many were asked
≤25 km     answered within 25 km; no match, or a region or country, counts as wrong
≤161 km    the same within 161 km
held       ≤25 km of the names whose place the gazetteer has
precise    within 25 km, of the answers with a point
certain    answers with a point that ask for no person's word, of all; look-up never asks
c. right   within 25 km, of the certain answers with a point
c. area    certain answers that are a region or a country (a number, in no share)
"""
WIDTH = 9
SYSTEM_WIDTH = max(map(len, SYSTEMS))


def main() -> None:
    """Print a table of all systems on all sets, how far scores can be trusted, and the misses."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description=__doc__)
    parser.add_argument("--half", choices=HALVES, default="all", help="of each labelled set")
    half = HALVES[parser.parse_args().half]
    gazetteer = open_gazetteer()
    sets = {"hard cases": hard_labels(gazetteer)}
    for path in sorted(SETS.glob("*.csv")):
        labels = [label for label in load_labels(path.stem) if label.is_tuned_on in half]
        sets[path.stem.replace("_", " ")] = labels
    everything = [label for labels in sets.values() for label in labels]
    systems = {name: open_system() for name, open_system in SYSTEMS.items()}
    sets["all"] = everything
    print_accuracy(sets, systems)
    print(LEGEND)
    print_costs(everything, systems)
    ours = systems[OURS]
    print_reliability([one for given in Given for one in ask(ours, everything, given)])
    print_hard_cases(measure_hard_cases(gazetteer))


def print_accuracy(sets: dict[str, list[Label]], systems: dict[str, System]) -> None:
    """Print one row a set, context and system; look-up has no use for a region."""
    titles = "".join(f"{title:>{WIDTH}}" for title in COLUMNS)
    print(f"{'set':17}{'given':17}{'system':{SYSTEM_WIDTH}}{titles}")
    for set_name, labels in sets.items():
        for given in Given:
            for system_name, system in systems.items():
                judged = ask(system, labels, given)
                if judged and (given is not Given.REGION or system_name == OURS):
                    row = f"{set_name:17}{given:17}{system_name:{SYSTEM_WIDTH}}"
                    print(row + format_tally(tally(judged)))
        print()


def format_tally(counted: Tally) -> str:
    """Return the figures of one row."""
    shares = (
        counted.within_25,
        counted.within_161,
        counted.held_within_25,
        counted.precision,
        counted.certain,
        counted.certain_right,
    )
    figures = [
        str(counted.n),
        *("–" if share is None else f"{share:.3f}" for share in shares),
        str(counted.certain_regions),
    ]
    return "".join(f"{figure:>{WIDTH}}" for figure in figures)


def print_costs(labels: Sequence[Label], systems: dict[str, System]) -> None:
    """Print speed and memory, each system opened in a fresh process for the latter."""
    for name, system in systems.items():
        speed, memory_mb = names_a_second(system, labels), measure_memory(name)
        print(f"{name:{SYSTEM_WIDTH}} {speed:>10,.0f} names a CPU second, {memory_mb:7,.0f} MB")
    print()


def print_reliability(judged: Sequence[Judged]) -> None:
    """Print the share right by score, for all answers and for the certain ones."""
    for title, some in (
        ("all answers with a point", judged),
        ("certain ones", [one for one in judged if one.answer.is_certain]),
    ):
        bins = bin_scores(some)
        print(f"score of {title:30} {'n':>6} {'mean':>6} {'right':>6}")
        for one in bins:
            print(f"{one.low:5.2f} to {one.high:4.2f} {one.n:33} {one.mean_score:6.3f}", end="")
            print(f" {one.right:6.3f}")
        print(f"expected calibration error {calibration_error(bins):.3f}\n")


def print_hard_cases(outcomes: Sequence[Outcome]) -> None:
    """Print how many are as expected by category, then the misses."""
    asked = Counter(outcome.category for outcome in outcomes)
    right = Counter(outcome.category for outcome in outcomes if outcome.is_right)
    for category, n_asked in sorted(asked.items()):
        print(f"{category:32} {right[category]:4} of {n_asked:4}")
    n_false = sum(outcome.is_false_certain for outcome in outcomes)
    print(f"{'hard cases as expected':32} {right.total():4} of {asked.total():4}", end="")
    print(f", {n_false} certain but wrong\n")
    for outcome in outcomes:
        if not outcome.is_right:
            match = outcome.match
            print(
                f"{outcome.name[:40]!r} in {outcome.context or 'no context'!r}: expected "
                f"{outcome.expected}, got {match.status} {match.geonames_id} {match.name} "
                f"({'; '.join(match.reasons)})"
            )


if __name__ == "__main__":
    main()
