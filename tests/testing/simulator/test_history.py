"""History: the past has samples where queries look for them."""

from itertools import pairwise

import pytest

from grafmint.testing.simulator.asked import Asked
from grafmint.testing.simulator.history import HISTORY, offsets_of, reaching, times_until
from tests.testing.simulator.asking import simulated
from tests.testing.simulator.test_curve import NOW

_COARSE = {"31d": "30m", "3h": "30s"}


def test_offsets_are_those_of_queries() -> None:
    """Each once, whatever it is written with."""
    asked = [Asked("sum(a) / sum(a offset 7d)"), Asked("rate(b[5m]  offset 1d)"), Asked("c offset 7d"), Asked("offset")]
    assert offsets_of(asked) == {"7d", "1d"}


@pytest.mark.parametrize("offset", ["1d", "7d", "40d"])
def test_an_hour_before_an_offset_is_as_close_as_now(offset: str) -> None:
    """And what is around it is as it was."""
    before = {"1d": 86_400, "7d": 7 * 86_400, "40d": 40 * 86_400}[offset]
    times = times_until(NOW, reaching(_COARSE, [offset]))
    steps = {second - first for first, second in pairwise(times) if NOW - before - 3500 < first < NOW - before - 100}
    assert steps == {30}
    assert times == sorted(set(times))
    after = {second - first for first, second in pairwise(times) if NOW - before + 1800 < first < NOW - 5 * 3600}
    assert after == {1800}


def test_what_looks_back_into_the_dense_end_needs_nothing() -> None:
    """Five minutes ago there are samples anyway."""
    assert times_until(NOW, reaching(_COARSE, ["5m"])) == times_until(NOW, _COARSE)


def test_a_simulation_of_queries_has_the_past_that_they_ask_for() -> None:
    """Without a word of its user."""
    assert dict(simulated("sum(a) / sum(a offset 7d)").history) == reaching(HISTORY, ["7d"])
    assert times_until(NOW, simulated("sum(a)").history) == times_until(NOW, HISTORY)
