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
COLUMNS = ["≤25 km", "≤161 km", "precision", "certain", "certain right", "in gaz. ≤25"]
WIDTH = max(map(len, SYSTEMS))


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
    print_costs(everything, systems)
    ours = next(iter(systems.values()))
    print_reliability([one for given in Given for one in ask(ours, everything, given)])
    print_hard_cases(measure_hard_cases(gazetteer))


def print_accuracy(sets: dict[str, list[Label]], systems: dict[str, System]) -> None:
    """Print one row a set, context and system."""
    print(f"{'set':20} {'given':16} {'system':{WIDTH}} {'names':>6}", end="")
    print("".join(f"{title:>15}" for title in COLUMNS), f"{'certain regions':>15}")
    for set_name, labels in sets.items():
        for given in Given:
            for system_name, system in systems.items():
                if given is not Given.REGION or system_name == "Event Atlas":
                    counted = tally(ask(system, labels, given))
                    print(f"{set_name:20} {given:16} {system_name:{WIDTH}} {format_tally(counted)}")
        print()


def format_tally(counted: Tally) -> str:
    """Return the figures of one row."""
    shares = (
        counted.within_25,
        counted.within_161,
        counted.precision,
        counted.certain,
        counted.certain_right,
        counted.held_within_25,
    )
    return f"{counted.n:6}" + "".join(map(format_share, shares)) + f"{counted.certain_regions:16}"


def format_share(share: float | None) -> str:
    """Return a share with three places, or a dash."""
    return f"{'–' if share is None else f'{share:.3f}':>15}"


def print_costs(labels: Sequence[Label], systems: dict[str, System]) -> None:
    """Print speed and memory, each system opened in a fresh process for the latter."""
    for name, system in systems.items():
        speed, memory_mb = names_a_second(system, labels), measure_memory(name)
        print(f"{name:{WIDTH}} {speed:>10,.0f} names a CPU second, {memory_mb:7,.0f} MB")
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
