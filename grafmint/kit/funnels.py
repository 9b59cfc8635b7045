"""Funnels: how far people come on a way of several steps, and where they leave it."""

import attrs

from grafmint import promql
from grafmint.block import Block
from grafmint.kit import business, shares
from grafmint.kit.business import Counter
from grafmint.kit.look import LOOK, NO_LIMIT, Look
from grafmint.kit.shares import Share
from grafmint.model.panel.barchart import BarChart
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


@attrs.frozen(kw_only=True)
class Funnel(Block):
    """A counter of people who reach a step, and one of those who leave at it.

    `first` and `last` are the values of the label `step` where the way begins and ends. These names are the product's
    own; no exporter fixes them.
    """

    reached: str = "funnel_step_total"
    left: str = "funnel_dropoff_total"
    step: str = "step"
    first: str = "started"
    last: str = "completed"
    window: str = "1d"
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)

    @property
    def converted(self) -> Share:
        """Those who came to the end, of those who began: percent, 0 to 100."""
        return Share(
            title="Conversion rate",
            shows="Of those who began, how many came to the end.",
            advice="A fall with as many who begin: the chart of where people leave says at which step.",
            part=self.reached,
            which=promql.scope(**{self.step: self.last}),
            whole=self.reached,
            window=self.window,
            interval=self.interval,
            scope=self.scope.where(**{self.step: self.first}),
        )


def steps(funnel: Funnel, *, title: str = "Funnel", look: Look = LOOK) -> BarChart:
    """How many people reached each step.

    Unit: number of people. Source: the product's own counter.
    """
    reached = _counter(
        funnel,
        funnel.reached,
        title,
        "People who reached each step.",
        "A step that is far shorter than the one before it is where to ask what stops them.",
    )
    return business.ranking(reached, window=funnel.window, look=look)


def dropoffs(funnel: Funnel, *, title: str = "Drop-off points", look: Look = LOOK) -> BarChart:
    """How many people left at each step.

    Unit: number of people. Source: the product's own counter.
    """
    left = _counter(
        funnel,
        funnel.left,
        title,
        "People who left at each step.",
        "Begin with the longest bar: errors, duration and the last release of that step.",
    )
    return business.ranking(left, window=funnel.window, look=look)


def conversion(
    funnel: Funnel, *, title: str = "Conversion rate", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How many of those who began came to the end, over time.

    Unit: percent, 0 to 100. Source: the product's own counter.
    """
    return shares.over_time(attrs.evolve(funnel.converted, title=title), thresholds=thresholds, look=look)


def _counter(funnel: Funnel, metric: str, title: str, shows: str, advice: str) -> Counter:
    return Counter(
        metric=metric,
        by=funnel.step,
        title=title,
        shows=shows,
        advice=advice,
        unit="short",
        interval=funnel.interval,
        scope=funnel.scope,
    )
