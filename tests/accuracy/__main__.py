"""Print how many labelled names geocode as expected, and which don't: python -m tests.accuracy."""

from __future__ import annotations

from collections import Counter

from geodata.gazetteer import open_gazetteer
from tests.accuracy.measure import measure_hard_cases


def main() -> None:
    """Print a table by category, then the misses."""
    outcomes = measure_hard_cases(open_gazetteer())
    asked = Counter(outcome.category for outcome in outcomes)
    right = Counter(outcome.category for outcome in outcomes if outcome.is_right)
    for category, n_asked in sorted(asked.items()):
        print(f"{category:32} {right[category]:4} of {n_asked:4}")
    n_false = sum(outcome.is_false_certain for outcome in outcomes)
    print(f"{'all':32} {right.total():4} of {asked.total():4}, {n_false} certain but wrong\n")
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
