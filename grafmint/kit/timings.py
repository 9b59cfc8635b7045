"""Timings: how long something takes that people or the product do."""

import attrs

from grafmint import promql
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, percentile, stat
from grafmint.kit.measure import Measure
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds
from grafmint.units import CustomUnit, Unit


@attrs.frozen(kw_only=True)
class Duration(Measure):
    """A summary or histogram of how long something takes; `metric` is its name without `_sum`, `_count`, `_bucket`.

    Shown is the mean, or with `quantile` what that share of them stays below, for which it must be a histogram.
    """

    metric: str
    quantile: float | None = None
    window: str = "1h"
    unit: Unit | CustomUnit = "s"


def taken(duration: Duration) -> promql.Expr:
    """The mean or the quantile of what ended in the window; a mean has no value where nothing did."""
    if duration.quantile is not None:
        buckets = duration.scope.metric(f"{duration.metric}_bucket")
        return promql.quantile(duration.quantile, buckets, window=duration.window)
    spent = promql.sum(promql.rate(duration.scope.metric(f"{duration.metric}_sum"), duration.window))
    number = promql.sum(promql.rate(duration.scope.metric(f"{duration.metric}_count"), duration.window))
    return spent / promql.gt(number, 0)


def latest(duration: Duration, *, title: str | None = None, thresholds: Thresholds = NO_LIMIT) -> Stat:
    """How long it took in the window that ends now.

    Unit: the duration's, seconds as a rule. Source: the product's own summary or histogram.
    """
    return stat(
        title or duration.title,
        # The window may be a month: it is read once, and not for each point of a small graph.
        ask(taken(duration), _kind(duration), interval=duration.interval, instant=True),
        description=_description(duration),
        unit=duration.unit,
        thresholds=thresholds,
        no_value=f"None found in {duration.window}",
    )


def over_time(
    duration: Duration, *, title: str | None = None, thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How long it took, over time.

    Unit: the duration's, seconds as a rule. Source: the product's own summary or histogram.
    """
    return graph(
        title or duration.title,
        ask(taken(duration), _kind(duration), interval=duration.interval),
        description=_description(duration),
        unit=duration.unit,
        thresholds=thresholds,
        look=look,
    )


def _kind(duration: Duration) -> str:
    return "mean" if duration.quantile is None else percentile(duration.quantile)


def _description(duration: Duration) -> str:
    return duration.describe(f"The {_kind(duration)} of the last {duration.window}.")
