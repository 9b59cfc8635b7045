"""Functions of values as they are, quantiles of a histogram, and reading in the past.

Source: https://prometheus.io/docs/prometheus/latest/querying/functions/
"""

import attrs

from grafmint.errors import ModelError
from grafmint.promql.aggregation import Labels, label_names
from grafmint.promql.aggregation import sum as summed
from grafmint.promql.duration import Duration, offset_text
from grafmint.promql.expr import Call, Expr, expression, number
from grafmint.promql.metric import Metric
from grafmint.promql.window import RATE_INTERVAL, rate

_BUCKET = "_bucket"


def abs(x: Expr) -> Call:  # noqa: A001
    """Each value without its sign."""
    return Call("abs", (expression(x),))


def absent(x: Expr) -> Call:
    """One where `x` has no series at all, else nothing."""
    return Call("absent", (expression(x),))


def ceil(x: Expr) -> Call:
    """Each value, rounded up."""
    return Call("ceil", (expression(x),))


def floor(x: Expr) -> Call:
    """Each value, rounded down."""
    return Call("floor", (expression(x),))


def timestamp(x: Expr) -> Call:
    """When each sample was taken, in seconds since 1970."""
    return Call("timestamp", (expression(x),))


def clamp_min(x: Expr, least: float) -> Call:
    """Each value, or `least` if it is lower."""
    return Call("clamp_min", (expression(x), number(least)))


def clamp_max(x: Expr, greatest: float) -> Call:
    """Each value, or `greatest` if it is higher."""
    return Call("clamp_max", (expression(x), number(greatest)))


def time() -> Call:
    """The time a value is computed for, in seconds since 1970."""
    return Call("time")


def vector(value: float) -> Call:
    """One series without labels: `promql.either(x, promql.vector(0))` is 0 where `x` has none."""
    return Call("vector", (number(value),))


def quantile(q: float, buckets: Expr, *, by: Labels | None = None, window: Duration = RATE_INTERVAL) -> Call:
    """The value that the share `q` of observations stays below: `promql.quantile(0.95, duration, by="route")`.

    `buckets` is the metric of a classic histogram (`…_bucket`), whose rate is summed over all labels but `by`. Any
    other expression (a native histogram's rate, a recording rule) is taken as it is.
    Raises ModelError for a share outside of 0 to 1, and a metric that has no buckets.
    """
    share = number(q)
    if not 0 <= q <= 1:
        raise ModelError(f"promql.quantile: {q!r} is not between 0 and 1", hint="the median is 0.5")
    if isinstance(buckets, Metric):
        return Call("histogram_quantile", (share, _observed(buckets, by, window)))
    if by is not None:
        raise ModelError("promql.quantile: by is for a metric of buckets", hint="group inside the expression")
    return Call("histogram_quantile", (share, expression(buckets)))


def offset(x: Expr, back: Duration) -> Expr:
    """The expression as it was so long ago: `sales / promql.offset(sales, "7d")`.

    Every metric in it is read that far back. Raises ModelError for one that already is, and for plain text.
    """
    shift = offset_text(back)

    def shifted(leaf: Expr) -> Expr:
        if not isinstance(leaf, Metric) or leaf.shift:
            raise ModelError(f"promql.offset: {leaf} cannot be shifted", hint=f"write offset {shift} into it")
        return attrs.evolve(leaf, shift=shift)

    return expression(x).map_leaves(shifted)


def _observed(buckets: Metric, by: Labels | None, window: Duration) -> Expr:
    if not buckets.name.endswith(_BUCKET):
        raise ModelError(
            f"promql.quantile: {buckets.name} is not a metric of buckets",
            hint=f"write {buckets.name}{_BUCKET}, or promql.sum(promql.rate(…)) of a native histogram",
        )
    groups = () if by is None else label_names(by)
    return summed(rate(buckets, window), by=("le", *(group for group in groups if group != "le")))
