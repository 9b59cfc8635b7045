"""Targets: what Prometheus calls its metrics of targets and alerts."""

import attrs

from grafmint import promql
from grafmint.block import Block


@attrs.frozen(kw_only=True)
class Targets(Block):
    """What Prometheus writes about its targets and its alerting rules.

    `scope` holds for the targets only: an alert keeps just the labels of its rule.
    Source: https://prometheus.io/docs/concepts/jobs_instances/
    """

    up: str = "up"
    job: str = "job"
    instance: str = "instance"
    alerts: str = "ALERTS"
    alert: str = "alertname"
    severity: str = "severity"
    state: str = "alertstate"
    firing: str = "firing"
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)

    @property
    def reachable(self) -> promql.Metric:
        """1 for a target that answered its last scrape, else 0."""
        return self.scope.metric(self.up)

    @property
    def firing_alerts(self) -> promql.Metric:
        """1 for each alert that fires."""
        return promql.metric(self.alerts, **{self.state: self.firing})


def answered(targets: Targets, window: str) -> promql.Expr:
    """The share of scrapes that each job answered in a window of time, 0 to 1."""
    return promql.avg(promql.avg_over_time(targets.reachable, window), by=targets.job)
