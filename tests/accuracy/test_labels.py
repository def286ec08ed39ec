"""The labelled sets hold what their readers rely on."""

from __future__ import annotations

import pytest

from tests.accuracy.labels import SETS, Label, load_labels

MOST_BYTES = 1_000_000
LEAST_NAMES = 3_000

NAMES = [path.stem for path in sorted(SETS.glob("*.csv"))]


@pytest.fixture(scope="module")
def labels() -> list[Label]:
    return [label for name in NAMES for label in load_labels(name)]


def test_sets_stay_small() -> None:
    assert sum(path.stat().st_size for path in SETS.glob("*.csv")) < MOST_BYTES


def test_there_are_enough_names(labels: list[Label]) -> None:
    assert len({label.name for label in labels}) >= LEAST_NAMES


@pytest.mark.parametrize("set_name", NAMES)
def test_no_label_is_there_twice(set_name: str) -> None:
    keys = [(one.name, one.country, one.admin1) for one in load_labels(set_name)]
    assert len(keys) == len(set(keys))


def test_points_are_on_the_globe(labels: list[Label]) -> None:
    points = [(one.lon, one.lat) for one in labels if one.lon is not None and one.lat is not None]
    assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points)


def test_a_place_that_the_gazetteer_has_has_a_point(labels: list[Label]) -> None:
    assert [one.name for one in labels if one.in_gazetteer and one.lon is None] == []


def test_halves_are_about_as_large(labels: list[Label]) -> None:
    share = sum(one.is_tuned_on for one in labels) / len(labels)
    assert 0.45 < share < 0.55
