import pandas as pd

from geodata.placements import Outcome
from geodata.unplaced import list_unplaced


def test_each_name_without_a_place_is_listed_once_with_its_rows() -> None:
    reports = pd.DataFrame(
        {
            "place_name": ["Baden", "Oslo", "Baden", "Narnia"],
            "source_file": "mine.csv",
            "source_row": [1, 2, 3, 4],
        }
    )
    outcomes = [Outcome.DOUBTFUL, Outcome.LOCATED, Outcome.DOUBTFUL, Outcome.UNKNOWN]
    problems = list_unplaced(reports, pd.DataFrame({"outcome": outcomes}))
    assert [(problem.row, problem.value) for problem in problems] == [(1, "Baden"), (4, "Narnia")]
    assert "(2 rows)" in problems[0].reason
    assert not any(problem.set_aside for problem in problems)
