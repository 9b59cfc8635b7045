"""Reading: what the queries of an SLO read, its counters themselves or the series that Prometheus records of them."""

from abc import ABC, abstractmethod

import attrs

from grafmint import promql
from grafmint.model.alerting.length import seconds
from grafmint.slo.indicator import Indicator

#: The window of the rates that are recorded, and of errors and events on a board.
BASE = "5m"
#: The window of the burn rate that stands for "now".
NOW = "1h"
_STEPS = 120


class Reading(ABC):
    """The numbers of an SLO as expressions, each a share or a rate."""

    #: The least step of a graph of the budget.
    budget_step: str
    #: How often a board asks again.
    auto_refresh: str
    #: Why there may be no events, not even 0 of them.
    unmeasured: str
    #: Whether its series have the labels of the SLO.
    is_labelled: bool

    @abstractmethod
    def objective(self) -> promql.Expr:
        """The share of events that must be good."""

    @abstractmethod
    def bad(self) -> promql.Expr:
        """Bad events a second."""

    @abstractmethod
    def events(self) -> promql.Expr:
        """All events a second; nothing where the SLO is not measured."""

    @abstractmethod
    def burn(self, window: str) -> promql.Expr:
        """How many times faster than allowed the budget was spent; nothing where there were no events."""

    @abstractmethod
    def remaining(self) -> promql.Expr:
        """The share of the budget that is left, 1 where there were no events; less than 0 when it is overspent."""

    def attained(self) -> promql.Expr:
        """The share of events in the SLO's window that were good."""
        return 1 - (1 - self.objective()) * (1 - self.remaining())


@attrs.frozen(kw_only=True)
class Counters(Reading):
    """An SLO as its own counters say it: right from the first hour, and dear where the window is long."""

    indicator: Indicator
    goal: float
    budget: float
    window: str
    # Each time the whole window is read again.
    auto_refresh = "5m"
    is_labelled = False
    unmeasured = "No series has the names and labels that its indicator asks for, or nobody scrapes the service."

    @property
    def budget_step(self) -> str:  # type: ignore[override]  # here it follows from the window
        return f"{max(60, seconds(self.window) // _STEPS)}s"

    def objective(self) -> promql.Expr:
        return promql.vector(self.goal)

    def bad(self) -> promql.Expr:
        return self.indicator.bad(BASE)

    def events(self) -> promql.Expr:
        return self.indicator.events(BASE)

    def burn(self, window: str) -> promql.Expr:
        return self.indicator.share(window) / self.budget

    def remaining(self) -> promql.Expr:
        return left(self.indicator.share(self.window), self.indicator.events(self.window), self.budget)


@attrs.frozen(kw_only=True)
class Records(Reading):
    """One or several SLOs as their recorded series say it."""

    names: tuple[str, ...]
    budget_step = "1m"
    auto_refresh = "1m"
    is_labelled = True
    unmeasured = "Its recording rules are not loaded. If they are: " + Counters.unmeasured

    def objective(self) -> promql.Metric:
        return self.series("objective", "ratio")

    def bad(self) -> promql.Metric:
        return self.series("errors", f"rate{BASE}")

    def events(self) -> promql.Metric:
        return self.series("events", f"rate{BASE}")

    def burn(self, window: str) -> promql.Metric:
        return self.series("burn_rate", f"rate{window}")

    def remaining(self) -> promql.Metric:
        return self.series("error_budget_remaining", "ratio")

    def series(self, metric: str, operation: str) -> promql.Metric:
        """A recorded series of these SLOs."""
        names = self.names[0] if len(self.names) == 1 else list(self.names)
        return promql.metric(f"slo:{metric}:{operation}", slo=names)

    def share(self, window: str) -> promql.Expr:
        """Which share of the events was bad, every event counted alike, from what was recorded in the window."""
        return promql.sum_over_time(self.bad(), window) / promql.gt(promql.sum_over_time(self.events(), window), 0)


def left(share: promql.Expr, events: promql.Expr, budget: float) -> promql.Expr:
    """The share of the budget that is left, from the share of events that was bad."""
    return 1 - promql.either(share, 0 * events) / budget
