"""Functions over a window of time: how a metric grew, or what it was, in the last five minutes.

The window is `$__rate_interval` unless another is given; `"1h"`, `"${range}s"` and a variable are windows too, and
`"1h:5m"` is one with a step of its own.
Source: https://prometheus.io/docs/prometheus/latest/querying/functions/
"""

from typing import Protocol

import attrs

from grafmint.errors import ModelError
from grafmint.promql.duration import Duration, window_text
from grafmint.promql.expr import ATOM, Call, Expr, enclosed, expression, number
from grafmint.promql.metric import Metric
from grafmint.promql.variables import without_references

#: The window that Grafana keeps long enough for at least one step of every counter, at every zoom.
RATE_INTERVAL = "$__rate_interval"


@attrs.frozen(repr=False)
class Range(Expr):
    """The samples of a window; of an expression that is no metric, a subquery."""

    inner: Expr
    window: str

    def __str__(self) -> str:
        if isinstance(self.inner, Metric):
            return f"{self.inner.selector()}[{self.window}]{self.inner.modifier}"
        has_step = ":" in without_references(self.window, "")
        needs_step = not self.inner.is_selector and not has_step
        return f"{enclosed(self.inner, ATOM)}[{self.window}{':' if needs_step else ''}]"


class OverTime(Protocol):
    """A function over a window: `promql.rate(requests)`, `promql.max_over_time(load, "1h")`."""

    def __call__(self, x: Expr, window: Duration = RATE_INTERVAL) -> Call:
        """The function of `x` in the window."""


def _over_time(name: str, what: str) -> OverTime:
    def over_time(x: Expr, window: Duration = RATE_INTERVAL) -> Call:
        return Call(name, (Range(expression(x), window_text(window)),))

    return _named(over_time, name, f"{what}.")


def _of_counter(name: str, what: str) -> OverTime:
    def of_counter(x: Expr, window: Duration = RATE_INTERVAL) -> Call:
        if not expression(x).is_selector:
            raise ModelError(
                f"promql.{name} takes a metric, not {x}",
                hint=f"only a counter itself shows its resets: write promql.sum(promql.{name}(…)), not the reverse",
            )
        return Call(name, (Range(x, window_text(window)),))

    return _named(of_counter, name, f"{what}; raises ModelError for what is no metric.")


def _named(function: OverTime, name: str, doc: str) -> OverTime:
    function.__name__ = function.__qualname__ = name  # type: ignore[attr-defined]  # it is a plain function
    function.__doc__ = doc
    return function


rate = _of_counter("rate", "How much a counter grows in a second")
irate = _of_counter("irate", "How much a counter grew in a second between its last two samples")
increase = _of_counter("increase", "How much a counter grew in the window")
resets = _of_counter("resets", "How often a counter began anew")

changes = _over_time("changes", "How often a value changed")
delta = _over_time("delta", "How much a gauge differs from the start of the window")
deriv = _over_time("deriv", "How much a gauge grows in a second")
avg_over_time = _over_time("avg_over_time", "The mean of the window")
count_over_time = _over_time("count_over_time", "The number of samples in the window")
last_over_time = _over_time("last_over_time", "The newest sample of the window")
max_over_time = _over_time("max_over_time", "The greatest value of the window")
min_over_time = _over_time("min_over_time", "The least value of the window")
present_over_time = _over_time("present_over_time", "One where the window has a sample")
stddev_over_time = _over_time("stddev_over_time", "The standard deviation of the window")
sum_over_time = _over_time("sum_over_time", "The sum of the samples of the window")


def predict_linear(x: Expr, seconds: float, window: Duration) -> Call:
    """What a gauge will be in so many seconds if it goes on as in the window."""
    return Call("predict_linear", (Range(expression(x), window_text(window)), number(seconds)))
