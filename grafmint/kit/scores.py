"""Scores: how good something is, between a worst and a best mark."""

import attrs

from grafmint import promql
from grafmint.kit import dials
from grafmint.kit.look import NO_LIMIT, ask
from grafmint.kit.measure import Measure
from grafmint.model.panel.gauge import Gauge
from grafmint.model.threshold import Thresholds
from grafmint.units import CustomUnit, Unit


@attrs.frozen(kw_only=True)
class Score(Measure):
    """A gauge between `worst` and `best`: the quality of finished work, the marks that customers give."""

    metric: str
    worst: float = 0
    best: float = 1
    unit: Unit | CustomUnit = "percentunit"


def mean(score: Score) -> promql.Expr:
    """The mean of all its series."""
    return promql.avg(score.scope.metric(score.metric))


def dial(score: Score, *, title: str | None = None, thresholds: Thresholds = NO_LIMIT) -> Gauge:
    """The mean score on a dial from the worst to the best mark.

    Unit: the score's, a share as a rule. Source: the product's own gauge.
    """
    return dials.dial(
        title or score.title,
        ask(mean(score), "mean", interval=score.interval),
        description=score.description,
        unit=score.unit,
        low=score.worst,
        high=score.best,
        thresholds=thresholds,
    )
