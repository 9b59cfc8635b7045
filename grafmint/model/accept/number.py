"""Number: finite, and within bounds."""

import math
from collections.abc import Callable
from typing import Any

Bounds = tuple[float | None, float | None]

UNBOUNDED: Bounds = (None, None)


def number_problem(value: Any, bounds: Bounds) -> str | None:
    """What is wrong with a number, or None: Grafana's JSON has no NaN and no infinity."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    low, high = bounds
    if not math.isfinite(value):
        return "is not a finite number"
    if low is not None and value < low:
        return f"is below {low:g}"
    if high is not None and value > high:
        return f"is above {high:g}"
    return None


def number_test(classes: tuple[type, ...], bounds: Bounds) -> Callable[[Any], bool]:
    """The test of a field that takes numbers alone."""
    low = -math.inf if bounds[0] is None else bounds[0]
    high = math.inf if bounds[1] is None else bounds[1]
    if float not in classes:
        return lambda value: value.__class__ is int and low <= value <= high
    return lambda value: (
        (value.__class__ is int or value.__class__ is float) and (low <= value <= high and math.isfinite(value))
    )
