"""Limits: where a graph shows that a value begins to be bad.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/configure-thresholds/
"""

import attrs

from grafmint._unset import UNSET, Unset
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Threshold, Thresholds

_UNSEEN = "transparent"


def limited(panel: TimeSeries, thresholds: Thresholds) -> TimeSeries:
    """The graph with limits: lines in the colour of what lies behind them, on an axis that reaches the nearest one."""
    if not thresholds.steps[1:] or thresholds.mode == "percentage":
        return attrs.evolve(panel, thresholds=thresholds)
    _, *limits = (UNSET if step.value is None else step.value for step in thresholds.steps)
    is_low = thresholds.fires == "below"
    nearest = limits[-1 if is_low else 0]
    return attrs.evolve(
        panel,
        # Lines that have the colours of the steps themselves would not be seen above the limit.
        thresholds=_from_above(thresholds) if is_low and panel.color != "thresholds" else thresholds,
        axis_soft_min=nearest if is_low else UNSET,
        # Low values are drawn on an axis that ends below their limit.
        axis_soft_max=_farthest(nearest, panel.axis_soft_max) if panel.max is UNSET else UNSET,
    )


def _farthest(*ends: float | Unset) -> float | Unset:
    """Where an axis ends that is to reach all of these."""
    return max((end for end in ends if not isinstance(end, Unset)), default=UNSET)


def _from_above(thresholds: Thresholds) -> Thresholds:
    """The same limits, lines of which are orange and red.

    Grafana gives a line the colour of the step above it, green for the first that must not be crossed; below a
    transparent step it takes the one beneath.
    """
    *bad, good = thresholds.steps
    return attrs.evolve(thresholds, steps=[*bad, Threshold(value=good.value, color=_UNSEEN)])
