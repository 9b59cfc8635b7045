"""Indicator: how many events there are and how many of them were bad, from what the service counts itself.

Source: https://sre.google/workbook/implementing-slos/
"""

from abc import abstractmethod

from grafmint import promql
from grafmint.errors import ModelError
from grafmint.model.base import Model, frozen
from grafmint.promql.variables import references


def metric_of(value: promql.Metric) -> promql.Metric:
    """The metric itself; raises ModelError for a rate, a text and whatever else is none."""
    if isinstance(value, str):
        raise ModelError(f"{value!r} is a text, an indicator takes a metric", hint=f"write promql.metric({value!r})")
    if not isinstance(value, promql.Metric):
        raise ModelError(
            f"{value} is no metric",
            hint="give the metric that is inside of it: the SLO chooses the windows and sums up",
        )
    if references(str(value)):
        raise ModelError(
            f"{value} has a variable, and where an SLO is evaluated nobody chooses its value",
            hint="write the value itself, one SLO for each",
        )
    return value


@frozen(kw_only=True)
class Indicator(Model):
    """The base of indicators: bad events and all events, each as one series without labels."""

    @abstractmethod
    def bad(self, window: str) -> promql.Expr:
        """Bad events a second; 0 where there were events and none of them was bad."""

    @abstractmethod
    def events(self, window: str) -> promql.Expr:
        """All events a second; nothing where they cannot be told good or bad."""

    def share(self, window: str) -> promql.Expr:
        """Which share of the events was bad; nothing where there were no events."""
        return self.bad(window) / promql.gt(self.events(window), 0)
