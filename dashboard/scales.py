"""Scales that stay while filters change: bubble radii and choropleth classes. Pure."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

LARGEST_RADIUS: Final = 26.0
SMALLEST_RADIUS: Final = 2.5
"""Pixels. Below this a circle can't be seen, so its area stops following its value."""

N_CLASSES: Final = 5


def scale_radius(value: NDArray[np.int64], largest: int) -> NDArray[np.float64]:
    """Return radii in pixels so that the area of a circle is proportional to its value.

    Parameters
    ----------
    value
        Counts, shape ``(n,)``.
    largest
        The count that gets ``LARGEST_RADIUS``: the largest of the unfiltered atlas.
    """
    radius = LARGEST_RADIUS * np.sqrt(np.asarray(value) / max(largest, 1))
    return np.maximum(radius, SMALLEST_RADIUS)


def pick_sizes(largest: int) -> tuple[int, ...]:
    """Pick up to three round values for a legend of circles, smallest first."""
    if largest <= 0:
        return ()
    top = _round_down(largest)
    return tuple(sorted({top, _round_down(max(top // 4, 1)), 1}))


def class_breaks(value: NDArray[np.float64]) -> tuple[float, ...]:
    """Return the upper bounds of quantile classes over the positive values, lowest first.

    Bounds are rounded to two significant digits, so that the legend says exactly what is drawn;
    equal bounds fall together, so there may be fewer than ``N_CLASSES``. The last bound is the
    largest value, rounded up.
    """
    positive = np.asarray(value)[np.asarray(value) > 0]
    if not len(positive):
        return ()
    shares = np.arange(1, N_CLASSES) / N_CLASSES
    inner = {_two_digits(bound) for bound in np.quantile(positive, shares)}
    top = _two_digits(float(positive.max()), up=True)
    return (*sorted(bound for bound in inner if bound < top), top)


def count_breaks(count: NDArray[np.float64]) -> tuple[float, ...]:
    """Return the upper bounds of classes of counts, as `class_breaks` but whole numbers."""
    breaks = class_breaks(count)
    largest = float(np.nanmax(count, initial=0.0))
    return tuple(sorted({float(min(np.ceil(bound), largest)) for bound in breaks}))


def classify(value: NDArray[np.float64], breaks: tuple[float, ...]) -> NDArray[np.int64]:
    """Return each value's class: ``breaks[i - 1] < value <= breaks[i]`` is class ``i``.

    Values over the last bound are in the last class; NaN and zero are -1: no class.
    """
    value = np.asarray(value, dtype=float)
    found = np.clip(np.searchsorted(breaks, value), 0, max(len(breaks) - 1, 0))
    return np.where(np.isfinite(value) & (value > 0), found, -1)


def _round_down(value: int) -> int:
    """Return the largest of 1, 2, 5, 10, 20, 50 … that is not above the value."""
    power = int(10 ** (len(str(value)) - 1))
    return max(step * power for step in (1, 2, 5) if step * power <= value)


def _two_digits(value: float, *, up: bool = False) -> float:
    power = 10.0 ** (np.floor(np.log10(value)) - 1)
    digits = np.ceil(value / power - 1e-9) if up else np.round(value / power)
    bound = float(f"{digits * power:.6g}")
    return max(bound, value) if up else bound  # a last bit of rounding must not leave it out
