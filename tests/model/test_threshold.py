"""Thresholds: two numbers that people talk about, written as Grafana's steps."""

import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint import Panel, Stat, Threshold, Thresholds, TimeSeries, above, below
from grafmint._unset import UNSET
from grafmint.errors import ModelError

Refuse = Callable[..., ModelError]
finite = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("thresholds", "steps"),
    [
        (above(warning=0.8, critical=0.9), [(None, "green"), (0.8, "orange"), (0.9, "red")]),
        (above(warning=80.0), [(None, "green"), (80, "orange")]),
        (above(critical=-1), [(None, "green"), (-1, "red")]),
        (below(warning=99.9, critical=99), [(None, "red"), (99, "orange"), (99.9, "green")]),
        (below(warning=5), [(None, "orange"), (5, "green")]),
        (below(critical=5), [(None, "red"), (5, "green")]),
    ],
)
def test_the_numbers_become_steps(
    write_panel: Callable[[Panel], Any], thresholds: Thresholds, steps: list[tuple[float | None, str]]
) -> None:
    """Steps rise, the first has no lower end, and colours follow the side that is bad."""
    written = write_panel(Stat(title="A", thresholds=thresholds))["fieldConfig"]["defaults"]["thresholds"]
    assert written == {"mode": "absolute", "steps": [{"value": value, "color": color} for value, color in steps]}


def test_percentages_are_a_mode(write_panel: Callable[[Panel], Any]) -> None:
    """`mode="percentage"` counts from `min` to `max`."""
    written = write_panel(Stat(title="A", thresholds=above(warning=80, mode="percentage")))
    assert written["fieldConfig"]["defaults"]["thresholds"]["mode"] == "percentage"


def test_the_numbers_are_kept_for_alerts() -> None:
    """A number is said once: the value knows what was given and on which side it fires."""
    assert (above(warning=1, critical=2).warning, above(warning=1, critical=2).critical) == (1, 2)
    assert above(critical=2).warning is UNSET
    assert (above(critical=2).fires, below(critical=2).fires) == ("above", "below")


@pytest.mark.parametrize(
    ("function", "numbers", "message"),
    [
        (above, {}, "a threshold needs a number; write warning"),
        (below, {}, "a threshold needs a number; write warning"),
        (above, {"warning": 2, "critical": 1}, "above(warning=2, critical=1): critical is not higher; swap them"),
        (above, {"warning": 1, "critical": 1}, "critical is not higher"),
        (below, {"warning": 1, "critical": 2}, "below(warning=1, critical=2): critical is not lower; swap them"),
        (below, {"warning": 1, "critical": 1}, "critical is not lower"),
        (above, {"warning": math.nan, "critical": 1}, "value=nan is not a finite number"),
        (above, {"warning": "1", "critical": 2}, "above(warning='1', critical=2): a threshold is a number"),
        (below, {"warning": [1]}, "below(warning=[1], critical=UNSET): a threshold is a number"),
        (above, {"critical": "1"}, "value='1' is not a number"),
        (above, {"critical": 1, "mode": "percent"}, "did you mean 'percentage'?"),
    ],
)
def test_numbers_that_make_no_steps_are_refused(
    refuse: Refuse, function: Callable[..., Thresholds], numbers: dict[str, Any], message: str
) -> None:
    """Both ways to hold the two numbers the wrong way round are told apart."""
    assert message in str(refuse(function, **numbers))


def test_true_is_no_number_whatever_was_made_before(refuse: Refuse) -> None:
    """`above` shares equal values, and True equals 1; it is refused all the same."""
    assert above(critical=1).critical == 1
    assert "value=True is not a number" in str(refuse(above, critical=True))


@given(finite, finite)
def test_the_two_orders_exclude_each_other(warning: float, critical: float) -> None:
    """Of two numbers exactly one function takes them, unless they are equal."""

    def takes(function: Callable[..., Thresholds]) -> bool:
        try:
            function(warning=warning, critical=critical)
        except ModelError:
            return False
        return True

    assert takes(above) == (critical > warning)
    assert takes(below) == (critical < warning)


@pytest.mark.parametrize(
    "values",
    [(0,), (None, 2, 1), (None, 1, 1), (None, None), (None, 1, None)],
)
def test_steps_of_ones_own_rise_from_the_lowest(refuse: Refuse, values: tuple[float | None, ...]) -> None:
    """Grafana draws steps that do not rise in an order of its own, so they are refused."""
    error = refuse(Thresholds, steps=[Threshold(value=value, color="red") for value in values])
    assert error.message.startswith("Thresholds: the ")
    assert error.hint


def test_steps_of_ones_own_take_any_colour(write_panel: Callable[[Panel], Any]) -> None:
    """`Thresholds` is the way to other colours and more steps."""
    steps = [Threshold(value=None, color="#123456"), Threshold(value=1, color="blue")]
    written = write_panel(Stat(title="A", thresholds=Thresholds(steps=steps)))["fieldConfig"]["defaults"]["thresholds"]
    assert written["steps"] == [{"value": None, "color": "#123456"}, {"value": 1, "color": "blue"}]


def test_thresholds_on_axes_are_drawn(write_panel: Callable[[Panel], Any]) -> None:
    """A graph draws its thresholds as dashed lines, unless told otherwise; a graph without any says nothing."""

    def style(**options: Any) -> Any:
        field_config = write_panel(TimeSeries(title="A", **options)).get("fieldConfig", {"defaults": {}})
        return field_config["defaults"].get("custom", {}).get("thresholdsStyle")

    assert style() is None
    assert style(thresholds=above(critical=1)) == {"mode": "dashed"}
    assert style(thresholds=above(critical=1), thresholds_style="off") == {"mode": "off"}
