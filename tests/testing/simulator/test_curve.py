"""Curves: their integrals are what is promised of them, for counters are nothing else."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.testing import simulator as sim
from grafmint.testing.simulator.curve import Curve, Flat, Grown, Scaled
from grafmint.testing.simulator.during import During
from grafmint.testing.simulator.shape import Context, Shape

#: A Sunday in 2026.
NOW = 1_790_000_000.0
SHAPES = {
    "constant": sim.constant(7),
    "daily": sim.daily(low=0, high=40, peak="9h30m"),
    "ramp": sim.ramp(low=2, high=9, every="7h"),
    "steps": sim.steps([0, 0, 5, 1], each="50m"),
    "noisy": sim.noisy(sim.daily(low=0, high=40), by=0.5),
    "noisy steps": sim.noisy(sim.steps([3, 0, 8], each="20m"), by=0.3),
    "seldom": sim.seldom(every="40m"),
    "spread": sim.spread(sim.ramp(low=1, high=2, every="1d"), by=0.4),
    "latest": sim.latest(every="6h", at="3h"),
}
shapes = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())


def curve(shape: Shape, key: str = "a") -> Curve:
    """A shape as a series has it."""
    return shape.curve(Context(key=key, start=NOW))


def sum_of(found: Curve, start: float, length: float, parts: int = 20_000) -> float:
    """The integral by adding up small steps."""
    step = length / parts
    return math.fsum(found.at(start + (part + 0.5) * step) for part in range(parts)) * step


@shapes
@pytest.mark.parametrize("length", [600.0, 30_000.0, 200_000.0])
def test_the_total_is_the_integral(shape: Shape, length: float) -> None:
    """Over minutes, hours and days, of every shape."""
    found = curve(shape)
    assert found.total(NOW + length) - found.total(NOW) == pytest.approx(sum_of(found, NOW, length), rel=2e-3, abs=0.1)


@shapes
def test_an_incident_is_part_of_the_integral(shape: Shape) -> None:
    """What happens in it is counted, and what comes after goes on from there; incidents within each other too."""
    usual = curve(shape)
    inner = During(usual, Scaled(usual, 20), NOW + 1000, NOW + 2500)
    found = During(inner, Flat(3), NOW + 2000, NOW + 3000)
    for length in (500.0, 1500.0, 2200.0, 2800.0, 5000.0):
        wanted = sum_of(found, NOW, length)
        assert found.total(NOW + length) - found.total(NOW) == pytest.approx(wanted, rel=5e-3, abs=0.5)


@shapes
@given(start=st.floats(NOW, NOW + 86_400), step=st.sampled_from([1.0, 5.0, 15.0]))
def test_a_counter_never_falls(shape: Shape, start: float, step: float) -> None:
    """Not by the last bit, where its rate is next to nothing, nor where an incident begins or ends."""
    usual = curve(shape)
    rate = During(usual, Scaled(usual, 30), start + 40 * step, start + 80 * step)
    counts = [Grown(rate, NOW - 1e7).at(start + number * step) for number in range(120)]
    assert counts == sorted(counts)


@shapes
def test_a_series_is_its_own_and_always_the_same(shape: Shape) -> None:
    """Chance follows from the series alone, so another run has the same numbers."""
    assert curve(shape).at(NOW + 77) == curve(shape).at(NOW + 77)


@pytest.mark.parametrize("name", ["noisy", "spread"])
def test_chance_differs_from_series_to_series(name: str) -> None:
    """Two instances are no copies of each other."""
    assert curve(SHAPES[name], "a").at(NOW) != curve(SHAPES[name], "b").at(NOW)


@given(time=st.floats(NOW, NOW + 1e6))
def test_noise_stays_within_its_share(time: float) -> None:
    """A fifth around the value, and no more."""
    assert 80 <= curve(sim.noisy(100, by=0.2)).at(time) <= 120


def test_a_day_has_its_peak_and_its_low() -> None:
    """Times are of UTC."""
    midnight = NOW // 86_400 * 86_400
    found = curve(sim.daily(low=10, high=30, peak="9h"))
    assert found.at(midnight + 9 * 3600) == pytest.approx(30)
    assert found.at(midnight + 21 * 3600) == pytest.approx(10)


def test_steps_and_ramps_begin_again() -> None:
    """Each value its time, and then the first one."""
    stairs, ramp = curve(sim.steps([3, 5], each="1h")), curve(sim.ramp(low=0, high=10, every="1h"))
    hour = NOW // 7200 * 7200
    assert [stairs.at(hour + past) for past in (0, 3599, 3600, 7200)] == [3, 3, 5, 3]
    assert [ramp.at(hour + past) for past in (0, 1800, 3600)] == [0, 5, 0]


def test_what_is_seldom_comes_once_in_its_time() -> None:
    """A counter of it grows by one in each turn, within a minute, and each series has its own moment."""
    counted = [Grown(curve(sim.seldom(every="2h"), key), NOW - 1e6) for key in "ab"]
    for each in counted:
        found = [each.at(NOW + 60 * minute) for minute in range(1200)]
        assert found[-1] - found[0] == pytest.approx(10, abs=0.2)
        assert max(later - earlier for earlier, later in pairwise(found)) <= 1 + 1e-6
        assert sum(later > earlier for earlier, later in pairwise(found)) <= 22
    first, second = ([each.at(NOW + 60 * minute) for minute in range(120)] for each in counted)
    assert first != second


def test_moments_are_times() -> None:
    """Of the future, of the past, and of the last run of what runs again and again."""
    assert curve(sim.moment("20d")).at(NOW + 5) == NOW + 20 * 86_400
    assert curve(sim.moment("-3h")).at(NOW + 5) == NOW - 3 * 3600
    midnight = NOW // 86_400 * 86_400
    backup = curve(sim.latest(every="1d", at="3h"))
    assert backup.at(midnight + 4 * 3600) == pytest.approx(midnight + 3 * 3600)
    assert backup.at(midnight + 2 * 3600) == pytest.approx(midnight - 21 * 3600)
