import numpy as np
import pyarrow as pa

from geodata.joining import Joining, Verdict
from geodata.uniting import unite
from tests.geodata.builders import make_joining

IDS = pa.array(["a", "b", "c", "d"])
LABELS = np.array([0, 0, 7, 7])


def find_groups(*joinings: Joining) -> list[list[str]]:
    labels = unite(LABELS, IDS, joinings).labels
    named = zip(labels.tolist(), IDS.to_pylist(), strict=True)
    groups: dict[int, list[str]] = {}
    for label, name in named:
        groups.setdefault(label, []).append(name)
    return sorted(groups.values())


def test_without_a_decision_nothing_changes() -> None:
    assert find_groups() == [["a", "b"], ["c", "d"]]
    assert LABELS.tolist() == [0, 0, 7, 7]


def test_together_unites_whole_events() -> None:
    assert find_groups(make_joining("a", "c")) == [["a", "b", "c", "d"]]


def test_apart_of_a_whole_event_leaves_it_as_it_is() -> None:
    assert find_groups(make_joining("a", "b", after=Verdict.APART)) == [["a", "b"], ["c", "d"]]


def test_last_word_about_each_event_is_told() -> None:
    united = unite(LABELS, IDS, [make_joining("a", "c"), make_joining("x", after=Verdict.APART)])
    assert list(united.verdicts.values()) == [Verdict.TOGETHER]
    assert (united.counts.n_applied, united.counts.n_unfound) == (1, 1)
