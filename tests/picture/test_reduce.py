"""Calculations over a series, with figures from the page's own unit tests."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.picture.reduce import CALC_NAMES, reduced

HOLES = [None, 200, None]
NUMBERS = st.lists(st.floats(-1e9, 1e9), min_size=1)


@pytest.mark.parametrize(
    ("values", "calc", "expected"),
    [
        ([10, 20], "first", 10), ([10, 20], "last", 20), ([10, 20], "mean", 15), ([10, 20], "count", 2),
        ([10, 20], "distinctCount", 2), ([10, 20], "changeCount", 1), ([10, 20], "variance", 25),
        ([10, 20], "stdDev", 5), ([100, 200, 300, 400], "step", 100), ([100, 200, 300, 400], "delta", 300),
        ([10, 20, 5, 8], "delta", 10 + 8), ([10, 20, 5], "delta", 10 + 5),
        ([1, 2, 2, 3, 1], "uniqueValues", "1, 2, 3"),
        ([1, None, True], "allValues", "1, , true"), ([], "allIsNull", True), ([None, None], "allIsNull", True),
        ([], "allIsZero", False), ([None], "allIsZero", False), ([0, 0], "allIsZero", True),
        ([0, 1], "allIsZero", False),
        (HOLES, "first", None), (HOLES, "last", None), (HOLES, "firstNotNull", 200), (HOLES, "lastNotNull", 200),
        (HOLES, "diffperc", 0), ([None], "lastNotNull", None), ([4, 5], "diffperc", 0.25), ([4, 9, 6], "diff", 2),
        ([4, 9, 6], "range", 5), ([0, 3, -1], "logmin", 3), ([0, 5], "diffperc", math.inf), ([], "sum", 0),
        ([], "count", 0), ([], "max", None), ([None], "sum", 0),
        ([3, 1, 2], "median", 2),
        ([4, 1, 2, 3], "median", 2.5),
        (list(range(101)), "p95", 95), ([5, 1], "p1", 1), ([4, 1, 3, 2], "p50", 3), ([2, math.nan, 1], "max", 2),
        (["b", "a"], "lastNotNull", "a"),
        (["b", "a"], "max", None), ([1, 2], "current", 2), ([1, 2], "avg", 1.5), ([1, 2], "total", 3),
        ([1, 2], "nothing of the kind", None),
    ],
)  # fmt: skip
def test_calculations(values: list[Any], calc: str, expected: Any) -> None:
    """Each is what the page computes, over holes and over nothing too."""
    assert reduced(values, calc) == expected


@pytest.mark.parametrize(
    ("calc", "null", "connected", "as_zero"),
    [("mean", 3, 3, 2), ("min", 2, 2, 0), ("count", 2, 3, 2), ("changeCount", 2, 1, 2), ("distinctCount", 3, 2, 3),
     ("lastNotNull", 4, 4, 4)],
)  # fmt: skip
def test_nulls_count_as_they_are_told_to(calc: str, null: float, connected: float, as_zero: float) -> None:
    """They are left out, or count as zero, or stand for themselves."""
    values = [2, None, 4]
    assert reduced(values, calc) == null
    assert reduced(values, calc, null_value_mode="connected") == connected
    assert reduced(values, calc, null_value_mode="null as zero") == as_zero


def test_calculations_have_the_names_of_the_legend() -> None:
    """The ordinal of a percentile is English."""
    names = {"lastNotNull": "Last *", "sum": "Total", "p1": "1st %", "p12": "12th %", "p22": "22nd %", "p95": "95th %"}
    assert {calc: CALC_NAMES[calc] for calc in names} == names


@given(st.lists(st.none() | st.floats() | st.text() | st.booleans()), st.sampled_from(sorted(CALC_NAMES)))
def test_nothing_raises(values: list[Any], calc: str) -> None:
    """Any calculation over any values has a result or none."""
    assert isinstance(reduced(values, calc), int | float | str | None)


@given(NUMBERS)
def test_a_mean_lies_between_the_ends(values: list[float]) -> None:
    """So do the median and every percentile."""
    low, high = reduced(values, "min"), reduced(values, "max")
    assert isinstance(low, float)
    assert isinstance(high, float)
    for calc in ("mean", "median", "p50"):
        found = reduced(values, calc)
        assert isinstance(found, float)
        assert low - 1e-6 <= found <= high + 1e-6
