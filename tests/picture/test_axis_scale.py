"""The scale of an axis: its ends for data and options, and where a value stands on it."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from grafmint.picture.axis_scale import Bounds, Kind, Scale, extent, scale_for

NUMBERS = st.floats(-1e12, 1e12, allow_nan=False)


@pytest.mark.parametrize(
    ("data", "bounds", "ends"),
    [
        ((20, 80), Bounds(), (14, 86)),
        ((0, 9), Bounds(), (0, 9.9)),
        ((5, 9), Bounds(), (4.5, 9.4)),
        ((1, 9), Bounds(), (0.1, 9.8)),
        ((0.5, 9), Bounds(), (0, 9.9)),
        ((-9, -0.5), Bounds(), (-9.9, 0)),
        ((42, 42), Bounds(), (0, 84)),
        ((0, 0), Bounds(), (0, 100)),
        ((0, 0), Bounds(soft_high=20), (0, 20)),
        ((99.7, 99.8), Bounds(), (99.69, 99.81)),
        ((1e9, 1.0001e9), Bounds(), (999990000, 1000110000)),
        ((20, 80), Bounds(low=0, high=100), (0, 100)),
        ((20, 80), Bounds(low=0), (0, 88)),
        ((4, 6), Bounds(soft_low=0, soft_high=20), (0, 20)),
        ((4, 26), Bounds(soft_low=0, soft_high=20), (0, 29)),
        ((4, 26), Bounds(high=24, soft_high=20), (1, 24)),
        ((-10, 90), Bounds(centered=True), (-110, 110)),
        ((0.4, 1.7), Bounds(whole=True), (0, 2)),
        (None, Bounds(), (0, 100)),
        ((5, 6), Bounds(low=9, high=3), (0, 100)),
    ],
)  # fmt: skip
def test_the_ends_of_a_linear_axis(data: tuple[float, float] | None, bounds: Bounds, ends: tuple[float, float]) -> None:
    """A tenth is left free, zero is where the axis rests, and options have the last word."""
    scale = scale_for(data, bounds)
    assert (scale.low, scale.high) == pytest.approx(ends)


@pytest.mark.parametrize(
    ("data", "kind", "base", "ends"),
    [
        ((3, 700), "log", 10, (1, 1000)),
        ((1000, 33e6), "log", 2, (512, 2**25)),
        ((5, 5), "log", 10, (0.1, 100)),
        ((-2160, 2053), "symlog", 10, (-10000, 10000)),
        ((0, 50), "symlog", 10, (0, 100)),
    ],
)
def test_the_ends_of_an_axis_of_powers(
    data: tuple[float, float], kind: Kind, base: int, ends: tuple[float, float]
) -> None:
    """They are whole powers of the base."""
    scale = scale_for(data, Bounds(), kind, base)
    assert (scale.low, scale.high) == pytest.approx(ends)


@given(low=NUMBERS, high=NUMBERS, kind=st.sampled_from(["linear", "symlog"]))
def test_all_data_is_on_its_axis(low: float, high: float, kind: Kind) -> None:
    """Whatever it is, no value stands beyond the ends, and the ends are not the same."""
    low, high = min(low, high), max(low, high)
    assume(high - low > 1e-6 or high == low)
    scale = scale_for((low, high), Bounds(), kind)
    assert scale.low < scale.high
    assert -1e-9 <= scale.share(low) <= scale.share(high) <= 1 + 1e-9


@given(
    ends=st.lists(st.floats(1e-6, 1e9), min_size=2, max_size=2, unique=True),
    kind=st.sampled_from(["linear", "log", "symlog"]),
    share=st.floats(0, 1),
)
def test_a_place_says_its_value(ends: list[float], kind: Kind, share: float) -> None:
    """What stands at a share of the axis has that share of it."""
    assume(max(ends) / min(ends) > 1.001)
    scale = Scale(low=min(ends), high=max(ends), kind=kind)
    assert scale.share(scale.value(share)) == pytest.approx(share, abs=1e-6)


def test_zero_is_below_a_logarithmic_axis() -> None:
    """It has no place on it, and no error either."""
    assert Scale(low=1, high=100, kind="log").share(0) < 0


def test_the_extent_leaves_out_what_is_not_there() -> None:
    """And for logarithms what is not above zero."""
    assert extent([None, 3, -1, 2]) == (-1, 3)
    assert extent([None, 3, -1, 2], positive=True) == (2, 3)
    assert extent([None]) is None
    assert math.isfinite(scale_for(extent([]), Bounds()).high)
