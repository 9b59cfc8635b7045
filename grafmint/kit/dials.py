"""Dials: one number on a scale of which both ends are known."""

from grafmint._unset import UNSET, Unset
from grafmint.kit.look import NO_LIMIT
from grafmint.model.fields import ReduceOptions
from grafmint.model.panel.gauge import Gauge
from grafmint.model.query import Query
from grafmint.model.threshold import Thresholds
from grafmint.units import CustomUnit, Unit


def dial(  # noqa: PLR0913  # what a dial can differ in, and no more
    title: str,
    queries: Query,
    *,
    description: str,
    unit: Unit | CustomUnit = "percent",
    low: float = 0,
    high: float = 100,
    decimals: int | Unset = UNSET,
    thresholds: Thresholds = NO_LIMIT,
) -> Gauge:
    """The latest number between `low` and `high`, in percent unless a unit is given."""
    return Gauge(
        title=title,
        description=description,
        queries=queries,
        unit=unit,
        decimals=decimals,
        min=low,
        max=high,
        color="thresholds",
        thresholds=thresholds,
        reduce_options=ReduceOptions(calcs="lastNotNull"),
    )
