"""Objectives: what is left of the error budgets of several SLOs, and how fast they are spent.

The boards of a single SLO are those of `grafmint.slo`.
"""

import attrs

from grafmint import promql
from grafmint.block import Block
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, bars, graph, legend_of
from grafmint.model.panel.bargauge import BarGauge
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


@attrs.frozen(kw_only=True)
class Objectives(Block):
    """The series that the recording rules of `grafmint.slo.SLO` write; `by` is the label that tells SLOs apart.

    Source: https://sre.google/workbook/alerting-on-slos/
    """

    remaining: str = "slo:error_budget_remaining:ratio"
    burn_rate: str = "slo:burn_rate:rate1h"
    by: str = "slo"
    interval: str = "1m"
    scope: promql.Scope = attrs.field(factory=promql.Scope)


def budgets(
    objectives: Objectives, *, title: str = "Error budget remaining", thresholds: Thresholds = NO_LIMIT
) -> BarGauge:
    """The share of each error budget that is left; less than 0 where it is overspent.

    Unit: share, 1 is all of it. Source: the recording rules of the SLOs.
    """
    left = promql.min(objectives.scope.metric(objectives.remaining), by=objectives.by)
    panel = bars(
        title,
        # Over a month a range would have a value an hour, and the last one that old.
        ask(left, legend_of(objectives.by), interval=objectives.interval, instant=True),
        description="What is left of the failures that each objective allows. Near 0: no risky change to that service"
        " until it has recovered. Below 0 the objective is missed, and repair comes before features.",
        unit="percentunit",
        thresholds=thresholds,
    )
    return attrs.evolve(panel, max=1)


def burn_rates(
    objectives: Objectives, *, title: str = "Burn rate", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How many times faster than allowed each error budget was spent.

    Unit: times the pace that spends it in exactly the window of the SLO. Source: the recording rules of the SLOs.
    """
    burning = promql.max(objectives.scope.metric(objectives.burn_rate), by=objectives.by)
    return graph(
        title,
        ask(burning, legend_of(objectives.by), interval=objectives.interval),
        description="How many times faster than allowed each error budget is spent; at 1 it lasts exactly as long as"
        " its window. A peak is an incident to be ended now, a plateau above 1 is a fault that lasts.",
        unit="short",
        thresholds=thresholds,
        look=look,
    )
