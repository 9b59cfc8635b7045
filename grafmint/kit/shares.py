"""Shares: how much of a whole is of one kind, where the product counts both."""

from typing import Literal

import attrs

from grafmint import promql
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, stat
from grafmint.kit.measure import Measure
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


@attrs.frozen(kw_only=True)
class Share(Measure):
    """A part of a whole, two counters: payments that succeed, sessions that end in an order.

    `which` holds for the part only, so that both may be the same counter. `rest` shows what the part leaves over: of
    carts that are paid, those that are not. In `percent` it is 0 to 100, in `percentunit` 0 to 1.
    """

    part: str
    whole: str
    which: promql.Scope = attrs.field(factory=promql.Scope)
    rest: bool = False
    window: str = "1h"
    unit: Literal["percent", "percentunit"] = "percent"

    @property
    def parts(self) -> promql.Metric:
        """The counter of the part."""
        return self.scope.also(self.which).metric(self.part)


def ratio(share: Share) -> promql.Expr:
    """The part of the whole in the share's unit: 0 where nothing was of that kind, none where nothing happened."""
    whole = promql.sum(promql.rate(share.scope.metric(share.whole), share.window))
    part = promql.ratio(promql.sum(promql.rate(share.parts, share.window)), whole)
    shown = 1 - part if share.rest else part
    return 100 * shown if share.unit == "percent" else shown


def latest(share: Share, *, title: str | None = None, thresholds: Thresholds = NO_LIMIT) -> Stat:
    """The share now.

    Unit: the share's, percent from 0 to 100 as a rule. Source: the product's own counters.
    """
    return stat(
        title or share.title,
        ask(ratio(share), share.title, interval=share.interval),
        description=_description(share),
        unit=share.unit,
        decimals=1,
        thresholds=thresholds,
        history=False,
    )


def over_time(
    share: Share, *, title: str | None = None, thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """The share over time.

    Unit: the share's, percent from 0 to 100 as a rule. Source: the product's own counters.
    """
    return graph(
        title or share.title,
        ask(ratio(share), share.title, interval=share.interval),
        description=_description(share),
        unit=share.unit,
        thresholds=thresholds,
        look=look,
    )


def _description(share: Share) -> str:
    return share.describe(f"Each point is of the {share.window} before it.")
