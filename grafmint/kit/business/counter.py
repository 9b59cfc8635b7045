"""Counters: what happens in the product, by kind."""

import attrs

from grafmint import promql
from grafmint.errors import ModelError
from grafmint.kit import rankings
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, stat
from grafmint.kit.measure import Measure
from grafmint.model.panel.barchart import BarChart
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds
from grafmint.units import CustomUnit, Unit


@attrs.frozen(kw_only=True)
class Counter(Measure):
    """Something that is counted: its metric, the label it is told apart by if there is one, and how it is known."""

    metric: str
    by: str | None = None
    unit: Unit | CustomUnit = "cps"

    @property
    def counted(self) -> promql.Metric:
        """The counter."""
        return self.scope.metric(self.metric)

    def rate(self, *, by: str | None = None) -> promql.Expr:
        """How often it is counted in a second, in all or by a label."""
        return promql.sum(promql.rate(self.counted), by=by)

    def increase(self, window: str, *, by: str | None = None) -> promql.Expr:
        """How often it was counted in a window of time, in all or by a label."""
        return promql.sum(promql.increase(self.counted, window), by=by)


def volume(counter: Counter, *, thresholds: Thresholds = NO_LIMIT, look: Look = LOOK) -> TimeSeries:
    """What is counted, by kind.

    Unit: the counter's, events a second as a rule. Source: the product's own counter.
    """
    return graph(
        counter.title,
        ask(counter.rate(by=counter.by), counter.series(counter.by), interval=counter.interval),
        description=counter.description,
        unit=counter.unit,
        thresholds=thresholds,
        look=look,
    )


def total(counter: Counter, *, title: str, window: str = "1d", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """How often it was counted in a window of time.

    Unit: number of events. Source: the product's own counter.
    """
    return stat(
        title,
        # Prometheus stretches what it saw to the whole window, and nothing happens half a time.
        ask(promql.floor(counter.increase(window)), title, interval=counter.interval),
        description=counter.describe(f"All of the last {window}."),
        unit="short",
        thresholds=thresholds,
    )


def ranking(counter: Counter, *, window: str = "1d", look: Look = LOOK) -> BarChart:
    """What was counted most in a window of time.

    Unit: the counter's, number of events as a rule. Source: the product's own counter.
    Raises ModelError for a counter without a label to tell its kinds apart.
    """
    if counter.by is None:
        raise ModelError(f"{counter.title}: a ranking has a bar for each kind", hint="give the counter by, its label")
    return rankings.ranking(
        counter.title,
        # As in a total, nothing happens half a time.
        promql.floor(counter.increase(window, by=counter.by)),
        counter.by,
        description=counter.describe(f"The {rankings.MOST} highest of the last {window}."),
        unit=counter.unit,
        called=f"Last {window}",
        interval=counter.interval,
        look=look,
    )


def against_earlier(counter: Counter, *, window: str = "1h", ago: str = "7d") -> promql.Expr:
    """What was counted in the window as a share of the same window so long ago: 0 when it is counted no more."""
    return promql.ratio(counter.increase(window), promql.offset(counter.increase(window), ago))


def against(
    counter: Counter,
    *,
    title: str | None = None,
    window: str = "1h",
    thresholds: Thresholds = NO_LIMIT,
    look: Look = LOOK,
) -> TimeSeries:
    """What is counted as a share of the same time a week before.

    Unit: share, 1 is as many. Source: the product's own counter.
    """
    return graph(
        title or counter.title,
        ask(against_earlier(counter, window=window), "of the week before", interval=counter.interval),
        description=counter.describe(f"The last {window} as a share of the same time a week before: 100 % is as much."),
        unit="percentunit",
        thresholds=thresholds,
        look=look,
    )
